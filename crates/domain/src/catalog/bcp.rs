//! サイバー攻撃を想定したBCP策定の確認表: the catalogue file `bcp-check.yaml`.

use super::{
    Bilingual, TopicId,
    read::{Faults, Table, all, no_repeats, word},
    yaml::{At, Node},
};
use crate::readiness::bcp::{CheckItem, CheckMark, CheckStep, GroundKind};

/// What the file says it is.
pub(super) const BCP_FORMAT: &str = "sakimori-bcp-check-v1";

/// The steps of the 確認表 with where it was published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BcpBook {
    /// The steps in their order.
    pub steps: Vec<CheckStep>,
    /// Day of publication, as written.
    pub published: String,
    /// Address of the official file.
    pub source: String,
}

impl BcpBook {
    pub(super) fn read(root: &Node, faults: &mut Faults) -> Option<Self> {
        let table = Table::of(root, "bcp check", &["format", "about", "published", "source", "steps"], faults)?;
        let (published, source) = (table.text("published", faults), table.text("source", faults));
        let nodes = table.list("steps", faults)?;
        let read = all(nodes.iter().map(|node| step(node, faults)))?;
        let ids = read.iter().flat_map(|(_, items)| items).map(|(at, item)| (item.id.as_str(), *at));
        no_repeats(ids, faults);
        let steps = read.into_iter().map(|(mut step, items)| {
            step.items = items.into_iter().map(|(_, item)| item).collect();
            step
        });
        Some(Self { steps: steps.collect(), published: published?, source: source? })
    }

    /// Every item in its order.
    pub fn items(&self) -> impl Iterator<Item = &CheckItem> {
        self.steps.iter().flat_map(|step| &step.items)
    }

    /// The item with this id.
    #[must_use]
    pub fn item(&self, id: &TopicId) -> Option<&CheckItem> {
        self.items().find(|item| item.id == *id)
    }
}

fn step(node: &Node, faults: &mut Faults) -> Option<(CheckStep, Vec<(At, CheckItem)>)> {
    let table = Table::of(node, "step", &["number", "name", "aim", "items"], faults)?;
    let number = table.text("number", faults);
    let (name, aim) = (Bilingual::under(&table, "name", faults), Bilingual::under(&table, "aim", faults));
    let items = table.list("items", faults).and_then(|nodes| all(nodes.iter().map(|node| item(node, faults))));
    Some((CheckStep { number: number?, name: name?, aim: aim?, items: Vec::new() }, items?))
}

fn item(node: &Node, faults: &mut Faults) -> Option<(At, CheckItem)> {
    let keys = ["id", "number", "group", "heading", "check", "confidence", "guide", "grounds"];
    let table = Table::of(node, "item", &keys, faults)?;
    let id = table.parsed("id", TopicId::PATTERN, |text| TopicId::parse(text).ok(), faults);
    let number = table.text("number", faults);
    let heading = Bilingual::under(&table, "heading", faults);
    let maybe = |key: &'static str, faults: &mut Faults| Bilingual::maybe_under(&table, key, faults);
    let (group, check, guide) = (maybe("group", faults), maybe("check", faults), maybe("guide", faults));
    let mark = table.word("confidence", &CheckMark::ALL, CheckMark::code, faults);
    let grounds = match table.find("grounds") {
        None => Some(Vec::new()),
        Some(_) => table.list("grounds", faults).and_then(|nodes| all(nodes.iter().map(|node| ground(node, faults)))),
    };
    let item = CheckItem {
        id: id?,
        number: number?,
        group: group?,
        heading: heading?,
        check: check?,
        mark: mark?,
        guide: guide?,
        grounds: grounds?,
    };
    Some((table.at, item))
}

fn ground(node: &Node, faults: &mut Faults) -> Option<GroundKind> {
    word(node, "grounds", GroundKind::ALL, GroundKind::code, faults)
}
