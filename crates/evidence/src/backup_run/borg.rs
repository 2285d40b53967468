//! BorgBackup: `create --json`, `list --json`, `info --json`. Seen of 1.2.4. Its times have no zone: it writes the machine's own time, which
//! is taken as Japan's and said so.

use super::{
    Held, LostWhy, RunsKind, RunsReading,
    json::{Piece, pieces, short, text},
};
use domain::readiness::backup::{JobKey, Run, RunResult, Tool, parse_moment};
use serde_json::Value;
use std::collections::BTreeMap;

/// So far is looked for the signs of the kind.
const HEAD: usize = 65_536;

pub(super) fn is(text: &str) -> bool {
    let head: String = text.chars().take(HEAD).collect();
    let compact: String = head.chars().filter(|c| !c.is_whitespace()).collect();
    let archives =
        compact.contains("\"archives\":[") && (compact.contains("\"repository\"") || compact.contains("\"barchive\""));
    let created = compact.contains("\"archive\":{") && compact.contains("\"stats\":");
    let whole = compact.contains("\"repository\":{") && compact.contains("\"encryption\":{");
    archives || created || whole
}

pub(super) fn read(whole: &str) -> RunsReading {
    let mut reading = RunsReading::of(RunsKind::Borg);
    let mut held: BTreeMap<JobKey, Held> = BTreeMap::new();
    for piece in pieces(whole) {
        match piece {
            Piece::Document(line, value) => document(line, &value, &mut held, &mut reading),
            Piece::Words(..) => reading.other += 1,
            Piece::Unfinished(line) => reading.lose(line, LostWhy::Unfinished, ""),
            Piece::Damaged(line) => reading.lose(line, LostWhy::NotUnderstood, ""),
        }
    }
    reading.held = held.into_values().collect();
    reading
}

fn document(line: u64, value: &Value, held: &mut BTreeMap<JobKey, Held>, reading: &mut RunsReading) {
    let repository = value.get("repository").and_then(|one| text(one, "location")).unwrap_or_default();
    if let Some(created) = value.get("archive").filter(|one| one.is_object()) {
        archive(line, created, repository, reading);
        return;
    }
    let Some(all) = value.get("archives").and_then(Value::as_array) else {
        if value.get("type").is_some() || value.get("repository").is_some() {
            reading.other += 1;
        } else {
            reading.lose(line, LostWhy::NotUnderstood, "");
        }
        return;
    };
    for one in all {
        let before = reading.runs.len();
        archive(line, one, repository, reading);
        // `list` names every archive that is there; `info` may name some only, and has their sizes.
        if one.get("stats").is_none()
            && let Some(run) = reading.runs.get(before)
        {
            let found = held.entry(run.job.clone());
            let found = found.or_insert_with(|| Held { job: run.job.clone(), count: 0, newest: run.started_at });
            found.count += 1;
            found.newest = found.newest.max(run.started_at);
        }
    }
}

fn archive(line: u64, value: &Value, repository: &str, reading: &mut RunsReading) {
    let Some(name) = text(value, "name").or_else(|| text(value, "archive")) else {
        return reading.lose(line, LostWhy::NotUnderstood, "");
    };
    if name.contains(".checkpoint") {
        reading.running += 1;
        return;
    }
    let Some(start) = text(value, "start").or_else(|| text(value, "time")) else {
        return reading.lose(line, LostWhy::NoTime, name);
    };
    let Ok((started_at, zone)) = parse_moment(start) else { return reading.lose(line, LostWhy::BadTime, start) };
    let end = text(value, "end").and_then(|end| parse_moment(end).ok()).map(|(end, _)| end);
    let size = value.get("stats").and_then(|stats| stats.get("original_size")).and_then(Value::as_u64);
    let job = format!("{repository} {}", series(name));
    reading.take(Run {
        job: JobKey::new(Tool::Borg, job.trim()),
        started_at,
        ended_at: end.filter(|end| *end >= started_at),
        result: RunResult::Good,
        size,
        key: text(value, "id").map(short).unwrap_or_default(),
        zone,
        line,
    });
}

/// The series of an archive: its name without the day and time at its end (`ehr-2026-11-28T02:00` → `ehr`).
fn series(name: &str) -> &str {
    let cut = name.trim_end_matches(|c: char| c.is_ascii_digit() || "-_:.T+Z".contains(c));
    if cut.is_empty() { "" } else { cut }
}
