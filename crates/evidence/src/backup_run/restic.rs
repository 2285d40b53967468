//! restic: lines of `backup --json` and the list of `snapshots --json`. Seen of 0.14.0; what later versions add (`backup_start` in the
//! summary, a summary within each snapshot, 0.17) is read as its documentation says.
//!
//! A summary before 0.17 has no time. It is joined to the snapshot of the same number in the same file; alone it can't be taken.

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
    let summary = head.contains("\"message_type\":") || head.contains("\"message_type\" :");
    let snapshot = head.contains("\"tree\":") && head.contains("\"paths\":") && head.contains("\"time\":");
    summary || snapshot
}

/// What a summary says.
struct Summary {
    line: u64,
    bytes: Option<u64>,
    errors: bool,
    start: Option<String>,
    end: Option<String>,
}

pub(super) fn read(whole: &str, unnamed: &str) -> RunsReading {
    let mut reading = RunsReading::of(RunsKind::Restic);
    let mut summaries: BTreeMap<String, Summary> = BTreeMap::new();
    let mut nameless: Vec<Summary> = Vec::new();
    let mut snapshots: Vec<(u64, Value)> = Vec::new();
    let mut errors = false;
    for piece in pieces(whole) {
        match piece {
            Piece::Document(line, Value::Array(all)) => snapshots.extend(all.into_iter().map(|one| (line, one))),
            Piece::Document(line, value) => match text(&value, "message_type") {
                Some("summary") if value.get("files_new").is_some() || value.get("snapshot_id").is_some() => {
                    let summary = summary(line, &value, std::mem::take(&mut errors));
                    match text(&value, "snapshot_id") {
                        Some(id) => drop(summaries.insert(short(id), summary)),
                        None => nameless.push(summary),
                    }
                }
                Some("error") => errors = true,
                Some("exit_error") => {
                    reading.lose(line, LostWhy::FailedSomewhere, text(&value, "message").unwrap_or_default())
                }
                Some(_) => reading.other += 1,
                None if value.get("tree").is_some() => snapshots.push((line, value)),
                None => reading.lose(line, LostWhy::NotUnderstood, ""),
            },
            Piece::Words(line, words) if words.starts_with("Fatal") => {
                reading.lose(line, LostWhy::FailedSomewhere, &words);
            }
            Piece::Words(..) => reading.other += 1,
            Piece::Unfinished(line) => reading.lose(line, LostWhy::Unfinished, ""),
            Piece::Damaged(line) => reading.lose(line, LostWhy::NotUnderstood, ""),
        }
    }
    let mut held: BTreeMap<JobKey, Held> = BTreeMap::new();
    for (line, value) in &snapshots {
        snapshot(*line, value, unnamed, &mut summaries, &mut held, &mut reading);
    }
    reading.held = held.into_values().collect();
    let left: Vec<(String, Summary)> =
        summaries.into_iter().chain(nameless.into_iter().map(|one| (String::new(), one))).collect();
    for (id, summary) in left {
        alone(id, &summary, unnamed, &mut reading);
    }
    reading
}

fn summary(line: u64, value: &Value, errors: bool) -> Summary {
    let own = |key: &str| text(value, key).map(str::to_owned);
    let bytes = value.get("total_bytes_processed").and_then(Value::as_u64);
    Summary { line, bytes, errors, start: own("backup_start"), end: own("backup_end") }
}

fn snapshot(
    line: u64,
    value: &Value,
    unnamed: &str,
    summaries: &mut BTreeMap<String, Summary>,
    held: &mut BTreeMap<JobKey, Held>,
    reading: &mut RunsReading,
) {
    let Some(time) = text(value, "time") else { return reading.lose(line, LostWhy::NotUnderstood, "") };
    let Ok((started_at, zone)) = parse_moment(time) else { return reading.lose(line, LostWhy::BadTime, time) };
    let id = text(value, "id").or_else(|| text(value, "short_id")).map(short).unwrap_or_default();
    let said = summaries.remove(&id);
    let inner = value.get("summary");
    let bytes = inner.and_then(|inner| inner.get("total_bytes_processed")).and_then(Value::as_u64);
    let end = inner.and_then(|inner| text(inner, "backup_end")).map(str::to_owned);
    let end = end.or_else(|| said.as_ref().and_then(|said| said.end.clone()));
    let errors = said.as_ref().is_some_and(|said| said.errors);
    let job = JobKey::new(Tool::Restic, &job(value, unnamed));
    let one = held.entry(job.clone()).or_insert_with(|| Held { job: job.clone(), count: 0, newest: started_at });
    one.count += 1;
    one.newest = one.newest.max(started_at);
    reading.take(Run {
        job,
        started_at,
        ended_at: end.and_then(|end| parse_moment(&end).ok()).map(|(end, _)| end).filter(|end| *end >= started_at),
        result: if errors { RunResult::Warning } else { RunResult::Good },
        size: bytes.or_else(|| said.and_then(|said| said.bytes)),
        key: id,
        zone,
        line,
    });
}

/// A summary without its snapshot: taken only if it says when (0.17 and later).
fn alone(id: String, summary: &Summary, unnamed: &str, reading: &mut RunsReading) {
    let Some(start) = &summary.start else { return reading.lose(summary.line, LostWhy::NoTime, &id) };
    let Ok((started_at, zone)) = parse_moment(start) else {
        return reading.lose(summary.line, LostWhy::BadTime, start);
    };
    let end = summary.end.as_deref().and_then(|end| parse_moment(end).ok()).map(|(end, _)| end);
    reading.take(Run {
        job: JobKey::new(Tool::Restic, unnamed),
        started_at,
        ended_at: end.filter(|end| *end >= started_at),
        result: if summary.errors { RunResult::Warning } else { RunResult::Good },
        size: summary.bytes,
        key: id,
        zone,
        line: summary.line,
    });
}

/// restic has no jobs: the machine with its tags, else with its paths, is one.
fn job(value: &Value, unnamed: &str) -> String {
    let list = |key: &str| -> Vec<&str> {
        value
            .get(key)
            .and_then(Value::as_array)
            .map(|all| all.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default()
    };
    let (tags, paths) = (list("tags"), list("paths"));
    let about = if tags.is_empty() { paths } else { tags }.join(",");
    match (text(value, "hostname"), about.as_str()) {
        (None, "") => unnamed.to_owned(),
        (None, about) => about.to_owned(),
        (Some(host), "") => host.to_owned(),
        (Some(host), about) => format!("{host} {about}"),
    }
}
