//! `sakimori logs`: access logs on the command line.

mod archive;

use crate::{
    command::{LogFiles, LogsCommand},
    config::Settings,
    fault::{self, Exit, Fault},
    screen::Screen,
};
use app::{
    Clock,
    access_log::{FileRead, Place, Profile, Reading, Refused, Seen, Tally, read_files},
};
use messages::Value;
use serde::Serialize;
use std::{
    collections::BTreeMap,
    fs,
    io::{self, BufWriter, ErrorKind},
    path::{Path, PathBuf},
};

/// Runs a command. Reading needs no settings and no data folder; `settings` makes them for the others.
pub(crate) fn run(
    command: LogsCommand,
    settings: impl FnOnce() -> Result<Settings, Fault>,
    screen: Screen,
) -> Result<Exit, Fault> {
    match command {
        LogsCommand::Read { files, json } => read(&files.files, &how(&files)?, json, screen),
        LogsCommand::Import { files, archive, json } => {
            archive::import(&files.files, &how(&files)?, archive::open(&settings()?, &archive)?, json, screen)
        }
        LogsCommand::Verify { archive, json } => archive::verify(&archive::open(&settings()?, &archive)?, json, screen),
        LogsCommand::Search { search, archive, json } => {
            archive::search(&search, &archive::open(&settings()?, &archive)?, json, screen)
        }
    }
}

fn how(files: &LogFiles) -> Result<Reading, Fault> {
    Ok(Reading { offset_minutes: offset(&files.zone)?, profiles: profiles(&files.profile)? })
}

fn offset(zone: &str) -> Result<i16, Fault> {
    let wrong = || Fault::refused("access-log-zone-wrong").with("found", zone);
    let (sign, rest) = match zone.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, zone.strip_prefix('+').ok_or_else(wrong)?),
    };
    let (hours, minutes) = rest.split_once(':').ok_or_else(wrong)?;
    match (hours.parse::<i16>(), minutes.parse::<i16>()) {
        (Ok(hours @ 0..=14), Ok(minutes @ 0..=59)) => Ok(sign * (hours * 60 + minutes)),
        _ => Err(wrong()),
    }
}

fn profiles(paths: &[PathBuf]) -> Result<Vec<Profile>, Fault> {
    let one = |path: &PathBuf| {
        let text = fs::read_to_string(path).map_err(|error| fault::file("command-file-not-read", path, &error))?;
        Profile::parse(&text).map_err(|error| Fault::refused("access-log-profile-wrong").path(path).below(error))
    };
    paths.iter().map(one).collect()
}

fn read(files: &[PathBuf], how: &Reading, json: bool, screen: Screen) -> Result<Exit, Fault> {
    let mut out = BufWriter::with_capacity(1 << 18, io::stdout().lock());
    let all = match read_files(files, how, &Clock::System, &mut out) {
        Ok(all) => all,
        // Whoever read our output has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(Exit::Done),
        Err(error) => return Err(Fault::unusable("access-log-not-written").below(error)),
    };
    drop(out);
    let mut total = Tally::default();
    let mut refused = false;
    for file in &all {
        match &file.outcome {
            Ok(tally) => total.add(tally),
            Err(_) => refused = true,
        }
        if !json {
            said(&file.path, file.outcome.as_ref(), screen);
        }
    }
    if json {
        screen.complain(&crate::catalog::to_json(&summary(&all, &total))?);
    } else {
        screen.complain(&screen.text("access-log-read-summary", &counts(&total)));
    }
    Ok(if refused { Exit::Refused } else { Exit::Done })
}

fn counts(tally: &Tally) -> [(&'static str, Value); 3] {
    [("read", tally.read.into()), ("raw", tally.raw_count().into()), ("lost", tally.lost_count().into())]
}

/// What there is to say of a file: nothing when all of it was read as it stands.
fn said(path: &Path, outcome: Result<&Tally, &Refused>, screen: Screen) {
    let path = path.display().to_string();
    let tally = match outcome {
        Ok(tally) => tally,
        Err(why) => return screen.complain(&refusal(&path, why, screen)),
    };
    for (kind, all) in [("raw", &tally.raw), ("lost", &tally.lost)] {
        for (reason, seen) in all {
            let key = format!("access-log-reason-{}", reason.code());
            let why = screen.text(&key, &[]);
            let args = [
                ("path", Value::from(path.as_str())),
                ("count", seen.count.into()),
                ("kind", kind.into()),
                ("why", why.into()),
                ("place", place(seen.first, screen).into()),
            ];
            screen.complain(&screen.text("access-log-read-reason", &args));
            if !seen.detail.is_empty() {
                screen.complain(&format!("  {}", seen.detail));
            }
        }
    }
    let assumed = [
        ("access-log-read-zone-assumed", tally.zone_assumed),
        ("access-log-read-year-assumed", tally.year_assumed),
        ("access-log-read-timeless", tally.timeless),
    ];
    for (key, count) in assumed.into_iter().filter(|(_, count)| *count > 0) {
        screen.complain(&screen.text(key, &[("path", path.as_str().into()), ("count", count.into())]));
    }
}

fn place(place: Place, screen: Screen) -> String {
    match place {
        Place::Line(line) => screen.text("access-log-place-line", &[("line", line.into())]),
        Place::Byte(byte) => screen.text("access-log-place-byte", &[("byte", byte.into())]),
    }
}

/// Why a file is refused: file, place, what to do.
fn refusal(path: &str, why: &Refused, screen: Screen) -> String {
    let mut args = vec![("path", Value::from(path))];
    match why {
        Refused::Binary { at } => args.push(("byte", (*at).into())),
        Refused::UnknownText { line, start } => {
            args.extend([("line", (*line).into()), ("start", start.as_str().into())])
        }
        Refused::UnknownTable { line, columns } => {
            args.extend([("line", (*line).into()), ("columns", columns.as_str().into())]);
        }
        Refused::NoEvent { line, detail } => {
            args.extend([("line", (*line).into()), ("detail", detail.as_str().into())])
        }
        Refused::Io(error) => args.push(("detail", error.to_string().into())),
        Refused::Archive(detail) | Refused::Password(detail) => args.push(("detail", detail.as_str().into())),
        Refused::Empty => {}
    }
    screen.text(&format!("access-log-refused-{}", why.code()), &args)
}

#[derive(Serialize)]
struct ReasonJson {
    count: u64,
    line: Option<u64>,
    byte: Option<u64>,
    detail: String,
}

#[derive(Serialize)]
struct FileJson {
    file: String,
    refused: Option<&'static str>,
    detail: Option<String>,
    read: u64,
    raw: u64,
    lost: u64,
    zone_assumed: u64,
    year_assumed: u64,
    timeless: u64,
    raw_reasons: BTreeMap<&'static str, ReasonJson>,
    lost_reasons: BTreeMap<&'static str, ReasonJson>,
}

#[derive(Serialize)]
struct SummaryJson {
    read: u64,
    raw: u64,
    lost: u64,
    refused: usize,
    files: Vec<FileJson>,
}

fn summary(all: &[FileRead], total: &Tally) -> SummaryJson {
    let nothing = Tally::default();
    let files = all.iter().map(|file| {
        let (tally, why) = match &file.outcome {
            Ok(tally) => (tally, None),
            Err(why) => (&nothing, Some(why)),
        };
        FileJson {
            file: file.path.display().to_string(),
            refused: why.map(Refused::code),
            detail: why.map(ToString::to_string),
            read: tally.read,
            raw: tally.raw_count(),
            lost: tally.lost_count(),
            zone_assumed: tally.zone_assumed,
            year_assumed: tally.year_assumed,
            timeless: tally.timeless,
            raw_reasons: tally.raw.iter().map(|(reason, seen)| (reason.code(), reason_json(seen))).collect(),
            lost_reasons: tally.lost.iter().map(|(reason, seen)| (reason.code(), reason_json(seen))).collect(),
        }
    });
    SummaryJson {
        read: total.read,
        raw: total.raw_count(),
        lost: total.lost_count(),
        refused: all.iter().filter(|file| file.outcome.is_err()).count(),
        files: files.collect(),
    }
}

fn reason_json(seen: &Seen) -> ReasonJson {
    let (line, byte) = match seen.first {
        Place::Line(line) => (Some(line), None),
        Place::Byte(byte) => (None, Some(byte)),
    };
    ReasonJson { count: seen.count, line, byte, detail: seen.detail.clone() }
}
