//! What fees ask of backups, as data of the catalogue: each requirement with its mark, and what the recorded facts say about it.

use super::SystemState;
use crate::catalog::Bilingual;
use crate::id::BackupCopyId;
use std::collections::BTreeSet;

/// A fact that a requirement looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequirementTest {
    /// Backups in several methods or media.
    SeveralMethods,
    /// A part of them is cut off from the network.
    PartOffline,
    /// Generations are kept.
    Generations,
    /// A restore was tried within a year.
    RestoreTried,
    /// It looks at something that this room does not keep.
    Elsewhere,
}

impl RequirementTest {
    /// Every test.
    pub const ALL: [Self; 5] =
        [Self::SeveralMethods, Self::PartOffline, Self::Generations, Self::RestoreTried, Self::Elsewhere];

    /// Stable code, as in the catalogue.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SeveralMethods => "several_methods",
            Self::PartOffline => "part_offline",
            Self::Generations => "generations",
            Self::RestoreTried => "restore_tried",
            Self::Elsewhere => "elsewhere",
        }
    }
}

/// One requirement of a fee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// Stable identifier.
    pub id: String,
    /// The fee, in both languages.
    pub fee: Bilingual,
    /// Fiscal year of its revision.
    pub year: i32,
    /// What it asks.
    pub words: Bilingual,
    /// Whether the words were seen in the source (`exact`) or put together from general knowledge (`reconstructed`).
    pub exact: bool,
    /// Where it was read.
    pub source: String,
    /// What is looked at.
    pub test: RequirementTest,
}

/// What the facts say about a requirement for one system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Met {
    /// These copies meet it.
    By(Vec<BackupCopyId>),
    /// Nothing that is recorded meets it.
    No,
    /// A person judges: the facts lie elsewhere.
    Elsewhere,
}

/// What is recorded of a system, held against a requirement. It says which facts fit; whether the fee may be claimed, a person decides.
#[must_use]
pub fn met(requirement: &Requirement, state: &SystemState, today: time::Date) -> Met {
    let copies = &state.copies;
    let ids = |fits: &dyn Fn(&super::CopyDraft) -> bool| -> Vec<BackupCopyId> {
        copies.iter().filter(|copy| fits(&copy.copy.stated)).map(|copy| copy.copy.id).collect()
    };
    let found = match requirement.test {
        RequirementTest::Elsewhere => return Met::Elsewhere,
        RequirementTest::SeveralMethods => {
            let ways: BTreeSet<_> =
                copies.iter().map(|copy| (copy.copy.stated.media, copy.copy.stated.method)).collect();
            if ways.len() > 1 { ids(&|_| true) } else { Vec::new() }
        }
        RequirementTest::PartOffline => ids(&super::CopyDraft::is_cut_off),
        RequirementTest::Generations => ids(&|copy| copy.generations.is_some_and(|count| count > 1)),
        RequirementTest::RestoreTried => {
            let recent = state.rehearsals.iter().filter(|one| (today - one.stated.on).whole_days() <= 365);
            let tried: BTreeSet<_> = recent.map(|one| one.stated.copy).collect();
            tried.into_iter().collect()
        }
    };
    if found.is_empty() { Met::No } else { Met::By(found) }
}
