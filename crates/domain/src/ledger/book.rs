//! The ledger as a book of statements: what taking in more of them would do, and what each device shows then.

use super::{
    field::FieldKey,
    identity::{Contradiction, Identity},
    placing::{Device, place, shared_keys},
    statement::{Shown, SourceKind, Stated, Statement, shown, statement_digest},
    weak_key::{Fields, KeyKind, WeakKey, weak_keys},
};
use crate::digest::Digest;
use std::collections::{BTreeMap, BTreeSet, HashMap};
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
    pub fields: Fields,
}

impl Entry {
    fn identity(&self) -> Identity {
        let pin = self.pin.iter().map(|pin| WeakKey { kind: KeyKind::Person, value: pin.clone() });
        let keys = pin.chain(weak_keys(&self.fields)).collect();
        Identity { files: self.files.clone(), one_each: self.source.one_each(), keys }
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenRecord {
    /// What became of it.
    pub fate: Fate,
    /// Its place in the book.
    pub entry: usize,
    /// Keys by which it belongs to a device that was there before.
    pub matched_by: Vec<WeakKey>,
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
    /// Statements that are new, of another day, or of another device now.
    pub written: BTreeSet<usize>,
    /// What each device concerned showed before; devices that are new are not in it.
    pub before: BTreeMap<usize, Shown>,
    /// What it shows now; devices about which nothing is said any more are not in it.
    pub after: BTreeMap<usize, Shown>,
}

/// A book of statements.
#[derive(Debug, Clone, Default)]
pub struct Book {
    pub(super) entries: Vec<Entry>,
    pub(super) devices: usize,
    /// Shared keys that are known to hold devices apart: they are told once.
    open: BTreeSet<(KeyKind, Box<str>)>,
    /// What a person bound a statement to that comes in corrected.
    pub(super) pins: HashMap<Digest, Box<str>>,
}

impl Book {
    /// A book with these statements, about so many devices.
    #[must_use]
    pub fn new(entries: Vec<Entry>, devices: usize) -> Self {
        Self { entries, devices, open: BTreeSet::new(), pins: HashMap::new() }
    }

    /// That these shared keys are known to hold devices apart.
    #[must_use]
    pub fn with_open(self, open: BTreeSet<(KeyKind, Box<str>)>) -> Self {
        Self { open, ..self }
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

    /// Takes the records of a file in. What was there stays; a statement that was there already gets the later day.
    pub fn take(&mut self, file: u32, source: SourceKind, on: Date, records: Vec<(u32, Fields)>) -> Taken {
        let old_count = self.entries.len();
        let known: HashMap<Digest, usize> = self.entries.iter().enumerate().map(|(at, one)| (one.digest, at)).collect();
        let mut again = BTreeSet::new();
        let mut fresh = Vec::<Entry>::new();
        let mut fresh_at = HashMap::<Digest, usize>::new();
        let mut places = Vec::with_capacity(records.len());
        for (line, fields) in records {
            let digest = statement_digest(source, &fields);
            let at = known.get(&digest).or_else(|| fresh_at.get(&digest)).copied();
            places.push(at.unwrap_or_else(|| {
                let at = old_count + fresh.len();
                let pin = self.pins.remove(&digest);
                fresh.push(Entry { device: 0, digest, source, on, files: vec![file], line, pin, fields });
                fresh_at.insert(digest, at);
                at
            }));
            again.extend(at.filter(|at| *at < old_count));
        }
        let mut taken = self.place(file, &again, &mut fresh, old_count);
        let newest = |one: &Entry| one.on.max(on);
        for at in again {
            if let Some(one) = self.entries.get_mut(at) {
                let day = newest(one);
                if day != one.on || !one.files.contains(&file) {
                    taken.written.insert(at);
                }
                one.on = day;
                if !one.files.contains(&file) {
                    one.files.push(file);
                }
            }
        }
        taken.written.extend(old_count..old_count + fresh.len());
        self.entries.extend(fresh);
        let concerned: BTreeSet<usize> = taken
            .before
            .keys()
            .copied()
            .chain(taken.written.iter().chain(&places).filter_map(|at| self.entries.get(*at)).map(|one| one.device))
            .collect();
        taken.after = self.shown_of(&concerned);
        self.disputes(&mut taken);
        self.fates(&mut taken, &places, old_count);
        taken
    }

    /// Finds the devices of everything, and what those concerned showed before.
    fn place(&mut self, file: u32, again: &BTreeSet<usize>, fresh: &mut [Entry], old_count: usize) -> Taken {
        let mut known: Vec<(usize, Identity)> = self.entries.iter().map(|one| (one.device, one.identity())).collect();
        for at in again {
            if let Some((_, identity)) = known.get_mut(*at) {
                identity.files.push(file);
            }
        }
        let incoming: Vec<Identity> = fresh.iter().map(Entry::identity).collect();
        let placed = place(&known, &incoming);
        let first_new = self.devices;
        let number = |device: &Device| match device {
            Device::Known(device) => *device,
            Device::New(new) => first_new + new,
        };
        let mut concerned: BTreeSet<usize> = placed.incoming.iter().map(number).collect();
        concerned.extend(placed.moved.iter().map(|(_, device)| number(device)));
        concerned.extend(
            placed
                .moved
                .iter()
                .map(|(at, _)| *at)
                .chain(again.iter().copied())
                .filter_map(|at| self.entries.get(at))
                .map(|one| one.device),
        );
        let before = self.shown_of(&concerned);
        self.devices = concerned.iter().map(|device| device + 1).max().unwrap_or(0).max(self.devices);
        let mut written = BTreeSet::new();
        for (at, device) in &placed.moved {
            if let Some(one) = self.entries.get_mut(*at) {
                one.device = number(device);
                written.insert(*at);
            }
        }
        for (one, device) in fresh.iter_mut().zip(&placed.incoming) {
            one.device = number(device);
        }
        let is_new = |records: &[usize]| records.iter().any(|at| *at >= old_count);
        let bound: BTreeSet<usize> =
            self.entries.iter().filter(|one| one.pin.is_some()).map(|one| one.device).collect();
        let device = |at: &usize| self.entries.get(*at).or_else(|| fresh.get(*at - old_count)).map(|one| one.device);
        // A person decided about every device that is concerned: nothing is left to decide.
        let is_decided = |one: &Contradiction| {
            let mut devices = one.records.iter().filter_map(device);
            one.apart_by == KeyKind::Person && devices.all(|device| bound.contains(&device))
        };
        let are_several =
            |one: &Contradiction| one.records.iter().filter_map(device).collect::<BTreeSet<_>>().len() > 1;
        let standing: Vec<Contradiction> =
            placed.contradictions.into_iter().filter(|one| are_several(one) && !is_decided(one)).collect();
        let name = |one: &Contradiction| (one.key.kind, one.key.value.clone());
        // What arises is told, also where it arises between statements that were there: it does not depend on who came last.
        let arisen = |one: &&Contradiction| is_new(&one.records) || !self.open.contains(&name(one));
        let told = |one: &Contradiction| Conflict::Key {
            key: one.key.clone(),
            apart_by: one.apart_by,
            entries: one.records.clone(),
        };
        let conflicts = standing.iter().filter(arisen).map(told).collect();
        let open = standing.iter().map(name).collect();
        let standing = standing.iter().map(told).collect();
        self.open = open;
        Taken { conflicts, standing, written, before, ..Taken::default() }
    }

    /// What these devices show.
    #[must_use]
    pub fn shown_of(&self, devices: &BTreeSet<usize>) -> BTreeMap<usize, Shown> {
        let mut said = BTreeMap::<usize, Vec<Statement<'_>>>::new();
        for one in self.entries.iter().filter(|one| devices.contains(&one.device)) {
            said.entry(one.device).or_default().push(Statement { source: one.source, on: one.on, fields: &one.fields });
        }
        said.into_iter().map(|(device, statements)| (device, shown(&statements))).collect()
    }

    pub(super) fn disputes(&self, taken: &mut Taken) {
        let mut found = Vec::new();
        for (device, shown) in &taken.after {
            for dispute in &shown.disputes {
                let known = taken.before.get(device).is_some_and(|before| before.disputes.contains(dispute));
                if !known {
                    found.push((*device, dispute.clone()));
                }
            }
        }
        for (device, dispute) in found {
            let says = |one: &Entry| one.device == device && one.fields.contains_key(&dispute.key);
            let entries = self.entries.iter().enumerate().filter(|(_, one)| says(one)).map(|(at, _)| at).collect();
            taken.conflicts.push(Conflict::Field { key: dispute.key, said: dispute.said, entries });
        }
    }

    pub(super) fn fates(&self, taken: &mut Taken, places: &[usize], old_count: usize) {
        let in_conflict: BTreeSet<usize> = taken.conflicts.iter().flat_map(Conflict::entries).copied().collect();
        let concerned: BTreeSet<usize> =
            places.iter().filter_map(|at| self.entries.get(*at)).map(|one| one.device).collect();
        let mut others = BTreeMap::<usize, Vec<Identity>>::new();
        for one in self.entries.iter().take(old_count).filter(|one| concerned.contains(&one.device)) {
            others.entry(one.device).or_default().push(one.identity());
        }
        let mut told = BTreeSet::new();
        for at in places {
            let Some(one) = self.entries.get(*at) else { continue };
            let (before, after) = (taken.before.get(&one.device), taken.after.get(&one.device));
            let first = told.insert(one.device);
            let fate = match before {
                _ if in_conflict.contains(at) && *at >= old_count => Fate::Conflict,
                None if first => Fate::New,
                Some(before) if first && after.is_none_or(|after| !before.says_the_same(after)) => Fate::Changed,
                _ => Fate::Unchanged,
            };
            let known: Vec<&Identity> = others.get(&one.device).into_iter().flatten().collect();
            let matched_by = shared_keys(&one.identity(), &known);
            taken.records.push(TakenRecord { fate, entry: *at, matched_by });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::value::Value;
    use super::*;
    use proptest::prelude::*;
    use time::macros::date;

    fn fields(pairs: &[(FieldKey, &str)]) -> Fields {
        pairs.iter().filter_map(|(key, text)| Some((*key, Value::parse(*key, text).ok()??))).collect()
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
        assert_eq!(later.after.values().filter_map(|shown| shown.text(FieldKey::Room)).collect::<Vec<_>>(), ["外来"]);
        assert_eq!(later.records[0].matched_by.len(), 1);
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

    fn some_file() -> impl Strategy<Value = (usize, i32, Vec<Fields>)> {
        let one = (0..4u8, 0..4u8, 0..4u8, 0..3u8).prop_map(|(asset, serial, host, room)| {
            let mut pairs = Vec::new();
            let text = |letter: &str, number: u8| (number > 0).then(|| format!("{letter}-100{number}"));
            pairs.extend(text("A", asset).map(|text| (FieldKey::AssetNumber, text)));
            pairs.extend(text("S", serial).map(|text| (FieldKey::Serial, text)));
            pairs.extend(text("pc", host).map(|text| (FieldKey::HostName, text)));
            pairs.push((FieldKey::Room, format!("R{room}")));
            pairs.iter().filter_map(|(key, text)| Some((*key, Value::parse(*key, text).ok()??))).collect()
        });
        (0..7usize, 0..2i32, proptest::collection::vec(one, 0..4))
    }

    /// A file: its number, who speaks in it, the day, its records.
    type File = (usize, (usize, i32, Vec<Fields>));

    /// What every device shows, as a set: numbers of devices do not matter; and the cases that are open for a person.
    fn ledger(files: &[File]) -> (BTreeSet<String>, BTreeSet<String>) {
        let (mut book, mut open) = (Book::default(), BTreeSet::new());
        for (number, (source, day, records)) in files {
            let on = Date::from_julian_day(DAY.to_julian_day() + day).unwrap();
            let records = records.iter().cloned().map(|fields| (1, fields)).collect();
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
        let all: BTreeSet<usize> = (0..book.devices()).collect();
        (book.shown_of(&all).values().map(|shown| format!("{shown:?}")).collect(), open)
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
