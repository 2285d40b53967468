//! What must be saved of a system to go on with care, why, and how fast it has to be back.

use crate::{assessment::Note, id::SystemId, journal::Seq, vendor::Line};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

/// What a person states for one system. Unknown stays unknown: nothing here has a default.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PlanDraft {
    /// What must be saved: data, settings, licences, keys.
    #[serde(default, skip_serializing_if = "Note::is_empty")]
    pub what: Note,
    /// Why care can't go on without it.
    #[serde(default, skip_serializing_if = "Note::is_empty")]
    pub why: Note,
    /// RTO: hours within which the system has to be usable again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rto_hours: Option<u32>,
    /// RPO: hours of entries that may be lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rpo_hours: Option<u32>,
}

/// A plan as recorded; one per system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupPlan {
    /// Of which system.
    pub system: SystemId,
    /// What was stated.
    #[serde(flatten)]
    pub stated: PlanDraft,
    /// Journal entry of the last change; [`Seq::ZERO`] while nobody stated anything.
    pub version: Seq,
}

/// A plan as typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct PlanText<'a> {
    /// What must be saved.
    pub what: &'a str,
    /// Why.
    pub why: &'a str,
    /// RTO in hours.
    pub rto_hours: &'a str,
    /// RPO in hours.
    pub rpo_hours: &'a str,
}

/// A field that can't be taken, and why. The field is its name in the form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {}", .why.code())]
pub struct Wrong {
    /// Name of the field.
    pub field: String,
    /// Why.
    pub why: WrongWhy,
}

/// Why a field can't be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongWhy {
    /// Needed, and empty.
    Missing,
    /// A line that is too long or has control characters.
    Line,
    /// A text that is too long.
    Note,
    /// No whole number, or one out of bounds.
    Number,
    /// None of the choices.
    Choice,
    /// No day.
    Day,
    /// A day after today.
    Future,
    /// Too many of them.
    TooMany,
}

impl WrongWhy {
    /// Every reason.
    pub const ALL: [Self; 8] =
        [Self::Missing, Self::Line, Self::Note, Self::Number, Self::Choice, Self::Day, Self::Future, Self::TooMany];

    /// End of its message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Line => "line",
            Self::Note => "note",
            Self::Number => "number",
            Self::Choice => "choice",
            Self::Day => "day",
            Self::Future => "future",
            Self::TooMany => "too-many",
        }
    }

    /// This reason at a field.
    #[must_use]
    pub fn at(self, field: &str) -> Wrong {
        Wrong { field: field.to_owned(), why: self }
    }
}

/// Longest RTO, RPO or duration that is taken, in hours: a year. Our choice; more is a typing error.
const MOST_HOURS: u32 = 8_760;

impl PlanDraft {
    /// Reads what was typed.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(text: PlanText<'_>) -> Result<Self, Wrong> {
        Ok(Self {
            what: note("what", text.what)?,
            why: note("why", text.why)?,
            rto_hours: number("rto_hours", text.rto_hours, MOST_HOURS)?,
            rpo_hours: number("rpo_hours", text.rpo_hours, MOST_HOURS)?,
        })
    }
}

pub(super) fn note(field: &str, text: &str) -> Result<Note, Wrong> {
    Note::parse(text).map_err(|_| WrongWhy::Note.at(field))
}

pub(super) fn line(field: &str, text: &str) -> Result<Option<Line>, Wrong> {
    Line::maybe(text).map_err(|_| WrongWhy::Line.at(field))
}

pub(super) fn needed_line(field: &str, text: &str) -> Result<Line, Wrong> {
    line(field, text)?.ok_or_else(|| WrongWhy::Missing.at(field))
}

/// A whole number, in digits of any width; nothing typed is nothing.
pub(super) fn number(field: &str, text: &str, most: u32) -> Result<Option<u32>, Wrong> {
    let plain: String = text.nfkc().filter(|c| !c.is_whitespace() && *c != ',').collect();
    if plain.is_empty() {
        return Ok(None);
    }
    match plain.parse::<u32>() {
        Ok(number) if number <= most => Ok(Some(number)),
        _ => Err(WrongWhy::Number.at(field)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(text: &str) -> Result<Option<u32>, Wrong> {
        PlanDraft::parse(PlanText { rto_hours: text, ..PlanText::default() }).map(|plan| plan.rto_hours)
    }

    #[test]
    fn unknown_hours_stay_unknown_and_nonsense_is_refused_by_its_field() {
        assert_eq!(hours(" "), Ok(None));
        assert_eq!(hours("２４"), Ok(Some(24)));
        assert_eq!(hours("1日"), Err(WrongWhy::Number.at("rto_hours")));
        assert_eq!(hours("99999"), Err(WrongWhy::Number.at("rto_hours")));
    }
}
