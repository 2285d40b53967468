//! Dates and times as logs write them, brought to microseconds UTC. What the text does not say is assumed from [`Clock`] and marked so.

use crate::event::{Moment, TimeBasis};

/// What is assumed where a log does not say: given for each source, never read from a machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Now, in microseconds UTC. A guessed year never puts an event later than a day after it.
    pub now: i64,
    /// Minutes east of UTC of a source that writes no zone. Japan is 540.
    pub offset_minutes: i16,
}

/// A day: what clocks that run ahead may be in the future before another year is guessed.
const SLACK: i64 = 86_400_000_000;

/// A date and time of day without a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Civil {
    pub(crate) year: i64,
    pub(crate) month: u8,
    pub(crate) day: u8,
    pub(crate) hour: u8,
    pub(crate) minute: u8,
    pub(crate) second: u8,
    pub(crate) micros: u32,
}

impl Civil {
    /// Microseconds since 1970 if this was UTC; nothing for a date that does not exist. A leap second counts as the second before.
    pub(crate) fn micros(self) -> Option<i64> {
        let real = (1..=9999).contains(&self.year)
            && (1..=12).contains(&self.month)
            && (1..=month_length(self.year, self.month)).contains(&self.day)
            && self.hour < 24
            && self.minute < 60
            && self.second <= 60
            && self.micros < 1_000_000;
        let second = i64::from(self.second.min(59));
        let seconds = days(self.year, self.month, self.day) * 86_400
            + i64::from(self.hour) * 3600
            + i64::from(self.minute) * 60
            + second;
        real.then_some(seconds * 1_000_000 + i64::from(self.micros))
    }

    /// In a zone that the text states.
    pub(crate) fn at(self, offset_minutes: i16) -> Option<Moment> {
        let micros = self.micros()? - i64::from(offset_minutes) * 60_000_000;
        Some(Moment { micros: Some(micros), offset_minutes, basis: TimeBasis::Stated })
    }

    /// In the zone that the text states, else in the assumed one.
    pub(crate) fn in_zone(self, stated: Option<i16>, clock: Clock) -> Option<Moment> {
        match stated {
            Some(offset) => self.at(offset),
            None => Some(Moment { basis: TimeBasis::ZoneAssumed, ..self.at(clock.offset_minutes)? }),
        }
    }

    /// In the latest year in which it does not lie in the future.
    pub(crate) fn without_year(mut self, stated: Option<i16>, clock: Clock) -> Option<Moment> {
        let latest = clock.now.saturating_add(SLACK);
        let this_year = year_of(latest);
        // 29 February comes every four, once in a while every eight years.
        for year in (this_year - 8..=this_year).rev() {
            self.year = year;
            let Some(mut moment) = self.in_zone(stated, clock) else { continue };
            if moment.micros.is_some_and(|micros| micros <= latest) {
                moment.basis = if stated.is_some() { TimeBasis::YearAssumed } else { TimeBasis::ZoneAndYearAssumed };
                return Some(moment);
            }
        }
        None
    }
}

/// Days since 1970-01-01 in the Gregorian calendar.
fn days(year: i64, month: u8, day: u8) -> i64 {
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let of_era = shifted - era * 400;
    let of_year = (153 * (i64::from(month) + if month > 2 { -3 } else { 9 }) + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

const fn month_length(year: i64, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Year, month and day of a number of days since 1970-01-01.
#[must_use]
pub(crate) fn date_of(days: i64) -> (i64, u8, u8) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted - era * 146_097;
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let small = |number: i64| u8::try_from(number).unwrap_or_default();
    (year + era * 400 + i64::from(month <= 2), small(month), small(day))
}

fn year_of(micros: i64) -> i64 {
    date_of(micros.div_euclid(86_400_000_000)).0
}

/// Writes an instant as RFC 3339 in UTC, with the fraction only where there is one.
pub(crate) fn write_utc(micros: i64, out: &mut Vec<u8>) {
    use std::io::Write as _;
    let (year, month, day) = date_of(micros.div_euclid(86_400_000_000));
    let of_day = micros.rem_euclid(86_400_000_000);
    let (seconds, fraction) = (of_day / 1_000_000, of_day % 1_000_000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    // Writing into memory does not fail.
    let _ = write!(out, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
    if fraction != 0 {
        let _ = write!(out, ".{fraction:06}");
    }
    out.push(b'Z');
}

/// `+09:00` for 540.
pub(crate) fn write_offset(minutes: i16, out: &mut Vec<u8>) {
    use std::io::Write as _;
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.unsigned_abs();
    let _ = write!(out, "{sign}{:02}:{:02}", minutes / 60, minutes % 60);
}

/// A cursor over the ASCII of a time.
#[derive(Debug, Clone, Copy)]
struct Walk<'a>(&'a [u8]);

impl Walk<'_> {
    fn digits(&mut self, least: usize, most: usize) -> Option<u32> {
        let count = self.0.iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
        if count < least {
            return None;
        }
        let (number, rest) = self.0.split_at(count);
        self.0 = rest;
        Some(number.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')))
    }

    fn two(&mut self) -> Option<u8> {
        self.digits(1, 2).and_then(|number| u8::try_from(number).ok())
    }

    fn any(&mut self, wanted: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        wanted.contains(first).then(|| {
            self.0 = rest;
            *first
        })
    }

    fn spaces(&mut self) {
        self.0 = self.0.trim_ascii_start();
    }

    /// `HH:MM[:SS[.fraction]]`; the fraction may have any number of digits.
    fn clock(&mut self, civil: &mut Civil) -> Option<()> {
        civil.hour = self.two()?;
        self.any(b":")?;
        civil.minute = self.two()?;
        if self.any(b":").is_none() {
            return Some(());
        }
        civil.second = self.two()?;
        let before = *self;
        if self.any(b".,").is_some() {
            let count = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if count == 0 {
                *self = before;
                return Some(());
            }
            let (fraction, rest) = self.0.split_at(count);
            self.0 = rest;
            civil.micros =
                (0..6).fold(0, |sum, at| sum * 10 + u32::from(fraction.get(at).map_or(0, |byte| byte - b'0')));
        }
        Some(())
    }

    /// `Z`, `+0900`, `+09:00`, `+09`, ` JST`; nothing when no zone is written.
    fn zone(&mut self) -> Option<i16> {
        let before = *self;
        self.spaces();
        let found = self.zone_here();
        if found.is_none() {
            *self = before;
        }
        found
    }

    fn zone_here(&mut self) -> Option<i16> {
        const NAMES: &[(&[u8], i16)] = &[
            (b"JST", 540),
            (b"UTC", 0),
            (b"GMT", 0),
            (b"Z", 0),
            (b"z", 0),
            (b"KST", 540),
            (b"CET", 60),
            (b"CEST", 120),
        ];
        for (name, offset) in NAMES {
            if let Some(rest) = self.0.strip_prefix(*name)
                && !rest.first().is_some_and(u8::is_ascii_alphanumeric)
            {
                self.0 = rest;
                return Some(*offset);
            }
        }
        let sign = self.any(b"+-")?;
        let hours = self.digits(2, 2)?;
        self.any(b":");
        let minutes = self.digits(2, 2).unwrap_or(0);
        let offset = i16::try_from(hours * 60 + minutes).ok().filter(|offset| *offset <= 18 * 60)?;
        Some(if sign == b'-' { -offset } else { offset })
    }
}

/// The rest of a text after a part of `part`'s end.
fn rest_of<'a>(text: &'a str, walk: Walk<'_>) -> &'a str {
    text.get(text.len() - walk.0.len()..).unwrap_or_default()
}

/// `2024-02-18T02:29:57.123+08:00` and its relatives: `/` or `.` between the parts of the date, a space for `T`, no fraction, no
/// seconds, no zone. Gives the moment and the text after it.
pub(crate) fn iso(text: &str, clock: Clock) -> Option<(Moment, &str)> {
    let mut walk = Walk(text.as_bytes());
    let mut civil = Civil { year: i64::from(walk.digits(4, 4)?), ..Civil::default() };
    let between = walk.any(b"-/.")?;
    civil.month = walk.two()?;
    walk.any(&[between])?;
    civil.day = walk.two()?;
    walk.any(b"T tT")?;
    walk.spaces();
    walk.clock(&mut civil)?;
    let zone = walk.zone();
    Some((civil.in_zone(zone, clock)?, rest_of(text, walk)))
}

/// A date alone: `2024-02-18`, `2024/2/18`, `20240218`, `令和6年2月18日`, `R6.2.18`. Gives the date and the text after it.
pub(crate) fn date(text: &str) -> Option<(Civil, &str)> {
    if let Some(found) = era_date(text) {
        return Some(found);
    }
    let mut walk = Walk(text.as_bytes());
    let mut civil = Civil::default();
    if text.len() >= 8 && text.as_bytes().iter().take(8).all(u8::is_ascii_digit) {
        civil.year = i64::from(walk.digits(4, 4)?);
        civil.month = u8::try_from(walk.digits(2, 2)?).ok()?;
        civil.day = u8::try_from(walk.digits(2, 2)?).ok()?;
    } else {
        civil.year = i64::from(walk.digits(4, 4)?);
        if let Some(rest) = rest_of(text, walk).strip_prefix('年') {
            return month_and_day(civil, rest);
        }
        let between = walk.any(b"-/.")?;
        civil.month = walk.two()?;
        walk.any(&[between])?;
        civil.day = walk.two()?;
    }
    civil.micros()?;
    Some((civil, rest_of(text, walk)))
}

/// Japanese eras since 明治 with the year before their first.
const ERAS: &[(&str, i64)] = &[("令和", 2018), ("平成", 1988), ("昭和", 1925), ("R", 2018), ("H", 1988), ("S", 1925)];

fn era_date(text: &str) -> Option<(Civil, &str)> {
    let (rest, before) = ERAS.iter().find_map(|(name, year)| Some((text.strip_prefix(name)?, year)))?;
    let (number, rest) = match rest.strip_prefix('元') {
        Some(rest) => (1, rest),
        None => {
            let mut walk = Walk(rest.as_bytes());
            (i64::from(walk.digits(1, 2)?), rest_of(rest, walk))
        }
    };
    let civil = Civil { year: before + number, ..Civil::default() };
    if let Some(rest) = rest.strip_prefix('年') {
        return month_and_day(civil, rest);
    }
    let mut walk = Walk(rest.as_bytes());
    let between = walk.any(b"-/.")?;
    let civil = Civil { month: walk.two()?, ..civil };
    walk.any(&[between])?;
    let civil = Civil { day: walk.two()?, ..civil };
    civil.micros()?;
    Some((civil, rest_of(rest, walk)))
}

fn month_and_day(mut civil: Civil, rest: &str) -> Option<(Civil, &str)> {
    let mut walk = Walk(rest.trim_start().as_bytes());
    civil.month = walk.two()?;
    let rest = rest_of(rest, walk).strip_prefix('月')?;
    let mut walk = Walk(rest.trim_start().as_bytes());
    civil.day = walk.two()?;
    let rest = rest_of(rest, walk).strip_prefix('日')?;
    civil.micros()?;
    Some((civil, rest))
}

/// A time of day on a known date: `8:05`, `08:05:09.123`, `080509`, `8時5分9秒`, with a zone if there is one, 午前 and 午後 before or
/// AM and PM after it.
pub(crate) fn time_of_day(mut civil: Civil, text: &str, clock: Clock) -> Option<Moment> {
    let text = text.trim();
    let (text, half) = match (text.strip_prefix("午前"), text.strip_prefix("午後")) {
        (Some(rest), _) => (rest.trim_start(), Some(false)),
        (_, Some(rest)) => (rest.trim_start(), Some(true)),
        _ => (text, None),
    };
    let mut walk = Walk(text.as_bytes());
    let written_plain = text.len() >= 6 && text.as_bytes().iter().take(6).all(u8::is_ascii_digit);
    let mut rest = if written_plain {
        civil.hour = u8::try_from(walk.digits(2, 2)?).ok()?;
        civil.minute = u8::try_from(walk.digits(2, 2)?).ok()?;
        civil.second = u8::try_from(walk.digits(2, 2)?).ok()?;
        rest_of(text, walk)
    } else if text.contains('時') {
        kanji_clock(&mut civil, text)?
    } else {
        walk.clock(&mut civil)?;
        rest_of(text, walk)
    }
    .trim_start();
    let mut half = half;
    for (word, after_noon) in [("AM", false), ("PM", true), ("am", false), ("pm", true)] {
        if let Some(after) = rest.strip_prefix(word) {
            (half, rest) = (Some(after_noon), after);
        }
    }
    if let Some(after_noon) = half {
        civil.hour = civil.hour % 12 + if after_noon { 12 } else { 0 };
    }
    let mut walk = Walk(rest.as_bytes());
    let zone = walk.zone();
    if !rest_of(rest, walk).trim().is_empty() {
        return None;
    }
    civil.in_zone(zone, clock)
}

fn kanji_clock<'a>(civil: &mut Civil, text: &'a str) -> Option<&'a str> {
    let mut rest = text;
    for (into, unit) in [(&mut civil.hour, '時'), (&mut civil.minute, '分'), (&mut civil.second, '秒')] {
        let mut walk = Walk(rest.as_bytes());
        let Some(number) = walk.two() else { break };
        *into = number;
        rest = rest_of(rest, walk).strip_prefix(unit)?;
    }
    Some(rest)
}

const MONTHS: [&[u8; 3]; 12] =
    [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];

/// The time of RFC 3164 and its relatives: `Feb  1 14:10:21`, with a year before or after the clock, a fraction, a zone (Cisco), a
/// leading `*` or `.` (Cisco: the clock is not set, or not in step). Gives the moment and the text after it.
pub(crate) fn bsd(text: &str, clock: Clock) -> Option<(Moment, &str)> {
    let mut walk = Walk(text.as_bytes());
    while walk.any(b"*.").is_some() {}
    let name = walk.0.get(..3)?;
    let month = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(name))?;
    walk.0 = walk.0.get(3..)?;
    walk.any(b" ")?;
    walk.spaces();
    let mut civil = Civil { month: u8::try_from(month + 1).ok()?, day: walk.two()?, ..Civil::default() };
    walk.any(b" ,")?;
    walk.spaces();
    let mut year = None;
    if walk.0.get(4) == Some(&b' ') {
        year = Some(walk.digits(4, 4)?);
        walk.spaces();
    }
    walk.clock(&mut civil)?;
    let mut zone = walk.zone();
    if year.is_none() {
        // Cisco may put the year behind the clock. A host's name may begin with digits too, so four digits and a space have to stand there.
        let mut after = walk;
        after.spaces();
        if after.0.get(4).is_none_or(|byte| matches!(byte, b' ' | b':'))
            && let Some(found) = after.digits(4, 4)
            && (1970..2200).contains(&found)
        {
            year = Some(found);
            walk = after;
            zone = zone.or_else(|| walk.zone());
        }
    }
    let moment = match year {
        Some(year) => Civil { year: i64::from(year), ..civil }.in_zone(zone, clock),
        None => civil.without_year(zone, clock),
    };
    Some((moment?, rest_of(text, walk)))
}

/// What a person writes for a point in time: a day, which begins at 0:00, or a day and a time of day. Microseconds UTC; without a
/// zone it is that of the clock.
#[must_use]
pub fn parse_instant(text: &str, clock: Clock) -> Option<i64> {
    let text = text.trim();
    if let Some((moment, rest)) = iso(text, clock) {
        return moment.micros.filter(|_| rest.is_empty());
    }
    let (civil, rest) = date(text)?;
    civil.in_zone(None, clock)?.micros.filter(|_| rest.is_empty())
}

/// Seconds since 1970 with an optional fraction, as auditd and others write them.
pub(crate) fn epoch(text: &str) -> Option<Moment> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 11 || !plain(whole) || !plain(fraction) {
        return None;
    }
    let micros =
        (0..6).fold(0, |sum, at| sum * 10 + i64::from(fraction.as_bytes().get(at).map_or(0, |byte| byte - b'0')));
    Some(utc(whole.parse::<i64>().ok()? * 1_000_000 + micros))
}

/// A moment of a format that is UTC by definition.
pub(crate) const fn utc(micros: i64) -> Moment {
    Moment { micros: Some(micros), offset_minutes: 0, basis: TimeBasis::Stated }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Noon of 1 April 2026 in Japan.
    const CLOCK: Clock = Clock { now: 1_775_012_400_000_000, offset_minutes: 540 };

    fn said(moment: Option<Moment>) -> String {
        let Some(Moment { micros: Some(micros), offset_minutes, basis }) = moment else { return "none".into() };
        let mut out = Vec::new();
        write_utc(micros, &mut out);
        out.push(b' ');
        write_offset(offset_minutes, &mut out);
        format!("{} {}", String::from_utf8(out).unwrap(), basis.code())
    }

    #[test]
    fn iso_and_its_relatives() {
        let cases = [
            ("2024-02-18T02:29:57+08:00 x", "2024-02-17T18:29:57Z +08:00 stated"),
            ("2022-04-29T12:36:01.9027913Z", "2022-04-29T12:36:01.902791Z +00:00 stated"),
            ("2023/07/06 08:11:40,1", "2023-07-05T23:11:40.100000Z +09:00 zone_assumed"),
            ("2023-07-06 08:11 JST", "2023-07-05T23:11:00Z +09:00 stated"),
            ("2023-02-29T00:00:00Z", "none"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z +00:00 stated"),
            ("20230706", "none"),
        ];
        for (text, expected) in cases {
            assert_eq!(said(iso(text, CLOCK).map(|found| found.0)), expected, "{text}");
        }
    }

    #[test]
    fn bsd_times_get_the_latest_year_that_is_past() {
        let cases = [
            ("Feb 12 14:10:21 host", "2026-02-12T05:10:21Z +09:00 zone_and_year_assumed", " host"),
            ("Nov  2 15:40:14 10.0.0.1", "2025-11-02T06:40:14Z +09:00 zone_and_year_assumed", " 10.0.0.1"),
            ("Feb 29 00:00:00 h", "2024-02-28T15:00:00Z +09:00 zone_and_year_assumed", " h"),
            ("*Mar  1 2024 00:00:01.123 JST: %SYS", "2024-02-29T15:00:01.123000Z +09:00 stated", ": %SYS"),
            ("Mar  1 00:00:01 UTC: x", "2026-03-01T00:00:01Z +00:00 year_assumed", ": x"),
            ("Mar  1 00:00:01 2024 h", "2024-02-29T15:00:01Z +09:00 zone_assumed", " h"),
            ("Foo  1 00:00:01", "none", ""),
        ];
        for (text, expected, rest) in cases {
            let found = bsd(text, CLOCK);
            assert_eq!(said(found.map(|found| found.0)), expected, "{text}");
            assert_eq!(found.map_or("", |found| found.1), rest, "{text}");
        }
    }

    #[test]
    fn japanese_dates_and_clocks() {
        let cases = [
            ("令和6年2月18日", "8時5分9秒", "2024-02-17T23:05:09Z +09:00 zone_assumed"),
            ("R6.2.18", "午後 8:05", "2024-02-18T11:05:00Z +09:00 zone_assumed"),
            ("20240218", "080509", "2024-02-17T23:05:09Z +09:00 zone_assumed"),
            ("2024/2/8", "12:00:00 AM", "2024-02-07T15:00:00Z +09:00 zone_assumed"),
            ("平成元年1月8日", "0:00", "1989-01-07T15:00:00Z +09:00 zone_assumed"),
            ("2024-13-01", "0:00", "none"),
            ("2024-01-01", "25:00", "none"),
        ];
        for (day, hour, expected) in cases {
            let moment = date(day).and_then(|(civil, _)| time_of_day(civil, hour, CLOCK));
            assert_eq!(said(moment), expected, "{day} {hour}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_day_and_its_date_are_the_same(day in -700_000_i64..2_900_000) {
            let (year, month, of_month) = date_of(day);
            proptest::prop_assert_eq!(days(year, month, of_month), day);
        }

        #[test]
        fn any_text_is_a_time_or_not(text in "\\PC{0,40}") {
            let _ = (iso(&text, CLOCK), bsd(&text, CLOCK), date(&text), epoch(&text));
            let _ = time_of_day(Civil { year: 2024, month: 1, day: 1, ..Civil::default() }, &text, CLOCK);
        }
    }
}
