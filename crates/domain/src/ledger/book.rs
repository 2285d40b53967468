//! The ledger as a book of statements: what taking in more of them would do, and what each device shows then.

use super::{
    field::FieldKey,
    identity::{Contradiction, Identity},
    packed::PackedFields,
    placing::{Device, place, shared_keys},
    statement::{Shown, SourceKind, Stated, Statement, shown, statement_digest},
    weak_key::{KeyKind, WeakKey, weak_keys},
};
use crate::digest::Digest;
use std::collections::{BTreeSet, HashMap};
use time::Date;

/// One statement about one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its device, by its place among the devices of the book.
    pub device: usize,
    /// Hash of what it says.
    pub digest: Digest,
    /// Who says it.
    pub source: SourceKind,
    /// The last day for which it was said.
    pub on: Date,
    /// The files in which it stands, by their numbers.
    pub files: Vec<u32>,
    /// Where it stands in the first of them.
    pub line: u32,
    /// The device to which a person bound it, by any name.
    pub pin: Option<Box<str>>,
    /// What it says.
    pub fields: PackedFields,
}

impl Entry {
    fn keys(&self) -> Vec<WeakKey> {
        let pin = self.pin.iter().map(|pin| WeakKey { kind: KeyKind::Person, value: pin.clone() });
        pin.chain(weak_keys(&self.fields)).collect()
    }

    fn identity(&self) -> Identity<'_> {
        Identity { files: &self.files, one_each: self.source.one_each(), keys: self.keys() }
    }

    fn statement(&self, on: Date) -> Statement<'_> {
        Statement::packed(self.source, on, &self.fields)
    }
}

/// What becomes of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// A device that the ledger does not know yet.
    New,
    /// A known device shows something else.
    Changed,
    /// A known device shows the same.
    Unchanged,
    /// A person has to decide.
    Conflict,
}

impl Fate {
    /// Stable code, as in message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
            Self::Conflict => "conflict",
        }
    }
}

/// A record that was taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenRecord {
    /// What became of it.
    pub fate: Fate,
    /// Its place in the book.
    pub entry: usize,
}

/// What a person has to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conflict {
    /// Records share a key and are held apart by a stronger one.
    Key {
        /// The shared key.
        key: WeakKey,
        /// What holds them apart.
        apart_by: KeyKind,
        /// The records, by their places in the book.
        entries: Vec<usize>,
    },
    /// Sources contradict each other about one device.
    Field {
        /// The field.
        key: FieldKey,
        /// What each says; the shown one first.
        said: Vec<Stated>,
        /// The records that say something of it.
        entries: Vec<usize>,
    },
}

impl Conflict {
    /// The records that it is about.
    #[must_use]
    pub fn entries(&self) -> &[usize] {
        match self {
            Self::Key { entries, .. } | Self::Field { entries, .. } => entries,
        }
    }
}

/// What taking a file in did to a book.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Taken {
    /// Each record, in the order of the file.
    pub records: Vec<TakenRecord>,
    /// What a person has to decide now and had not before.
    pub conflicts: Vec<Conflict>,
    /// Every shared key that holds devices apart now, whether it did before or not.
    pub standing: Vec<Conflict>,
    /// Devices of which nothing is said any more.
    pub gone: Vec<usize>,
    /// Statements that are new, of another day, or of another device now.
    pub written: BTreeSet<usize>,
    pub(super) was: Was,
}

/// What is needed to tell what a device showed before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Was {
    /// Statements that were there and are there, counted from the first.
    pub(super) count: usize,
    /// The earlier day of those that are of a later day now.
    pub(super) days: HashMap<usize, Date>,
    /// Those that belong to another device now.
    pub(super) moved: BTreeSet<usize>,
    /// The same, by the device to which they belonged.
    pub(super) left: HashMap<usize, Vec<usize>>,
    /// Statements that ended: they stood only by a list that was corrected.
    pub(super) ended: Vec<Entry>,
}

/// A book of statements.
#[derive(Debug, Clone, Default)]
pub struct Book {
    pub(super) entries: Vec<Entry>,
    pub(super) devices: usize,
    /// Each device with its statements, in order.
    by_device: Vec<(usize, usize)>,
    /// Shared keys that are known to hold devices apart: they are told once.
    open: BTreeSet<(KeyKind, Box<str>)>,
    /// What a person bound a statement to that comes in corrected.
    pub(super) pins: HashMap<Digest, Box<str>>,
}

impl Book {
    /// A book with these statements, about so many devices.
    #[must_use]
    pub fn new(entries: Vec<Entry>, devices: usize) -> Self {
        let mut book = Self { entries, devices, ..Self::default() };
        book.sort_by_device();
        book
    }

    /// That these shared keys are known to hold devices apart.
    #[must_use]
    pub fn with_open(self, open: BTreeSet<(KeyKind, Box<str>)>) -> Self {
        Self { open, ..self }
    }

    pub(super) fn sort_by_device(&mut self) {
        self.by_device = self.entries.iter().enumerate().map(|(at, one)| (one.device, at)).collect();
        self.by_device.sort_unstable();
    }

    /// Its statements.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Its devices are counted from 0 to this.
    #[must_use]
    pub const fn devices(&self) -> usize {
        self.devices
    }

    /// The statements about a device, each with its place.
    pub fn of(&self, device: usize) -> impl Iterator<Item = (usize, &Entry)> {
        let from = self.by_device.partition_point(|(known, _)| *known < device);
        let here = self.by_device.iter().skip(from).take_while(move |(known, _)| *known == device);
        here.filter_map(|(_, at)| Some((*at, self.entries.get(*at)?)))
    }

    /// What a device shows; nothing for one about which nothing is said.
    #[must_use]
    pub fn shown(&self, device: usize) -> Option<Shown> {
        let said: Vec<Statement<'_>> = self.of(device).map(|(_, one)| one.statement(one.on)).collect();
        (!said.is_empty()).then(|| shown(&said))
    }

    /// What a device showed before a file was taken in; nothing for one that was not there.
    #[must_use]
    pub fn shown_before(&self, taken: &Taken, device: usize) -> Option<Shown> {
        let was = &taken.was;
        let stayed = self.of(device).filter(|(at, _)| *at < was.count && !was.moved.contains(at));
        let left = was.left.get(&device).into_iter().flatten().filter_map(|at| Some((*at, self.entries.get(*at)?)));
        let day = |at: usize, one: &Entry| was.days.get(&at).copied().unwrap_or(one.on);
        let ended = was.ended.iter().filter(|one| one.device == device).map(|one| one.statement(one.on));
        let said: Vec<Statement<'_>> =
            stayed.chain(left).map(|(at, one)| one.statement(day(at, one))).chain(ended).collect();
        (!said.is_empty()).then(|| shown(&said))
    }

    /// Keys by which a record belongs to a device that was there before the file was taken in.
    #[must_use]
    pub fn matched_by(&self, taken: &Taken, record: TakenRecord) -> Vec<WeakKey> {
        let Some(one) = self.entries.get(record.entry) else { return Vec::new() };
        let known: Vec<Vec<WeakKey>> =
            self.of(one.device).filter(|(at, _)| *at < taken.was.count).map(|(_, other)| other.keys()).collect();
        shared_keys(&one.keys(), &known)
    }

    /// Takes the records of a file in. What was there stays; a statement that was there already gets the later day.
    pub fn take(
        &mut self,
        file: u32,
        source: SourceKind,
        on: Date,
        records: impl IntoIterator<Item = (u32, PackedFields)>,
    ) -> Taken {
        let mut taken = Taken { was: Was { count: self.entries.len(), ..Was::default() }, ..Taken::default() };
        let places = self.add(&mut taken, file, source, on, records);
        let concerned = self.place(&mut taken, &places);
        self.tell(&mut taken, &places, concerned);
        taken
    }

    /// What became of everything.
    pub(super) fn tell(&mut self, taken: &mut Taken, places: &[usize], concerned: BTreeSet<usize>) {
        self.sort_by_device();
        let mut changed = BTreeSet::new();
        for device in concerned {
            if self.compare(taken, device) {
                changed.insert(device);
            }
        }
        self.fates(taken, places, &changed);
    }

    /// Adds what is new of the records; returns the place of each.
    pub(super) fn add(
        &mut self,
        taken: &mut Taken,
        file: u32,
        source: SourceKind,
        on: Date,
        records: impl IntoIterator<Item = (u32, PackedFields)>,
    ) -> Vec<usize> {
        let mut known: HashMap<Digest, usize> =
            self.entries.iter().enumerate().map(|(at, one)| (one.digest, at)).collect();
        let mut places = Vec::new();
        for (line, fields) in records {
            let digest = statement_digest(source, fields.iter());
            let at = *known.entry(digest).or_insert(self.entries.len());
            places.push(at);
            match self.entries.get_mut(at) {
                None => {
                    taken.written.insert(at);
                    let (files, pin) = (vec![file], self.pins.remove(&digest));
                    self.entries.push(Entry { device: 0, digest, source, on, files, line, pin, fields });
                }
                Some(_) if at >= taken.was.count => {}
                Some(one) => {
                    if !one.files.contains(&file) {
                        one.files.push(file);
                        taken.written.insert(at);
                    }
                    if on > one.on {
                        taken.was.days.insert(at, one.on);
                        taken.written.insert(at);
                        one.on = on;
                    }
                }
            }
        }
        places
    }

    /// Finds the device of everything. Returns the devices that are concerned.
    pub(super) fn place(&mut self, taken: &mut Taken, places: &[usize]) -> BTreeSet<usize> {
        let count = taken.was.count;
        let known: Vec<usize> = self.entries.iter().take(count).map(|one| one.device).collect();
        let identities: Vec<Identity<'_>> = self.entries.iter().map(Entry::identity).collect();
        let placed = place(&known, &identities);
        drop(identities);
        let first_new = self.devices;
        let number = |device: &Device| match device {
            Device::Known(device) => *device,
            Device::New(new) => first_new + new,
        };
        let mut concerned = BTreeSet::new();
        for (at, device) in &placed.moved {
            if let Some(one) = self.entries.get_mut(*at) {
                concerned.insert(one.device);
                taken.was.moved.insert(*at);
                taken.was.left.entry(one.device).or_default().push(*at);
                one.device = number(device);
                taken.written.insert(*at);
            }
        }
        for (one, device) in self.entries.iter_mut().skip(count).zip(&placed.incoming) {
            one.device = number(device);
        }
        let here = taken.written.iter().chain(places).filter_map(|at| self.entries.get(*at));
        concerned.extend(here.map(|one| one.device));
        self.devices = concerned.iter().map(|device| device + 1).max().unwrap_or(0).max(self.devices);
        self.decide(taken, placed.contradictions);
        concerned
    }

    /// Contradictions that a person has to decide, and those among them that arose now.
    fn decide(&mut self, taken: &mut Taken, found: Vec<Contradiction>) {
        let count = taken.was.count;
        let known = self.entries.iter().take(if found.is_empty() { 0 } else { count });
        let bound: BTreeSet<usize> = known.filter(|one| one.pin.is_some()).map(|one| one.device).collect();
        let devices = |one: &Contradiction| -> BTreeSet<usize> {
            one.records.iter().filter_map(|at| self.entries.get(*at)).map(|entry| entry.device).collect()
        };
        // A person decided about every device that is concerned: nothing is left to decide.
        let is_decided = |one: &Contradiction| one.apart_by == KeyKind::Person && devices(one).is_subset(&bound);
        let standing: Vec<Contradiction> =
            found.into_iter().filter(|one| devices(one).len() > 1 && !is_decided(one)).collect();
        let name = |one: &Contradiction| (one.key.kind, one.key.value.clone());
        // What arises is told, also where it arises between statements that were there: it does not depend on who came last.
        let arises =
            |one: &&Contradiction| one.records.iter().any(|at| *at >= count) || !self.open.contains(&name(one));
        let told = |one: &Contradiction| Conflict::Key {
            key: one.key.clone(),
            apart_by: one.apart_by,
            entries: one.records.clone(),
        };
        taken.conflicts = standing.iter().filter(arises).map(told).collect();
        taken.standing = standing.iter().map(told).collect();
        self.open = standing.iter().map(name).collect();
    }

    /// Whether a device that was there shows something else now. What contradicts since is noted.
    fn compare(&self, taken: &mut Taken, device: usize) -> bool {
        let (mut touched, mut several, mut first) = (false, false, true);
        for (at, _) in self.of(device) {
            several |= !first;
            first = false;
            touched |= taken.written.contains(&at);
        }
        let before = if touched || first { self.shown_before(taken, device) } else { return false };
        if first && before.is_some() {
            taken.gone.push(device);
        }
        // One source does not contradict itself in one statement.
        if before.is_none() && !several {
            return false;
        }
        let after = self.shown(device);
        for dispute in after.iter().flat_map(|after| &after.disputes) {
            if before.as_ref().is_some_and(|before| before.disputes.contains(dispute)) {
                continue;
            }
            let says = self.of(device).filter(|(_, one)| one.fields.get(dispute.key).is_some());
            let entries = says.map(|(at, _)| at).collect();
            taken.conflicts.push(Conflict::Field { key: dispute.key, said: dispute.said.clone(), entries });
        }
        before.is_some_and(|before| after.is_none_or(|after| !before.says_the_same(&after)))
    }

    fn existed(&self, taken: &Taken, device: usize) -> bool {
        let was = &taken.was;
        let is_old = |(at, _): (usize, &Entry)| at < was.count && !was.moved.contains(&at);
        was.left.contains_key(&device)
            || self.of(device).any(is_old)
            || was.ended.iter().any(|one| one.device == device)
    }

    fn fates(&self, taken: &mut Taken, places: &[usize], changed: &BTreeSet<usize>) {
        let in_conflict: BTreeSet<usize> = taken.conflicts.iter().flat_map(Conflict::entries).copied().collect();
        let mut told = BTreeSet::new();
        let mut records = Vec::with_capacity(places.len());
        for at in places.iter().copied() {
            let Some(one) = self.entries.get(at) else { continue };
            let first = told.insert(one.device);
            let fate = if at >= taken.was.count && in_conflict.contains(&at) {
                Fate::Conflict
            } else if first && changed.contains(&one.device) {
                Fate::Changed
            } else if first && !self.existed(taken, one.device) {
                Fate::New
            } else {
                Fate::Unchanged
            };
            records.push(TakenRecord { fate, entry: at });
        }
        taken.records = records;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{value::Value, weak_key::Fields};
    use super::*;
    use proptest::prelude::*;
    use time::macros::date;

    fn fields(pairs: &[(FieldKey, &str)]) -> PackedFields {
        let fields: Fields =
            pairs.iter().filter_map(|(key, text)| Some((*key, Value::parse(*key, text).ok()??))).collect();
        PackedFields::from(&fields)
    }

    fn fates(taken: &Taken) -> Vec<&'static str> {
        taken.records.iter().map(|record| record.fate.code()).collect()
    }

    const DAY: Date = date!(2024 - 06 - 10);

    #[test]
    fn a_file_taken_in_twice_changes_nothing() {
        let list = || {
            vec![
                (2, fields(&[(FieldKey::AssetNumber, "A-1"), (FieldKey::Serial, "S-1000")])),
                (3, fields(&[(FieldKey::AssetNumber, "A-2"), (FieldKey::Serial, "S-1000")])),
                (4, fields(&[(FieldKey::AssetNumber, "A-3")])),
            ]
        };
        let mut book = Book::default();
        let first = book.take(1, SourceKind::List, DAY, list());
        assert_eq!(fates(&first), ["conflict", "conflict", "new"]);
        assert_eq!((first.conflicts.len(), book.devices()), (1, 3));
        let entries = book.entries().to_vec();
        let again = book.take(1, SourceKind::List, DAY, list());
        assert_eq!(fates(&again), ["unchanged", "unchanged", "unchanged"]);
        assert_eq!((again.written.len(), again.conflicts.len()), (0, 0));
        assert_eq!(book.entries(), entries);
    }

    #[test]
    fn a_later_list_changes_field_by_field() {
        let mut book = Book::default();
        book.take(
            1,
            SourceKind::List,
            DAY,
            vec![(2, fields(&[(FieldKey::AssetNumber, "A-1"), (FieldKey::Room, "受付")]))],
        );
        let later = book.take(
            2,
            SourceKind::List,
            date!(2024 - 07 - 01),
            vec![(5, fields(&[(FieldKey::AssetNumber, "A-1"), (FieldKey::Room, "外来")]))],
        );
        assert_eq!(fates(&later), ["changed"]);
        let room = |shown: Option<Shown>| shown.and_then(|shown| shown.text(FieldKey::Room).map(str::to_owned));
        assert_eq!(room(book.shown_before(&later, 0)).as_deref(), Some("受付"));
        assert_eq!(room(book.shown(0)).as_deref(), Some("外来"));
        assert_eq!(book.matched_by(&later, later.records[0]).len(), 1);
    }

    #[test]
    fn what_a_person_held_apart_is_no_conflict_again() {
        let list = |owner| {
            [("A-1", "S-1000"), ("A-2", "S-1000")].map(|(asset, serial)| {
                (2, fields(&[(FieldKey::AssetNumber, asset), (FieldKey::Serial, serial), (FieldKey::Owner, owner)]))
            })
        };
        let mut book = Book::default();
        let first = book.take(1, SourceKind::List, DAY, list("佐藤").to_vec());
        assert_eq!(fates(&first), ["conflict", "conflict"]);
        let mut entries = book.entries().to_vec();
        for one in &mut entries {
            one.pin = Some(one.device.to_string().into());
        }
        let mut book = Book::new(entries, 2);
        let later = date!(2024 - 07 - 01);
        let again = book.take(2, SourceKind::List, later, list("山田").to_vec());
        assert_eq!((fates(&again), again.conflicts.len()), (vec!["changed", "changed"], 0));
        let third = (4, fields(&[(FieldKey::AssetNumber, "A-3"), (FieldKey::Serial, "S-1000")]));
        let third = book.take(3, SourceKind::List, later, vec![third]);
        assert_eq!(fates(&third), ["conflict"]);
    }

    fn some_file() -> impl Strategy<Value = (usize, i32, Vec<PackedFields>)> {
        let one = (0..4u8, 0..4u8, 0..4u8, 0..3u8).prop_map(|(asset, serial, host, room)| {
            let mut pairs = Vec::new();
            let text = |letter: &str, number: u8| (number > 0).then(|| format!("{letter}-100{number}"));
            pairs.extend(text("A", asset).map(|text| (FieldKey::AssetNumber, text)));
            pairs.extend(text("S", serial).map(|text| (FieldKey::Serial, text)));
            pairs.extend(text("pc", host).map(|text| (FieldKey::HostName, text)));
            pairs.push((FieldKey::Room, format!("R{room}")));
            let pairs: Vec<(FieldKey, &str)> = pairs.iter().map(|(key, text)| (*key, text.as_str())).collect();
            fields(&pairs)
        });
        (0..7usize, 0..2i32, proptest::collection::vec(one, 0..4))
    }

    /// A file: its number, who speaks in it, the day, its records.
    type File = (usize, (usize, i32, Vec<PackedFields>));

    /// What every device shows, as a set: numbers of devices do not matter; and the cases that are open for a person.
    fn ledger(files: &[File]) -> (BTreeSet<String>, BTreeSet<String>) {
        let (mut book, mut open) = (Book::default(), BTreeSet::new());
        for (number, (source, day, records)) in files {
            let on = Date::from_julian_day(DAY.to_julian_day() + day).unwrap();
            let records = records.iter().cloned().map(|fields| (1, fields));
            let taken = book.take(u32::try_from(*number).unwrap(), SourceKind::ALL[*source], on, records);
            let key = |one: &Conflict| match one {
                Conflict::Key { key, .. } => Some(format!("{} {}", key.kind.code(), key.value)),
                Conflict::Field { .. } => None,
            };
            let standing: BTreeSet<String> = taken.standing.iter().filter_map(key).collect();
            // What is told stays open as long as it stands; nothing stands that was not told.
            open.extend(taken.conflicts.iter().filter_map(key));
            open.retain(|one| standing.contains(one));
            assert_eq!(open, standing);
        }
        let shown = (0..book.devices()).filter_map(|device| book.shown(device));
        (shown.map(|shown| format!("{shown:?}")).collect(), open)
    }

    proptest! {
        /// Files taken in in any order give the same ledger, and files taken in again change nothing.
        #[test]
        fn any_order_gives_the_same_ledger(
            (files, mixed) in proptest::collection::vec(some_file(), 0..5)
                .prop_map(|files| files.into_iter().enumerate().collect::<Vec<_>>())
                .prop_flat_map(|files| (Just(files.clone()), Just(files).prop_shuffle()))
        ) {
            let straight = ledger(&files);
            prop_assert_eq!(&straight, &ledger(&mixed));
            let twice: Vec<_> = files.iter().chain(&mixed).cloned().collect();
            prop_assert_eq!(&straight, &ledger(&twice));
        }
    }
}
