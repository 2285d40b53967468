//! Authorities and desks for the contact chart, with the numbers that are known to us. Data to begin with: never right by itself.

use super::{
    Bilingual, TopicId, TopicStatus,
    read::{Faults, Table, all, no_repeats},
    yaml::{At, Node},
};
use crate::calendar::parse_date;
use time::Date;

pub(super) const AUTHORITIES_FORMAT: &str = "sakimori-authorities-v1";

/// One authority or desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// For ever.
    pub id: TopicId,
    /// Its name.
    pub name: Bilingual,
    /// When it is called.
    pub when: Bilingual,
    /// Numbers, if any is known.
    pub phones: Vec<String>,
    /// Mail address, if one is known.
    pub mail: Option<String>,
    /// Whether the number differs by place.
    pub local: bool,
    /// How the numbers came to be known.
    pub status: TopicStatus,
    /// From where.
    pub source: String,
    /// The day on which somebody of this project compared the numbers with the official page; `None` if nobody did.
    pub last_verified: Option<Date>,
    /// Whether it is offered when a chart is begun.
    pub start: bool,
}

/// Every authority that is known, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct AuthorityBook {
    pub(super) all: Vec<Authority>,
}

impl AuthorityBook {
    pub(super) fn read(root: &Node, faults: &mut Faults) -> Option<Self> {
        let table = Table::of(root, "authorities", &["format", "about", "authorities"], faults)?;
        let nodes = table.list("authorities", faults)?;
        let found = all(nodes.iter().map(|node| authority(node, faults)))?;
        no_repeats(found.iter().map(|(at, one)| (one.id.as_str(), *at)), faults);
        Some(Self { all: found.into_iter().map(|(_, one)| one).collect() })
    }

    /// Later entries replace earlier ones of the same id.
    pub(super) fn join(&mut self, other: Self) {
        for one in other.all {
            match self.all.iter_mut().find(|known| known.id == one.id) {
                Some(known) => *known = one,
                None => self.all.push(one),
            }
        }
    }
}

fn authority(node: &Node, faults: &mut Faults) -> Option<(At, Authority)> {
    const KEYS: [&str; 10] =
        ["id", "name", "when", "phones", "mail", "local", "status", "source", "last_verified", "start"];
    let table = Table::of(node, "authority", &KEYS, faults)?;
    let id = table.parsed("id", TopicId::PATTERN, |text| TopicId::parse(text).ok(), faults);
    let name = Bilingual::under(&table, "name", faults);
    let when = Bilingual::under(&table, "when", faults);
    let phones = table.optional_texts("phones", faults);
    let mail = table.optional_text("mail", faults);
    let local = table.flag("local", faults);
    let status = table.word("status", &TopicStatus::ALL, TopicStatus::code, faults);
    let source = table.text("source", faults);
    let last_verified = match table.find("last_verified") {
        None => Some(None),
        Some(_) => {
            table.parsed("last_verified", "a day like 2026-04-01", |text| parse_date(text).ok(), faults).map(Some)
        }
    };
    let start = table.flag("start", faults);
    let one = Authority {
        id: id?,
        name: name?,
        when: when?,
        phones: phones?,
        mail: mail?,
        local: local?,
        status: status?,
        source: source?,
        last_verified: last_verified?,
        start: start?,
    };
    Some((table.at, one))
}
