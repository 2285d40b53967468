//! The clock of the reports to 個人情報保護委員会.

use super::Report;
use crate::calendar::Instant;
use time::{Date, Duration};

/// The days by which reports are due.
/// Source: 個人情報保護法 26条1項, 施行規則 8条: 速報 速やかに (the guideline names about 3 to 5 days), 確報 within 30 days, or 60 days
/// where there may be a wrongful purpose. The day on which it was learned of counts as the first: of the two ways to count this is the
/// one with the earlier end, and pages say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PpcClock {
    /// The day on which it was learned of, in Japan.
    pub learned_on: Date,
    /// From about this day on 速報 is expected.
    pub preliminary_from: Date,
    /// The last day of 速報.
    pub preliminary_until: Date,
    /// Days of 確報: 30 or 60.
    pub final_days: i64,
    /// The last day of 確報.
    pub final_until: Date,
}

impl PpcClock {
    /// The clock of an incident.
    #[must_use]
    pub fn of(learned_at: Instant, wrongful: bool) -> Self {
        let learned_on = learned_at.date_jst();
        let day = |number: i64| learned_on.checked_add(Duration::days(number - 1)).unwrap_or(Date::MAX);
        let final_days = if wrongful { 60 } else { 30 };
        Self {
            learned_on,
            preliminary_from: day(3),
            preliminary_until: day(5),
            final_days,
            final_until: day(final_days),
        }
    }
}

/// A report that is not sent yet, with its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportDue {
    /// 速報 or 確報.
    pub report: Report,
    /// The last day.
    pub on: Date,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::iso;
    use time::macros::datetime;

    #[test]
    fn the_clock_runs_by_days_in_japan() {
        let days = |wrongful| {
            let clock = PpcClock::of(Instant::from(datetime!(2024-12-30 15:30 UTC)), wrongful);
            [clock.learned_on, clock.preliminary_from, clock.preliminary_until, clock.final_until].map(iso).join(" ")
        };
        assert_eq!(days(false), "2024-12-31 2025-01-02 2025-01-04 2025-01-29");
        assert_eq!(days(true), "2024-12-31 2025-01-02 2025-01-04 2025-02-28");
    }
}
