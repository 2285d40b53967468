//! What taking a file in would do, in words.

use super::plan::{Prepared, may_replace};
use crate::{
    ledger::{FileTold, file_told, words as field_words},
    words::T,
};
use domain::{
    digest::Digest,
    ledger::{Conflict, Fate, FateCounts, FieldKey, KeyKind, Shown, TakenRecord, WeakKey, device_name},
};
use evidence::inventory::{FileFault, Remark};
use messages::Value as Word;
use std::collections::BTreeSet;
use store::ledger::TakenFile;
use time::Date;

/// Records, remarks and conflicts that a preview names, of each; the rest is counted.
const SHOWN: usize = 200;
/// Earlier files of which one can be replaced: the last so many.
const EARLIER: usize = 50;

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
    /// Columns of a list, each heading once.
    pub columns: Vec<ColumnShown>,
    /// The kept profile by which the columns were understood.
    pub profile: Option<String>,
    /// Why nothing is read yet: a person has to say what the columns mean.
    pub unread: Option<String>,
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
    /// The earlier file that it replaces.
    pub replaces: Option<EarlierFile>,
    /// The earlier file of which it may be the corrected one: a list of the same day, with the same columns, of the same devices.
    pub may_correct: Option<EarlierFile>,
    /// Earlier files that it could replace, the last first.
    pub earlier: Vec<EarlierFile>,
    /// Devices of which nothing would be said any more, by name.
    pub gone: Vec<String>,
    /// Such devices beyond the ones that are named.
    pub more_gone: usize,
    /// Whether anything would be written: at least the day on which something was said again.
    pub writes: bool,
    /// SHA-256 over the file, what a person chose, and the state of the ledger on which this stands.
    pub seal: Digest,
}

/// A column of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnShown {
    /// Its heading.
    pub heading: String,
    /// The field for which it is taken; none for one that is not used.
    pub field: Option<FieldKey>,
    /// Whether nobody said anything of it, and its heading means nothing to the program.
    pub is_unknown: bool,
}

/// A file that was taken in before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierFile {
    /// Its number in the ledger.
    pub number: u32,
    /// Name under which it came.
    pub name: String,
    /// The day of its data.
    pub on: Date,
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

impl Prepared {
    /// What it would do, in words.
    #[must_use]
    pub fn preview(&self, t: T) -> InventoryPreview {
        let Self { reading, taken, .. } = self;
        // Of a list whose columns nobody knows, no row says anything: that is one remark, not one for each.
        let remarks = reading.remarks.iter().filter(|_| self.unread.is_none());
        let (refused, remarks): (Vec<_>, Vec<_>) = remarks.partition(|one| one.why.loses_record());
        let told = taken.records.iter().zip(&self.lines).filter(|(record, _)| record.fate != Fate::Unchanged);
        let lines: Vec<RecordLine> =
            told.clone().take(SHOWN).map(|(record, line)| self.record_line(*record, *line, t)).collect();
        let cut = |all: Vec<&Remark>| all.into_iter().take(SHOWN).map(|one| remark_line(one, t)).collect::<Vec<_>>();
        let (refused_count, remark_count) = (refused.len(), remarks.len());
        let (refused, remarks) = (cut(refused), cut(remarks));
        let more_remarks = reading.more_remarks + refused_count + remark_count - refused.len() - remarks.len();
        let counts = self.counts();
        let gone: Vec<String> = self.gone().take(SHOWN).filter_map(|device| self.name_before(device)).collect();
        let earlier: Vec<&TakenFile> =
            self.files.iter().filter(|one| may_replace(one, self.waiting.file, reading)).take(EARLIER).collect();
        InventoryPreview {
            kind: t.code("ledger-inventory", reading.kind.code()).into_owned(),
            on: self.on,
            says_its_day: reading.on.is_some(),
            columns: self.columns(),
            profile: self.profile.clone(),
            unread: self.unread.as_ref().map(|fault| fault_words(t, fault)),
            more_lines: told.count() - lines.len(),
            more_remarks: if self.unread.is_some() { 0 } else { more_remarks },
            lines,
            refused,
            remarks,
            replaces: self.earlier(self.choice.replaces),
            may_correct: self.may_correct(&earlier),
            earlier: earlier.into_iter().map(earlier_file).collect(),
            more_gone: counts.gone - gone.len(),
            gone,
            writes: self.writes(),
            seal: self.seal(),
            counts: if self.unread.is_some() { FateCounts::default() } else { counts },
        }
    }

    /// As a program reads it; `each` with every device.
    #[must_use]
    pub fn told(&self, t: T, each: bool) -> FileTold {
        let here = (self.number, self.waiting.name.to_string());
        let names = |number: u32| {
            let known = self.files.iter().find(|one| one.number == number).map(|one| one.name.clone());
            known.or_else(|| (here.0 == number).then(|| here.1.clone()))
        };
        let told = file_told(&here.1, &names, &self.reading, &self.kept.book, &self.taken, t, each);
        FileTold { gone: self.gone().filter_map(|device| self.name_before(device)).collect(), ..told }
    }

    fn name_before(&self, device: usize) -> Option<String> {
        self.kept.book.shown_before(&self.taken, device).map(|shown| device_name(&shown).to_owned())
    }

    fn earlier(&self, number: Option<u32>) -> Option<EarlierFile> {
        let number = number?;
        self.files.iter().find(|one| one.number == number).map(earlier_file)
    }

    fn columns(&self) -> Vec<ColumnShown> {
        let mut seen = BTreeSet::new();
        let said = self.choice.columns.as_ref();
        let is_said = |heading: &str| said.is_some_and(|said| said.of(heading).is_some());
        let columns = self.reading.columns.iter().filter(|one| seen.insert(one.heading.as_str()));
        columns
            .map(|one| ColumnShown {
                heading: one.heading.clone(),
                field: one.field,
                is_unknown: one.field.is_none() && !is_said(&one.heading) && self.profile.is_none(),
            })
            .collect()
    }

    /// The earlier list of which this may be the corrected one: of the same day, with the same columns, and half of its devices.
    fn may_correct(&self, earlier: &[&TakenFile]) -> Option<EarlierFile> {
        let headings = self.headings()?;
        if self.choice.replaces.is_some()
            || !self.source().one_each()
            || self.kept.files.contains_key(&self.waiting.file)
        {
            return None;
        }
        let alike = earlier.iter().filter(|one| {
            one.on == self.on && one.headings == Some(headings) && one.inventory == self.reading.kind.code()
        });
        let entries = self.kept.book.entries();
        let of_file = |number: u32| -> BTreeSet<usize> {
            entries.iter().filter(|one| one.files.contains(&number)).map(|one| one.device).collect()
        };
        let now = of_file(self.number);
        let fits = |one: &&&TakenFile| {
            let then = of_file(one.number);
            then.intersection(&now).count() * 2 >= then.len().min(now.len()).max(1)
        };
        alike.filter(|one| fits(one)).map(|one| earlier_file(one)).next()
    }

    fn record_line(&self, record: TakenRecord, line: u32, t: T) -> RecordLine {
        let book = &self.kept.book;
        let device = book.entries().get(record.entry).map(|entry| entry.device);
        let after: Option<Shown> = device.and_then(|device| book.shown(device));
        let before = device.and_then(|device| book.shown_before(&self.taken, device)).unwrap_or_default();
        let mut said = match (record.fate, &after) {
            (Fate::New, _) | (_, None) => Vec::new(),
            (_, Some(after)) => field_words::changes(t, &before, after),
        };
        if record.fate == Fate::Conflict {
            let conflicts = self.taken.conflicts.iter();
            said = conflicts
                .filter(|one| one.entries().contains(&record.entry))
                .map(|one| conflict_words(one, t))
                .collect();
        }
        RecordLine {
            line,
            name: after.as_ref().map(device_name).unwrap_or_default().to_owned(),
            fate: record.fate.code(),
            known_by: book.matched_by(&self.taken, record).iter().map(|key| key_words(key, t)).collect(),
            said,
        }
    }
}

fn earlier_file(one: &TakenFile) -> EarlierFile {
    EarlierFile { number: one.number, name: one.name.clone(), on: one.on }
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

/// Why nothing of a file can be taken, and what to do.
#[must_use]
pub fn fault_words(t: T, fault: &FileFault) -> String {
    let args = [("found", Word::from(fault.found.clone())), ("line", Word::from(fault.line.to_string()))];
    t.with(&format!("ledger-refused-{}", fault.why.code()), &args)
}
