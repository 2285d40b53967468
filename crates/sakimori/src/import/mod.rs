//! `sakimori import`: what taking files into the ledger would do, and taking them in.

mod columns;
mod watch;
mod write;

pub(crate) use write::write;

use crate::{
    catalog::to_json,
    command::ImportArgs,
    fault::{self, Exit, Fault},
    screen::Screen,
};
use app::{
    Clock,
    ledger::{DryRun, FileTold, dry_run},
    words::T,
};
use messages::Value;
use std::{
    fs::File,
    io::Read as _,
    path::{Path, PathBuf},
};

/// So many lines of a file are told on a terminal; all of them in JSON.
const SHOWN: usize = 20;
/// The longest file that is looked at, and one byte more: the reader says what it thinks of it.
const READ: u64 = (64 << 20) + 1;

/// Says what taking files in would do, without a database.
pub(crate) fn dry(import: &ImportArgs, screen: Screen) -> Result<Exit, Fault> {
    let kept = match &import.profile {
        None => Vec::new(),
        Some(path) => vec![columns::of_file(Path::new(path))?],
    };
    let mut read = Vec::new();
    for path in &import.inventories {
        read.push((path.display().to_string(), bytes_of(path)?));
    }
    let told = dry_run(&read, &kept, Clock::System.now().date_jst(), T::new(screen.lang()), import.json);
    let exit = if told.accepted { Exit::Done } else { Exit::Refused };
    if import.json {
        screen.line(&to_json(&told)?);
    } else {
        say(&told, screen);
    }
    Ok(exit)
}

fn bytes_of(path: &PathBuf) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let opened = File::open(path).and_then(|file| file.take(READ).read_to_end(&mut bytes));
    opened.map_err(|error| fault::file("command-file-not-read", path, &error))?;
    Ok(bytes)
}

fn say(told: &DryRun, screen: Screen) {
    for file in &told.files {
        say_file(file, screen);
    }
    screen.say("command-import-nothing-written", &[]);
}

fn say_file(file: &FileTold, screen: Screen) {
    if let Some(error) = &file.error {
        let place = [
            ("file", Value::from(file.file.clone())),
            ("line", error.line.to_string().into()),
            ("words", error.words.clone().into()),
        ];
        screen.complain(&screen.text("command-import-refused", &place));
        return;
    }
    let counts = &file.counts;
    let args: [(&str, Value); 7] = [
        ("file", file.file.clone().into()),
        ("kind", file.kind_words.clone().unwrap_or_default().into()),
        ("new", counts.new.into()),
        ("changed", counts.changed.into()),
        ("unchanged", counts.unchanged.into()),
        ("conflict", counts.conflict.into()),
        ("refused", counts.refused.into()),
    ];
    screen.say("command-import-counts", &args);
    let unknown: Vec<&str> =
        file.columns.iter().filter(|one| one.field.is_none()).map(|one| one.heading.as_str()).collect();
    if !unknown.is_empty() {
        let args = [("columns", Value::from(unknown.join(", ")))];
        screen.line(&format!("  {}", screen.text("command-import-unknown", &args)));
    }
    let lines = file.refused.iter().chain(&file.remarks);
    for remark in lines.take(SHOWN) {
        let part = if remark.part.is_empty() { String::new() } else { format!(" {}", remark.part) };
        screen.line(&format!("  {}:{}{part}: {}", file.file, remark.line, remark.words));
    }
    for conflict in file.conflicts.iter().take(SHOWN) {
        let places: Vec<String> =
            conflict.places.iter().map(|place| format!("{}:{}", place.file, place.line)).collect();
        let args = [("places", Value::from(places.join(", "))), ("values", conflict.values.join(" / ").into())];
        screen.line(&format!("  {}", screen.text("command-import-conflict", &args)));
    }
    let more = (file.refused.len() + file.remarks.len() + file.more_remarks).saturating_sub(SHOWN)
        + file.conflicts.len().saturating_sub(SHOWN);
    if more > 0 {
        screen.say("command-import-more", &[("count", more.into())]);
    }
}
