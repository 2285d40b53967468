//! Rooms: one concept, one name, in every crate; and what the pure and the showing crates must not do.

use super::source::{Source, none, rust};

/// The rooms of the house. A new one is named in ARCHITECTURE.md first.
const ROOMS: &[&str] = &[
    "facility",
    "staff",
    "access",
    "catalog",
    "assessment",
    "grounds",
    "ledger",
    "network",
    "vendor",
    "account",
    "evidence",
    "intake",
    "workbook",
    "access_log",
    "readiness",
    "remediation",
    "search",
    "inspection",
    "journal",
];

/// Folders that are no room: what a crate itself stands on, the story of the sample hospital, how records are said in words, and the copy of everything.
const FOUNDATIONS: &[&str] = &["domain/calendar", "store/engine", "app/sample", "app/words", "app/backup"];

/// The crates whose folders are rooms.
const ROOMED: &[&str] = &["domain", "store", "app", "web"];

/// Names that say nothing, so that everything ends up there.
const NOT_A_ROOM: &[&str] = &["util", "utils", "helper", "helpers", "common", "misc", "shared"];

/// Crate → what its sources must not contain, and why.
const MUST_NOT: &[(&str, &[&str], &str)] = &[
    (
        "domain",
        &["std::fs", "std::env", "std::net", "std::process", "SystemTime", "now_utc", "Instant::now"],
        "domain decides; it reads no file, no clock, no network",
    ),
    ("web", &["SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM"], "a page asks store or app; it has no SQL"),
    ("app", &["SELECT ", "INSERT INTO", "DELETE FROM"], "SQL lies in store"),
];

/// `crates/domain/src/assessment/answer.rs` → (`domain`, [`assessment`, `answer`]).
fn place(path: &str) -> Option<(&str, Vec<&str>)> {
    let (krate, inside) = path.strip_prefix("crates/")?.split_once("/src/")?;
    Some((krate, inside.trim_end_matches(".rs").split('/').collect()))
}

fn faults(files: &[Source]) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in files {
        let Some((krate, parts)) = place(&file.path) else {
            continue;
        };
        if let Some(name) = parts.iter().find(|part| NOT_A_ROOM.contains(part)) {
            wrong.push(format!("{}: `{name}` says nothing about what lies there", file.path));
        }
        if let [folder, _, ..] = parts[..]
            && ROOMED.contains(&krate)
            && !ROOMS.contains(&folder)
            && !FOUNDATIONS.contains(&format!("{krate}/{folder}").as_str())
        {
            wrong.push(format!("{}: `{folder}` is no room", file.path));
        }
        for (_, words, why) in MUST_NOT.iter().filter(|(name, ..)| *name == krate) {
            for (number, line) in file.text.lines().enumerate() {
                let code = line.split("//").next().unwrap_or_default();
                if let Some(word) = words.iter().find(|word| code.contains(*word)) {
                    wrong.push(format!("{}:{}: {word}: {why}", file.path, number + 1));
                }
            }
        }
    }
    wrong
}

#[test]
fn every_folder_is_a_room_and_keeps_to_its_work() {
    none("rooms", &faults(&rust()));
}

#[test]
fn a_folder_that_is_no_room_is_named() {
    let wrong = faults(&[Source::new("crates/web/src/billing/show.rs", "")]);
    assert_eq!(wrong, ["crates/web/src/billing/show.rs: `billing` is no room"]);
    assert!(faults(&[Source::new("crates/web/src/assessment/show.rs", "")]).is_empty());
}

#[test]
fn a_room_for_everything_is_refused() {
    assert_eq!(faults(&[Source::new("crates/report/src/utils.rs", "")]).len(), 1);
}

#[test]
fn a_clock_in_the_domain_is_named_with_its_line() {
    let wrong = faults(&[Source::new("crates/domain/src/lib.rs", "//! SystemTime\nlet t = SystemTime::now();\n")]);
    assert_eq!(wrong.len(), 1);
    assert!(wrong[0].starts_with("crates/domain/src/lib.rs:2: SystemTime"));
}

#[test]
fn sql_in_a_page_is_named() {
    assert_eq!(faults(&[Source::new("crates/web/src/staff/list.rs", "\"SELECT id FROM staff\"")]).len(), 1);
}
