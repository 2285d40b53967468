//! What is typed into the forms of the BCP, read.

use super::{
    Answer, BcpApproval, BcpHandedOut, CheckAnswer, Decision, General, Ground, Importance, PaperLine, Plan, SystemRank,
};
use crate::{
    assessment::{Note, NoteError},
    calendar::parse_date,
    id::{BcpApprovalId, HandoutId, StaffId},
    staff::StaffMember,
    vendor::{Line, LineError},
};
use time::Date;

/// Why something about the BCP is refused, and in which field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BcpError {
    /// A line.
    #[error("{0}: {1}")]
    Line(&'static str, LineError),
    /// Words that are too long.
    #[error("{0}: {1}")]
    Note(&'static str, NoteError),
    /// No day, or one that can't be.
    #[error("{0}: no such day")]
    Day(&'static str),
    /// 復旧優先度 is a number from 1 to 999.
    #[error("priority: not a number from 1 to 999")]
    Priority,
    /// Nothing was chosen.
    #[error("{0}: not chosen")]
    Choice(&'static str),
    /// Not on the roster.
    #[error("{0}: not on the roster")]
    Person(&'static str),
    /// はい without grounds and without a note on what it rests.
    #[error("note: a yes without grounds needs a note")]
    Grounds,
    /// The next review lies before the approval.
    #[error("next_review_on: before the approval")]
    Review,
}

fn line(field: &'static str, text: &str) -> Result<Line, BcpError> {
    Line::parse(text).map_err(|error| BcpError::Line(field, error))
}

fn maybe(field: &'static str, text: &str) -> Result<Option<Line>, BcpError> {
    Line::maybe(text).map_err(|error| BcpError::Line(field, error))
}

fn note(field: &'static str, text: &str) -> Result<Note, BcpError> {
    Note::parse(text).map_err(|error| BcpError::Note(field, error))
}

fn day(field: &'static str, text: &str) -> Result<Date, BcpError> {
    parse_date(text.trim()).map_err(|_| BcpError::Day(field))
}

fn past(field: &'static str, text: &str, today: Date) -> Result<Date, BcpError> {
    day(field, text).ok().filter(|on| *on <= today).ok_or(BcpError::Day(field))
}

fn person(field: &'static str, id: &str, members: &[StaffMember]) -> Result<StaffId, BcpError> {
    let id = id.parse::<StaffId>().map_err(|_| BcpError::Person(field))?;
    if members.iter().any(|member| member.id == id) { Ok(id) } else { Err(BcpError::Person(field)) }
}

/// What it is for, as typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct GeneralText<'a> {
    /// 策定目的.
    pub purpose: &'a str,
    /// 対象範囲.
    pub scope: &'a str,
    /// Where it lies on paper.
    pub kept_at: &'a str,
}

impl General {
    /// Reads what was typed.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(text: &GeneralText<'_>) -> Result<Self, BcpError> {
        Ok(Self {
            purpose: note("purpose", text.purpose)?,
            scope: note("scope", text.scope)?,
            kept_at: maybe("kept_at", text.kept_at)?,
        })
    }
}

/// 復旧優先度 and 重要度 as typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct RankText<'a> {
    /// A number; none if empty.
    pub priority: &'a str,
    /// Why.
    pub priority_why: &'a str,
    /// Code; none if empty.
    pub importance: &'a str,
    /// Why.
    pub importance_why: &'a str,
    /// What stops.
    pub impact: &'a str,
}

impl SystemRank {
    /// Reads what was typed. Full-width digits count.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(text: &RankText<'_>) -> Result<Self, BcpError> {
        use unicode_normalization::UnicodeNormalization as _;
        let digits: String = text.priority.trim().nfkc().collect();
        Ok(Self {
            priority: match digits.as_str() {
                "" => None,
                digits => {
                    let number = digits.parse::<u16>().ok().filter(|number| (1..=999).contains(number));
                    Some(number.ok_or(BcpError::Priority)?)
                }
            },
            priority_why: maybe("priority_why", text.priority_why)?,
            importance: match text.importance {
                "" => None,
                code => Some(Importance::from_code(code).ok_or(BcpError::Choice("importance"))?),
            },
            importance_why: maybe("importance_why", text.importance_why)?,
            impact: maybe("impact", text.impact)?,
        })
    }
}

/// A line of the paper operation as typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct PaperText<'a> {
    /// Department.
    pub department: &'a str,
    /// What is written.
    pub work: &'a str,
    /// On which form.
    pub form: &'a str,
    /// Where the forms lie.
    pub place: &'a str,
    /// How it is put in afterwards.
    pub after: &'a str,
}

impl PaperLine {
    /// Reads what was typed.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(text: &PaperText<'_>) -> Result<Self, BcpError> {
        Ok(Self {
            department: line("department", text.department)?,
            work: line("work", text.work)?,
            form: maybe("form", text.form)?,
            place: maybe("place", text.place)?,
            after: maybe("after", text.after)?,
        })
    }
}

/// A line of the decision table as typed.
#[derive(Debug, Clone, Default)]
pub struct DecisionText<'a> {
    /// What is decided.
    pub what: &'a str,
    /// At what sign.
    pub sign: &'a str,
    /// Who decides, by identifier; nobody if empty.
    pub decider: &'a str,
    /// Deputies by identifier; empty ones are left out.
    pub deputies: Vec<&'a str>,
    /// By night and on days off.
    pub out_of_hours: &'a str,
}

impl Decision {
    /// Reads what was typed. A person stands in a line once.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(text: &DecisionText<'_>, members: &[StaffMember]) -> Result<Self, BcpError> {
        let decider = match text.decider {
            "" => None,
            id => Some(person("decider", id, members)?),
        };
        let mut deputies = Vec::new();
        for id in text.deputies.iter().filter(|id| !id.is_empty()) {
            let id = person("deputy", id, members)?;
            if Some(id) != decider && !deputies.contains(&id) {
                deputies.push(id);
            }
        }
        Ok(Self {
            what: line("what", text.what)?,
            sign: maybe("sign", text.sign)?,
            decider,
            deputies,
            out_of_hours: maybe("out_of_hours", text.out_of_hours)?,
        })
    }
}

/// An answer of the 確認表 as typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct CheckText<'a> {
    /// Code.
    pub answer: &'a str,
    /// On what it rests.
    pub note: &'a str,
    /// Day; none if empty. Only an いいえ has one.
    pub target_on: &'a str,
}

impl CheckAnswer {
    /// Reads what was typed, with the grounds that were shown.
    ///
    /// # Errors
    /// The first field that can't be taken; [`BcpError::Grounds`] for a はい that rests on nothing.
    pub fn parse(text: &CheckText<'_>, shown: Vec<Ground>) -> Result<Self, BcpError> {
        let answer = Answer::from_code(text.answer).ok_or(BcpError::Choice("answer"))?;
        let note = note("note", text.note)?;
        if answer == Answer::Yes && note.is_empty() && !shown.iter().any(|ground| ground.speaks_for) {
            return Err(BcpError::Grounds);
        }
        let target_on = match (answer, text.target_on.trim()) {
            (Answer::No, on) if !on.is_empty() => Some(day("target_on", on)?),
            _ => None,
        };
        Ok(Self { answer, note, target_on, shown })
    }
}

/// An approval as typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct ApprovalText<'a> {
    /// Who approved.
    pub by: &'a str,
    /// Day.
    pub on: &'a str,
    /// Next review.
    pub next_review_on: &'a str,
}

impl BcpApproval {
    /// Reads what was typed. The number is given when it is recorded.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(id: BcpApprovalId, plan: Plan, text: &ApprovalText<'_>, today: Date) -> Result<Self, BcpError> {
        let (by, on) = (line("by", text.by)?, past("on", text.on, today)?);
        let next_review_on = day("next_review_on", text.next_review_on)?;
        if next_review_on <= on {
            return Err(BcpError::Review);
        }
        Ok(Self { id, number: 0, plan, by, on, next_review_on })
    }
}

/// A handout as typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct HandoutText<'a> {
    /// To whom.
    pub to: &'a str,
    /// How.
    pub how: &'a str,
    /// Day.
    pub on: &'a str,
}

impl BcpHandedOut {
    /// Reads what was typed.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(
        id: HandoutId,
        (approval, number): (BcpApprovalId, i64),
        text: &HandoutText<'_>,
        today: Date,
    ) -> Result<Self, BcpError> {
        let (to, how) = (line("to", text.to)?, line("how", text.how)?);
        Ok(Self { id, approval, number, to, how, on: past("on", text.on, today)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readiness::bcp::GroundKind;
    use time::macros::date;
    use uuid::Uuid;

    const TODAY: Date = date!(2024 - 12 - 10);

    fn shown(speaks_for: bool) -> Vec<Ground> {
        vec![Ground { kind: GroundKind::Ledger, speaks_for, count: 1, of: 0, on: None }]
    }

    #[test]
    fn a_yes_rests_on_grounds_or_on_a_note() {
        let said = |answer, note, shown| {
            let text = CheckText { answer, note, target_on: "" };
            CheckAnswer::parse(&text, shown).map_or_else(|e| e.to_string(), |one| one.answer.code().to_owned())
        };
        assert_eq!(said("yes", "", shown(true)), "yes");
        assert_eq!(said("yes", "", shown(false)), "note: a yes without grounds needs a note");
        assert_eq!(said("yes", "", vec![]), "note: a yes without grounds needs a note");
        assert_eq!(said("yes", "紙の台帳がある", vec![]), "yes");
        assert_eq!(said("no", "", vec![]), "no");
        assert_eq!(said("", "", vec![]), "answer: not chosen");
    }

    #[test]
    fn only_a_no_has_a_target_date() {
        let on = |answer, target_on| {
            let text = CheckText { answer, note: "書いた", target_on };
            CheckAnswer::parse(&text, vec![]).map(|one| one.target_on).map_err(|e| e.to_string())
        };
        assert_eq!(on("no", "2025-03-31"), Ok(Some(date!(2025 - 03 - 31))));
        assert_eq!((on("yes", "2025-03-31"), on("no", "")), (Ok(None), Ok(None)));
        assert_eq!(on("no", "春"), Err("target_on: no such day".to_owned()));
    }

    #[test]
    fn a_priority_is_a_number_and_an_importance_another_thing() {
        let said = |priority, importance| {
            let text = RankText { priority, importance, ..RankText::default() };
            SystemRank::parse(&text)
                .map_or_else(|e| e.to_string(), |one| format!("{:?} {:?}", one.priority, one.importance))
        };
        assert_eq!(said("１", ""), "Some(1) None");
        assert_eq!(said("", "high"), "None Some(High)");
        assert_eq!(said("0", ""), "priority: not a number from 1 to 999");
        assert_eq!(said("すぐ", ""), "priority: not a number from 1 to 999");
        assert_eq!(said("", "x"), "importance: not chosen");
    }

    #[test]
    fn an_approval_lies_behind_and_its_review_ahead_of_it() {
        let said = |by, on, next_review_on| {
            let text = ApprovalText { by, on, next_review_on };
            BcpApproval::parse(Uuid::nil().into(), Plan::default(), &text, TODAY)
                .map_or_else(|e| e.to_string(), |one| one.next_review_on.to_string())
        };
        assert_eq!(said("院長", "2024-12-10", "2025-12-10"), "2025-12-10");
        assert_eq!(said("", "2024-12-10", "2025-12-10"), "by: the line is empty");
        assert_eq!(said("院長", "2024-12-11", "2025-12-10"), "on: no such day");
        assert_eq!(said("院長", "2024-12-10", "2024-12-10"), "next_review_on: before the approval");
    }
}
