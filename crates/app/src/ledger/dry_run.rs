//! What taking files in would do, as a program reads it; and without a database: an empty ledger, one file after the other.

use crate::{intake::fault_words, words::T};
use domain::{
    calendar::iso,
    intake::Meanings,
    ledger::{Book, Conflict, Fate, Shown, Taken, WeakKey},
};
use evidence::inventory::{Column, FileFault, Found, Guide, Reading, Remark, read_inventory_as};
use serde::Serialize;
use std::collections::BTreeMap;
use time::Date;

/// What would happen, file by file.
#[derive(Debug, Serialize)]
pub struct DryRun {
    /// Whether every file can be taken.
    pub accepted: bool,
    /// Each file.
    pub files: Vec<FileTold>,
    /// All files together.
    pub counts: Counts,
}

/// Records of a file by what would become of them.
#[derive(Debug, Default, Clone, Copy, Serialize)]
pub struct Counts {
    /// Devices that the ledger does not know yet.
    pub new: usize,
    /// Known devices of which a field would be shown otherwise.
    pub changed: usize,
    /// Known devices of which nothing would be shown otherwise.
    pub unchanged: usize,
    /// Records that a person has to decide on.
    pub conflict: usize,
    /// Records that can't be taken.
    pub refused: usize,
}

/// One file.
#[derive(Debug, Serialize)]
pub struct FileTold {
    /// Its name as given.
    pub file: String,
    /// What it is; nothing if it is refused.
    pub kind: Option<&'static str>,
    /// What it is, in words.
    pub kind_words: Option<String>,
    /// Who speaks in it.
    pub source: Option<&'static str>,
    /// The day of its data, where it says so itself.
    pub on: Option<String>,
    /// Records by what would become of them.
    pub counts: Counts,
    /// Why nothing of it is taken.
    pub error: Option<ErrorTold>,
    /// Columns of a list as they were understood.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<ColumnTold>,
    /// Records that can't be taken, with their lines.
    pub refused: Vec<RemarkTold>,
    /// Values that can't be taken, or only with a reservation; the rest of their records is.
    pub remarks: Vec<RemarkTold>,
    /// Remarks beyond the ones that are kept.
    #[serde(skip_serializing_if = "is_nought")]
    pub more_remarks: usize,
    /// What a person has to decide.
    pub conflicts: Vec<ConflictTold>,
    /// Its devices.
    pub devices: Vec<DeviceTold>,
    /// Devices of which nothing would be said any more, because it replaces the list that named them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<String>,
    /// The journal entry in which it was taken in; none while nothing was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<i64>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_nought(count: &usize) -> bool {
    *count == 0
}

/// Why a file is refused.
#[derive(Debug, Serialize)]
pub struct ErrorTold {
    /// Line from which it can't be read on.
    pub line: u64,
    /// Code.
    pub why: &'static str,
    /// Why and what to do.
    pub words: String,
    /// What stands there, cut.
    pub found: String,
}

/// A column and its field.
#[derive(Debug, Serialize)]
pub struct ColumnTold {
    /// Sheet, for a workbook.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    /// Where: `C`, or its number.
    pub column: String,
    /// Its heading.
    pub heading: String,
    /// Its field; nothing for one that the ledger has no place for.
    pub field: Option<&'static str>,
}

/// A record or value that can't be taken as it is.
#[derive(Debug, Serialize)]
pub struct RemarkTold {
    /// Line or row.
    pub line: u32,
    /// Column or element; empty for the whole record.
    pub part: String,
    /// Code.
    pub why: &'static str,
    /// Why and what to do.
    pub words: String,
    /// What stands there, cut.
    pub found: String,
}

/// Something for a person to decide.
#[derive(Debug, Serialize)]
pub struct ConflictTold {
    /// Kind of the key, or field, in which records contradict each other.
    pub about: &'static str,
    /// Its value, or the values.
    pub values: Vec<String>,
    /// What holds the records apart, for a key.
    pub apart_by: Option<&'static str>,
    /// Where the records stand: file and line.
    pub places: Vec<PlaceTold>,
}

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlaceTold {
    /// File.
    pub file: String,
    /// Line or row.
    pub line: u32,
}

/// A record and what would become of it.
#[derive(Debug, Serialize)]
pub struct DeviceTold {
    /// Line or row.
    pub line: u32,
    /// `new`, `changed`, `unchanged`, `conflict`.
    pub fate: &'static str,
    /// Number of its device; records with one number are one device.
    pub device: usize,
    /// Keys by which it is a device that was known before.
    pub matched_by: Vec<KeyTold>,
    /// Its fields.
    pub fields: BTreeMap<&'static str, FieldTold>,
    /// Fields that would be shown otherwise: before and after.
    pub changes: BTreeMap<&'static str, ChangeTold>,
}

/// A key that two records share.
#[derive(Debug, Serialize)]
pub struct KeyTold {
    /// Its kind.
    pub key: &'static str,
    /// Its value, folded.
    pub value: String,
}

/// A value and where it stands.
#[derive(Debug, Serialize)]
pub struct FieldTold {
    /// In the writing of the ledger.
    pub value: String,
    /// Line or row.
    pub line: u32,
    /// Column or element.
    pub part: String,
}

/// A field before and after.
#[derive(Debug, Serialize)]
pub struct ChangeTold {
    /// Shown before.
    pub before: Option<String>,
    /// Shown after.
    pub after: Option<String>,
}

/// What taking these files in would do. `today` is the day of data that do not say their own; `kept` says what columns mean,
/// `each` whether every device is told.
#[must_use]
pub fn dry_run(files: &[(String, Vec<u8>)], kept: &[Meanings], today: Date, t: T, each: bool) -> DryRun {
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let (mut book, mut told) = (Book::default(), Vec::with_capacity(files.len()));
    for (at, (name, bytes)) in files.iter().enumerate() {
        told.push(match read_inventory_as(bytes, &Guide { kept, ..Guide::default() }) {
            Err(fault) => refused(name, &fault, t),
            Ok(reading) => {
                let records = reading.devices.iter().map(|found| (found.line, found.fields.clone()));
                let on = reading.on.unwrap_or(today);
                let file = u32::try_from(at).unwrap_or(u32::MAX);
                let taken = book.take(file, reading.kind.source(), on, records);
                let file_name = |file: u32| names.get(usize::try_from(file).ok()?).map(|name| (*name).to_owned());
                file_told(name, &file_name, &reading, &book, &taken, t, each)
            }
        });
    }
    DryRun::of(told)
}

impl DryRun {
    /// These files, and all of them together.
    #[must_use]
    pub fn of(told: Vec<FileTold>) -> Self {
        let mut counts = Counts::default();
        for file in &told {
            counts.new += file.counts.new;
            counts.changed += file.counts.changed;
            counts.unchanged += file.counts.unchanged;
            counts.conflict += file.counts.conflict;
            counts.refused += file.counts.refused;
        }
        Self { accepted: told.iter().all(|file| file.error.is_none()), files: told, counts }
    }
}

/// A file as a program reads it. `names` says what a file of the book is called; `each` whether every device is told, which takes
/// some memory for a long list.
pub(crate) fn file_told(
    name: &str,
    names: &dyn Fn(u32) -> Option<String>,
    reading: &Reading,
    book: &Book,
    taken: &Taken,
    t: T,
    each: bool,
) -> FileTold {
    let (refused, remarks): (Vec<_>, Vec<_>) = reading.remarks.iter().partition(|one| one.why.loses_record());
    let mut told = FileTold {
        file: name.to_owned(),
        kind: Some(reading.kind.code()),
        kind_words: Some(t.code("ledger-inventory", reading.kind.code()).into_owned()),
        source: Some(reading.kind.source().code()),
        on: reading.on.map(iso),
        counts: Counts { refused: reading.refused(), ..Counts::default() },
        error: None,
        columns: reading.columns.iter().map(column).collect(),
        refused: refused.into_iter().map(|one| remark(one, t)).collect(),
        remarks: remarks.into_iter().map(|one| remark(one, t)).collect(),
        more_remarks: reading.more_remarks,
        conflicts: taken.conflicts.iter().map(|one| conflict(one, book, names)).collect(),
        devices: Vec::new(),
        gone: Vec::new(),
        entry: None,
    };
    for record in &taken.records {
        match record.fate {
            Fate::New => told.counts.new += 1,
            Fate::Changed => told.counts.changed += 1,
            Fate::Unchanged => told.counts.unchanged += 1,
            Fate::Conflict => told.counts.conflict += 1,
        }
    }
    for (found, record) in reading.devices.iter().zip(&taken.records).filter(|_| each) {
        let device = book.entries().get(record.entry).map_or(0, |entry| entry.device);
        let shown = book.shown_before(taken, device).zip(book.shown(device));
        told.devices.push(DeviceTold {
            line: found.line,
            fate: record.fate.code(),
            device: device + 1,
            matched_by: book.matched_by(taken, *record).iter().map(key).collect(),
            fields: fields(reading, found),
            changes: shown.map(|(before, after)| changes(&before, &after)).unwrap_or_default(),
        });
    }
    told
}

fn conflict(one: &Conflict, book: &Book, names: &dyn Fn(u32) -> Option<String>) -> ConflictTold {
    let place = |at: &usize| {
        let entry = book.entries().get(*at)?;
        Some(PlaceTold { file: names(*entry.files.first()?)?, line: entry.line })
    };
    let (about, values, apart_by) = match one {
        Conflict::Key { key, apart_by, .. } => (key.kind.code(), vec![key.value.to_string()], Some(apart_by.code())),
        Conflict::Field { key, said, .. } => {
            (key.code(), said.iter().map(|stated| stated.value.to_string()).collect(), None)
        }
    };
    ConflictTold { about, values, apart_by, places: one.entries().iter().filter_map(place).collect() }
}

/// A file of which nothing can be taken.
#[must_use]
pub fn refused(name: &str, fault: &FileFault, t: T) -> FileTold {
    let words = fault_words(t, fault);
    FileTold {
        file: name.to_owned(),
        kind: None,
        kind_words: None,
        source: None,
        on: None,
        counts: Counts::default(),
        error: Some(ErrorTold { line: fault.line, why: fault.why.code(), words, found: fault.found.clone() }),
        columns: Vec::new(),
        refused: Vec::new(),
        remarks: Vec::new(),
        more_remarks: 0,
        conflicts: Vec::new(),
        devices: Vec::new(),
        gone: Vec::new(),
        entry: None,
    }
}

fn column(column: &Column) -> ColumnTold {
    ColumnTold {
        sheet: column.sheet.clone(),
        column: column.place.clone(),
        heading: column.heading.clone(),
        field: column.field.map(domain::ledger::FieldKey::code),
    }
}

fn remark(remark: &Remark, t: T) -> RemarkTold {
    let words = t.one(&format!("ledger-remark-{}", remark.why.code()), "found", remark.found.clone());
    RemarkTold {
        line: remark.line,
        part: remark.part.clone(),
        why: remark.why.code(),
        words,
        found: remark.found.clone(),
    }
}

fn key(key: &WeakKey) -> KeyTold {
    KeyTold { key: key.kind.code(), value: key.value.to_string() }
}

fn fields(reading: &Reading, found: &Found) -> BTreeMap<&'static str, FieldTold> {
    let field = |(key, at): &(domain::ledger::FieldKey, evidence::inventory::At)| {
        let value = found.fields.get(*key)?.to_owned();
        Some((key.code(), FieldTold { value, line: at.line, part: reading.part_name(at.part).to_owned() }))
    };
    found.places.iter().filter_map(field).collect()
}

fn changes(before: &Shown, after: &Shown) -> BTreeMap<&'static str, ChangeTold> {
    let mut all = BTreeMap::new();
    for key in domain::ledger::FieldKey::ALL {
        let (old, new) = (before.text(*key), after.text(*key));
        if old != new {
            all.insert(key.code(), ChangeTold { before: old.map(str::to_owned), after: new.map(str::to_owned) });
        }
    }
    all
}
