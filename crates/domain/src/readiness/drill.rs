//! Drills (訓練) and trainings (教育): what is planned for the year, how a drill went step by step with its times, who took part, and
//! when the next one is due.

use crate::{
    assessment::{Note, NoteError},
    calendar::{FiscalYear, Instant, parse_date},
    catalog::TopicId,
    id::{DrillId, StaffId},
    journal::Seq,
    staff::StaffMember,
    vendor::{Line, LineError},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use time::{Date, Duration};

/// How long until the next one is due: 365 days.
/// Source: 企画管理編 11⑥ asks for drills; no interval is known to us. Our choice: once a year.
pub const DRILL_VALID: Duration = Duration::days(365);

/// What is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DrillKind {
    /// 訓練: an incident is played through.
    Drill,
    /// 教育: something is taught.
    Training,
}

impl DrillKind {
    /// Both, in the order shown.
    pub const ALL: [Self; 2] = [Self::Drill, Self::Training];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Drill => "drill",
            Self::Training => "training",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What a person plans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrillDraft {
    /// What is held.
    pub kind: DrillKind,
    /// What it is called.
    pub title: Line,
    /// The scenario card that is played, if one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<TopicId>,
    /// Day for which it is planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_on: Option<Date>,
    /// For whom: 全職員, 新入職員.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<Line>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Line>,
    /// Who leads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leader: Option<StaffId>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Note::is_empty")]
    pub aim: Note,
}

/// A drill or training as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drill {
    /// Stable identifier.
    pub id: DrillId,
    /// What was planned.
    #[serde(flatten)]
    pub stated: DrillDraft,
    /// Journal entry of the last change.
    pub version: Seq,
}

/// A plan as typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct DrillText<'a> {
    /// Code of the kind.
    pub kind: &'a str,
    /// Title.
    pub title: &'a str,
    /// Card; none if empty.
    pub card: &'a str,
    /// Day; none if empty.
    pub planned_on: &'a str,
    /// For whom.
    pub audience: &'a str,
    /// Where.
    pub place: &'a str,
    /// Who leads; nobody if empty.
    pub leader: &'a str,
    /// What for.
    pub aim: &'a str,
}

/// Why something about a drill is refused, and in which field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DrillError {
    /// Neither drill nor training.
    #[error("kind: not chosen")]
    Kind,
    /// A line.
    #[error("{0}: {1}")]
    Line(&'static str, LineError),
    /// No such card.
    #[error("card: no such card")]
    Card,
    /// No day, or one that lies ahead.
    #[error("{0}: no such day")]
    Day(&'static str),
    /// Not on the roster.
    #[error("{0}: not on the roster")]
    Person(&'static str),
    /// Words that are too long.
    #[error("{0}: {1}")]
    Note(&'static str, NoteError),
    /// Nobody took part.
    #[error("nobody took part")]
    Nobody,
}

impl DrillDraft {
    /// Reads what was typed.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(text: &DrillText<'_>, members: &[StaffMember]) -> Result<Self, DrillError> {
        let line = |field, text: &str| Line::maybe(text).map_err(|error| DrillError::Line(field, error));
        let leader = match text.leader {
            "" => None,
            id => Some(person("leader", id, members)?),
        };
        Ok(Self {
            kind: DrillKind::from_code(text.kind).ok_or(DrillError::Kind)?,
            title: Line::parse(text.title).map_err(|error| DrillError::Line("title", error))?,
            card: match text.card {
                "" => None,
                id => Some(TopicId::parse(id).map_err(|_| DrillError::Card)?),
            },
            planned_on: match text.planned_on.trim() {
                "" => None,
                day => Some(parse_date(day).map_err(|_| DrillError::Day("planned_on"))?),
            },
            audience: line("audience", text.audience)?,
            place: line("place", text.place)?,
            leader,
            aim: Note::parse(text.aim).map_err(|error| DrillError::Note("aim", error))?,
        })
    }
}

fn person(field: &'static str, id: &str, members: &[StaffMember]) -> Result<StaffId, DrillError> {
    let id = id.parse::<StaffId>().map_err(|_| DrillError::Person(field))?;
    if members.iter().any(|member| member.id == id) { Ok(id) } else { Err(DrillError::Person(field)) }
}

/// A scenario card as it was played: the words of that day, whatever the catalogue says later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayedCard {
    /// Its title.
    pub title: String,
    /// What happened.
    pub story: String,
    /// Step by step.
    pub steps: Vec<PlayedStep>,
}

/// One step of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayedStep {
    /// What happens now.
    pub title: String,
    /// What to ask and do.
    pub asks: Vec<String>,
}

/// The clock began to run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrillStarted {
    /// Which.
    pub drill: DrillId,
    /// The card that is played; without one there is one step, the whole of it.
    pub card: PlayedCard,
}

/// A step is over: the entry's time is its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrillStepped {
    /// Which.
    pub drill: DrillId,
    /// Which step, from 0.
    pub step: usize,
    /// What was said and done.
    #[serde(default, skip_serializing_if = "Note::is_empty")]
    pub said: Note,
}

/// How it was held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrillHeld {
    /// Which.
    pub drill: DrillId,
    /// Day.
    pub on: Date,
    /// Who took part.
    pub people: BTreeSet<StaffId>,
    /// Others who took part: vendors, guests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<Line>,
    /// What was observed.
    #[serde(default, skip_serializing_if = "Note::is_empty")]
    pub observed: Note,
}

/// How it was held, as typed.
#[derive(Debug, Clone, Default)]
pub struct HeldText<'a> {
    /// Day.
    pub on: &'a str,
    /// Who took part, by identifier.
    pub people: Vec<&'a str>,
    /// Others.
    pub others: &'a str,
    /// What was observed.
    pub observed: &'a str,
}

impl DrillHeld {
    /// Reads what was typed.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(
        drill: DrillId,
        text: &HeldText<'_>,
        members: &[StaffMember],
        today: Date,
    ) -> Result<Self, DrillError> {
        let on = parse_date(text.on).ok().filter(|on| *on <= today).ok_or(DrillError::Day("on"))?;
        let people: BTreeSet<StaffId> =
            text.people.iter().map(|id| person("people", id, members)).collect::<Result<_, _>>()?;
        let others = Line::maybe(text.others).map_err(|error| DrillError::Line("others", error))?;
        if people.is_empty() && others.is_none() {
            return Err(DrillError::Nobody);
        }
        let observed = Note::parse(text.observed).map_err(|error| DrillError::Note("observed", error))?;
        Ok(Self { drill, on, people, others, observed })
    }
}

/// A step with the time that it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimedStep {
    /// What happened, and what was asked.
    pub step: PlayedStep,
    /// When it ended; `None` while it has not.
    pub ended_at: Option<Instant>,
    /// Seconds that it took.
    pub seconds: Option<i64>,
    /// What was said and done.
    pub said: Note,
}

/// A drill that runs, or ran, by the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrillRun {
    /// When the clock began to run.
    pub started_at: Instant,
    /// The card.
    pub card: PlayedCard,
    /// Ends of steps so far, in order, with what was said.
    pub steps: Vec<(Instant, Note)>,
}

impl DrillRun {
    /// The step that runs now, from 0; `None` when the last one is over.
    #[must_use]
    pub fn current(&self) -> Option<usize> {
        (self.steps.len() < self.card.steps.len()).then_some(self.steps.len())
    }

    /// Every step with its time.
    #[must_use]
    pub fn timed(&self) -> Vec<TimedStep> {
        let mut before = self.started_at;
        let one = |(at, step): (usize, &PlayedStep)| {
            let ended = self.steps.get(at);
            let seconds = ended.map(|(ended, _)| (ended.millis() - before.millis()) / 1000);
            if let Some((ended, _)) = ended {
                before = *ended;
            }
            TimedStep {
                step: step.clone(),
                ended_at: ended.map(|(at, _)| *at),
                seconds,
                said: ended.map(|(_, said)| said.clone()).unwrap_or_default(),
            }
        };
        self.card.steps.iter().enumerate().map(one).collect()
    }

    /// Seconds from the start to the end of the last step that is over.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        self.steps.last().map_or(0, |(ended, _)| (ended.millis() - self.started_at.millis()) / 1000)
    }
}

/// The day until which the next one of a kind is due: a year after the last, or the end of this fiscal year if there was none.
#[must_use]
pub fn next_due(held: impl IntoIterator<Item = Date>, today: Date) -> Date {
    match held.into_iter().max() {
        Some(last) => last + DRILL_VALID,
        None => FiscalYear::of(today).map_or(today, FiscalYear::last_day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;
    use uuid::Uuid;

    fn run(ends: &[i64]) -> DrillRun {
        let step = |title: &str| PlayedStep { title: title.to_owned(), asks: Vec::new() };
        let card = PlayedCard {
            title: "VPN".to_owned(),
            story: "夜".to_owned(),
            steps: vec![step("気づく"), step("切る"), step("知らせる")],
        };
        let steps = ends.iter().map(|end| (Instant::from_millis(end * 1000), Note::default())).collect();
        DrillRun { started_at: Instant::from_millis(0), card, steps }
    }

    #[test]
    fn each_step_takes_from_the_end_of_the_one_before() {
        let seconds = |ends: &[i64]| run(ends).timed().into_iter().map(|step| step.seconds).collect::<Vec<_>>();
        assert_eq!(seconds(&[]), [None, None, None]);
        assert_eq!(seconds(&[40, 100]), [Some(40), Some(60), None]);
        assert_eq!((run(&[40]).current(), run(&[40, 100, 130]).current()), (Some(1), None));
        assert_eq!(run(&[40, 100]).seconds(), 100);
    }

    #[test]
    fn the_next_one_is_due_a_year_after_the_last() {
        let today = date!(2024 - 06 - 10);
        assert_eq!(next_due([], today), date!(2025 - 03 - 31));
        assert_eq!(next_due([date!(2023 - 09 - 01), date!(2022 - 09 - 01)], today), date!(2024 - 08 - 31));
    }

    #[test]
    fn somebody_took_part_on_a_day_until_today() {
        let said = |on, people: &[&str], others| {
            let text = HeldText { on, people: people.to_vec(), others, observed: "" };
            DrillHeld::parse(Uuid::nil().into(), &text, &[], date!(2024 - 06 - 10))
                .map_or_else(|e| e.to_string(), |_| "taken".into())
        };
        assert_eq!(said("2024-06-10", &[], "甲社 2名"), "taken");
        assert_eq!(said("2024-06-10", &[], ""), "nobody took part");
        assert_eq!(said("2024-06-11", &[], "甲社"), "on: no such day");
        assert_eq!(said("2024-06-10", &["x"], ""), "people: not on the roster");
    }

    #[test]
    fn a_plan_has_a_title() {
        let said = |title, planned_on| {
            let text = DrillText { kind: "drill", title, planned_on, ..DrillText::default() };
            DrillDraft::parse(&text, &[]).map_or_else(|e| e.to_string(), |d| format!("{:?}", d.planned_on))
        };
        assert_eq!(said("VPNの訓練", "2024-09-01"), "Some(2024-09-01)");
        assert_eq!(said("VPNの訓練", ""), "None");
        assert_eq!(said(" ", ""), "title: the line is empty");
        assert_eq!(said("VPNの訓練", "秋"), "planned_on: no such day");
    }
}
