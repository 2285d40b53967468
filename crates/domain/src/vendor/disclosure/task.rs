//! What an いいえ, or a はい with conditions, leaves to the institution: cover by operation, with an owner, a rule and a decision.

use super::{DisclosureAnswer, DisclosureItem, ItemKey};
use crate::{
    assessment::{Note, NoteError},
    calendar::{DateError, parse_date},
    id::StaffId,
    vendor::{Line, LineError},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::Date;

/// Why an item is a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskReason {
    /// いいえ.
    No,
    /// はい with words in 備考: it may carry a condition.
    Conditional,
}

impl TaskReason {
    /// Stable code, the end of its message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Conditional => "conditional",
        }
    }
}

impl DisclosureItem {
    /// Why the item is a task for the institution; `None` if it is none.
    #[must_use]
    pub fn task(&self) -> Option<TaskReason> {
        match self.answer {
            DisclosureAnswer::No => Some(TaskReason::No),
            DisclosureAnswer::Yes if !self.remark.is_empty() => Some(TaskReason::Conditional),
            DisclosureAnswer::Yes | DisclosureAnswer::NotApplicable | DisclosureAnswer::Blank => None,
        }
    }
}

/// What the institution decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Cover by operation, under a rule of the house.
    Cover,
    /// Accept the risk, with the reason.
    Accept,
    /// Ask the vendor for it, or replace at the next renewal.
    Improve,
    /// The condition in 備考 is met as it is: nothing to do.
    Met,
}

impl Decision {
    /// Every decision, in the order shown.
    pub const ALL: [Self; 4] = [Self::Cover, Self::Accept, Self::Improve, Self::Met];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cover => "cover",
            Self::Accept => "accept",
            Self::Improve => "improve",
            Self::Met => "met",
        }
    }

    /// The decision with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decision| decision.code() == code)
    }
}

/// A decision about one item, with the answer that it was made on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionDraft {
    /// What was decided.
    pub decision: Decision,
    /// Who looks after it.
    pub owner: Option<StaffId>,
    /// Rule or document of the house (規程・手順書).
    pub rule: Option<Line>,
    /// Reason, risk, what is done.
    #[serde(default)]
    pub why: Note,
    /// By when.
    pub due: Option<Date>,
    /// The answer when it was decided.
    pub answer: DisclosureAnswer,
    /// The remark when it was decided.
    #[serde(default)]
    pub remark: Note,
}

/// What was typed or chosen.
#[derive(Debug, Clone, Copy, Default)]
pub struct DecisionText<'a> {
    /// Code.
    pub decision: &'a str,
    /// Identifier of a person; empty for none.
    pub owner: &'a str,
    /// Rule.
    pub rule: &'a str,
    /// Reason.
    pub why: &'a str,
    /// By when.
    pub due: &'a str,
}

/// Why a decision is refused, and in which field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecisionError {
    /// Nothing was decided.
    #[error("the decision is not chosen")]
    Missing,
    /// No such person, or none where one is needed.
    #[error("the owner is missing")]
    Owner,
    /// Cover by operation needs a rule.
    #[error("the rule is missing")]
    RuleMissing,
    /// The rule.
    #[error("rule: {0}")]
    Rule(LineError),
    /// Accepting needs a reason.
    #[error("the reason is missing")]
    WhyMissing,
    /// The reason.
    #[error(transparent)]
    Why(#[from] NoteError),
    /// By when.
    #[error("due: {0}")]
    Due(DateError),
}

impl DecisionDraft {
    /// Reads what was typed about an item.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(text: DecisionText<'_>, item: &DisclosureItem) -> Result<Self, DecisionError> {
        let decision = Decision::from_code(text.decision).ok_or(DecisionError::Missing)?;
        let owner = match text.owner {
            "" => None,
            id => Some(id.parse().map_err(|_| DecisionError::Owner)?),
        };
        let rule = Line::maybe(text.rule).map_err(DecisionError::Rule)?;
        let why = Note::parse(text.why)?;
        let due = match text.due.trim() {
            "" => None,
            day => Some(parse_date(day).map_err(DecisionError::Due)?),
        };
        match decision {
            Decision::Cover | Decision::Improve if owner.is_none() => return Err(DecisionError::Owner),
            Decision::Cover if rule.is_none() => return Err(DecisionError::RuleMissing),
            Decision::Accept | Decision::Met if why.is_empty() => return Err(DecisionError::WhyMissing),
            Decision::Cover | Decision::Accept | Decision::Improve | Decision::Met => {}
        }
        Ok(Self { decision, owner, rule, why, due, answer: item.answer, remark: item.remark.clone() })
    }
}

/// Where a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskState {
    /// Nothing was decided.
    Open,
    /// Decided on this very answer.
    Decided,
    /// Decided on another answer: to be looked at again.
    AnswerChanged,
    /// Decided, and its day is over.
    Overdue,
}

impl TaskState {
    /// Stable code, the end of its message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Decided => "decided",
            Self::AnswerChanged => "answer-changed",
            Self::Overdue => "overdue",
        }
    }
}

/// An item that is a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task<'a> {
    /// The item.
    pub item: &'a DisclosureItem,
    /// Why.
    pub reason: TaskReason,
    /// Where it stands.
    pub state: TaskState,
}

/// The tasks of a disclosure, in the order of its items.
#[must_use]
pub fn tasks<'a>(
    items: &'a [DisclosureItem],
    decisions: &BTreeMap<ItemKey, DecisionDraft>,
    as_of: Date,
) -> Vec<Task<'a>> {
    let task = |item: &'a DisclosureItem| {
        let reason = item.task()?;
        let state = match decisions.get(&item.key) {
            None => TaskState::Open,
            Some(one) if one.answer != item.answer || one.remark != item.remark => TaskState::AnswerChanged,
            Some(one) if one.decision == Decision::Improve && one.due.is_some_and(|due| due < as_of) => {
                TaskState::Overdue
            }
            Some(_) => TaskState::Decided,
        };
        Some(Task { item, reason, state })
    };
    items.iter().filter_map(task).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn item(answer: DisclosureAnswer, remark: &str) -> DisclosureItem {
        DisclosureItem {
            key: ItemKey::of("7.1"),
            number: None,
            question: Note::default(),
            topic: None,
            answer,
            remark: Note::parse(remark).unwrap_or_default(),
        }
    }

    fn state(answer: DisclosureAnswer, remark: &str, decided_on: Option<DisclosureItem>) -> Option<&'static str> {
        let items = [item(answer, remark)];
        let text = DecisionText { decision: "accept", why: "閉じた部屋にある", ..DecisionText::default() };
        let decided = decided_on.and_then(|on| DecisionDraft::parse(text, &on).ok());
        let decisions = decided.into_iter().map(|one| (ItemKey::of("7.1"), one)).collect();
        tasks(&items, &decisions, date!(2024 - 06 - 10)).first().map(|task| task.state.code())
    }

    #[test]
    fn no_and_conditional_yes_are_tasks_until_they_are_decided_on_that_answer() {
        use DisclosureAnswer::{Blank, No, NotApplicable, Yes};
        assert_eq!(state(Yes, "", None), None);
        assert_eq!(state(NotApplicable, "画像だけ", None), None);
        assert_eq!(state(Blank, "", None), None, "nothing readable is a question to the vendor, not a task");
        assert_eq!(state(No, "", None), Some("open"));
        assert_eq!(state(Yes, "次の版から", None), Some("open"));
        assert_eq!(state(No, "", Some(item(No, ""))), Some("decided"));
        assert_eq!(state(No, "次の版から", Some(item(No, ""))), Some("answer-changed"));
        assert_eq!(state(No, "", Some(item(Yes, "条件つき"))), Some("answer-changed"));
    }

    #[test]
    fn a_decision_says_who_by_what_or_why() {
        let refused = |text| {
            DecisionDraft::parse(text, &item(DisclosureAnswer::No, ""))
                .map_or_else(|e| e.to_string(), |_| "taken".into())
        };
        let owner = "00000000-0000-7000-8000-000000000001";
        let cover =
            DecisionText { decision: "cover", owner, rule: "運用管理規程 第5条", ..DecisionText::default() };
        assert_eq!(refused(cover), "taken");
        assert_eq!(refused(DecisionText { owner: "", ..cover }), "the owner is missing");
        assert_eq!(refused(DecisionText { rule: "", ..cover }), "the rule is missing");
        assert_eq!(refused(DecisionText { decision: "accept", ..cover }), "the reason is missing");
        assert_eq!(refused(DecisionText { decision: "", ..cover }), "the decision is not chosen");
        assert!(refused(DecisionText { due: "来年", ..cover }).starts_with("due: "));
    }
}
