//! `sakimori evidence read`: what a file is, what it says and what that means, without a database.

use crate::{
    backup_runs,
    catalog::to_json,
    command::EvidenceCommand,
    fault::{self, Exit, Fault},
    screen::Screen,
};
use app::{
    Clock,
    evidence::read::{FileBytes, FileRead, FileSays, MAX_EXPORT, Reading, Refused, count, read_files},
    readiness::backup,
    words::{self, T},
};
use domain::{
    calendar::{iso, parse_date},
    evidence::{FileKind, fact::Fact, finding::Finding},
};
use messages::Value;
use serde::Serialize;
use std::{collections::BTreeMap, fs::File, io::Read as _, path::Path};
use time::Date;

/// Runs the command.
pub(crate) fn run(command: &EvidenceCommand, screen: Screen) -> Result<Exit, Fault> {
    let EvidenceCommand::Read { exports, json, as_of } = command;
    let as_of = match as_of {
        Some(text) => parse_date(text).map_err(|_| Fault::refused("command-evidence-day").with("found", text))?,
        None => Clock::System.now().date_jst(),
    };
    let files = exports.iter().map(|path| bytes(path)).collect::<Result<Vec<_>, Fault>>()?;
    let read = read_files(files, as_of);
    let t = T::new(screen.lang());
    if *json {
        screen.line(&to_json(&ReadJson::of(t, &read, as_of))?);
    } else {
        read.iter().for_each(|file| print(t, file, screen));
    }
    let refused = read.iter().filter_map(|file| match &file.says {
        FileSays::Refused(refused) => Some((file, words::refused_export(t, refused))),
        FileSays::RunsRefused(refused) => Some((file, backup::words::refused(t, refused))),
        _ => None,
    });
    let mut exit = Exit::Done;
    for (file, says) in refused {
        screen.complain(
            &screen.text("command-evidence-refused", &[("file", file.name.as_str().into()), ("why", says.into())]),
        );
        exit = Exit::Refused;
    }
    Ok(exit)
}

/// One byte more than is taken is read, so that a file that is too large is refused by the reader and not by memory.
fn bytes(path: &Path) -> Result<FileBytes, Fault> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MAX_EXPORT + 1).read_to_end(&mut bytes));
    read.map_err(|error| fault::file("command-file-unreadable", path, &error))?;
    Ok(FileBytes { name: path.display().to_string(), bytes })
}

#[derive(Serialize)]
struct ReadJson<'a> {
    as_of: String,
    files: Vec<FileJson<'a>>,
    refused: Vec<RefusedJson<'a>>,
    /// Files of backup runs; absent where there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    backup_runs: Vec<backup_runs::RunsJson<'a>>,
}

#[derive(Serialize)]
struct FileJson<'a> {
    file: &'a str,
    sha256: String,
    kind: &'static str,
    kind_says: String,
    encoding: Option<&'static str>,
    effective_on: Option<String>,
    facts: Vec<FactJson<'a>>,
    findings: Vec<FindingJson<'a>>,
    states: BTreeMap<&'static str, usize>,
    unread: UnreadJson,
}

#[derive(Serialize)]
struct FactJson<'a> {
    #[serde(flatten)]
    fact: &'a Fact,
    says: String,
    /// The lines themselves, without secrets.
    quotes: Vec<QuoteJson<'a>>,
}

#[derive(Serialize)]
struct QuoteJson<'a> {
    line: u64,
    text: &'a str,
}

#[derive(Serialize)]
struct FindingJson<'a> {
    #[serde(flatten)]
    finding: &'a Finding,
    rule_says: String,
    item: Option<&'static str>,
    outside_the_form: bool,
    source: &'static str,
    says: String,
    lines: Vec<u64>,
}

#[derive(Serialize, Default)]
struct UnreadJson {
    count: u64,
    places: Vec<UnreadPlaceJson>,
}

#[derive(Serialize)]
struct UnreadPlaceJson {
    line: u64,
    why: &'static str,
    says: String,
}

#[derive(Serialize)]
struct RefusedJson<'a> {
    file: &'a str,
    reason: &'static str,
    line: Option<u64>,
    column: Option<u64>,
    says: String,
}

impl<'a> ReadJson<'a> {
    fn of(t: T, read: &'a [FileRead], as_of: Date) -> Self {
        let files = read.iter().filter_map(|file| file_json(t, file)).collect();
        let refused = read.iter().filter_map(|file| refused_json(t, file)).collect();
        let backup_runs = read.iter().filter_map(|file| backup_runs::json(t, file)).collect();
        Self { as_of: iso(as_of), files, refused, backup_runs }
    }
}

fn file_json(t: T, file: &FileRead) -> Option<FileJson<'_>> {
    match &file.says {
        FileSays::Refused(_) | FileSays::Runs(_) | FileSays::RunsRefused(_) => None,
        FileSays::Document(kind) => Some(FileJson {
            file: &file.name,
            sha256: file.digest.to_string(),
            kind: kind.code(),
            kind_says: document(t, *kind),
            encoding: None,
            effective_on: None,
            facts: Vec::new(),
            findings: Vec::new(),
            states: BTreeMap::new(),
            unread: UnreadJson::default(),
        }),
        FileSays::Export { reading, findings } => Some(FileJson {
            file: &file.name,
            sha256: file.digest.to_string(),
            kind: reading.kind.code(),
            kind_says: words::export_kind(t, reading.kind).into_owned(),
            encoding: Some(reading.encoding),
            effective_on: reading.effective_on.map(iso),
            facts: reading.facts.iter().map(|fact| fact_json(t, reading, fact)).collect(),
            findings: findings.iter().map(|finding| finding_json(t, reading, finding)).collect(),
            states: count(findings).into_iter().map(|(state, count)| (state.code(), count)).collect(),
            unread: unread_json(t, reading),
        }),
    }
}

fn document(t: T, kind: FileKind) -> String {
    t.code("evidence-kind", kind.code()).into_owned()
}

fn fact_json<'a>(t: T, reading: &'a Reading, fact: &'a Fact) -> FactJson<'a> {
    let quotes = fact.lines.iter().filter_map(|line| Some(QuoteJson { line: *line, text: reading.quotes.get(line)? }));
    FactJson { fact, says: words::fact(t, fact), quotes: quotes.collect() }
}

fn finding_json<'a>(t: T, reading: &Reading, finding: &'a Finding) -> FindingJson<'a> {
    let item = finding.rule.item();
    FindingJson {
        finding,
        rule_says: words::rule(t, finding.rule).into_owned(),
        item,
        outside_the_form: item.is_none(),
        source: finding.rule.source(),
        says: words::finding(t, finding),
        lines: lines_of(reading, finding),
    }
}

fn lines_of(reading: &Reading, finding: &Finding) -> Vec<u64> {
    let mut lines: Vec<u64> =
        finding.facts.iter().filter_map(|at| reading.facts.get(*at)).flat_map(|fact| fact.lines.clone()).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

fn unread_json(t: T, reading: &Reading) -> UnreadJson {
    let place = |place: &app::evidence::read::UnreadPlace| UnreadPlaceJson {
        line: place.line,
        why: place.why.code(),
        says: words::unread(t, place.why).into_owned(),
    };
    UnreadJson { count: reading.unread.count, places: reading.unread.places.iter().map(place).collect() }
}

fn refused_json(t: T, file: &FileRead) -> Option<RefusedJson<'_>> {
    let refused = match &file.says {
        FileSays::Refused(refused) => refused,
        FileSays::RunsRefused(refused) => {
            let says = backup::words::refused(t, refused);
            let line = Some(refused.line);
            return Some(RefusedJson { file: &file.name, reason: refused.why.code(), line, column: None, says });
        }
        _ => return None,
    };
    let (line, column) = match refused {
        Refused::Damaged { line, column, .. } => (Some(*line), Some(*column).filter(|column| *column > 0)),
        _ => (None, None),
    };
    Some(RefusedJson {
        file: &file.name,
        reason: refused.code(),
        line,
        column,
        says: words::refused_export(t, refused),
    })
}

/// The same for a person: kind, findings with their lines, facts, what could not be read.
fn print(t: T, file: &FileRead, screen: Screen) {
    let heading = |kind: String| {
        screen.say("command-evidence-file", &[("file", file.name.as_str().into()), ("kind", kind.into())]);
    };
    match &file.says {
        FileSays::Refused(_) | FileSays::RunsRefused(_) => {}
        FileSays::Runs(reading) => {
            heading(t.code("backup-file", reading.kind.code()).into_owned());
            backup_runs::print(t, reading, screen);
        }
        FileSays::Document(kind) => {
            heading(document(t, *kind));
            screen.say("command-evidence-document", &[]);
        }
        FileSays::Export { reading, findings } => {
            heading(words::export_kind(t, reading.kind).into_owned());
            screen.say("command-evidence-findings", &[("count", findings.len().into())]);
            for finding in findings {
                let state = words::finding_state(t, finding.state);
                let at = lines_of(reading, finding).iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                let outside =
                    finding.rule.item().map_or_else(|| screen.text("command-evidence-outside", &[]), str::to_owned);
                screen.line(&format!("  [{state}] {}  ({at}; {outside})", words::finding(t, finding)));
            }
            screen.say("command-evidence-facts", &[("count", reading.facts.len().into())]);
            for fact in &reading.facts {
                let at = fact.lines.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                screen.line(&format!("  {}  ({at})", words::fact(t, fact)));
            }
            let count = Value::from(i64::try_from(reading.unread.count).unwrap_or(i64::MAX));
            screen.say("command-evidence-unread", &[("count", count)]);
            for place in &reading.unread.places {
                screen.line(&format!("  {}: {}", place.line, words::unread(t, place.why)));
            }
        }
    }
}
