//! Whether a contact was confirmed as it stands, and which version was approved.

use super::{CallTest, Chart, ChartPerson};
use crate::id::{ChartApprovalId, ChartEntryId};
use serde::{Deserialize, Serialize};
use time::{Date, Duration};

/// Age at which a confirmation of a contact no longer counts: 183 days, half a year.
/// Our choice: no interval is known to us; the three incidents show what old numbers cost.
pub const VERIFIED_VALID: Duration = Duration::days(183);

/// A person of the house confirmed that a contact is right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// Which contact.
    pub entry: ChartEntryId,
    /// Day.
    pub on: Date,
    /// What was confirmed: [`ChartPerson::reach`] of that day.
    pub seen: Vec<String>,
}

/// A version that was approved. It is what the inspection pack holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Stable identifier.
    pub id: ChartApprovalId,
    /// 第1版, 第2版 …: counted from 1.
    pub number: i64,
    /// The chart as it stood, with every name and number.
    pub chart: Chart,
}

/// Whether a contact was confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactStanding {
    /// As it stands, not too long ago.
    Current {
        /// Day.
        on: Date,
    },
    /// As it stands, too long ago.
    Old {
        /// Day.
        on: Date,
    },
    /// It was another number then.
    ChangedSince {
        /// Day.
        on: Date,
    },
    /// Never: 未確認.
    Never,
}

impl ContactStanding {
    /// Stable code, the end of its message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Current { .. } => "current",
            Self::Old { .. } => "old",
            Self::ChangedSince { .. } => "changed",
            Self::Never => "never",
        }
    }

    /// The day of the confirmation, if there is one.
    #[must_use]
    pub const fn on(self) -> Option<Date> {
        match self {
            Self::Current { on } | Self::Old { on } | Self::ChangedSince { on } => Some(on),
            Self::Never => None,
        }
    }

    /// The day from which it has to be confirmed again; `None` while it never was as it stands.
    #[must_use]
    pub fn due_on(self) -> Option<Date> {
        match self {
            Self::Current { on } | Self::Old { on } => Some(on + VERIFIED_VALID),
            Self::ChangedSince { .. } | Self::Never => None,
        }
    }
}

/// Whether a contact was confirmed as it stands, by a person or by a call that was answered.
#[must_use]
pub fn contact_standing(
    person: &ChartPerson,
    verified: &[Verified],
    tests: &[CallTest],
    today: Date,
) -> ContactStanding {
    let reach = person.reach();
    let said = verified.iter().filter(|one| one.entry == person.id).map(|one| (one.on, &one.seen));
    let answered = tests.iter().filter(|test| test.entry == person.id && test.outcome.is_answered());
    let all = said.chain(answered.map(|test| (test.on, &test.seen))).filter(|(on, _)| *on <= today);
    let (as_it_stands, earlier): (Vec<_>, Vec<_>) = all.partition(|(_, seen)| **seen == reach);
    let newest = |found: Vec<(Date, &Vec<String>)>| found.into_iter().map(|(on, _)| on).max();
    match (newest(as_it_stands), newest(earlier)) {
        (Some(on), _) if today - on <= VERIFIED_VALID => ContactStanding::Current { on },
        (Some(on), _) => ContactStanding::Old { on },
        (None, Some(on)) => ContactStanding::ChangedSince { on },
        (None, None) => ContactStanding::Never,
    }
}

/// The last day on which anybody was called as a test, and whether all of that day were reached.
#[must_use]
pub fn last_reached(tests: &[CallTest]) -> Option<(Date, usize, usize)> {
    let on = tests.iter().map(|test| test.on).max()?;
    let that_day = tests.iter().filter(|test| test.on == on);
    let reached = that_day.clone().filter(|test| test.outcome.is_answered()).count();
    Some((on, reached, that_day.count()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readiness::contact_chart::{CallOutcome, ChartPhone, ChartRole};
    use time::macros::date;
    use uuid::Uuid;

    const TODAY: Date = date!(2024 - 12 - 10);

    fn person(number: &str) -> ChartPerson {
        ChartPerson {
            id: Uuid::nil().into(),
            role: ChartRole::Authority,
            name: "保健所".to_owned(),
            title: String::new(),
            about: Vec::new(),
            phones: vec![ChartPhone { number: number.to_owned(), out_of_hours: false, who: String::new() }],
            mails: Vec::new(),
            out_of_hours: String::new(),
            deputy_of: None,
            calls: Vec::new(),
            on_card: false,
        }
    }

    fn said(on: Date, number: &str) -> Verified {
        Verified { entry: Uuid::nil().into(), on, seen: person(number).reach() }
    }

    fn called(on: Date, number: &str, outcome: CallOutcome) -> CallTest {
        CallTest {
            id: Uuid::nil().into(),
            entry: Uuid::nil().into(),
            name: "保健所".to_owned(),
            on,
            at: String::new(),
            outcome,
            seen: person(number).reach(),
            note: None,
        }
    }

    #[test]
    fn only_what_stands_there_is_confirmed_and_only_for_half_a_year() {
        let (old, new) = (date!(2024 - 06 - 09), date!(2024 - 11 - 01));
        let code =
            |verified: &[Verified], tests: &[CallTest]| contact_standing(&person("1"), verified, tests, TODAY).code();
        assert_eq!(code(&[], &[]), "never");
        assert_eq!(code(&[said(new, "1")], &[]), "current");
        assert_eq!(code(&[said(old, "1")], &[]), "old");
        assert_eq!(code(&[said(new, "2")], &[]), "changed");
        assert_eq!(code(&[said(new, "2"), said(old, "1")], &[]), "old");
        assert_eq!(code(&[said(date!(2025 - 01 - 01), "1")], &[]), "never", "tomorrow's word");
        let answered = CallOutcome::Answered { by: None, minutes: 2 };
        assert_eq!(code(&[], &[called(new, "1", answered.clone())]), "current");
        assert_eq!(code(&[], &[called(new, "1", CallOutcome::NotReached)]), "never");
    }

    #[test]
    fn a_day_of_tests_counts_who_was_reached() {
        let day = date!(2024 - 11 - 01);
        let answered = CallOutcome::Answered { by: None, minutes: 2 };
        let tests = [
            called(date!(2024 - 05 - 01), "1", CallOutcome::NotReached),
            called(day, "1", answered),
            called(day, "1", CallOutcome::NotReached),
        ];
        assert_eq!(last_reached(&tests), Some((day, 1, 2)));
        assert_eq!(last_reached(&[]), None);
    }
}
