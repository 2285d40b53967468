//! The Japanese fiscal year, 1 April to 31 March.

use super::wareki::wareki_year;
use serde::{Deserialize, Serialize};
use std::fmt;
use time::{Date, Month};

/// A Japanese fiscal year (年度), named by its first calendar year: `FiscalYear` 2024 runs from 2024-04-01 to 2025-03-31.
/// Source: 会計年度, 財政法11条; the forms speak of 「令和6年度中」.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i32", into = "i32")]
pub struct FiscalYear(i32);

/// A number that names no fiscal year of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("fiscal year {0} is outside {first} to {last}", first = FiscalYear::FIRST, last = FiscalYear::LAST)]
pub struct FiscalYearError(pub i32);

impl FiscalYear {
    /// Earliest year accepted. Our choice: no record of this duty is older than Heisei.
    pub const FIRST: i32 = 1989;
    /// Latest year accepted. Our choice: a four-digit typing error should not pass.
    pub const LAST: i32 = 2199;

    /// # Errors
    /// [`FiscalYearError`] outside [`FiscalYear::FIRST`] to [`FiscalYear::LAST`].
    pub const fn new(first_calendar_year: i32) -> Result<Self, FiscalYearError> {
        if first_calendar_year < Self::FIRST || first_calendar_year > Self::LAST {
            return Err(FiscalYearError(first_calendar_year));
        }
        Ok(Self(first_calendar_year))
    }

    /// The fiscal year in which a day lies.
    ///
    /// # Errors
    /// [`FiscalYearError`] for a day outside the years accepted.
    pub const fn of(day: Date) -> Result<Self, FiscalYearError> {
        let before_april = (day.month() as u8) < Month::April as u8;
        Self::new(if before_april { day.year() - 1 } else { day.year() })
    }

    /// The calendar year in which it begins.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.0
    }

    /// 1 April.
    #[must_use]
    pub fn first_day(self) -> Date {
        day_of(self.0, Month::April, 1)
    }

    /// 31 March of the following calendar year.
    #[must_use]
    pub fn last_day(self) -> Date {
        day_of(self.0 + 1, Month::March, 31)
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        Self::of(day) == Ok(self)
    }

    /// `令和6年度`. The year in which an era began in May bears the new era's name throughout.
    /// Source: 元号を改める政令の施行に伴う会計年度の名称 (2019-04-01): 令和元年度.
    #[must_use]
    pub fn label_ja(self) -> String {
        wareki_year(day_of(self.0, Month::May, 1)) + "度"
    }

    /// `FY2024`.
    #[must_use]
    pub fn label_en(self) -> String {
        format!("FY{}", self.0)
    }
}

/// A day that exists in every year. The fallback is never taken; it only spares a panic.
fn day_of(year: i32, month: Month, day: u8) -> Date {
    Date::from_calendar_date(year, month, day).unwrap_or(Date::MIN)
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl TryFrom<i32> for FiscalYear {
    type Error = FiscalYearError;

    fn try_from(year: i32) -> Result<Self, FiscalYearError> {
        Self::new(year)
    }
}

impl From<FiscalYear> for i32 {
    fn from(year: FiscalYear) -> Self {
        year.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::macros::date;

    #[test]
    fn the_year_turns_on_the_first_of_april() {
        assert_eq!(FiscalYear::of(date!(2024 - 03 - 31)).unwrap().year(), 2023);
        assert_eq!(FiscalYear::of(date!(2024 - 04 - 01)).unwrap().year(), 2024);
    }

    #[test]
    fn both_ends_belong_to_it() {
        let year = FiscalYear::new(2024).unwrap();
        assert_eq!((year.first_day(), year.last_day()), (date!(2024 - 04 - 01), date!(2025 - 03 - 31)));
        assert!(year.contains(date!(2024 - 04 - 01)) && year.contains(date!(2025 - 03 - 31)));
        assert!(!year.contains(date!(2024 - 03 - 31)) && !year.contains(date!(2025 - 04 - 01)));
    }

    #[test]
    fn labels_are_those_of_the_forms() {
        let label = |year| FiscalYear::new(year).unwrap().label_ja();
        assert_eq!([label(2024), label(2019), label(2018)], ["令和6年度", "令和元年度", "平成30年度"]);
        assert_eq!(FiscalYear::new(2024).unwrap().label_en(), "FY2024");
    }

    #[test]
    fn impossible_years_are_refused_also_from_json() {
        assert_eq!(FiscalYear::new(20204), Err(FiscalYearError(20204)));
        assert!(serde_json::from_str::<FiscalYear>("1988").is_err());
        assert_eq!(serde_json::to_string(&FiscalYear::new(2024).unwrap()).unwrap(), "2024");
    }

    proptest! {
        #[test]
        fn every_day_lies_in_exactly_its_own_year(julian in date!(1989 - 04 - 01).to_julian_day()..date!(2200 - 03 - 31).to_julian_day()) {
            let day = Date::from_julian_day(julian).unwrap();
            let year = FiscalYear::of(day).unwrap();
            prop_assert!(year.contains(day));
            prop_assert!(year.first_day() <= day && day <= year.last_day());
            prop_assert_eq!(FiscalYear::new(year.year() + 1).is_ok_and(|next| next.contains(day)), false);
        }
    }
}
