//! The record of one split.

use super::{DoneBy, Duty};
use crate::{
    calendar::{DateError, parse_date},
    id::{ContractId, SplitId, SystemId, VendorId},
    journal::Seq,
    vendor::{Line, LineError},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::Date;

/// Who does one duty, and in words what exactly.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Who.
    pub by: DoneBy,
    /// What exactly, how often, who first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Line>,
}

/// What a person states about a split.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SplitDraft {
    /// With whom.
    pub vendor: VendorId,
    /// Of which system, as it is recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<SystemId>,
    /// Of which system, in words.
    pub target: Line,
    /// Under which contract, if it is recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<ContractId>,
    /// Duty by duty; one that is not here is not known.
    pub shares: BTreeMap<Duty, Share>,
    /// Day on which both agreed, if they did.
    pub agreed_on: Option<Date>,
    /// The document that says so.
    pub document: Option<Line>,
}

impl SplitDraft {
    /// Who does a duty.
    #[must_use]
    pub fn share(&self, duty: Duty) -> Share {
        self.shares.get(&duty).cloned().unwrap_or_default()
    }
}

/// One split as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// Stable identifier.
    pub id: SplitId,
    /// What was stated.
    #[serde(flatten)]
    pub stated: SplitDraft,
    /// Journal entry of the last change.
    pub version: Seq,
}

/// What was typed or chosen.
#[derive(Debug, Clone, Default)]
pub struct SplitText<'a> {
    /// System in words.
    pub target: &'a str,
    /// Identifier of the system; empty for none.
    pub system: &'a str,
    /// Identifier of the contract; empty for none.
    pub contract: &'a str,
    /// Duty, code of who, words.
    pub shares: Vec<(Duty, &'a str, &'a str)>,
    /// Day of agreement.
    pub agreed_on: &'a str,
    /// Document.
    pub document: &'a str,
}

/// Why a statement is refused, and in which field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SplitError {
    /// The system in words.
    #[error("target: {0}")]
    Target(LineError),
    /// No such system or contract.
    #[error("{0}: no such record")]
    Choice(&'static str),
    /// Who does a duty is not chosen.
    #[error("{}: not chosen", .0.code())]
    By(Duty),
    /// Words beside a duty.
    #[error("{duty}: {1}", duty = .0.code())]
    Words(Duty, LineError),
    /// The day of agreement.
    #[error("agreed on: {0}")]
    Day(DateError),
    /// It lies in the future.
    #[error("agreed on: in the future")]
    Future,
    /// The document.
    #[error("document: {0}")]
    Document(LineError),
    /// A day without a document: nobody can show it.
    #[error("agreed, but by no document")]
    DocumentMissing,
}

impl SplitDraft {
    /// Reads what was typed.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(vendor: VendorId, text: &SplitText<'_>, today: Date) -> Result<Self, SplitError> {
        let mut shares = BTreeMap::new();
        for (duty, by, words) in &text.shares {
            let by = DoneBy::from_code(by).ok_or(SplitError::By(*duty))?;
            let words = Line::maybe(words).map_err(|error| SplitError::Words(*duty, error))?;
            if by != DoneBy::Unknown || words.is_some() {
                shares.insert(*duty, Share { by, words });
            }
        }
        let agreed_on = match text.agreed_on.trim() {
            "" => None,
            day => Some(parse_date(day).map_err(SplitError::Day)?),
        };
        if agreed_on.is_some_and(|day| day > today) {
            return Err(SplitError::Future);
        }
        let document = Line::maybe(text.document).map_err(SplitError::Document)?;
        if agreed_on.is_some() && document.is_none() {
            return Err(SplitError::DocumentMissing);
        }
        let target = Line::parse(text.target).map_err(SplitError::Target)?;
        let (system, contract) = (known("system", text.system)?, known("contract", text.contract)?);
        Ok(Self { vendor, system, target, contract, shares, agreed_on, document })
    }
}

fn known<T: std::str::FromStr>(field: &'static str, text: &str) -> Result<Option<T>, SplitError> {
    match text {
        "" => Ok(None),
        id => id.parse().map(Some).map_err(|_| SplitError::Choice(field)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;
    use uuid::Uuid;

    fn refused(change: impl FnOnce(&mut SplitText<'static>)) -> String {
        let mut text = SplitText {
            target: "電子カルテ",
            shares: vec![(Duty::Backup, "vendor", "毎晩"), (Duty::Restore, "unknown", "")],
            agreed_on: "2024-06-01",
            document: "責任分界表 第1版",
            ..SplitText::default()
        };
        change(&mut text);
        SplitDraft::parse(Uuid::nil().into(), &text, date!(2024 - 06 - 10))
            .map_or_else(|e| e.to_string(), |draft| format!("{} duties", draft.shares.len()))
    }

    #[test]
    fn each_field_is_refused_by_its_name_and_unknown_is_not_kept() {
        assert_eq!(refused(|_| ()), "1 duties");
        assert_eq!(refused(|t| t.target = ""), "target: the line is empty");
        assert_eq!(refused(|t| t.shares = vec![(Duty::Backup, "somebody", "")]), "backup: not chosen");
        assert_eq!(
            refused(|t| t.shares = vec![(Duty::Backup, "both", "a\nb")]),
            "backup: the line has a control character"
        );
        assert_eq!(refused(|t| t.agreed_on = "2024-06-11"), "agreed on: in the future");
        assert_eq!(refused(|t| t.document = ""), "agreed, but by no document");
        assert_eq!(refused(|t| t.system = "ehr"), "system: no such record");
    }
}
