//! Days in exports: of PowerShell in its locales, of directories, of Windows as FILETIME.

use crate::day::civil;
use time::{Date, Duration, macros::date};

/// In which order a file writes day and month, where it can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
    /// Both are possible for every day of the file.
    Unknown,
}

/// FILETIME: 100 nanoseconds since 1601 in UTC (MS-DTYP 2.3.3). 0 and the largest number mean never.
pub(super) fn filetime(text: &str) -> Option<Date> {
    const PER_DAY: i64 = 864_000_000_000;
    let ticks: i64 = text.trim().parse().ok()?;
    if ticks <= 0 || ticks == i64::MAX {
        return None;
    }
    // A domain controller writes UTC; the day is the one in Japan.
    let days = ticks.checked_add(9 * 36_000_000_000)?.div_euclid(PER_DAY);
    date!(1601 - 01 - 01).checked_add(Duration::days(days)).filter(|day| day.year() < 9999)
}

/// `20240501000000.0Z`, as directories write it (RFC 4517, 3.3.13).
pub(super) fn generalized(text: &str) -> Option<Date> {
    let digits = text.get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    civil(&digits[..4], &digits[4..6], &digits[6..8])
}

/// Numbers at the start of a day: `2024/05/01 9:00:00` → 2024, 5, 1.
fn numbers(text: &str) -> Option<[&str; 3]> {
    let day = text.trim().split([' ', 'T', '\u{202f}', '\u{a0}']).next()?;
    let mut parts = day.split(['/', '-', '.', '年', '月']).map(|part| part.trim_end_matches('日'));
    let all = [parts.next()?, parts.next()?, parts.next()?];
    all.iter()
        .all(|part| !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit()))
        .then_some(all)
}

/// What the days of a file tell about their order: a number above 12 can't be a month, and hours with AM or PM go with the month first.
pub(super) fn order<'a>(days: impl Iterator<Item = &'a str>) -> Order {
    let mut found = Order::Unknown;
    for text in days {
        let Some([first, second, _]) = numbers(text) else { continue };
        if first.len() == 4 {
            continue;
        }
        let above = |part: &str| part.parse::<u8>().is_ok_and(|number| number > 12);
        if above(first) || text.contains('.') {
            return Order::DayFirst;
        }
        if above(second) || text.ends_with("AM") || text.ends_with("PM") {
            found = Order::MonthFirst;
        }
    }
    found
}

/// A day as PowerShell, Excel or a Windows command writes it.
pub(super) fn day(text: &str, order: Order) -> Option<Date> {
    let text = text.trim();
    if let Some([first, second, third]) = numbers(text) {
        return match (first.len(), order) {
            (4, _) => civil(first, second, third),
            (_, Order::DayFirst) => civil(third, second, first),
            (_, Order::MonthFirst) => civil(third, first, second),
            (_, Order::Unknown) if first == second => civil(third, first, second),
            (_, Order::Unknown) => None,
        };
    }
    // `Wednesday, May 1, 2024 9:00:00 AM`, `01-May-24`.
    let words: Vec<&str> = text.split([' ', ',', '-']).filter(|word| !word.is_empty()).collect();
    words.windows(3).find_map(|three| match three {
        [month, day, year] if year.len() == 4 => civil(year, month, day).or_else(|| civil(year, day, month)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filetime_is_a_day() {
        assert_eq!(filetime("133590000000000000"), Some(date!(2024 - 05 - 01)));
        assert_eq!(filetime("0"), None);
        assert_eq!(filetime("9223372036854775807"), None);
        assert_eq!(filetime("-1"), None);
        assert_eq!(generalized("20240501000000.0Z"), Some(date!(2024 - 05 - 01)));
        assert_eq!(generalized("2024"), None);
    }

    #[test]
    fn the_order_is_told_by_the_file() {
        assert_eq!(order(["1/5/2024", "25/5/2024"].into_iter()), Order::DayFirst);
        assert_eq!(order(["1/5/2024", "5/25/2024 9:00"].into_iter()), Order::MonthFirst);
        assert_eq!(order(["1/5/2024 9:00:00 AM"].into_iter()), Order::MonthFirst);
        assert_eq!(order(["01.05.2024 09:00:00"].into_iter()), Order::DayFirst);
        assert_eq!(order(["1/5/2024"].into_iter()), Order::Unknown);
    }

    #[test]
    fn days_are_read_in_their_order_and_doubtful_ones_are_not() {
        let may = Some(date!(2024 - 05 - 01));
        assert_eq!(day("2024/05/01 9:00:00", Order::Unknown), may);
        assert_eq!(day("2024-05-01T09:00:00", Order::Unknown), may);
        assert_eq!(day("2024年5月1日", Order::Unknown), may);
        assert_eq!(day("5/1/2024 9:00:00 AM", Order::MonthFirst), may);
        assert_eq!(day("01.05.2024", Order::DayFirst), may);
        assert_eq!(day("1/5/2024", Order::Unknown), None);
        assert_eq!(day("Wednesday, May 1, 2024 9:00:00 AM", Order::Unknown), may);
        assert_eq!(day("なし", Order::Unknown), None);
    }
}
