//! What is stated about a piece of evidence.

use super::EvidenceFile;
use crate::{
    calendar::{DateError, parse_date},
    catalog::ItemId,
    id::{AssessmentId, EvidenceId},
    journal::Seq,
    vendor::{Line, LineError},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use time::Date;

/// An item of a sheet that a file speaks to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EvidenceLink {
    /// Sheet.
    pub sheet: AssessmentId,
    /// Item of its form.
    pub item: ItemId,
}

/// What a person states about a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceDraft {
    /// What it is called.
    pub title: Line,
    /// 基準日: the day whose state it shows.
    pub effective_on: Option<Date>,
    /// 受領日: the day on which it came.
    pub received_on: Date,
    /// 有効期限: the last day on which it counts.
    pub expires_on: Option<Date>,
    /// Who took it out of its system, if known.
    pub exported_by: Option<Line>,
    /// Out of which system or from whom, if known.
    pub origin: Option<Line>,
    /// Items that it speaks to.
    pub links: BTreeSet<EvidenceLink>,
}

/// One piece of evidence as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Stable identifier.
    pub id: EvidenceId,
    /// What was stated.
    #[serde(flatten)]
    pub stated: EvidenceDraft,
    /// The file that counts.
    pub file: EvidenceFile,
    /// Journal entry of the last change.
    pub version: Seq,
}

/// The texts and dates as typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct EvidenceText<'a> {
    /// What it is called.
    pub title: &'a str,
    /// 基準日.
    pub effective_on: &'a str,
    /// 受領日.
    pub received_on: &'a str,
    /// 有効期限.
    pub expires_on: &'a str,
    /// Who exported it.
    pub exported_by: &'a str,
    /// From where.
    pub origin: &'a str,
}

/// One of the three dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateField {
    /// 基準日.
    Effective,
    /// 受領日.
    Received,
    /// 有効期限.
    Expires,
}

/// Why a statement about a file is refused, and in which field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EvidenceError {
    /// The title.
    #[error("title: {0}")]
    Title(LineError),
    /// Who exported it.
    #[error("exported by: {0}")]
    ExportedBy(LineError),
    /// From where.
    #[error("origin: {0}")]
    Origin(LineError),
    /// A date that can't be read.
    #[error("{0:?}: {1}")]
    Date(DateField, DateError),
    /// No 受領日.
    #[error("the day of receipt is missing")]
    ReceivedMissing,
    /// 受領日 or 基準日 after today.
    #[error("{0:?} lies in the future")]
    Future(DateField),
    /// 有効期限 before 基準日.
    #[error("it expires before the day whose state it shows")]
    ExpiresFirst,
}

impl EvidenceDraft {
    /// Reads what was typed.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(text: EvidenceText<'_>, links: BTreeSet<EvidenceLink>, today: Date) -> Result<Self, EvidenceError> {
        let effective_on = day(DateField::Effective, text.effective_on)?;
        let received_on = day(DateField::Received, text.received_on)?.ok_or(EvidenceError::ReceivedMissing)?;
        let expires_on = day(DateField::Expires, text.expires_on)?;
        for (field, day) in [(DateField::Effective, effective_on), (DateField::Received, Some(received_on))] {
            if day.is_some_and(|day| day > today) {
                return Err(EvidenceError::Future(field));
            }
        }
        if expires_on.zip(effective_on).is_some_and(|(expires, effective)| expires < effective) {
            return Err(EvidenceError::ExpiresFirst);
        }
        Ok(Self {
            title: Line::parse(text.title).map_err(EvidenceError::Title)?,
            effective_on,
            received_on,
            expires_on,
            exported_by: Line::maybe(text.exported_by).map_err(EvidenceError::ExportedBy)?,
            origin: Line::maybe(text.origin).map_err(EvidenceError::Origin)?,
            links,
        })
    }

    /// Whether it still counts on that day.
    #[must_use]
    pub fn expiry(&self, today: Date) -> Expiry {
        let Some(expires) = self.expires_on else { return Expiry::Never };
        let days = (expires - today).whole_days();
        match days {
            ..0 => Expiry::Expired { days: -days },
            0..=Expiry::NEAR_DAYS => Expiry::Near { days },
            _ => Expiry::Ahead { days },
        }
    }
}

fn day(field: DateField, text: &str) -> Result<Option<Date>, EvidenceError> {
    match text.trim() {
        "" => Ok(None),
        text => parse_date(text).map(Some).map_err(|error| EvidenceError::Date(field, error)),
    }
}

/// Where a file stands to its 有効期限.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expiry {
    /// It has none.
    Never,
    /// Later than [`Expiry::NEAR_DAYS`].
    Ahead {
        /// Days left.
        days: i64,
    },
    /// Soon.
    Near {
        /// Days left; 0 is today, the last day on which it counts.
        days: i64,
    },
    /// Over.
    Expired {
        /// Days since the last day on which it counted.
        days: i64,
    },
}

impl Expiry {
    /// From how many days before its end a file is called for, as for target dates. Our choice.
    pub const NEAR_DAYS: i64 = 30;
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    const TODAY: Date = date!(2024 - 06 - 10);

    fn typed(text: EvidenceText<'_>) -> Result<EvidenceDraft, EvidenceError> {
        EvidenceDraft::parse(text, BTreeSet::new(), TODAY)
    }

    const GOOD: EvidenceText<'_> = EvidenceText {
        title: "機器台帳",
        effective_on: "2024-06-01",
        received_on: "2024-06-03",
        expires_on: "2025-05-31",
        exported_by: "山本",
        origin: "資産管理システム",
    };

    #[test]
    fn each_field_is_refused_by_its_name() {
        let refused = |text| typed(text).map_or_else(|e| e.to_string(), |_| "taken".to_owned());
        assert_eq!(refused(GOOD), "taken");
        assert_eq!(refused(EvidenceText { title: " ", ..GOOD }), "title: the line is empty");
        assert_eq!(refused(EvidenceText { received_on: "", ..GOOD }), "the day of receipt is missing");
        assert_eq!(refused(EvidenceText { received_on: "2024-06-11", ..GOOD }), "Received lies in the future");
        assert_eq!(refused(EvidenceText { effective_on: "2024-07-01", ..GOOD }), "Effective lies in the future");
        let first = EvidenceText { expires_on: "2024-05-31", ..GOOD };
        assert_eq!(refused(first), "it expires before the day whose state it shows");
        assert!(refused(EvidenceText { expires_on: "来年", ..GOOD }).starts_with("Expires: "));
        assert_eq!(refused(EvidenceText { origin: "a\nb", ..GOOD }), "origin: the line has a control character");
    }

    #[test]
    fn the_last_day_still_counts() {
        let expiry = |day| typed(EvidenceText { expires_on: day, ..GOOD }).map(|draft| draft.expiry(TODAY));
        assert_eq!(expiry(""), Ok(Expiry::Never));
        assert_eq!(expiry("2024-06-09"), Ok(Expiry::Expired { days: 1 }));
        assert_eq!(expiry("2024-06-10"), Ok(Expiry::Near { days: 0 }));
        assert_eq!(expiry("2024-07-10"), Ok(Expiry::Near { days: 30 }));
        assert_eq!(expiry("2024-07-11"), Ok(Expiry::Ahead { days: 31 }));
    }
}
