//! Which registered system words of the ledger mean: its own name, or a name that a person said means it.

use super::System;
use crate::{id::SystemId, vendor::Line};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization as _;

/// A name without width, case and spaces: two names that differ only in these are one.
#[must_use]
pub fn name_key(words: &str) -> String {
    words.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect()
}

/// That a name which devices use means a registered system; `None` takes that back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemAlias {
    /// The name as devices have it.
    pub words: Line,
    /// What it means.
    pub system: Option<SystemId>,
}

/// Names of the registered systems, to find by them.
#[derive(Debug, Clone, Default)]
pub struct SystemNames {
    /// `None` where two systems have names that differ in width, case or spaces alone.
    by_key: HashMap<String, Option<SystemId>>,
    exact: HashMap<String, SystemId>,
}

impl SystemNames {
    /// From the register.
    #[must_use]
    pub fn of(systems: &[System], aliases: &[SystemAlias]) -> Self {
        let mut names = Self::default();
        for alias in aliases {
            if let Some(system) = alias.system {
                names.by_key.insert(name_key(alias.words.as_str()), Some(system));
            }
        }
        let mut own: HashMap<String, Option<SystemId>> = HashMap::new();
        for system in systems {
            let name = system.stated.name.as_str();
            names.exact.insert(name.to_owned(), system.id);
            own.entry(name_key(name)).and_modify(|one| *one = None).or_insert(Some(system.id));
        }
        // A system's own name goes before what somebody once said of it.
        names.by_key.extend(own);
        names
    }

    /// The system that words mean.
    #[must_use]
    pub fn find(&self, words: &str) -> Option<SystemId> {
        self.exact.get(words.trim()).copied().or_else(|| self.by_key.get(&name_key(words)).copied().flatten())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{SystemDraft, SystemError};
    use super::*;
    use crate::journal::Seq;
    use uuid::Uuid;

    #[test]
    fn a_name_means_a_system_by_its_letters_or_by_a_person() -> Result<(), SystemError> {
        let system = |number, name| {
            let stated = SystemDraft::parse(name, "ehr", None)?;
            Ok(System { id: Uuid::from_u128(number).into(), stated, version: Seq::ZERO })
        };
        let systems = [system(1, "電子カルテ")?, system(2, "PACS")?, system(3, "Ｐacs Ⅱ")?, system(4, "pacs II")?];
        let alias = SystemAlias {
            words: Line::parse("カルテ").map_err(|_| SystemError::Kind)?,
            system: Some(systems[0].id),
        };
        let names = SystemNames::of(&systems, &[alias]);
        let found = |words| systems.iter().position(|one| Some(one.id) == names.find(words));
        assert_eq!(
            [found("電子 カルテ"), found("ｐａｃｓ"), found("ｶﾙﾃ"), found("検査")],
            [Some(0), Some(1), Some(0), None]
        );
        assert_eq!(
            [found("pacsII"), found("pacs II")],
            [None, Some(3)],
            "two names of the same letters: only the exact one"
        );
        Ok(())
    }
}
