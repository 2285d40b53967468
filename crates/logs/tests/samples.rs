//! Every sample, read: how much of it, and what comes of its first records.
#![expect(clippy::unwrap_used, reason = "a panic in a test is a failed test")]

use logs::{Clock, Context, Profile, ReadError, Tally, ndjson, read_file};
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

/// Noon of 1 April 2026 in Japan.
const NOW: i64 = 1_775_012_400_000_000;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/logs").join(name)
}

fn context() -> Context {
    Context { clock: Clock { now: NOW, offset_minutes: 540 }, profiles: Profile::built_in().unwrap() }
}

/// The events of a file without what is the same for all: when they were received and the file.
fn read(path: &Path) -> (Vec<String>, Result<Tally, ReadError>) {
    let mut lines = Vec::new();
    let tally = read_file(path, "f", &context(), &mut |event, _| {
        let mut line = Vec::new();
        ndjson::write(event, ndjson::Origin { received: NOW, file: "f" }, &mut line);
        let text = String::from_utf8(line).unwrap();
        let text = text.trim_end().replace("\"received\":\"2026-04-01T03:00:00Z\",", "").replace("\"file\":\"f\",", "");
        lines.push(text);
        Ok(())
    });
    (lines, tally)
}

fn counts(tally: &Result<Tally, ReadError>) -> String {
    match tally {
        Ok(tally) => {
            let mut text = format!("read {}", tally.read);
            for (kind, all) in [("raw", &tally.raw), ("lost", &tally.lost)] {
                for (reason, seen) in all {
                    let _ = write!(text, ", {kind} {} {} (first {:?})", seen.count, reason.code(), seen.first);
                }
            }
            for (what, count) in
                [("zone", tally.zone_assumed), ("year", tally.year_assumed), ("timeless", tally.timeless)]
            {
                if count > 0 {
                    let _ = write!(text, ", {what} {count}");
                }
            }
            text
        }
        Err(error) => format!("refused: {error}"),
    }
}

fn files(name: &str) -> Vec<PathBuf> {
    let mut all: Vec<_> = std::fs::read_dir(folder(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

/// The counts of each file of a folder, and its first events.
fn shown(name: &str, events: usize) -> String {
    let mut text = String::new();
    for path in files(name) {
        let (lines, tally) = read(&path);
        let _ = writeln!(text, "== {}: {}", path.file_name().unwrap().to_string_lossy(), counts(&tally));
        for line in lines.iter().take(events) {
            let cut: String = line.chars().take(900).collect();
            let _ = writeln!(text, "{cut}");
        }
    }
    text
}

#[test]
fn windows_event_logs() {
    insta::assert_snapshot!("evtx", shown("evtx", 2));
}

#[test]
fn windows_events_as_xml_and_json() {
    insta::assert_snapshot!("windows", shown("windows", 3));
}

#[test]
fn audit_messages() {
    insta::assert_snapshot!("audit", shown("audit", 1));
}

#[test]
fn lines_of_programs_and_devices() {
    insta::assert_snapshot!("lines", shown("lines", 6));
}

#[test]
fn forms_of_which_no_public_sample_is_known() {
    insta::assert_snapshot!("made", shown("made", 12));
}
