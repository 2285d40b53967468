//! What a vendor confirmed about its ways in, on a day.

use crate::{
    calendar::{DateError, parse_date},
    id::{RemoteAccessId, RemoteConfirmationId, VendorId},
    journal::Seq,
    staff::{Name, NameError},
    vendor::{Line, LineError},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use time::Date;

/// How the vendor confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConfirmedBy {
    /// On paper.
    Paper,
    /// By mail.
    Mail,
    /// By telephone.
    Telephone,
    /// At a meeting.
    Meeting,
    /// By its personal link.
    Link,
    /// In a workbook that it filled in.
    Workbook,
    /// In an answer file.
    AnswerFile,
}

impl ConfirmedBy {
    /// Every way that a person of the institution can choose, in the order shown. The others come from the vendor itself.
    pub const ALL: [Self; 4] = [Self::Paper, Self::Mail, Self::Telephone, Self::Meeting];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Mail => "mail",
            Self::Telephone => "telephone",
            Self::Meeting => "meeting",
            Self::Link => "link",
            Self::Workbook => "workbook",
            Self::AnswerFile => "answer_file",
        }
    }

    /// The way with this code, of those that a person can choose.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.code() == code)
    }
}

/// A way in as the vendor saw it: a later change is not confirmed with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SeenAccess {
    /// Which.
    pub access: RemoteAccessId,
    /// In which version.
    pub version: Seq,
}

/// What a person records of a vendor's confirmation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteConfirmationDraft {
    /// The vendor.
    pub vendor: VendorId,
    /// The day.
    pub on: Date,
    /// Who at the vendor.
    pub by: Name,
    /// How.
    pub how: ConfirmedBy,
    /// Ways in that it said are so.
    pub seen: BTreeSet<SeenAccess>,
    /// It said that there is no other: with nothing seen, that it comes in by no way at all.
    pub complete: bool,
    /// Anything else.
    pub note: Option<Line>,
}

/// One confirmation as recorded. It is never changed; a newer one stands beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteConfirmation {
    /// Stable identifier.
    pub id: RemoteConfirmationId,
    /// What was recorded.
    #[serde(flatten)]
    pub stated: RemoteConfirmationDraft,
}

/// What was typed or chosen.
#[derive(Debug, Clone, Default)]
pub struct ConfirmationText<'a> {
    /// The day.
    pub on: &'a str,
    /// Who at the vendor.
    pub by: &'a str,
    /// Code of how.
    pub how: &'a str,
    /// Whether there is no other.
    pub complete: bool,
    /// Anything else.
    pub note: &'a str,
}

/// Why a confirmation is refused, and in which field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfirmationError {
    /// No day.
    #[error("the day is missing")]
    DayMissing,
    /// A day that can't be read.
    #[error("day: {0}")]
    Day(DateError),
    /// A day after today.
    #[error("the day lies in the future")]
    Future,
    /// Who at the vendor.
    #[error("by: {0}")]
    By(NameError),
    /// How was not chosen.
    #[error("how: not chosen")]
    How,
    /// Neither a way in nor 「ほかにない」: nothing was confirmed.
    #[error("nothing was confirmed")]
    Nothing,
    /// Anything else.
    #[error("note: {0}")]
    Note(LineError),
}

impl RemoteConfirmationDraft {
    /// Reads what was typed.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(
        vendor: VendorId,
        text: &ConfirmationText<'_>,
        seen: BTreeSet<SeenAccess>,
        today: Date,
    ) -> Result<Self, ConfirmationError> {
        let on = match text.on.trim() {
            "" => return Err(ConfirmationError::DayMissing),
            day => parse_date(day).map_err(ConfirmationError::Day)?,
        };
        if on > today {
            return Err(ConfirmationError::Future);
        }
        let by = Name::parse(text.by).map_err(ConfirmationError::By)?;
        let how = ConfirmedBy::from_code(text.how).ok_or(ConfirmationError::How)?;
        if seen.is_empty() && !text.complete {
            return Err(ConfirmationError::Nothing);
        }
        let note = Line::maybe(text.note).map_err(ConfirmationError::Note)?;
        Ok(Self { vendor, on, by, how, seen, complete: text.complete, note })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;
    use uuid::Uuid;

    #[test]
    fn each_field_is_refused_by_its_name() {
        let good = ConfirmationText { on: "2024-06-10", by: "大野", how: "mail", complete: true, note: "" };
        let refused = |text: &ConfirmationText<'_>| {
            RemoteConfirmationDraft::parse(Uuid::nil().into(), text, BTreeSet::new(), date!(2024 - 06 - 10))
                .map_or_else(|e| e.to_string(), |_| "taken".to_owned())
        };
        assert_eq!(refused(&good), "taken");
        assert_eq!(refused(&ConfirmationText { on: "", ..good.clone() }), "the day is missing");
        assert_eq!(refused(&ConfirmationText { on: "2024-06-11", ..good.clone() }), "the day lies in the future");
        assert!(refused(&ConfirmationText { on: "昨日", ..good.clone() }).starts_with("day: "));
        assert_eq!(refused(&ConfirmationText { by: " ", ..good.clone() }), "by: the name is empty");
        assert_eq!(refused(&ConfirmationText { how: "", ..good.clone() }), "how: not chosen");
        assert_eq!(refused(&ConfirmationText { complete: false, ..good.clone() }), "nothing was confirmed");
    }
}
