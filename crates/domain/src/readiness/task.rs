//! What is left to do after a call test or a drill: words, an owner, a target date, and how it ended.
//!
//! A remediation exists because an item says いいえ, and nobody creates one. What a drill finds belongs to no answer of the form,
//! so it is kept here, in the same manner: 担当者, 目標日, and what was done.

use crate::{
    assessment::{Note, NoteError},
    calendar::parse_date,
    id::{ReadinessTaskId, StaffId},
    journal::Seq,
    staff::StaffMember,
};
use serde::{Deserialize, Serialize};
use time::Date;

/// What a task came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", content = "id", rename_all = "snake_case")]
pub enum TaskOrigin {
    /// Somebody was not reached in a call test.
    CallTest(crate::id::CallTestId),
    /// A finding of a drill or a training.
    Drill(crate::id::DrillId),
    /// A lesson of an incident.
    Incident(crate::id::IncidentId),
}

/// What a person states about a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskDraft {
    /// What is to be done.
    pub words: Note,
    /// 担当者.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<StaffId>,
    /// 目標日.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
    /// The day on which it was done, and what was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Done>,
}

/// How a task ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Day.
    pub on: Date,
    /// What was done; may be empty.
    pub how: Note,
}

/// A task as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Stable identifier.
    pub id: ReadinessTaskId,
    /// What it came from. Never changes.
    pub origin: TaskOrigin,
    /// What was stated about it.
    #[serde(flatten)]
    pub stated: TaskDraft,
    /// Journal entry of the last change.
    pub version: Seq,
}

/// A task as typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct TaskText<'a> {
    /// What is to be done.
    pub words: &'a str,
    /// 担当者, by identifier; nobody if empty.
    pub owner: &'a str,
    /// 目標日.
    pub due_on: &'a str,
    /// The day on which it was done; open if empty.
    pub done_on: &'a str,
    /// What was done.
    pub how: &'a str,
}

/// Why a task is refused, and in which field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TaskError {
    /// Nothing is said.
    #[error("the task has no words")]
    Empty,
    /// The words are too long.
    #[error("words: {0}")]
    Words(NoteError),
    /// The owner is not on the roster, or left.
    #[error("the owner does not work here")]
    OwnerUnknown,
    /// 目標日 is no day.
    #[error("the target date is no day")]
    Due,
    /// The day on which it was done is no day, or lies ahead.
    #[error("the day on which it was done is no day until today")]
    DoneOn,
    /// What was done is too long.
    #[error("how: {0}")]
    How(NoteError),
}

impl TaskDraft {
    /// Reads what was typed. Whoever was the owner before may stay it after leaving.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(
        text: &TaskText<'_>,
        before: Option<&Self>,
        members: &[StaffMember],
        today: Date,
    ) -> Result<Self, TaskError> {
        let words = Note::parse(text.words.trim_start()).map_err(TaskError::Words)?;
        if words.is_empty() {
            return Err(TaskError::Empty);
        }
        let owner = match text.owner {
            "" => None,
            id => Some(id.parse::<StaffId>().map_err(|_| TaskError::OwnerUnknown)?),
        };
        let works = |id: StaffId| members.iter().any(|member| member.id == id && member.works_on(today));
        let kept = before.and_then(|before| before.owner);
        if owner.is_some_and(|id| kept != owner && !works(id)) {
            return Err(TaskError::OwnerUnknown);
        }
        let due_on = match text.due_on.trim() {
            "" => None,
            day => Some(parse_date(day).map_err(|_| TaskError::Due)?),
        };
        let done = match text.done_on.trim() {
            "" => None,
            day => {
                let on = parse_date(day).ok().filter(|on| *on <= today).ok_or(TaskError::DoneOn)?;
                Some(Done { on, how: Note::parse(text.how).map_err(TaskError::How)? })
            }
        };
        Ok(Self { words, owner, due_on, done })
    }
}

impl Task {
    /// Whether there is still something to do.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.stated.done.is_none()
    }

    /// Whether it is open and its day has passed.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.is_open() && self.stated.due_on.is_some_and(|due| due < today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn said(text: &TaskText<'_>) -> String {
        TaskDraft::parse(text, None, &[], date!(2024 - 06 - 10))
            .map_or_else(|e| e.to_string(), |d| format!("{:?}", d.due_on))
    }

    #[test]
    fn a_task_has_words_and_days_that_are_days() {
        let text = TaskText { words: "番号を直す", ..TaskText::default() };
        assert_eq!(said(&text), "None");
        assert_eq!(said(&TaskText { due_on: "2024-07-01", ..text }), "Some(2024-07-01)");
        assert_eq!(said(&TaskText { words: " \n", ..text }), "the task has no words");
        assert_eq!(said(&TaskText { due_on: "来週", ..text }), "the target date is no day");
        assert_eq!(
            said(&TaskText { done_on: "2024-06-11", ..text }),
            "the day on which it was done is no day until today"
        );
        assert_eq!(
            said(&TaskText { owner: "00000000-0000-7000-8000-0000000000ff", ..text }),
            "the owner does not work here"
        );
    }
}
