//! Where an いいえ stands: open with its target date, or closed by a はい of a later round.

use crate::{
    assessment::{ItemState, RoundNo, Sheet, Slot, TargetState},
    catalog::{Item, ItemId},
    id::StaffId,
};
use std::collections::BTreeSet;
use time::Date;

/// Where an いいえ stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// Still いいえ, without 目標日.
    Undated,
    /// Still いいえ, with 目標日.
    Dated(TargetState),
    /// Still いいえ on this sheet, but the sheet of a later fiscal year has answered the item since: it goes on there.
    AnsweredLater,
    /// はい in a later round.
    Closed {
        /// The round that said はい.
        round: RoundNo,
        /// 確認日 of that はい.
        on: Date,
        /// 確認者 of that はい.
        by: StaffId,
    },
}

impl Course {
    /// Where an item stands; `None` if no round says いいえ. The last answer decides; where it is はい, the item is closed
    /// since the first はい after its last いいえ. `answered_later` says whether the sheet of a later fiscal year answers it.
    #[must_use]
    pub fn of(state: &ItemState, answered_later: bool, today: Date) -> Option<Self> {
        let last_no = state.slots.iter().rposition(Slot::is_no)?;
        let later = RoundNo::ALL.into_iter().skip(last_no + 1);
        let closed = later.map(|round| (round, state.slot(round))).find_map(|(round, slot)| match *slot {
            Slot::Yes { on, by } => Some(Self::Closed { round, on, by }),
            Slot::Blank | Slot::No { .. } => None,
        });
        let later = answered_later.then_some(Self::AnsweredLater);
        let dated = || state.target_date.map(|target| Self::Dated(TargetState::at(target.day(), today)));
        Some(closed.or(later).or_else(dated).unwrap_or(Self::Undated))
    }

    /// Stable code: `overdue`, `undated`, `near`, `ahead`, `later`, `closed`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dated(TargetState::Overdue { .. }) => "overdue",
            Self::Undated => "undated",
            Self::Dated(TargetState::Near { .. }) => "near",
            Self::Dated(TargetState::Ahead { .. }) => "ahead",
            Self::AnsweredLater => "later",
            Self::Closed { .. } => "closed",
        }
    }

    /// Whether the day has passed.
    #[must_use]
    pub const fn is_overdue(self) -> bool {
        matches!(self, Self::Dated(TargetState::Overdue { .. }))
    }

    /// Whether a later round said はい.
    #[must_use]
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Closed { .. })
    }

    /// Whether there is still something to do about it, here.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Undated | Self::Dated(_))
    }

    /// Order of calling for it: overdue first, then without a day, then by day; last what is not open.
    #[must_use]
    pub const fn rank(self) -> u8 {
        match self {
            Self::Dated(TargetState::Overdue { .. }) => 0,
            Self::Undated => 1,
            Self::Dated(_) => 2,
            Self::AnsweredLater | Self::Closed { .. } => 3,
        }
    }
}

/// Every いいえ of a sheet with where it stands, in printed order. An item that is 記入不要 now is none; neither is the first
/// question (医療情報システムの有無), whose いいえ says that there is nothing to confirm.
#[must_use]
pub fn courses<'a>(sheet: &Sheet<'a>, answered_later: &BTreeSet<ItemId>, today: Date) -> Vec<(&'a Item, Course)> {
    let asked = sheet.asked_items().filter(|item| sheet.wants_target(&item.id));
    let course = |item: &'a Item| {
        let later = answered_later.contains(&item.id);
        Some((item, Course::of(&sheet.state(&item.id), later, today)?))
    };
    asked.filter_map(course).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{assessment::TargetDate, calendar::FiscalYear};
    use proptest::prelude::*;
    use time::macros::date;
    use uuid::Uuid;

    const TODAY: Date = date!(2024 - 10 - 15);

    /// `y`, `n` or `-` per round, confirmed in June, September, October.
    fn state(answers: &str, target: Option<Date>) -> ItemState {
        let days = [date!(2024 - 06 - 10), date!(2024 - 09 - 10), date!(2024 - 10 - 10)];
        let by = Uuid::nil().into();
        let mut state = ItemState::default();
        for ((slot, answer), on) in state.slots.iter_mut().zip(answers.chars()).zip(days) {
            *slot = match answer {
                'y' => Slot::Yes { on, by },
                'n' => Slot::No { on, by },
                _ => Slot::Blank,
            };
        }
        let year = FiscalYear::new(2024).expect("a fiscal year");
        state.target_date = target.map(|day| TargetDate::new(day, year).expect("a day of the year"));
        state
    }

    fn course(answers: &str, target: Option<Date>) -> String {
        match Course::of(&state(answers, target), false, TODAY) {
            None => "none".to_owned(),
            Some(Course::Closed { round, on, .. }) => format!("closed in round {} on {on}", round.number()),
            Some(Course::Dated(found)) => format!("{found:?}"),
            Some(Course::Undated) => "undated".to_owned(),
            Some(Course::AnsweredLater) => "later".to_owned(),
        }
    }

    #[test]
    fn a_no_is_open_until_a_later_round_says_yes() {
        let day = Some(date!(2024 - 09 - 30));
        for (answers, target, expected) in [
            ("---", None, "none"),
            ("y--", None, "none"),
            ("yy-", None, "none"),
            ("n--", None, "undated"),
            ("n--", day, "Overdue { days: 15 }"),
            ("n--", Some(date!(2024 - 10 - 15)), "Near { days: 0 }"),
            ("n--", Some(date!(2025 - 03 - 31)), "Ahead { days: 167 }"),
            ("ny-", day, "closed in round 2 on 2024-09-10"),
            ("nyy", day, "closed in round 2 on 2024-09-10"),
            ("n-y", day, "closed in round 3 on 2024-10-10"),
            ("nny", day, "closed in round 3 on 2024-10-10"),
            ("nyn", day, "Overdue { days: 15 }"),
            ("yn-", None, "undated"),
            ("yny", None, "closed in round 3 on 2024-10-10"),
        ] {
            assert_eq!(course(answers, target), expected, "{answers}");
        }
    }

    #[test]
    fn what_calls_loudest_comes_first() {
        let codes =
            |answers, target| Course::of(&state(answers, target), false, TODAY).map(|one| (one.rank(), one.code()));
        assert_eq!(codes("n--", Some(date!(2024 - 09 - 30))), Some((0, "overdue")));
        assert_eq!(codes("n--", None), Some((1, "undated")));
        assert_eq!(codes("n--", Some(date!(2024 - 10 - 20))), Some((2, "near")));
        assert_eq!(codes("n--", Some(date!(2025 - 01 - 20))), Some((2, "ahead")));
        assert_eq!(codes("ny-", None), Some((3, "closed")));
    }

    #[test]
    fn what_a_later_year_has_answered_goes_on_there() {
        let later = |answers| Course::of(&state(answers, Some(date!(2024 - 09 - 30))), true, TODAY).map(Course::code);
        assert_eq!(later("n--"), Some("later"));
        assert_eq!(later("ny-"), Some("closed"), "a closed one stays closed");
        assert_eq!(later("y--"), None);
    }

    proptest! {
        /// It is there exactly while some round says いいえ, and closed exactly when the last answer is はい.
        #[test]
        fn it_follows_the_answers_alone(answers in "[yn-]{3}", days in 0_i64..365) {
            let target = date!(2024 - 04 - 01) + time::Duration::days(days);
            let state = state(&answers, Some(target));
            let course = Course::of(&state, false, TODAY);
            prop_assert_eq!(course.is_some(), answers.contains('n'));
            if let Some(course) = course {
                prop_assert_eq!(course.is_closed(), state.current().is_yes());
                prop_assert_eq!(course.is_open(), !course.is_closed());
                prop_assert_eq!(course.is_overdue(), course.is_open() && target < TODAY);
            }
        }
    }
}
