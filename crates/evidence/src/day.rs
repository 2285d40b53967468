//! Days as devices and systems write them.

use time::{Date, Month};

/// Year, month (number or English name, also cut to three letters) and day.
pub(crate) fn civil(year: &str, month: &str, day: &str) -> Option<Date> {
    const NAMES: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = month.to_ascii_lowercase();
    let number = match lower.parse::<u8>() {
        Ok(number) => number,
        Err(_) => {
            let at = NAMES.iter().position(|name| lower.starts_with(name))?;
            u8::try_from(at + 1).ok()?
        }
    };
    let month = Month::try_from(number).ok()?;
    Date::from_calendar_date(year.parse().ok()?, month, day.trim_end_matches(',').parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_numbers_or_names() {
        let day = Date::from_calendar_date(2024, Month::October, 9).ok();
        assert_eq!(civil("2024", "Oct", "9"), day);
        assert_eq!(civil("2024", "10", "09"), day);
        assert_eq!(civil("2024", "October", "9,"), day);
        assert_eq!(civil("2024", "13", "9"), None);
        assert_eq!(civil("x", "1", "9"), None);
    }
}
