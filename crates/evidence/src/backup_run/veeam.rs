//! Veeam Backup & Replication by syslog: lines of `Veeam_MP` with `instanceId=190` and its like, as Veeam's event reference documents them
//! (helpcenter.veeam.com, events 190, 194, 490, 790; version 12.3 and 13). What decides is the number in `JobResult`, not the words, so
//! the language of the machine is all one.

use super::{LostWhy, RunsKind, RunsReading};
use domain::readiness::backup::{JobKey, Run, RunResult, Tool, parse_moment};

/// Sessions of jobs that finished: backup, file to tape, backup copy, agent backup.
pub(super) const FINISHED: [&str; 4] = ["190", "194", "490", "790"];

/// Lines that are looked at for the signs of the kind.
const HEAD_LINES: usize = 200;

pub(super) fn is(text: &str) -> bool {
    text.lines().take(HEAD_LINES).any(|line| line.contains("Veeam_MP") && line.contains("instanceId="))
}

pub(super) fn read(whole: &str) -> RunsReading {
    let mut reading = RunsReading::of(RunsKind::VeeamSyslog);
    for (number, line) in (1..).zip(whole.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        if !line.contains("Veeam_MP") {
            reading.other += 1;
            continue;
        }
        one(number, line, &mut reading);
    }
    reading
}

fn one(number: u64, line: &str, reading: &mut RunsReading) {
    let Some(id) = bare(line, "instanceId=") else { return reading.lose(number, LostWhy::NotUnderstood, line) };
    if !FINISHED.contains(&id) {
        reading.other += 1;
        return;
    }
    let (Some(name), Some(result)) = (quoted(line, "JobName"), quoted(line, "JobResult")) else {
        let why = if line.trim_end().ends_with(']') { LostWhy::NotUnderstood } else { LostWhy::Unfinished };
        return reading.lose(number, why, line);
    };
    let Some(result) = job_result(&result) else { return reading.lose(number, LostWhy::BadResult, &result) };
    // `<14>1 2025-03-20T14:36:16.008569+02:00 HOST Veeam_MP`: the word before the host. A line of the older form has no year.
    let time = line.split_whitespace().find(|word| word.len() >= 19 && word.contains('T') && word.contains('-'));
    let Some(time) = time.filter(|time| line.find(*time) < line.find("Veeam_MP")) else {
        return reading.lose(number, LostWhy::NoTime, line);
    };
    let Ok((ended_at, zone)) = parse_moment(time) else { return reading.lose(number, LostWhy::BadTime, time) };
    let session: String = quoted(line, "JobSessionID").unwrap_or_default().chars().take(8).collect();
    reading.take(Run {
        job: JobKey::new(Tool::Veeam, &name),
        started_at: ended_at,
        ended_at: Some(ended_at),
        result,
        size: None,
        key: session,
        zone,
        line: number,
    });
}

/// `JobResult`: 0 Success, 1 Warning, 2 Failed.
pub(super) fn job_result(number: &str) -> Option<RunResult> {
    match number.trim() {
        "0" => Some(RunResult::Good),
        "1" => Some(RunResult::Warning),
        "2" => Some(RunResult::Failed),
        _ => None,
    }
}

fn bare<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let at = line.find(key)? + key.len();
    let rest = line.get(at..)?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..end).filter(|digits| !digits.is_empty())
}

/// The value of ` key="…"`, with `\"`, `\\` and `\]` as RFC 5424 has them.
fn quoted(line: &str, key: &str) -> Option<String> {
    let at = line.find(&format!(" {key}=\""))? + key.len() + 3;
    let mut value = String::new();
    let mut letters = line.get(at..)?.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => return Some(value),
            '\\' if letters.peek().is_some_and(|next| matches!(next, '"' | '\\' | ']')) => value.extend(letters.next()),
            other => value.push(other),
        }
    }
    None
}
