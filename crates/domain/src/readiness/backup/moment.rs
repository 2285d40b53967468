//! Moments as lists of backups write them: a day in any form that people use, a time of day, perhaps a zone.

use crate::calendar::{Instant, parse_date};
use time::{OffsetDateTime, Time, UtcOffset, format_description::well_known::Rfc3339};
use unicode_normalization::UnicodeNormalization as _;

/// Whether the zone of a moment was stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// The file states it.
    Stated,
    /// It does not: Japan's time was assumed, and the page says so.
    Assumed,
}

/// A text that is no moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a day with a time of day")]
pub struct MomentError;

/// Reads a moment: RFC 3339, or a day (2024-06-10, 2024年6月10日, 令和6年6月10日, R6.6.10) and a time of day (2:00, 02:00:03, 午前2時5分,
/// 2:00 PM). Without a time of day it is midnight. Without a zone it is Japan's time.
///
/// # Errors
/// [`MomentError`].
pub fn parse_moment(text: &str) -> Result<(Instant, Zone), MomentError> {
    let text = text.trim();
    if let Ok(moment) = OffsetDateTime::parse(text, &Rfc3339) {
        return Ok((Instant::from(moment), Zone::Stated));
    }
    let plain: String = text.nfkc().collect();
    let plain = plain.trim();
    let (day, clock) = split(plain);
    let day = parse_date(day.trim().trim_end_matches(',')).map_err(|_| MomentError)?;
    let (time, zone) = time_of_day(clock.trim())?;
    let offset = zone.unwrap_or_else(japan);
    let moment = day.with_time(time).assume_offset(offset);
    Ok((Instant::from(moment), if zone.is_some() { Zone::Stated } else { Zone::Assumed }))
}

/// Japan's time: nine hours before UTC, without summer time.
fn japan() -> UtcOffset {
    UtcOffset::from_hms(9, 0, 0).unwrap_or(UtcOffset::UTC)
}

/// Where the day ends: at `T` or a space before a digit or 午, or after 日.
fn split(text: &str) -> (&str, &str) {
    if let Some(at) = text.find('日') {
        let end = at + '日'.len_utf8();
        let rest = text.get(end..).unwrap_or_default();
        // (月) after the day is its name.
        let rest = rest.trim_start();
        let rest = match rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
            Some((_, rest)) => rest,
            None => rest,
        };
        return (text.get(..end).unwrap_or_default(), rest);
    }
    let cut = text.char_indices().skip(4).find(|(at, c)| {
        let next = text.get(at + c.len_utf8()..).and_then(|rest| rest.trim_start().chars().next());
        (c.is_whitespace() || *c == 'T')
            && next.is_some_and(|next| next.is_ascii_digit() || "午(APap".contains(next))
            && text.get(..*at).is_some_and(|day| day.ends_with(|c: char| c.is_ascii_digit()))
    });
    match cut {
        Some((at, c)) => {
            let rest = text.get(at + c.len_utf8()..).unwrap_or_default().trim_start();
            let rest = match rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
                Some((_, rest)) => rest,
                None => rest,
            };
            (text.get(..at).unwrap_or_default(), rest)
        }
        None => (text, ""),
    }
}

fn time_of_day(text: &str) -> Result<(Time, Option<UtcOffset>), MomentError> {
    if text.is_empty() {
        return Ok((Time::MIDNIGHT, None));
    }
    let (text, zone) = zone(text)?;
    let lower = text.to_lowercase();
    let (lower, half) = if let Some(rest) = lower.strip_prefix("午前") {
        (rest.to_owned(), Some(false))
    } else if let Some(rest) = lower.strip_prefix("午後") {
        (rest.to_owned(), Some(true))
    } else if let Some(rest) = lower.strip_suffix("am") {
        (rest.to_owned(), Some(false))
    } else if let Some(rest) = lower.strip_suffix("pm") {
        (rest.to_owned(), Some(true))
    } else {
        (lower, None)
    };
    let plain = lower.replace(['時', '分'], ":").replace('秒', "");
    let mut parts = plain.trim().trim_end_matches(':').split(':').map(str::trim);
    let mut number = || match parts.next() {
        None | Some("") => Ok(None),
        Some(part) => part.split('.').next().unwrap_or_default().parse::<u8>().map(Some).map_err(|_| MomentError),
    };
    let hour = number()?.ok_or(MomentError)?;
    let (minute, second) = (number()?.unwrap_or(0), number()?.unwrap_or(0));
    if parts.next().is_some() {
        return Err(MomentError);
    }
    let hour = match half {
        None => hour,
        Some(_) if hour > 12 => return Err(MomentError),
        Some(false) => hour % 12,
        Some(true) => hour % 12 + 12,
    };
    Time::from_hms(hour, minute, second).map(|time| (time, zone)).map_err(|_| MomentError)
}

/// A zone at the end: `Z`, `UTC`, `JST`, `+09:00`, `+0900`.
fn zone(text: &str) -> Result<(&str, Option<UtcOffset>), MomentError> {
    let text = text.trim();
    for (name, hours) in [("JST", 9), ("UTC", 0), ("GMT", 0), ("Z", 0)] {
        if let Some(rest) = text.strip_suffix(name) {
            let offset = UtcOffset::from_hms(hours, 0, 0).map_err(|_| MomentError)?;
            return Ok((rest.trim_end(), Some(offset)));
        }
    }
    let Some(at) = text.rfind(['+', '-']).filter(|at| *at > 0) else { return Ok((text, None)) };
    let (rest, stated) = (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
    let digits: String = stated.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = match digits.len() {
        2 => (digits.as_str(), "0"),
        4 => digits.split_at(2),
        _ => return Err(MomentError),
    };
    let sign = if stated.starts_with('-') { -1 } else { 1 };
    let hours: i8 = hours.parse().map_err(|_| MomentError)?;
    let minutes: i8 = minutes.parse().map_err(|_| MomentError)?;
    let offset = UtcOffset::from_hms(sign * hours, sign * minutes, 0).map_err(|_| MomentError)?;
    Ok((rest.trim_end(), Some(offset)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        let (at, zone) = parse_moment(text).ok()?;
        Some(format!("{} {}", at.iso_jst(), if zone == Zone::Assumed { "assumed" } else { "stated" }))
    }

    #[test]
    fn moments_are_read_in_the_forms_of_lists() {
        let two = Some("2026-11-28T02:00:03+09:00 assumed".to_owned());
        for text in [
            "2026-11-28 02:00:03",
            "2026/11/28 2:00:03",
            "2026年11月28日 2時00分03秒",
            "令和8年11月28日(土) 午前2:00:03",
            "R8.11.28 02:00:03",
            "２０２６／１１／２８　２：００：０３",
            "2026-11-28T02:00:03",
        ] {
            assert_eq!(read(text), two, "{text}");
        }
        assert_eq!(read("2026-11-27T17:00:03Z").as_deref(), Some("2026-11-28T02:00:03+09:00 stated"));
        assert_eq!(read("2026/11/28 02:00:03 +0900").as_deref(), Some("2026-11-28T02:00:03+09:00 stated"));
        assert_eq!(read("2026/11/28 2:05 PM").as_deref(), Some("2026-11-28T14:05:00+09:00 assumed"));
        assert_eq!(read("2026/11/28").as_deref(), Some("2026-11-28T00:00:00+09:00 assumed"));
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in ["", "昨日", "2026/13/01 2:00", "2026/11/28 25:00", "28/11/26 02:00", "2026/11/28 13:00 PM", "2:00"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[0-9年月日時分T:/+ 午前後令和-]{0,30}") {
            let _ = parse_moment(&text);
        }
    }
}
