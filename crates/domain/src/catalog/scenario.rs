//! Scenario cards for drills: what happens, step by step, and what to ask at each step. Ours.

use super::{
    Bilingual, TopicId,
    read::{Faults, Table, all, no_repeats},
    yaml::{At, Node},
};

pub(super) const SCENARIOS_FORMAT: &str = "sakimori-scenarios-v1";

/// One card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// For ever.
    pub id: TopicId,
    /// Its title.
    pub title: Bilingual,
    /// What happened.
    pub story: Bilingual,
    /// Which incident it follows.
    pub source: Bilingual,
    /// Step by step.
    pub steps: Vec<ScenarioStep>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScenarioStep {
    /// What happens now.
    pub title: Bilingual,
    /// What to ask.
    pub ask: Vec<Bilingual>,
}

/// Every card, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ScenarioBook {
    pub(super) all: Vec<Scenario>,
}

impl ScenarioBook {
    pub(super) fn read(root: &Node, faults: &mut Faults) -> Option<Self> {
        let table = Table::of(root, "scenarios", &["format", "about", "scenarios"], faults)?;
        let nodes = table.list("scenarios", faults)?;
        let found = all(nodes.iter().map(|node| scenario(node, faults)))?;
        no_repeats(found.iter().map(|(at, one)| (one.id.as_str(), *at)), faults);
        Some(Self { all: found.into_iter().map(|(_, one)| one).collect() })
    }

    /// Later cards replace earlier ones of the same id.
    pub(super) fn join(&mut self, other: Self) {
        for one in other.all {
            match self.all.iter_mut().find(|known| known.id == one.id) {
                Some(known) => *known = one,
                None => self.all.push(one),
            }
        }
    }
}

fn scenario(node: &Node, faults: &mut Faults) -> Option<(At, Scenario)> {
    let table = Table::of(node, "scenario", &["id", "title", "story", "source", "steps"], faults)?;
    let id = table.parsed("id", TopicId::PATTERN, |text| TopicId::parse(text).ok(), faults);
    let title = Bilingual::under(&table, "title", faults);
    let story = Bilingual::under(&table, "story", faults);
    let source = Bilingual::under(&table, "source", faults);
    let steps = table.list("steps", faults).and_then(|nodes| all(nodes.iter().map(|node| step(node, faults))));
    Some((table.at, Scenario { id: id?, title: title?, story: story?, source: source?, steps: steps? }))
}

fn step(node: &Node, faults: &mut Faults) -> Option<ScenarioStep> {
    let table = Table::of(node, "step of a scenario", &["title", "ask"], faults)?;
    let title = Bilingual::under(&table, "title", faults);
    let ask =
        table.list("ask", faults).and_then(|nodes| all(nodes.iter().map(|node| Bilingual::read(node, "ask", faults))));
    Some(ScenarioStep { title: title?, ask: ask? })
}
