//! Days as people type them: 2024-06-10, 2024/6/10, 令和6年6月10日, R6.6.10, also with full-width signs.

use super::wareki::Era;
use time::{Date, Month};
use unicode_normalization::UnicodeNormalization;

/// Why a text is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Nothing but spaces.
    #[error("no day given")]
    Empty,
    /// None of the forms that are read.
    #[error("not a day in a form that is read: {found:?}")]
    Form {
        /// What was typed, cut to 40 characters.
        found: String,
    },
    /// Month or day does not exist, for example 30 February.
    #[error("there is no day {year}-{month}-{day}")]
    NoSuchDay {
        /// Western year.
        year: i32,
        /// Month as typed.
        month: u8,
        /// Day as typed.
        day: u8,
    },
    /// The era did not run on that day, for example 平成32年.
    #[error("{era} has no such day: it is {year}-{month}-{day}")]
    OutsideEra {
        /// The era as it is called.
        era: &'static str,
        /// Western year.
        year: i32,
        /// Month as typed.
        month: u8,
        /// Day as typed.
        day: u8,
    },
}

impl DateError {
    /// End of its message key.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Form { .. } => "form",
            Self::NoSuchDay { .. } => "no-such-day",
            Self::OutsideEra { .. } => "outside-era",
        }
    }
}

/// Reads a day. A Western year needs four digits; a two-digit year without an era is refused, because it may mean either calendar.
///
/// # Errors
/// [`DateError`] says what is wrong with the text.
pub fn parse_date(text: &str) -> Result<Date, DateError> {
    let plain: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    if plain.is_empty() {
        return Err(DateError::Empty);
    }
    let form = || DateError::Form { found: text.chars().take(40).collect() };
    let (era, rest) = split_era(&plain);
    let [year, month, day] = numbers(rest).ok_or_else(form)?;
    let month = u8::try_from(month).map_err(|_| form())?;
    let day = u8::try_from(day).map_err(|_| form())?;
    match era {
        None if (1000..=9999).contains(&year) => calendar_day(year, month, day),
        Some(era) if (1..=99).contains(&year) => {
            let year = era.first_year + year - 1;
            let date = calendar_day(year, month, day)?;
            if Era::of(date) == Some(era) {
                Ok(date)
            } else {
                Err(DateError::OutsideEra { era: era.name, year, month, day })
            }
        }
        _ => Err(form()),
    }
}

fn calendar_day(year: i32, month: u8, day: u8) -> Result<Date, DateError> {
    Month::try_from(month)
        .and_then(|named| Date::from_calendar_date(year, named, day))
        .map_err(|_| DateError::NoSuchDay { year, month, day })
}

fn split_era(text: &str) -> (Option<Era>, &str) {
    for era in Era::ALL {
        if let Some(rest) = text.strip_prefix(era.name) {
            return (Some(era), rest);
        }
        if let Some(rest) = text.strip_prefix([era.letter, era.letter.to_ascii_lowercase()]) {
            return (Some(era), rest);
        }
    }
    (None, text)
}

/// Year, month and day, with 年月日 or one and the same of `- / .` between them.
fn numbers(text: &str) -> Option<[i32; 3]> {
    let parts: Vec<&str> = if let Some(rest) = text.strip_suffix('日') {
        let (year, rest) = rest.split_once('年')?;
        let (month, day) = rest.split_once('月')?;
        vec![if year == "元" { "1" } else { year }, month, day]
    } else {
        let separator = text.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
        text.split(separator).collect()
    };
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    Some([number(year, 4)?, number(month, 2)?, number(day, 2)?])
}

fn number(digits: &str, most: usize) -> Option<i32> {
    let fits = !digits.is_empty() && digits.len() <= most && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::{iso, wareki};
    use super::*;
    use proptest::prelude::*;
    use time::macros::date;

    fn read(text: &str) -> String {
        parse_date(text).map_or_else(|error| error.to_string(), iso)
    }

    #[test]
    fn every_usual_form_is_read() {
        for text in [
            "2024-06-10",
            "2024/6/10",
            "2024.6.10",
            "２０２４年６月１０日",
            "２０２４／０６／１０",
            "令和6年6月10日",
            "令和６年６月１０日",
            "R6.6.10",
            "r6/6/10",
            "Ｒ６．６．１０",
            " 令和 6 年 6 月 10 日 ",
            "令和06年06月10日",
        ] {
            assert_eq!(read(text), "2024-06-10", "{text}");
        }
        assert_eq!(
            [read("令和元年5月1日"), read("R1.5.1"), read("S64.1.7")],
            ["2019-05-01", "2019-05-01", "1989-01-07"]
        );
    }

    #[test]
    fn days_that_do_not_exist_are_refused_by_name() {
        assert_eq!(read("2023-02-29"), "there is no day 2023-2-29");
        assert_eq!(read("令和6年13月1日"), "there is no day 2024-13-1");
        assert_eq!(read("平成32年1月1日"), "平成 has no such day: it is 2020-1-1");
        assert_eq!(read("令和元年4月30日"), "令和 has no such day: it is 2019-4-30");
    }

    #[test]
    fn unclear_texts_are_refused() {
        assert_eq!(read("　"), "no day given");
        for text in [
            "6.6.10",
            "24/6/10",
            "2024-06",
            "2024-6/10",
            "令和6年6月",
            "令和元.5.1",
            "10/06/2024",
            "20240610",
            "令和百年1月1日",
            "2024-06-10x",
            "R0.1.1",
            "+2024-1-1",
        ] {
            assert!(read(text).starts_with("not a day"), "{text}: {}", read(text));
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(julian in date!(1873 - 01 - 01).to_julian_day()..date!(2117 - 12 - 31).to_julian_day()) {
            let day = Date::from_julian_day(julian).unwrap();
            prop_assert_eq!(parse_date(&iso(day)), Ok(day));
            prop_assert_eq!(parse_date(&wareki(day)), Ok(day));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,24}") {
            let _ = parse_date(&text);
        }
    }
}
