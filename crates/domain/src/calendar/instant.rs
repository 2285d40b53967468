//! Instants, kept as milliseconds in UTC and shown in Japan's time.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime, UtcOffset, macros::offset};

/// Japan's time: UTC+9, without summer time. Source: 標準時ニ関スル件 (明治28年勅令第167号).
pub const JST: UtcOffset = offset!(+9);

/// A moment: milliseconds since 1970-01-01T00:00:00Z. Given by the caller, never read from a clock here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(i64);

/// An instant as people in Japan read it. Seconds are whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JstTime {
    /// Day.
    pub day: Date,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute.
    pub minute: u8,
    /// Second.
    pub second: u8,
}

impl Instant {
    /// The moment this many milliseconds after the beginning of 1970 in UTC.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the beginning of 1970 in UTC.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// This moment plus milliseconds; stays at the end of the range instead of wrapping.
    #[must_use]
    pub const fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// The first moment of a day in Japan.
    #[must_use]
    pub fn start_of_day_jst(day: Date) -> Self {
        Self::from(day.midnight().assume_offset(JST))
    }

    /// The day in Japan.
    #[must_use]
    pub fn date_jst(self) -> Date {
        self.jst().day
    }

    /// Day and time in Japan.
    #[must_use]
    pub fn jst(self) -> JstTime {
        let there = self.at_offset(JST);
        JstTime { day: there.date(), hour: there.hour(), minute: there.minute(), second: there.second() }
    }

    /// `2024-06-10T09:05:00+09:00`, for manifests and JSON that people may read.
    #[must_use]
    pub fn iso_jst(self) -> String {
        let JstTime { day, hour, minute, second } = self.jst();
        format!("{}T{hour:02}:{minute:02}:{second:02}+09:00", super::iso(day))
    }

    /// A number of milliseconds beyond what a calendar can name is held at its end.
    fn at_offset(self, offset: UtcOffset) -> OffsetDateTime {
        let nanos = i128::from(self.0) * 1_000_000;
        OffsetDateTime::from_unix_timestamp_nanos(nanos)
            .ok()
            .and_then(|utc| utc.checked_to_offset(offset))
            .unwrap_or(if self.0 < 0 { FIRST } else { LAST })
    }
}

const FIRST: OffsetDateTime = Date::MIN.midnight().assume_offset(JST);
const LAST: OffsetDateTime = Date::MAX.midnight().assume_offset(JST);

impl From<OffsetDateTime> for Instant {
    fn from(moment: OffsetDateTime) -> Self {
        let millis = moment.unix_timestamp_nanos().div_euclid(1_000_000);
        Self(i64::try_from(millis).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::macros::{date, datetime};

    #[test]
    fn the_day_in_japan_begins_at_fifteen_utc() {
        assert_eq!(Instant::from(datetime!(2024-06-09 14:59:59.999 UTC)).date_jst(), date!(2024 - 06 - 09));
        assert_eq!(Instant::from(datetime!(2024-06-09 15:00 UTC)).date_jst(), date!(2024 - 06 - 10));
    }

    #[test]
    fn the_text_says_the_offset() {
        assert_eq!(Instant::from(datetime!(2024-06-10 00:05:07 UTC)).iso_jst(), "2024-06-10T09:05:07+09:00");
    }

    #[test]
    fn json_is_the_plain_number() {
        assert_eq!(serde_json::to_string(&Instant::from_millis(-1)).unwrap(), "-1");
    }

    proptest! {
        #[test]
        fn any_number_is_shown_without_a_panic(millis: i64) {
            let _ = Instant::from_millis(millis).iso_jst();
        }

        #[test]
        fn the_start_of_a_day_lies_in_that_day(julian in date!(1900 - 01 - 01).to_julian_day()..date!(2200 - 01 - 01).to_julian_day()) {
            let day = Date::from_julian_day(julian).unwrap();
            let start = Instant::start_of_day_jst(day);
            prop_assert_eq!(start.date_jst(), day);
            prop_assert_eq!(start.plus_millis(-1).date_jst(), day.previous_day().unwrap());
        }
    }
}
