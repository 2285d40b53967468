//! An inventory for the ledger: what it would do is counted and shown record by record; then it is one entry.

use super::{IntakeError, Refusal, Waiting, Why};
use crate::{App, AppError, evidence::Arrived, ledger::words as field_words, words::T};
use domain::{
    access::{ManageLedger, Permit, View},
    digest::Digest,
    id::DeviceId,
    ledger::{
        Conflict, Entry, Fate, FateCounts, InventoryTaken, KeyConflict, KeyKind, Shown, StatementKept, Taken,
        TakenRecord, WeakKey, device_name,
    },
};
use evidence::inventory::{FileFault, MAX_INVENTORY, Reading, Remark, read_inventory};
use messages::Value as Word;
use std::collections::BTreeSet;
use store::ledger::KeptBook;
use time::Date;

/// Records, remarks and conflicts that a preview names, of each; the rest is counted.
const SHOWN: usize = 200;

/// What taking an inventory in would do.
#[derive(Debug, Clone)]
pub struct InventoryPreview {
    /// What the file is, in words.
    pub kind: String,
    /// The day of its data.
    pub on: Date,
    /// Whether the file says that day itself; otherwise it is today.
    pub says_its_day: bool,
    /// Records by what would become of them.
    pub counts: FateCounts,
    /// Columns of a list: heading, and the field for which it is taken.
    pub columns: Vec<(String, Option<String>)>,
    /// Records that are new, change something or contradict something.
    pub lines: Vec<RecordLine>,
    /// Such records beyond the ones that are named.
    pub more_lines: usize,
    /// Records that can't be taken.
    pub refused: Vec<RemarkLine>,
    /// Values that can't be taken, or only with a reservation.
    pub remarks: Vec<RemarkLine>,
    /// Remarks beyond the ones that are named.
    pub more_remarks: usize,
    /// Whether anything would be written: at least the day on which something was said again.
    pub writes: bool,
    /// SHA-256 over the file and the state of the ledger on which this stands.
    pub seal: Digest,
}

/// A record of the file and what would become of it.
#[derive(Debug, Clone)]
pub struct RecordLine {
    /// Line or row.
    pub line: u32,
    /// What the device is called.
    pub name: String,
    /// Code: `new`, `changed`, `conflict`.
    pub fate: &'static str,
    /// What it is known by, for a known device.
    pub known_by: Vec<String>,
    /// What would change, or what contradicts, sentence by sentence.
    pub said: Vec<String>,
}

/// Something that can't be taken as it is.
#[derive(Debug, Clone)]
pub struct RemarkLine {
    /// Line or row.
    pub line: u32,
    /// Column or element; may be empty.
    pub part: String,
    /// Why, and what to do.
    pub words: String,
}

/// A worked-out plan.
struct Plan {
    /// Without its devices: they are in the book.
    reading: Reading,
    /// The line of each record.
    lines: Vec<u32>,
    taken: Taken,
    kept: KeptBook,
    on: Date,
    number: u32,
}

/// Keeps an inventory that arrived, if it is not too large. What it is, the preview says.
///
/// # Errors
/// [`Refusal`]; `StoreError::DiskFull`. Nothing stays then.
pub fn keep_inventory(app: &App, _permit: &Permit<ManageLedger>, arrived: Arrived) -> Result<Waiting, IntakeError> {
    let Arrived { name, bytes } = arrived;
    if bytes.size() > MAX_INVENTORY {
        return Err(Refusal::of(Why::TooLarge).with("64 MiB").into());
    }
    let (file, _) = app.blobs.keep(bytes)?;
    Ok(Waiting { file, name })
}

/// What taking a file into the ledger would do. Writes nothing. A file that is refused says why in words.
///
/// # Errors
/// When the file is no longer kept, or the database can't be read.
pub async fn preview_inventory(
    app: &App,
    view: &Permit<View>,
    waiting: &Waiting,
    t: T,
) -> Result<Result<InventoryPreview, String>, IntakeError> {
    Ok(match plan(app, view, waiting).await? {
        Ok(plan) => Ok(shown(&plan, waiting, t)),
        Err(fault) => Err(fault_words(t, &fault)),
    })
}

/// Takes a file into the ledger as it was shown. Returns what became of its records.
///
/// # Errors
/// [`IntakeError::Changed`] when the preview would now be another one.
pub async fn apply_inventory(
    app: &App,
    view: &Permit<View>,
    permit: &Permit<ManageLedger>,
    waiting: &Waiting,
    seal: Digest,
) -> Result<FateCounts, IntakeError> {
    let Ok(plan) = plan(app, view, waiting).await? else { return Err(IntakeError::Changed) };
    if seal_of(&plan, waiting) != seal {
        return Err(IntakeError::Changed);
    }
    let counts = counts(&plan);
    if plan.taken.written.is_empty() {
        return Ok(counts);
    }
    let known = store::ledger::conflicts(&app.db, view, usize::MAX).await?;
    let known: BTreeSet<(KeyKind, Box<str>)> =
        known.into_iter().map(|open| (open.conflict.key, open.conflict.value)).collect();
    let version = plan.kept.version;
    let taken = taken(app, plan, waiting, counts, &known)?;
    store::ledger::take(&app.db, permit, app.now(), version, taken).await?;
    Ok(counts)
}

async fn plan(app: &App, view: &Permit<View>, waiting: &Waiting) -> Result<Result<Plan, FileFault>, IntakeError> {
    let bytes = app.blobs.get(view.facility(), &waiting.file)?;
    let mut kept = store::ledger::book(&app.db, view).await?;
    let next = kept.files.values().max().map_or(1, |last| last + 1);
    let number = kept.files.get(&waiting.file).copied().unwrap_or(next);
    let today = app.today();
    // Reading takes its time and its memory: beside the pages, one file at a time.
    let turn = app.reading.clone().acquire_owned().await.map_err(|error| AppError::Internal(error.to_string()))?;
    let planned = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let mut reading = read_inventory(&bytes)?;
        drop(bytes);
        let on = reading.on.unwrap_or(today);
        let devices = std::mem::take(&mut reading.devices);
        let lines = devices.iter().map(|found| found.line).collect();
        let records = devices.into_iter().map(|found| (found.line, found.fields));
        let taken = kept.book.take(number, reading.kind.source(), on, records);
        Ok(Plan { reading, lines, taken, kept, on, number })
    });
    Ok(planned.await.map_err(|error| AppError::Internal(error.to_string()))?)
}

fn seal_of(plan: &Plan, waiting: &Waiting) -> Digest {
    Digest::of(format!("{} {} {}", waiting.file, plan.kept.version, plan.on).as_bytes())
}

fn counts(plan: &Plan) -> FateCounts {
    let mut counts = FateCounts { refused: plan.reading.refused(), ..FateCounts::default() };
    for record in &plan.taken.records {
        match record.fate {
            Fate::New => counts.new += 1,
            Fate::Changed => counts.changed += 1,
            Fate::Unchanged => counts.unchanged += 1,
            Fate::Conflict => counts.conflict += 1,
        }
    }
    counts
}

fn shown(plan: &Plan, waiting: &Waiting, t: T) -> InventoryPreview {
    let Plan { reading, taken, .. } = plan;
    let (refused, remarks): (Vec<_>, Vec<_>) = reading.remarks.iter().partition(|one| one.why.loses_record());
    let told = taken.records.iter().zip(&plan.lines).filter(|(record, _)| record.fate != Fate::Unchanged);
    let lines: Vec<RecordLine> =
        told.clone().take(SHOWN).map(|(record, line)| record_line(plan, *record, *line, t)).collect();
    let cut = |all: Vec<&Remark>| all.into_iter().take(SHOWN).map(|one| remark_line(one, t)).collect::<Vec<_>>();
    let (refused_count, remark_count) = (refused.len(), remarks.len());
    let (refused, remarks) = (cut(refused), cut(remarks));
    InventoryPreview {
        kind: t.code("ledger-inventory", reading.kind.code()).into_owned(),
        on: plan.on,
        says_its_day: reading.on.is_some(),
        counts: counts(plan),
        columns: reading
            .columns
            .iter()
            .map(|column| (column.heading.clone(), column.field.map(|key| field_words::field(t, key))))
            .collect(),
        more_lines: told.count() - lines.len(),
        more_remarks: reading.more_remarks + refused_count + remark_count - refused.len() - remarks.len(),
        lines,
        refused,
        remarks,
        writes: !taken.written.is_empty(),
        seal: seal_of(plan, waiting),
    }
}

fn record_line(plan: &Plan, record: TakenRecord, line: u32, t: T) -> RecordLine {
    let book = &plan.kept.book;
    let device = book.entries().get(record.entry).map(|entry| entry.device);
    let after: Option<Shown> = device.and_then(|device| book.shown(device));
    let before = device.and_then(|device| book.shown_before(&plan.taken, device)).unwrap_or_default();
    let mut said = match (record.fate, &after) {
        (Fate::New, _) | (_, None) => Vec::new(),
        (_, Some(after)) => field_words::changes(t, &before, after),
    };
    if record.fate == Fate::Conflict {
        said = plan
            .taken
            .conflicts
            .iter()
            .filter(|one| one.entries().contains(&record.entry))
            .map(|one| conflict_words(one, t))
            .collect();
    }
    RecordLine {
        line,
        name: after.as_ref().map(device_name).unwrap_or_default().to_owned(),
        fate: record.fate.code(),
        known_by: book.matched_by(&plan.taken, record).iter().map(|key| key_words(key, t)).collect(),
        said,
    }
}

fn key_words(key: &WeakKey, t: T) -> String {
    let name = t.code("ledger-key", key.kind.code());
    if key.kind == KeyKind::Person { name.into_owned() } else { format!("{name} {}", key.value) }
}

fn conflict_words(conflict: &Conflict, t: T) -> String {
    match conflict {
        Conflict::Key { key, apart_by, .. } => {
            let apart = t.code("ledger-key", apart_by.code()).into_owned();
            t.with("ledger-conflict-key", &[("key", key_words(key, t).into()), ("apart", apart.into())])
        }
        Conflict::Field { key, said, .. } => {
            let values: Vec<String> = said.iter().map(|stated| field_words::value(t, *key, &stated.value)).collect();
            let field = field_words::field(t, *key);
            t.with("ledger-conflict-field", &[("field", field.into()), ("values", values.join(" / ").into())])
        }
    }
}

fn remark_line(remark: &Remark, t: T) -> RemarkLine {
    let words = t.one(&format!("ledger-remark-{}", remark.why.code()), "found", remark.found.clone());
    RemarkLine { line: remark.line, part: remark.part.clone(), words }
}

fn fault_words(t: T, fault: &FileFault) -> String {
    let args = [("found", Word::from(fault.found.clone())), ("line", Word::from(fault.line.to_string()))];
    t.with(&format!("ledger-refused-{}", fault.why.code()), &args)
}

/// The event: numbers of the book become identifiers, new ones for new devices.
fn taken(
    app: &App,
    plan: Plan,
    waiting: &Waiting,
    counts: FateCounts,
    known: &BTreeSet<(KeyKind, Box<str>)>,
) -> Result<InventoryTaken, IntakeError> {
    let Plan { reading, taken, kept, on, number, .. } = plan;
    let mut devices = kept.devices;
    while devices.len() < kept.book.devices() {
        devices.push(app.ids.next());
    }
    let entries = kept.book.entries();
    let statements = taken.written.iter().filter_map(|at| statement(entries.get(*at)?, &devices));
    let statements = store::ledger::pack(taken.written.len(), statements)?;
    let conflicts = taken.conflicts.iter().filter_map(|one| key_conflict(one, entries, &devices));
    Ok(InventoryTaken {
        file: waiting.file,
        name: waiting.name.clone(),
        number,
        inventory: reading.kind.code().into(),
        source: reading.kind.source(),
        on,
        counts,
        statements,
        conflicts: conflicts.filter(|one| !known.contains(&(one.key, one.value.clone()))).collect(),
    })
}

fn statement(entry: &Entry, devices: &[DeviceId]) -> Option<StatementKept> {
    Some(StatementKept {
        device: *devices.get(entry.device)?,
        source: entry.source,
        on: entry.on,
        files: entry.files.clone(),
        line: entry.line,
        pin: entry.pin.as_ref().and_then(|pin| pin.parse().ok()),
        fields: entry.fields.unpacked(),
    })
}

/// A conflict about a key, between devices.
fn key_conflict(conflict: &Conflict, entries: &[Entry], devices: &[DeviceId]) -> Option<KeyConflict> {
    let Conflict::Key { key, apart_by, entries: records } = conflict else { return None };
    let found = records.iter().filter_map(|at| devices.get(entries.get(*at)?.device).copied());
    let found: BTreeSet<DeviceId> = found.collect();
    (found.len() > 1).then(|| KeyConflict {
        key: key.kind,
        value: key.value.clone(),
        apart_by: *apart_by,
        devices: found.into_iter().collect(),
    })
}
