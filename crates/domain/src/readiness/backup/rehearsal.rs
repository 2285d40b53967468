//! 復旧訓練: a copy was restored to see whether it can be.

use super::plan::{Wrong, WrongWhy, line, needed_line, note, number};
use crate::{
    assessment::Note,
    calendar::parse_date,
    id::{BackupCopyId, EvidenceId, RehearsalId, SystemId},
    journal::Seq,
    vendor::Line,
};
use serde::{Deserialize, Serialize};
use time::Date;

/// How a rehearsal went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Everything came back.
    Whole,
    /// Some of it.
    Part,
    /// Nothing usable.
    Failed,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 3] = [Self::Whole, Self::Part, Self::Failed];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Part => "part",
            Self::Failed => "failed",
        }
    }

    /// The outcome with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// What a person records about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RehearsalDraft {
    /// Of which system.
    pub system: SystemId,
    /// Day.
    pub on: Date,
    /// From which copy.
    pub copy: BackupCopyId,
    /// To where.
    pub to: Line,
    /// Minutes from the beginning until it was usable.
    pub minutes: u32,
    /// How it went.
    pub outcome: Outcome,
    /// How that was verified.
    pub verified: Note,
    /// Who did it.
    pub who: Line,
    /// What was learned.
    #[serde(default, skip_serializing_if = "Note::is_empty")]
    pub learned: Note,
    /// The tool's log, kept as evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<EvidenceId>,
    /// What took place around it, in a word: the machine, the generation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generation: Option<Line>,
}

/// A rehearsal as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehearsal {
    /// Stable identifier.
    pub id: RehearsalId,
    /// What was stated.
    #[serde(flatten)]
    pub stated: RehearsalDraft,
    /// Journal entry of the last change.
    pub version: Seq,
}

/// A rehearsal as typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct RehearsalText<'a> {
    /// Day.
    pub on: &'a str,
    /// Identifier of the copy.
    pub copy: &'a str,
    /// To where.
    pub to: &'a str,
    /// Minutes.
    pub minutes: &'a str,
    /// Code.
    pub outcome: &'a str,
    /// How it was verified.
    pub verified: &'a str,
    /// Who.
    pub who: &'a str,
    /// What was learned.
    pub learned: &'a str,
    /// Which generation.
    pub generation: &'a str,
}

impl RehearsalDraft {
    /// Reads what was typed.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(
        system: SystemId,
        text: RehearsalText<'_>,
        log: Option<EvidenceId>,
        today: Date,
    ) -> Result<Self, Wrong> {
        let on = match text.on.trim() {
            "" => return Err(WrongWhy::Missing.at("on")),
            on => parse_date(on).map_err(|_| WrongWhy::Day.at("on"))?,
        };
        if on > today {
            return Err(WrongWhy::Future.at("on"));
        }
        let verified = note("verified", text.verified)?;
        if verified.as_str().trim().is_empty() {
            return Err(WrongWhy::Missing.at("verified"));
        }
        Ok(Self {
            system,
            on,
            copy: text.copy.parse().map_err(|_| WrongWhy::Choice.at("copy"))?,
            to: needed_line("to", text.to)?,
            minutes: number("minutes", text.minutes, 100_000)?.ok_or_else(|| WrongWhy::Missing.at("minutes"))?,
            outcome: Outcome::from_code(text.outcome).ok_or_else(|| WrongWhy::Choice.at("outcome"))?,
            verified,
            who: needed_line("who", text.who)?,
            learned: note("learned", text.learned)?,
            log,
            generation: line("generation", text.generation)?,
        })
    }

    /// Whether it stayed within an RTO of so many hours.
    #[must_use]
    pub fn is_within(&self, rto_hours: u32) -> bool {
        u64::from(self.minutes) <= u64::from(rto_hours) * 60
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn a_rehearsal_needs_its_facts_and_no_day_to_come() {
        let copy = uuid::Uuid::nil().to_string();
        let text = RehearsalText {
            on: "R8.11.20",
            copy: &copy,
            to: "予備サーバ",
            minutes: "95",
            outcome: "whole",
            verified: "10人分のカルテを開いた",
            who: "西村",
            ..RehearsalText::default()
        };
        let parse = |text| RehearsalDraft::parse(SystemId::from(uuid::Uuid::nil()), text, None, date!(2026 - 11 - 30));
        let read = parse(text).unwrap();
        assert!(read.is_within(2) && !read.is_within(1));
        assert_eq!(parse(RehearsalText { on: "2026-12-01", ..text }), Err(WrongWhy::Future.at("on")));
        assert_eq!(parse(RehearsalText { verified: " ", ..text }), Err(WrongWhy::Missing.at("verified")));
        assert_eq!(parse(RehearsalText { minutes: "", ..text }), Err(WrongWhy::Missing.at("minutes")));
    }
}
