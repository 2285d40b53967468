//! A list that was mended and comes again: what stood only by the earlier one ends, and the devices stay the ones that they were.

use super::{
    book::{Book, Entry, Taken, Was},
    packed::PackedFields,
    statement::{SourceKind, statement_digest},
    weak_key::{KeyKind, weak_keys},
};
use crate::digest::Digest;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use time::Date;

impl Book {
    /// Takes the records of a file in that is the corrected one of an earlier file. Returns also the statements that end.
    ///
    /// A record follows the statement with which it shares its strongest key: it keeps the device, and what a person bound it to.
    pub fn take_corrected(
        &mut self,
        replaces: u32,
        file: u32,
        source: SourceKind,
        on: Date,
        records: Vec<(u32, PackedFields)>,
    ) -> (Taken, Vec<Digest>) {
        let comes: HashMap<Digest, u32> =
            records.iter().rev().map(|(line, fields)| (statement_digest(source, fields.iter()), *line)).collect();
        let mut concerned: BTreeSet<usize> =
            self.entries.iter().filter(|one| one.files.contains(&replaces)).map(|one| one.device).collect();
        let devices_before = self.devices;
        let (stays, ended) = self.end_file(replaces, &comes);
        let follows = self.followers(&ended, source, &records);
        for (at, digest) in &follows {
            if let Some(pin) = ended.get(*at).and_then(|one| one.pin.clone()) {
                self.pins.insert(*digest, pin);
            }
        }
        let was = Was { count: self.entries.len(), ended, ..Was::default() };
        let mut taken = Taken { was, written: stays, ..Taken::default() };
        let places = self.add(&mut taken, file, source, on, records);
        self.pins.clear();
        concerned.extend(self.place(&mut taken, &places));
        let renamed = self.keep_devices(&taken.was.ended, &follows, devices_before);
        let concerned = concerned.into_iter().map(|device| renamed.get(&device).copied().unwrap_or(device)).collect();
        self.tell(&mut taken, &places, concerned);
        let ended = taken.was.ended.iter().map(|one| one.digest).collect();
        (taken, ended)
    }

    /// Takes a file away from every statement. Returns those that stand by another file or stand again, and those that end.
    fn end_file(&mut self, file: u32, comes: &HashMap<Digest, u32>) -> (BTreeSet<usize>, Vec<Entry>) {
        let (mut stays, mut ended) = (BTreeSet::new(), Vec::new());
        let mut kept = Vec::with_capacity(self.entries.len());
        for mut one in std::mem::take(&mut self.entries) {
            if one.files.contains(&file) {
                one.files.retain(|known| *known != file);
                match comes.get(&one.digest) {
                    None if one.files.is_empty() => {
                        ended.push(one);
                        continue;
                    }
                    Some(line) if one.files.is_empty() => one.line = *line,
                    _ => {}
                }
                stays.insert(kept.len());
            }
            kept.push(one);
        }
        self.entries = kept;
        (stays, ended)
    }

    /// Which record follows which ended statement: the one record with its strongest key.
    fn followers(
        &self,
        gone: &[Entry],
        source: SourceKind,
        records: &[(u32, PackedFields)],
    ) -> BTreeMap<usize, Digest> {
        let known: BTreeSet<Digest> = self.entries.iter().map(|one| one.digest).collect();
        let mut with_key: HashMap<(KeyKind, Box<str>), Vec<Digest>> = HashMap::new();
        for (_, fields) in records {
            let digest = statement_digest(source, fields.iter());
            for key in weak_keys(fields).into_iter().filter(|_| !known.contains(&digest)) {
                let all = with_key.entry((key.kind, key.value)).or_default();
                if !all.contains(&digest) {
                    all.push(digest);
                }
            }
        }
        let (mut follows, mut claimed) = (BTreeMap::new(), BTreeSet::new());
        for kind in KeyKind::ALL {
            for (at, one) in gone.iter().enumerate().filter(|(_, one)| one.source == source) {
                if follows.contains_key(&at) {
                    continue;
                }
                let keys = weak_keys(&one.fields).into_iter().filter(|key| key.kind == kind);
                for key in keys {
                    if let Some([digest]) = with_key.get(&(key.kind, key.value)).map(Vec::as_slice)
                        && claimed.insert(*digest)
                    {
                        follows.insert(at, *digest);
                        break;
                    }
                }
            }
        }
        follows
    }

    /// A device of which only the ended statement spoke goes on as the one of the record that follows it. Returns the new numbers of
    /// devices.
    fn keep_devices(
        &mut self,
        ended: &[Entry],
        follows: &BTreeMap<usize, Digest>,
        devices_before: usize,
    ) -> BTreeMap<usize, usize> {
        let speaking: BTreeSet<usize> = self.entries.iter().map(|one| one.device).collect();
        let now: HashMap<Digest, usize> = self.entries.iter().map(|one| (one.digest, one.device)).collect();
        let mut renamed = BTreeMap::new();
        let mut given = BTreeSet::new();
        for (at, digest) in follows {
            let (Some(one), Some(new)) = (ended.get(*at), now.get(digest)) else { continue };
            if *new >= devices_before
                && !speaking.contains(&one.device)
                && !renamed.contains_key(new)
                && given.insert(one.device)
            {
                renamed.insert(*new, one.device);
            }
        }
        for one in &mut self.entries {
            one.device = renamed.get(&one.device).copied().unwrap_or(one.device);
        }
        renamed
    }
}

#[cfg(test)]
mod tests {
    use super::super::{book::Conflict, field::FieldKey, value::Value, weak_key::Fields};
    use super::*;
    use proptest::prelude::*;
    use time::macros::date;

    const DAY: Date = date!(2024 - 06 - 10);

    fn fields(pairs: &[(FieldKey, &str)]) -> PackedFields {
        let fields: Fields =
            pairs.iter().filter_map(|(key, text)| Some((*key, Value::parse(*key, text).ok()??))).collect();
        PackedFields::from(&fields)
    }

    fn row(asset: &str, serial: &str, room: &str) -> (u32, PackedFields) {
        (2, fields(&[(FieldKey::AssetNumber, asset), (FieldKey::Serial, serial), (FieldKey::Room, room)]))
    }

    fn fates(taken: &Taken) -> Vec<&'static str> {
        taken.records.iter().map(|record| record.fate.code()).collect()
    }

    #[test]
    fn a_mended_list_replaces_the_earlier_one_and_nothing_contradicts() {
        let mut book = Book::default();
        book.take(
            1,
            SourceKind::List,
            DAY,
            vec![row("A-1", "S-1000", "受付"), row("A-2", "S-2000", "外来"), row("A-3", "S-3000", "")],
        );
        let (taken, ended) = book.take_corrected(
            1,
            2,
            SourceKind::List,
            DAY,
            vec![row("A-1", "S-1000", "受付カウンタ"), row("A-2", "S-2000", "外来"), row("A-4", "S-4000", "")],
        );
        assert_eq!((fates(&taken), ended.len(), taken.conflicts.len()), (vec!["changed", "unchanged", "new"], 2, 0));
        assert_eq!(taken.records[0].entry, 1, "what stayed comes first");
        let room = |device| book.shown(device).map(|shown| shown.text(FieldKey::Room).map(str::to_owned));
        let rooms = [0, 1, 2, 4].map(room);
        let counter = Some(Some("受付カウンタ".to_owned()));
        let expected = [counter, Some(Some("外来".to_owned())), None, Some(None)];
        assert_eq!(rooms, expected, "the devices are the ones that they were");
        let before: Vec<usize> = (0..5).filter(|device| book.shown_before(&taken, *device).is_some()).collect();
        assert_eq!((before, &taken.gone[..]), (vec![0, 1, 2], &[2][..]));
        assert!(book.entries().iter().all(|one| one.files == [2]));
        let (again, ended) =
            book.take_corrected(2, 3, SourceKind::List, DAY, vec![row("A-1", "S-1000", "受付カウンタ")]);
        assert_eq!((fates(&again), ended.len()), (vec!["unchanged"], 2), "a list that was corrected twice");
    }

    #[test]
    fn what_another_file_says_too_stays() {
        let mut book = Book::default();
        book.take(1, SourceKind::List, DAY, vec![row("A-1", "S-1000", "受付"), row("A-2", "S-2000", "外来")]);
        book.take(2, SourceKind::List, DAY, vec![row("A-2", "S-2000", "外来")]);
        let (taken, ended) = book.take_corrected(1, 3, SourceKind::List, DAY, vec![row("A-1", "S-1000", "受付")]);
        assert_eq!((ended.len(), fates(&taken)), (0, vec!["unchanged"]));
        assert_eq!(book.entries().iter().map(|one| one.files.clone()).collect::<Vec<_>>(), [vec![3], vec![2]]);
        assert_eq!(taken.written.len(), 2, "both stand by other files now");
    }

    #[test]
    fn a_number_that_was_wrong_is_mended_and_the_case_is_closed() {
        let mut book = Book::default();
        let first = book.take(1, SourceKind::List, DAY, vec![row("A-1", "S-1000", ""), row("A-2", "S-1000", "")]);
        assert_eq!((first.conflicts.len(), first.standing.len()), (1, 1));
        let (taken, _) =
            book.take_corrected(1, 2, SourceKind::List, DAY, vec![row("A-1", "S-1000", ""), row("A-2", "S-2000", "")]);
        assert_eq!((taken.conflicts.len(), taken.standing.len()), (0, 0));
        assert_eq!(fates(&taken), ["unchanged", "changed"]);
        assert_eq!((taken.gone.len(), book.shown(0).is_some(), book.shown(1).is_some()), (0, true, true));
    }

    #[test]
    fn what_a_person_bound_stays_bound() {
        let mut book = Book::default();
        book.take(1, SourceKind::List, DAY, vec![row("A-1", "S-1000", "受付")]);
        let mut entries = book.entries().to_vec();
        entries[0].pin = Some("d0".into());
        let said = Entry {
            source: SourceKind::Person,
            files: Vec::new(),
            fields: fields(&[(FieldKey::Owner, "山田")]),
            digest: Digest::of(b"x"),
            ..entries[0].clone()
        };
        entries.push(said);
        let mut book = Book::new(entries, 1);
        let (taken, _) = book.take_corrected(1, 2, SourceKind::List, DAY, vec![row("A-1", "S-1000", "外来")]);
        assert_eq!(fates(&taken), ["changed"]);
        let shown = book.shown(0).unwrap();
        assert_eq!((shown.text(FieldKey::Room), shown.text(FieldKey::Owner)), (Some("外来"), Some("山田")));
        assert!(book.entries().iter().all(|one| one.pin.as_deref() == Some("d0")));
    }

    proptest! {
        /// A list and its correction show what the correction alone shows.
        #[test]
        fn a_corrected_list_shows_what_it_says_alone(
            first in proptest::collection::vec((0..4u8, 0..4u8, 0..3u8), 0..5),
            second in proptest::collection::vec((0..4u8, 0..4u8, 0..3u8), 0..5),
        ) {
            let rows = |all: &[(u8, u8, u8)]| -> Vec<(u32, PackedFields)> {
                all.iter().map(|(a, s, r)| row(&format!("A-100{a}"), &format!("S-100{s}"), &format!("R{r}"))).collect()
            };
            let show = |book: &Book| -> Vec<String> {
                let mut all: Vec<String> = (0..book.devices()).filter_map(|device| book.shown(device)).map(|one| format!("{one:?}")).collect();
                all.sort();
                all
            };
            let mut book = Book::default();
            book.take(1, SourceKind::List, DAY, rows(&first));
            let (taken, _) = book.take_corrected(1, 2, SourceKind::List, DAY, rows(&second));
            let mut alone = Book::default();
            let only = alone.take(2, SourceKind::List, DAY, rows(&second));
            prop_assert_eq!(show(&book), show(&alone));
            let keys = |taken: &Taken| -> BTreeSet<String> {
                taken.standing.iter().filter_map(|one| match one { Conflict::Key { key, .. } => Some(format!("{key:?}")), Conflict::Field { .. } => None }).collect()
            };
            prop_assert_eq!(keys(&taken), keys(&only));
        }
    }
}
