//! Call tests: somebody on the chart was called for practice, and answered or not.

use crate::{
    calendar::parse_date,
    id::{CallTestId, ChartEntryId},
    staff::{Name, NameError},
    vendor::{Line, LineError},
};
use serde::{Deserialize, Serialize};
use time::Date;

/// What became of a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum CallOutcome {
    /// Somebody answered.
    Answered {
        /// Who, if not the person called.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<Name>,
        /// Minutes from the first try until somebody answered.
        minutes: u16,
    },
    /// Nobody.
    NotReached,
}

impl CallOutcome {
    /// Whether somebody answered.
    #[must_use]
    pub const fn is_answered(&self) -> bool {
        matches!(self, Self::Answered { .. })
    }
}

/// One call as a test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallTest {
    /// Stable identifier.
    pub id: CallTestId,
    /// Who was called.
    pub entry: ChartEntryId,
    /// What it was called on that day: the entry may be gone later.
    pub name: String,
    /// Day.
    pub on: Date,
    /// Time of day, `13:05`; empty if nobody wrote it down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub at: String,
    /// What became of it.
    #[serde(flatten)]
    pub outcome: CallOutcome,
    /// By what it was reached: `ChartPerson::reach` of that day.
    pub seen: Vec<String>,
    /// What was noticed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Line>,
}

/// A call as typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct CallTestText<'a> {
    /// Day.
    pub on: &'a str,
    /// Time of day.
    pub at: &'a str,
    /// `answered` or `not_reached`.
    pub outcome: &'a str,
    /// Who answered.
    pub by: &'a str,
    /// Minutes.
    pub minutes: &'a str,
    /// What was noticed.
    pub note: &'a str,
}

/// Why a call can't be recorded, and in which field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CallTestError {
    /// No day, or one that lies ahead.
    #[error("on: no day until today")]
    Day,
    /// No time of day.
    #[error("at: no time of day")]
    Time,
    /// Neither answered nor not reached.
    #[error("outcome: not chosen")]
    Outcome,
    /// Who answered.
    #[error("by: {0}")]
    By(NameError),
    /// Minutes: a whole number up to a day.
    #[error("minutes: no number of minutes")]
    Minutes,
    /// What was noticed.
    #[error("note: {0}")]
    Note(LineError),
}

impl CallTest {
    /// The most minutes that a call takes: a day.
    pub const MOST_MINUTES: u16 = 24 * 60;

    /// Reads what was typed.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(
        id: CallTestId,
        (entry, name, seen): (ChartEntryId, &str, Vec<String>),
        text: &CallTestText<'_>,
        today: Date,
    ) -> Result<Self, CallTestError> {
        let on = parse_date(text.on).ok().filter(|on| *on <= today).ok_or(CallTestError::Day)?;
        let outcome = match text.outcome {
            "answered" => CallOutcome::Answered {
                by: match text.by.trim() {
                    "" => None,
                    by => Some(Name::parse(by).map_err(CallTestError::By)?),
                },
                minutes: minutes(text.minutes)?,
            },
            "not_reached" => CallOutcome::NotReached,
            _ => return Err(CallTestError::Outcome),
        };
        let note = Line::maybe(text.note).map_err(CallTestError::Note)?;
        Ok(Self { id, entry, name: name.to_owned(), on, at: time_of_day(text.at)?, outcome, seen, note })
    }
}

fn minutes(text: &str) -> Result<u16, CallTestError> {
    let minutes = text.trim().parse().map_err(|_| CallTestError::Minutes)?;
    if minutes <= CallTest::MOST_MINUTES { Ok(minutes) } else { Err(CallTestError::Minutes) }
}

/// `13:05`, or nothing.
fn time_of_day(text: &str) -> Result<String, CallTestError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(String::new());
    }
    let (hour, minute) = text.split_once(':').ok_or(CallTestError::Time)?;
    match (hour.parse::<u8>(), minute.get(..2).unwrap_or(minute).parse::<u8>()) {
        (Ok(hour @ 0..=23), Ok(minute @ 0..=59)) => Ok(format!("{hour:02}:{minute:02}")),
        _ => Err(CallTestError::Time),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;
    use uuid::Uuid;

    fn said(text: CallTestText<'_>) -> String {
        let entry = (Uuid::nil().into(), "保健所", Vec::new());
        let test = CallTest::parse(Uuid::nil().into(), entry, &text, date!(2024 - 06 - 10));
        test.map_or_else(|e| e.to_string(), |test| format!("{} {:?}", test.at, test.outcome))
    }

    #[test]
    fn a_call_is_answered_in_minutes_or_not_at_all() {
        let text =
            CallTestText { on: "2024-06-10", at: "9:05", outcome: "answered", minutes: "3", ..CallTestText::default() };
        assert_eq!(said(text), "09:05 Answered { by: None, minutes: 3 }");
        assert_eq!(said(CallTestText { outcome: "not_reached", minutes: "", at: "", ..text }), " NotReached");
        assert_eq!(said(CallTestText { minutes: "", ..text }), "minutes: no number of minutes");
        assert_eq!(said(CallTestText { minutes: "1441", ..text }), "minutes: no number of minutes");
        assert_eq!(said(CallTestText { at: "25:00", ..text }), "at: no time of day");
        assert_eq!(said(CallTestText { at: "十時", ..text }), "at: no time of day");
        assert_eq!(said(CallTestText { on: "2024-06-11", ..text }), "on: no day until today");
        assert_eq!(said(CallTestText { outcome: "", ..text }), "outcome: not chosen");
    }
}
