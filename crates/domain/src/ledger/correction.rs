//! A list that was mended and comes again: what stood only by the earlier one ends, and the devices stay the ones that they were.

use super::{
    book::{Book, Conflict, Entry, Taken},
    statement::{SourceKind, statement_digest},
    weak_key::{Fields, KeyKind, weak_keys},
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
        records: Vec<(u32, Fields)>,
    ) -> (Taken, Vec<Digest>) {
        let comes: HashMap<Digest, u32> =
            records.iter().rev().map(|(line, fields)| (statement_digest(source, fields), *line)).collect();
        let concerned: BTreeSet<usize> =
            self.entries.iter().filter(|one| one.files.contains(&replaces)).map(|one| one.device).collect();
        let before = self.shown_of(&concerned);
        let devices_before = self.devices;
        let mut stays = BTreeSet::new();
        let mut gone = Vec::new();
        let mut kept = Vec::with_capacity(self.entries.len());
        for mut one in std::mem::take(&mut self.entries) {
            if one.files.contains(&replaces) {
                one.files.retain(|known| *known != replaces);
                match comes.get(&one.digest) {
                    None if one.files.is_empty() => {
                        gone.push(one);
                        continue;
                    }
                    Some(line) if one.files.is_empty() => one.line = *line,
                    _ => {}
                }
                stays.insert(one.digest);
            }
            kept.push(one);
        }
        self.entries = kept;
        let follows = self.followers(&gone, source, &records);
        for (at, digest) in &follows {
            if let Some(pin) = gone.get(*at).and_then(|one| one.pin.clone()) {
                self.pins.insert(*digest, pin);
            }
        }
        let old_count = self.entries.len();
        let mut taken = self.take(file, source, on, records);
        self.pins.clear();
        taken.written.extend(
            self.entries
                .iter()
                .take(old_count)
                .enumerate()
                .filter(|(_, one)| stays.contains(&one.digest))
                .map(|(at, _)| at),
        );
        self.keep_devices(&gone, &follows, devices_before, &mut taken);
        self.tell(before, old_count, &mut taken);
        (taken, gone.iter().map(|one| one.digest).collect())
    }

    /// Which record follows which ended statement: the one record with its strongest key.
    fn followers(&self, gone: &[Entry], source: SourceKind, records: &[(u32, Fields)]) -> BTreeMap<usize, Digest> {
        let known: BTreeSet<Digest> = self.entries.iter().map(|one| one.digest).collect();
        let mut with_key: HashMap<(KeyKind, Box<str>), Vec<Digest>> = HashMap::new();
        for (_, fields) in records {
            let digest = statement_digest(source, fields);
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

    /// A device of which only the ended statement spoke goes on as the one of the record that follows it.
    fn keep_devices(
        &mut self,
        gone: &[Entry],
        follows: &BTreeMap<usize, Digest>,
        devices_before: usize,
        taken: &mut Taken,
    ) {
        let speaking: BTreeSet<usize> = self.entries.iter().map(|one| one.device).collect();
        let now: HashMap<Digest, usize> = self.entries.iter().map(|one| (one.digest, one.device)).collect();
        let mut renamed = BTreeMap::new();
        let mut given = BTreeSet::new();
        for (at, digest) in follows {
            let (Some(one), Some(new)) = (gone.get(*at), now.get(digest)) else { continue };
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
        for shown in [&mut taken.before, &mut taken.after] {
            *shown = std::mem::take(shown)
                .into_iter()
                .map(|(device, shown)| (renamed.get(&device).copied().unwrap_or(device), shown))
                .collect();
        }
    }

    /// What became of everything, measured against what stood before the earlier list ended.
    fn tell(&self, before: BTreeMap<usize, super::statement::Shown>, old_count: usize, taken: &mut Taken) {
        taken.before.extend(before);
        let concerned: BTreeSet<usize> = taken.before.keys().chain(taken.after.keys()).copied().collect();
        taken.after = self.shown_of(&concerned);
        taken.conflicts.retain(|one| matches!(one, Conflict::Key { .. }));
        self.disputes(taken);
        let places: Vec<usize> = std::mem::take(&mut taken.records).iter().map(|record| record.entry).collect();
        self.fates(taken, &places, old_count);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{field::FieldKey, value::Value};
    use super::*;
    use proptest::prelude::*;
    use time::macros::date;

    const DAY: Date = date!(2024 - 06 - 10);

    fn fields(pairs: &[(FieldKey, &str)]) -> Fields {
        pairs.iter().filter_map(|(key, text)| Some((*key, Value::parse(*key, text).ok()??))).collect()
    }

    fn row(asset: &str, serial: &str, room: &str) -> (u32, Fields) {
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
        let rooms: Vec<_> = taken.after.iter().map(|(device, shown)| (*device, shown.text(FieldKey::Room))).collect();
        assert_eq!(
            rooms,
            [(0, Some("受付カウンタ")), (1, Some("外来")), (4, None)],
            "the devices are the ones that they were"
        );
        assert_eq!(taken.before.keys().copied().collect::<Vec<_>>(), [0, 1, 2]);
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
        assert_eq!(taken.after.keys().copied().collect::<Vec<_>>(), [0, 1]);
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
        let shown = &taken.after[&0];
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
            let rows = |all: &[(u8, u8, u8)]| -> Vec<(u32, Fields)> {
                all.iter().map(|(a, s, r)| row(&format!("A-100{a}"), &format!("S-100{s}"), &format!("R{r}"))).collect()
            };
            let show = |book: &Book| -> Vec<String> {
                let mut all: Vec<String> = book.shown_of(&(0..book.devices()).collect()).values().map(|one| format!("{one:?}")).collect();
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
