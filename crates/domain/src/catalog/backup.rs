//! What fees ask of backups: the catalogue file `backup.yaml`.

use super::{
    Bilingual,
    read::{Faults, Table, all, no_repeats},
    yaml::Node,
};
use crate::readiness::backup::{Requirement, RequirementTest};

/// What the file says it is.
pub(super) const BACKUP_FORMAT: &str = "sakimori-backup-v1";

/// How a requirement came to be known.
#[derive(Clone, Copy)]
enum Known {
    Exact,
    Reconstructed,
}

impl Known {
    const ALL: [Self; 2] = [Self::Exact, Self::Reconstructed];

    const fn code(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Reconstructed => "reconstructed",
        }
    }
}

pub(super) fn read(root: &Node, faults: &mut Faults) -> Option<Vec<Requirement>> {
    let table = Table::of(root, "backup", &["format", "about", "requirements"], faults)?;
    let nodes = table.list("requirements", faults)?;
    let read = all(nodes.iter().map(|node| requirement(node, faults).map(|one| (node.at, one))))?;
    let names: Vec<(String, _)> = read.iter().map(|(at, one)| (one.id.clone(), *at)).collect();
    no_repeats(names.iter().map(|(name, at)| (name.as_str(), *at)), faults);
    Some(read.into_iter().map(|(_, one)| one).collect())
}

fn requirement(node: &Node, faults: &mut Faults) -> Option<Requirement> {
    let keys = ["id", "fee", "year", "words", "confidence", "source", "test"];
    let table = Table::of(node, "requirement", &keys, faults)?;
    let (id, source) = (table.text("id", faults), table.text("source", faults));
    let (fee, words) = (Bilingual::under(&table, "fee", faults), Bilingual::under(&table, "words", faults));
    let year = table.number("year", 2000, 2100, faults);
    let known = table.word("confidence", &Known::ALL, Known::code, faults);
    let test = table.word("test", &RequirementTest::ALL, RequirementTest::code, faults);
    Some(Requirement {
        id: id?,
        fee: fee?,
        year: i32::try_from(year?).ok()?,
        words: words?,
        exact: matches!(known?, Known::Exact),
        source: source?,
        test: test?,
    })
}
