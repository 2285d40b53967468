//! `sakimori evidence read` on what a tool for backups reports: its runs, and what could not be taken.

use crate::screen::Screen;
use app::{
    evidence::read::{FileRead, FileSays, RunsReading},
    readiness::backup::words,
    words::T,
};
use domain::readiness::backup::{Run, Zone};
use serde::Serialize;

/// A file of runs.
#[derive(Serialize)]
pub(crate) struct RunsJson<'a> {
    file: &'a str,
    sha256: String,
    kind: &'static str,
    kind_says: String,
    encoding: &'static str,
    runs: Vec<RunJson<'a>>,
    held: Vec<HeldJson<'a>>,
    running: u64,
    other: u64,
    lost: u64,
    lost_places: Vec<LostJson>,
}

#[derive(Serialize)]
struct RunJson<'a> {
    tool: &'static str,
    job: &'a str,
    started_at: String,
    ended_at: Option<String>,
    zone_assumed: bool,
    result: &'static str,
    bytes: Option<u64>,
    id: &'a str,
    line: u64,
}

#[derive(Serialize)]
struct HeldJson<'a> {
    tool: &'static str,
    job: &'a str,
    generations: u32,
}

#[derive(Serialize)]
struct LostJson {
    line: u64,
    why: &'static str,
    says: String,
}

/// The file as JSON, if it is one of runs.
pub(crate) fn json(t: T, file: &FileRead) -> Option<RunsJson<'_>> {
    let FileSays::Runs(reading) = &file.says else { return None };
    let run = |run: &'_ Run| -> (String, Option<String>) {
        (run.started_at.iso_jst(), run.ended_at.map(|end| end.iso_jst()))
    };
    let runs = reading.runs.iter().map(|one| {
        let (started_at, ended_at) = run(one);
        RunJson {
            tool: one.job.tool.code(),
            job: &one.job.job,
            started_at,
            ended_at,
            zone_assumed: one.zone == Zone::Assumed,
            result: one.result.code(),
            bytes: one.size,
            id: &one.key,
            line: one.line,
        }
    });
    let held = reading.held.iter().map(|held| HeldJson {
        tool: held.job.tool.code(),
        job: &held.job.job,
        generations: held.count,
    });
    let lost =
        reading.lost.iter().map(|one| LostJson { line: one.line, why: one.why.code(), says: words::lost(t, one) });
    Some(RunsJson {
        file: &file.name,
        sha256: file.digest.to_string(),
        kind: reading.kind.code(),
        kind_says: t.code("backup-file", reading.kind.code()).into_owned(),
        encoding: reading.encoding,
        runs: runs.collect(),
        held: held.collect(),
        running: reading.running,
        other: reading.other,
        lost: reading.lost_count(),
        lost_places: lost.collect(),
    })
}

/// The same for a person.
pub(crate) fn print(t: T, reading: &RunsReading, screen: Screen) {
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    screen.say("command-backup-runs", &[("count", count(reading.runs.len()).into())]);
    for run in &reading.runs {
        let size = run.size.map(words::size).unwrap_or_default();
        let zone = if run.zone == Zone::Assumed { screen.text("command-backup-zone", &[]) } else { String::new() };
        let (at, result) = (t.moment(run.started_at), words::result(t, run.result));
        screen.line(&format!("  {at}{zone}  {result}  {}  {size}  ({})", run.job.job, run.line));
    }
    let lost = i64::try_from(reading.lost_count()).unwrap_or(i64::MAX);
    screen.say("command-evidence-unread", &[("count", lost.into())]);
    for one in &reading.lost {
        screen.line(&format!("  {}: {}", one.line, words::lost(t, one)));
    }
}
