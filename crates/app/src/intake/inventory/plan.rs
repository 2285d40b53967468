//! Reading a file and comparing it with the ledger: everything that is needed to say what it would do, and to do it.

use super::{
    DEVICE_LIST, Progress, Stage,
    last::{LastRead, ReadAs},
};
use crate::{
    App, AppError,
    intake::{IntakeError, Waiting},
};
use domain::{
    access::{Permit, View},
    digest::Digest,
    id::DeviceId,
    intake::Meanings,
    ledger::{Fate, FateCounts, KeyKind, SourceKind, Taken},
};
use evidence::inventory::{FileFault, FileWhy, Guide, Reading, read_inventory_as};
use std::{collections::BTreeSet, sync::Arc};
use store::ledger::{KeptBook, OpenConflict, TakenFile};
use time::Date;

/// What a person chose about a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// What its columns mean; none while nobody said so.
    pub columns: Option<Meanings>,
    /// The earlier file of which it is the corrected one, by its number in the ledger.
    pub replaces: Option<u32>,
    /// Whether each of its devices will be told, as a program reads it: they stay in memory for that.
    pub each: bool,
}

/// A shared key about which a person decided, and the devices that they looked at.
pub(super) type Decided = (KeyKind, Box<str>, BTreeSet<DeviceId>);

/// The ledger as far as taking a file in stands on it.
struct Ledger {
    kept: KeptBook,
    open: Vec<OpenConflict>,
    decided: Vec<Decided>,
    files: Vec<TakenFile>,
    /// Names and meanings of kept profiles, the newest first.
    profiles: (Vec<String>, Vec<Meanings>),
}

impl Ledger {
    async fn open(app: &App, view: &Permit<View>) -> Result<Self, IntakeError> {
        let db = &app.db;
        let mut kept = store::ledger::book(db, view).await?;
        let open = store::ledger::conflicts(db, view, usize::MAX).await?;
        let decided = store::ledger::decided(db, view).await?;
        let files = store::ledger::taken_files(db, view).await?;
        let profiles = store::intake::profiles(db, view, DEVICE_LIST).await?;
        let profiles =
            profiles.into_iter().map(|one| (one.name.to_string(), Meanings::of_mapping(&one.mapping))).unzip();
        let known = open.iter().map(|one| (one.conflict.key, one.conflict.value.clone()));
        let known = known.chain(decided.iter().map(|(key, value, _)| (*key, value.clone()))).collect();
        kept.book = kept.book.with_open(known);
        Ok(Self { kept, open, decided, files, profiles })
    }
}

/// A file that was read and compared.
pub struct Prepared {
    pub(super) waiting: Waiting,
    pub(super) choice: Choice,
    pub(super) bytes: Arc<Vec<u8>>,
    /// What was read; its devices only where each of them is told.
    pub(super) reading: Reading,
    /// The line of each record.
    pub(super) lines: Vec<u32>,
    /// Why its headings are not known, where a person has to say what they mean.
    pub(super) unread: Option<FileFault>,
    pub(super) taken: Taken,
    pub(super) ended: Vec<Digest>,
    pub(super) kept: KeptBook,
    pub(super) open: Vec<OpenConflict>,
    pub(super) decided: Vec<Decided>,
    pub(super) files: Vec<TakenFile>,
    pub(super) profile: Option<String>,
    pub(super) on: Date,
    pub(super) number: u32,
}

impl std::fmt::Debug for Prepared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Prepared").field("waiting", &self.waiting).field("on", &self.on).finish_non_exhaustive()
    }
}

/// What came of reading a file.
#[derive(Debug)]
pub enum Planned {
    /// It can be shown and taken.
    Ready(Box<Prepared>),
    /// Nothing of it can be taken; with [`FileWhy::Stopped`] somebody stopped it.
    Refused(FileFault),
    /// The file that it was to replace is not there, or is of another kind.
    NotToReplace,
}

/// Reads a file and compares it with the ledger. Writes nothing.
///
/// # Errors
/// When the database can't be read.
pub async fn prepare_inventory(
    app: &App,
    view: &Permit<View>,
    waiting: &Waiting,
    bytes: Arc<Vec<u8>>,
    choice: &Choice,
    progress: &Arc<Progress>,
) -> Result<Planned, IntakeError> {
    progress.enter(Stage::Waiting);
    // Reading takes its time and its memory: beside the pages, one file at a time.
    let turn = tokio::select! {
        biased;
        () = progress.stopped() => return Ok(Planned::Refused(stopped())),
        turn = app.reading.clone().acquire_owned() => turn.map_err(|error| AppError::Internal(error.to_string()))?,
    };
    progress.enter(Stage::Reading);
    let ledger = Ledger::open(app, view).await?;
    let (today, waiting, choice, progress) = (app.today(), waiting.clone(), choice.clone(), progress.clone());
    let last = app.last_read.clone();
    let planned = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        plan(ledger, waiting, bytes, choice, today, &progress, &last)
    });
    Ok(planned.await.map_err(|error| AppError::Internal(error.to_string()))?)
}

fn stopped() -> FileFault {
    FileFault { line: 1, why: FileWhy::Stopped, found: String::new() }
}

fn plan(
    ledger: Ledger,
    waiting: Waiting,
    bytes: Arc<Vec<u8>>,
    choice: Choice,
    today: Date,
    progress: &Progress,
    last: &LastRead,
) -> Planned {
    let Ledger { mut kept, open, decided, files, profiles: (names, kept_meanings) } = ledger;
    let go_on = |rows| progress.read(rows);
    let (said, places) = (choice.columns.as_ref(), choice.each);
    let guide = Guide { said, kept: &kept_meanings, any_heading: false, places, go_on: &go_on };
    let (mut reading, unread) = match read(&bytes, waiting.file, &guide, last) {
        Ok(reading) => (reading, None),
        // A list of which nobody knows the headings yet is shown, so that a person can say what they mean.
        Err(fault) if fault.why == FileWhy::NoHeading => {
            match read_inventory_as(&bytes, &Guide { any_heading: true, ..guide }) {
                Ok(reading) if !reading.columns.is_empty() => (reading, Some(fault)),
                _ => return Planned::Refused(fault),
            }
        }
        Err(fault) => return Planned::Refused(fault),
    };
    let replaced = choice.replaces.map(|number| files.iter().find(|one| one.number == number));
    if replaced.is_some_and(|found| found.is_none_or(|found| !may_replace(found, waiting.file, &reading))) {
        return Planned::NotToReplace;
    }
    progress.enter(Stage::Comparing);
    let next = kept.files.values().max().map_or(1, |last| last + 1);
    let number = kept.files.get(&waiting.file).copied().unwrap_or(next);
    let on = reading.on.unwrap_or(today);
    let lines = reading.devices.iter().map(|found| found.line).collect();
    // The book has them from now on.
    let devices = if choice.each { reading.devices.clone() } else { std::mem::take(&mut reading.devices) };
    let records = devices.into_iter().map(|found| (found.line, found.fields));
    let source = reading.kind.source();
    let (taken, ended) = match choice.replaces {
        Some(earlier) => kept.book.take_corrected(earlier, number, source, on, records.collect()),
        None => (kept.book.take(number, source, on, records), Vec::new()),
    };
    if progress.is_stopped() {
        return Planned::Refused(stopped());
    }
    let profile = reading.profile.and_then(|at| names.get(at)).cloned();
    let prepared = Prepared {
        waiting,
        choice,
        bytes,
        reading,
        lines,
        unread,
        taken,
        ended,
        kept,
        open,
        decided,
        files,
        profile,
        on,
        number,
    };
    Planned::Ready(Box::new(prepared))
}

/// Reads a file, unless it was the last one that was read.
fn read(bytes: &[u8], file: Digest, guide: &Guide<'_>, last: &LastRead) -> Result<Reading, FileFault> {
    if guide.places {
        return read_inventory_as(bytes, guide);
    }
    let read_as = ReadAs { file, said: guide.said.cloned(), kept: guide.kept.to_vec() };
    if let Some(reading) = last.get(&read_as) {
        return Ok(reading);
    }
    let reading = read_inventory_as(bytes, guide)?;
    last.keep(read_as, &reading, bytes.len());
    Ok(reading)
}

/// Whether a file can be the corrected one of another: both are of one source, and they are two.
pub(super) fn may_replace(earlier: &TakenFile, file: Digest, reading: &Reading) -> bool {
    let source = evidence::inventory::InventoryKind::ALL.iter().find(|kind| kind.code() == earlier.inventory);
    earlier.file != file && !earlier.replaced && source.map(|kind| kind.source()) == Some(reading.kind.source())
}

impl Prepared {
    /// What became of its records.
    #[must_use]
    pub fn counts(&self) -> FateCounts {
        let mut counts =
            FateCounts { refused: self.reading.refused(), gone: self.gone().count(), ..FateCounts::default() };
        for record in &self.taken.records {
            match record.fate {
                Fate::New => counts.new += 1,
                Fate::Changed => counts.changed += 1,
                Fate::Unchanged => counts.unchanged += 1,
                Fate::Conflict => counts.conflict += 1,
            }
        }
        counts
    }

    /// Devices of which nothing is said any more.
    pub(super) fn gone(&self) -> impl Iterator<Item = usize> {
        let replaces = self.choice.replaces.is_some();
        self.taken.gone.iter().copied().filter(move |_| replaces)
    }

    /// Whether taking it in would write anything: at least the day on which something was said again.
    #[must_use]
    pub fn writes(&self) -> bool {
        !self.taken.written.is_empty() || !self.ended.is_empty()
    }

    /// SHA-256 over the file, what a person chose, and the state of the ledger on which this stands.
    #[must_use]
    pub fn seal(&self) -> Digest {
        let Choice { columns, replaces, .. } = &self.choice;
        let columns: Vec<_> = columns.iter().flat_map(Meanings::iter).collect();
        let version = self.kept.version;
        Digest::of(format!("{} {version} {} {replaces:?} {columns:?}", self.waiting.file, self.on).as_bytes())
    }

    /// Hash over the headings of a list.
    pub(super) fn headings(&self) -> Option<Digest> {
        let columns = &self.reading.columns;
        let lines: Vec<String> = columns.iter().map(|one| format!("{}\t{}", one.sheet, one.heading)).collect();
        (!lines.is_empty()).then(|| Digest::of(lines.join("\n").as_bytes()))
    }

    /// Who speaks in it.
    pub(super) const fn source(&self) -> SourceKind {
        self.reading.kind.source()
    }
}
