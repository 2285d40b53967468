//! Lines of a device's log, or its answer to `show logging`: how many there are, and where the log goes.

use crate::{day, reading::Reading, text::lines};
use domain::evidence::{
    ExportKind,
    fact::{Fact, LogExcerpt, LogTarget},
};
use time::Date;

/// Whether a line is one of a log: Cisco's `%FACILITY-LEVEL-WORD:`, Fortinet's `date=… time=… logid=…`.
fn is_entry(line: &str) -> bool {
    let cisco = line.split_once('%').is_some_and(|(_, rest)| {
        let word = rest.split(':').next().unwrap_or_default();
        let mut parts = word.rsplit('-');
        let (Some(_), Some(level)) = (parts.next(), parts.next()) else { return false };
        level.len() == 1 && level.starts_with(|c: char| c.is_ascii_digit()) && rest.contains(':')
    });
    cisco || (line.contains("date=") && line.contains(" time=") && line.contains("logid="))
}

/// Whether it is such an answer.
#[must_use]
pub fn is_log(text: &str) -> bool {
    let head = || lines(text).take(200).map(|line| line.text.trim());
    head().any(|line| line.starts_with("Syslog logging: ")) || head().filter(|line| is_entry(line)).count() >= 3
}

/// Line and day of a record.
type Entry = (u64, Option<Date>);

/// Reads the answer.
#[must_use]
pub fn read(text: &str) -> Reading {
    let mut reading = Reading::of(ExportKind::DeviceLog);
    let mut records = 0;
    let (mut first, mut last): (Option<Entry>, Option<Entry>) = (None, None);
    for line in lines(text) {
        let words = line.text.trim();
        if is_entry(words) {
            records += 1;
            let here = (line.number, dated(words));
            first.get_or_insert(here);
            last = Some(here);
        } else if let Some(rest) = words.strip_prefix("Logging to ") {
            let word = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
            let host = rest.split([' ', ',']).find(word).map(str::to_owned);
            reading.facts.extend(host.map(|host| Fact::new(LogTarget { host }, [line.number])));
        }
    }
    let days: Vec<Date> = [first, last].into_iter().flatten().filter_map(|(_, day)| day).collect();
    reading.effective_on = days.iter().max().copied();
    let excerpt = LogExcerpt { records, from_on: days.iter().min().copied(), until_on: reading.effective_on };
    let lines = [first, last].into_iter().flatten().map(|(line, _)| line);
    reading.facts.push(Fact::new(excerpt, lines));
    reading
}

/// `date=2023-08-10`.
fn dated(line: &str) -> Option<Date> {
    let (_, rest) = line.split_once("date=")?;
    let mut parts = rest.split([' ', '\t']).next()?.trim_matches('"').split('-');
    day::civil(parts.next()?, parts.next()?, parts.next()?)
}
