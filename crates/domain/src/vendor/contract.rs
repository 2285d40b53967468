//! Contracts: for which systems, from when until when, and what they say about security. Unknown stays unknown.

use super::{Line, LineError};
use crate::{
    assessment::{Note, NoteError},
    id::{ContractId, SystemId, VendorId},
    journal::Seq,
};
use serde::{Deserialize, Serialize};
use time::Date;

/// Who installs security updates, as the contract says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UpdatesBy {
    /// The vendor.
    Vendor,
    /// The institution.
    Hospital,
    /// Shared between both.
    Both,
    /// The contract was read and says nothing.
    Nobody,
}

impl UpdatesBy {
    /// Every answer. That it is not known is none of them.
    pub const ALL: [Self; 4] = [Self::Vendor, Self::Hospital, Self::Both, Self::Nobody];

    /// Stable code for storage, URLs and message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vendor => "vendor",
            Self::Hospital => "hospital",
            Self::Both => "both",
            Self::Nobody => "nobody",
        }
    }

    /// The answer with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.code() == code)
    }
}

/// What a person states about a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractDraft {
    /// With whom.
    pub vendor: VendorId,
    /// Its name: 電子カルテ保守契約.
    pub title: Line,
    /// Systems that it covers.
    #[serde(default)]
    pub systems: Vec<SystemId>,
    /// First day, if known.
    pub from_on: Option<Date>,
    /// Last day, if there is one and it is known.
    pub until_on: Option<Date>,
    /// Who installs security updates; `None` while nobody has looked.
    pub updates: Option<UpdatesBy>,
    /// Whether the vendor has to tell of vulnerabilities by itself; `None` while nobody has looked.
    pub vulnerability_notice: Option<bool>,
    /// Companies that the vendor passes work on to (再委託先). They hand in no 事業者確認用 of their own.
    #[serde(default)]
    pub subcontractors: Vec<Line>,
    /// Free words.
    #[serde(default)]
    pub note: Note,
}

/// One contract as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// Stable identifier.
    pub id: ContractId,
    /// What was stated about it.
    #[serde(flatten)]
    pub stated: ContractDraft,
    /// Journal entry of the last change.
    pub version: Seq,
}

/// Why a statement about a contract is refused, and in which field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ContractError {
    /// Its name.
    #[error("title: {0}")]
    Title(LineError),
    /// It would end before it begins.
    #[error("the contract would end on {until_on}, before it begins on {from_on}")]
    Period {
        /// First day.
        from_on: Date,
        /// Last day.
        until_on: Date,
    },
    /// A subcontractor.
    #[error("subcontractor: {0}")]
    Subcontractor(LineError),
    /// Note.
    #[error(transparent)]
    Note(#[from] NoteError),
}

impl ContractDraft {
    /// A contract of which nothing but its name is known.
    ///
    /// # Errors
    /// [`ContractError::Title`].
    pub fn named(vendor: VendorId, title: &str) -> Result<Self, ContractError> {
        Ok(Self {
            vendor,
            title: Line::parse(title).map_err(ContractError::Title)?,
            systems: Vec::new(),
            from_on: None,
            until_on: None,
            updates: None,
            vulnerability_notice: None,
            subcontractors: Vec::new(),
            note: Note::default(),
        })
    }

    /// With its period.
    ///
    /// # Errors
    /// [`ContractError::Period`].
    pub fn between(self, from_on: Option<Date>, until_on: Option<Date>) -> Result<Self, ContractError> {
        match (from_on, until_on) {
            (Some(from_on), Some(until_on)) if until_on < from_on => Err(ContractError::Period { from_on, until_on }),
            _ => Ok(Self { from_on, until_on, ..self }),
        }
    }

    /// With the companies that work is passed on to: one a line.
    ///
    /// # Errors
    /// [`ContractError::Subcontractor`].
    pub fn passed_on_to(self, lines: &str) -> Result<Self, ContractError> {
        let named = lines.lines().filter(|line| !line.trim().is_empty()).map(Line::parse);
        let subcontractors = named.collect::<Result<_, _>>().map_err(ContractError::Subcontractor)?;
        Ok(Self { subcontractors, ..self })
    }

    /// Whether it may be in force on a day: a bound that is not known does not end it.
    #[must_use]
    pub fn may_be_in_force(&self, day: Date) -> bool {
        self.from_on.is_none_or(|from| from <= day) && self.until_on.is_none_or(|until| day <= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;
    use uuid::Uuid;

    fn draft() -> Result<ContractDraft, ContractError> {
        ContractDraft::named(Uuid::nil().into(), "電子カルテ保守契約")
    }

    #[test]
    fn what_nobody_has_looked_at_is_not_known() -> Result<(), ContractError> {
        let draft = draft()?;
        assert_eq!((draft.updates, draft.vulnerability_notice), (None, None));
        assert!(draft.may_be_in_force(date!(2024 - 06 - 10)), "no bound is known to have passed");
        Ok(())
    }

    #[test]
    fn the_last_day_still_counts_and_lies_not_before_the_first() -> Result<(), ContractError> {
        let year = draft()?.between(Some(date!(2024 - 04 - 01)), Some(date!(2025 - 03 - 31)))?;
        assert!(year.may_be_in_force(date!(2025 - 03 - 31)) && !year.may_be_in_force(date!(2025 - 04 - 01)));
        assert!(!year.may_be_in_force(date!(2024 - 03 - 31)));
        assert!(draft()?.between(Some(date!(2024 - 04 - 01)), Some(date!(2024 - 03 - 31))).is_err());
        Ok(())
    }

    #[test]
    fn subcontractors_stand_one_a_line() -> Result<(), ContractError> {
        let passed = draft()?.passed_on_to("乙サービス\r\n\n 丙ネット ")?;
        assert_eq!(passed.subcontractors.iter().map(Line::as_str).collect::<Vec<_>>(), ["乙サービス", "丙ネット"]);
        assert!(draft()?.passed_on_to(&"長".repeat(201)).is_err());
        Ok(())
    }

    #[test]
    fn every_code_is_its_own() {
        assert!(UpdatesBy::ALL.into_iter().all(|by| UpdatesBy::from_code(by.code()) == Some(by)));
    }
}
