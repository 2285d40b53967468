//! How a system is restored: a document with ordered steps, versioned and approved.

use super::plan::{Wrong, WrongWhy, line, needed_line, note, number};
use crate::{assessment::Note, id::SystemId, journal::Seq, staff::Name, vendor::Line};
use serde::{Deserialize, Serialize};
use time::Date;

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What is done.
    pub what: Line,
    /// Who does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Line>,
    /// Where the medium, the key or the machine is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Line>,
    /// Minutes that it is expected to take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
}

/// What a person writes down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureDraft {
    /// When it is used, and what has to be there beforehand.
    #[serde(default, skip_serializing_if = "Note::is_empty")]
    pub before: Note,
    /// The steps in order.
    pub steps: Vec<Step>,
    /// How one knows that it is whole again.
    #[serde(default, skip_serializing_if = "Note::is_empty")]
    pub after: Note,
}

/// Who approved it, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Name at the time.
    pub by: Name,
    /// Day.
    pub on: Date,
}

/// A procedure as recorded; one per system. A change takes the approval away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    /// Of which system.
    pub system: SystemId,
    /// What was written.
    #[serde(flatten)]
    pub stated: ProcedureDraft,
    /// Journal entry of the last change of its words.
    pub version: Seq,
}

/// A step as typed. A line without any words is no step.
#[derive(Debug, Clone, Copy, Default)]
pub struct StepText<'a> {
    /// What.
    pub what: &'a str,
    /// Who.
    pub who: &'a str,
    /// Where.
    pub place: &'a str,
    /// Minutes.
    pub minutes: &'a str,
}

impl ProcedureDraft {
    /// Most steps of a procedure. Our choice: more is a second procedure.
    pub const MAX_STEPS: usize = 60;

    /// Reads what was typed. Fields of a step are named `what-1`, `minutes-3` …
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(before: &str, steps: &[StepText<'_>], after: &str) -> Result<Self, Wrong> {
        let mut read = Vec::new();
        for (number_of, step) in (1..).zip(steps) {
            let field = |name: &str| format!("{name}-{number_of}");
            let (who, place) = (line(&field("who"), step.who)?, line(&field("place"), step.place)?);
            let minutes = number(&field("minutes"), step.minutes, 100_000)?;
            if step.what.trim().is_empty() && who.is_none() && place.is_none() && minutes.is_none() {
                continue;
            }
            read.push(Step { what: needed_line(&field("what"), step.what)?, who, place, minutes });
        }
        if read.is_empty() {
            return Err(WrongWhy::Missing.at("what-1"));
        }
        if read.len() > Self::MAX_STEPS {
            return Err(WrongWhy::TooMany.at("what-1"));
        }
        Ok(Self { before: note("before", before)?, steps: read, after: note("after", after)? })
    }

    /// Minutes of all steps together; `None` while a step has none.
    #[must_use]
    pub fn minutes(&self) -> Option<u32> {
        self.steps.iter().map(|step| step.minutes).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_without_words_are_left_out_and_their_order_stays() {
        let steps = [
            StepText { what: "LANを抜く", minutes: "5", ..StepText::default() },
            StepText::default(),
            StepText {
                what: "テープを取り出す", place: "別棟の金庫", minutes: "20", ..StepText::default()
            },
        ];
        let read = ProcedureDraft::parse("", &steps, "").unwrap();
        assert_eq!((read.steps.len(), read.minutes()), (2, Some(25)));
        let wrong = [StepText { who: "田中", ..StepText::default() }];
        assert_eq!(ProcedureDraft::parse("", &wrong, ""), Err(WrongWhy::Missing.at("what-1")));
        assert_eq!(ProcedureDraft::parse("", &[], ""), Err(WrongWhy::Missing.at("what-1")));
    }
}
