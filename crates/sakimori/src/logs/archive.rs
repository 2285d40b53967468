//! The archive of logs on the command line: taking in, checking, searching.

use super::{counts, said};
use crate::{
    catalog::to_json,
    command::{ArchiveArgs, SearchArgs},
    config::Settings,
    fault::{Exit, Fault},
    screen::Screen,
};
use app::{
    Clock,
    access_log::{
        Archive, ArchiveError, FileTaken, Found, LogClock, Outcome, Page, Query, Reading, Taken, Tally, import_files,
        parse_instant,
    },
};
use messages::Value;
use serde::Serialize;
use std::{
    io::{self, Write as _},
    path::PathBuf,
};

/// The archive that the settings and the command name.
pub(super) fn open(settings: &Settings, args: &ArchiveArgs) -> Result<Archive, Fault> {
    Archive::new(&settings.data, &args.facility).map_err(fault)
}

fn fault(error: ArchiveError) -> Fault {
    match &error {
        ArchiveError::InUse(path) => Fault::unusable("access-log-archive-in-use").path(path),
        ArchiveError::Facility(name) => Fault::refused("access-log-facility-wrong").with("found", name.as_str()),
        ArchiveError::Damaged { path, why } => Fault::unusable("access-log-archive-damaged").path(path).below(why),
        ArchiveError::Io { path, why } if why.kind() == io::ErrorKind::StorageFull => {
            Fault::unusable("access-log-archive-full").path(path)
        }
        ArchiveError::Io { path, why } => Fault::unusable("access-log-archive-unusable").path(path).below(why),
        ArchiveError::Refused(why) => Fault::unusable("access-log-not-written").below(why),
    }
}

#[derive(Serialize)]
struct TakenJson {
    file: String,
    outcome: &'static str,
    detail: Option<String>,
    read: u64,
    raw: u64,
    lost: u64,
}

#[derive(Serialize)]
struct ImportJson {
    read: u64,
    raw: u64,
    lost: u64,
    sealed: usize,
    files: Vec<TakenJson>,
}

/// Takes files in. What is said of each is true when it is said.
pub(super) fn import(
    files: &[PathBuf],
    how: &Reading,
    archive: Archive,
    json: bool,
    screen: Screen,
) -> Result<Exit, Fault> {
    let mut all: Vec<TakenJson> = Vec::new();
    let mut total = Tally::default();
    let mut each = |file: FileTaken| {
        let outcome = match &file.outcome {
            Ok(Taken::New(tally)) => {
                total.add(tally);
                ("taken", Some(tally))
            }
            Ok(Taken::Before(_)) => ("before", None),
            Err(_) => ("refused", None),
        };
        if !json {
            told(&file, screen);
        }
        all.push(TakenJson {
            file: file.path.display().to_string(),
            outcome: outcome.0,
            detail: file.outcome.as_ref().err().map(ToString::to_string),
            read: outcome.1.map_or(0, |tally| tally.read),
            raw: outcome.1.map_or(0, Tally::raw_count),
            lost: outcome.1.map_or(0, Tally::lost_count),
        });
    };
    let sealed = import_files(files, archive, how, &Clock::System, &mut each).map_err(fault)?.len();
    let refused = all.iter().any(|file| file.outcome == "refused");
    if json {
        let (read, raw, lost) = (total.read, total.raw_count(), total.lost_count());
        screen.line(&to_json(&ImportJson { read, raw, lost, sealed, files: all })?);
    } else {
        screen.say("access-log-read-summary", &counts(&total));
        screen.say("access-log-import-sealed", &[("count", sealed.into())]);
    }
    Ok(if refused { Exit::Refused } else { Exit::Done })
}

fn told(file: &FileTaken, screen: Screen) {
    let path = file.path.display().to_string();
    match &file.outcome {
        Ok(Taken::New(tally)) => {
            said(&file.path, Ok(tally), screen);
            screen.say(
                "access-log-import-taken",
                &[("path", path.into()), ("count", (tally.read + tally.raw_count()).into())],
            );
        }
        Ok(Taken::Before(before)) => {
            screen.say("access-log-import-before", &[("path", path.into()), ("name", before.name.as_str().into())]);
        }
        Err(why) => said(&file.path, Err(why), screen),
    }
}

#[derive(Serialize)]
struct ProblemJson {
    code: &'static str,
    what: String,
}

#[derive(Serialize)]
struct VerifyJson {
    holds: bool,
    links: u64,
    rows: u64,
    open: u64,
    head: String,
    problems: Vec<ProblemJson>,
}

/// Checks the archive and names what does not hold.
pub(super) fn verify(archive: &Archive, json: bool, screen: Screen) -> Result<Exit, Fault> {
    let report = archive.verify().map_err(fault)?;
    let holds = report.problems.is_empty();
    if json {
        let problems =
            report.problems.into_iter().map(|problem| ProblemJson { code: problem.code, what: problem.what });
        let (links, rows, open, head) = (report.links, report.rows, report.open, report.head);
        screen.line(&to_json(&VerifyJson { holds, links, rows, open, head, problems: problems.collect() })?);
    } else {
        for problem in &report.problems {
            let key = format!("access-log-problem-{}", problem.code);
            screen.complain(&screen.text(&key, &[("what", problem.what.as_str().into())]));
        }
        let args = [
            ("files", Value::from(report.links)),
            ("rows", report.rows.into()),
            ("open", report.open.into()),
            ("head", report.head.as_str().into()),
        ];
        screen.say(if holds { "access-log-verify-holds" } else { "access-log-verify-does-not-hold" }, &args);
    }
    Ok(if holds { Exit::Done } else { Exit::DoesNotHold })
}

#[derive(Serialize)]
struct SearchJson {
    shown: usize,
    more: bool,
    files_opened: usize,
    files: usize,
    rows_looked_at: u64,
}

/// Searches: matches as NDJSON to the standard output, or a line each for people; what was looked at to the standard error.
pub(super) fn search(args: &SearchArgs, archive: &Archive, json: bool, screen: Screen) -> Result<Exit, Fault> {
    let query = query(args)?;
    let page = Page { offset: args.offset, limit: args.limit, oldest_first: args.oldest_first };
    let found = archive.search(&query, page, &mut |_| true).map_err(fault)?;
    let mut out = Vec::new();
    for row in &found.rows {
        if json {
            out.extend_from_slice(&row.json);
        } else {
            out.extend_from_slice(line(&row.json).as_bytes());
        }
    }
    // A reader that has gone away has seen enough.
    let _ = io::stdout().lock().write_all(&out);
    closing(&found, json, screen)?;
    Ok(Exit::Done)
}

fn closing(found: &Found, json: bool, screen: Screen) -> Result<(), Fault> {
    if json {
        let (shown, more) = (found.rows.len(), found.more);
        screen.complain(&to_json(&SearchJson {
            shown,
            more,
            files_opened: found.opened,
            files: found.files,
            rows_looked_at: found.looked_at,
        })?);
        return Ok(());
    }
    let args = [
        ("shown", Value::from(found.rows.len())),
        ("opened", found.opened.into()),
        ("files", found.files.into()),
        ("rows", found.looked_at.into()),
    ];
    screen.complain(&screen.text("access-log-search-shown", &args));
    if found.more {
        screen.complain(&screen.text("access-log-search-more", &[]));
    }
    Ok(())
}

fn query(args: &SearchArgs) -> Result<Query, Fault> {
    let clock = LogClock { now: Clock::System.now().millis() * 1000, offset_minutes: 540 };
    let instant = |text: &Option<String>| match text {
        None => Ok(None),
        Some(text) => match parse_instant(text, clock) {
            Some(micros) => Ok(Some(micros)),
            None => Err(Fault::refused("access-log-time-wrong").with("found", text.as_str())),
        },
    };
    Ok(Query {
        from: instant(&args.from)?,
        until: instant(&args.until)?,
        source: args.source.clone(),
        user: args.user.clone(),
        patient: args.patient.clone(),
        host: args.host.clone(),
        address: args.address.clone(),
        event: args.event.clone(),
        outcome: args.outcome.as_deref().and_then(Outcome::from_code),
        text: args.text.clone(),
        file: None,
    })
}

/// A match for people: the columns that say most, with tabs between.
fn line(json: &[u8]) -> String {
    let value: serde_json::Value = serde_json::from_slice(json).unwrap_or_default();
    let text = |name: &str| {
        value.get(name).and_then(serde_json::Value::as_str).unwrap_or_default().replace(['\n', '\r', '\t'], " ")
    };
    let columns = ["time", "host", "user", "action", "outcome", "patient_id", "address", "event_id", "message", "raw"];
    format!("{}\n", columns.map(text).join("\t"))
}
