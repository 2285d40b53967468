//! Civil days in Japan: fiscal years, the Japanese era calendar, and instants shown in Japan's time.
//! Nothing here reads a clock.

mod fiscal_year;
mod instant;
mod parse;
mod wareki;

pub use fiscal_year::{FiscalYear, FiscalYearError};
pub use instant::{Instant, JST, JstTime};
pub use parse::{DateError, parse_date};
pub use wareki::{Era, wareki, wareki_year};

use time::Date;

/// A day as `2024-06-10`, the form in which days are stored.
#[must_use]
pub fn iso(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day())
}
