//! Which records speak of the same device. All records are looked at together, so the order in which they came does not matter.
//!
//! Kind of key by kind of key, the strongest first: records with the same key are one device, unless something stronger holds
//! them apart. Where it does, nothing is joined by that key and the case goes to a person.

use super::weak_key::{KeyKind, WeakKey};
use std::collections::{BTreeMap, BTreeSet};

/// A record as far as its identity goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity<'a> {
    /// The files that it stands in, by any numbers; records of one file are told apart by whoever wrote it.
    pub files: &'a [u32],
    /// Whether each record of that file is meant as a device of its own: a person's list, not a scan.
    pub one_each: bool,
    /// Its weak keys.
    pub keys: Vec<WeakKey>,
}

/// A key that several records have and that does not join them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contradiction {
    /// The key.
    pub key: WeakKey,
    /// What holds the records apart.
    pub apart_by: KeyKind,
    /// The records, by their place in the list.
    pub records: Vec<usize>,
}

/// What belongs together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identified {
    /// For each record the place of the first record of the same device.
    pub first: Vec<usize>,
    /// What did not join, for a person.
    pub contradictions: Vec<Contradiction>,
}

/// Kinds of which a device has one value at a time, and which hold records apart.
const HOLDS_APART: [KeyKind; 4] = [KeyKind::Person, KeyKind::Serial, KeyKind::AssetNumber, KeyKind::HostName];

/// Finds out which records speak of the same device.
#[must_use]
pub fn identify(records: &[Identity<'_>]) -> Identified {
    let mut joined = Joined::new(records.len());
    let mut contradictions = Vec::new();
    for kind in KeyKind::ALL {
        let mut by_value = BTreeMap::<&str, Vec<usize>>::new();
        for (at, record) in records.iter().enumerate() {
            for key in record.keys.iter().filter(|key| key.kind == kind) {
                by_value.entry(&key.value).or_default().push(at);
            }
        }
        by_value.retain(|_, members| members.len() > 1 && !(kind == KeyKind::Name && is_usual(records, members)));
        by_value.retain(|value, members| match twice_in_one_file(records, kind, members) {
            None => true,
            Some(apart_by) => {
                let key = WeakKey { kind, value: (*value).into() };
                contradictions.push(Contradiction { key, apart_by, records: members.clone() });
                false
            }
        });
        join_by(records, kind, &by_value, &mut joined, &mut contradictions);
    }
    contradictions.sort();
    let first = (0..records.len()).map(|at| joined.first(at)).collect();
    Identified { first, contradictions }
}

/// A name that stands twice in one file tells nothing apart: two printers in one room.
fn is_usual(records: &[Identity<'_>], members: &[usize]) -> bool {
    let mut seen = BTreeSet::new();
    let mut files = members.iter().filter_map(|at| records.get(*at)).flat_map(|record| {
        let files: BTreeSet<u32> = record.files.iter().copied().collect();
        files
    });
    files.any(|file| !seen.insert(file))
}

/// Two records of one list with the same key that are told apart by another: the key is wrong in one of them.
fn twice_in_one_file(records: &[Identity<'_>], kind: KeyKind, members: &[usize]) -> Option<KeyKind> {
    if kind == KeyKind::Person {
        return None;
    }
    let mut by_file = BTreeMap::<u32, Vec<&Identity<'_>>>::new();
    for record in members.iter().filter_map(|at| records.get(*at)).filter(|record| record.one_each) {
        for file in record.files {
            by_file.entry(*file).or_default().push(record);
        }
    }
    let several = by_file.values().filter(|of_file| of_file.len() > 1);
    several
        .filter_map(|of_file| {
            HOLDS_APART.into_iter().find(|apart| {
                let values: BTreeSet<&str> = of_file.iter().filter_map(|record| value(record, *apart)).collect();
                *apart != kind && values.len() > 1
            })
        })
        .next()
}

fn value<'a>(record: &'a Identity<'_>, kind: KeyKind) -> Option<&'a str> {
    record.keys.iter().find(|key| key.kind == kind).map(|key| &*key.value)
}

fn join_by(
    records: &[Identity<'_>],
    kind: KeyKind,
    by_value: &BTreeMap<&str, Vec<usize>>,
    joined: &mut Joined,
    contradictions: &mut Vec<Contradiction>,
) {
    let mut trial = joined.clone();
    for members in by_value.values() {
        for pair in members.windows(2) {
            if let [a, b] = pair {
                trial.join(*a, *b);
            }
        }
    }
    let apart = held_apart(records, kind, &mut trial);
    for (value, members) in by_value {
        let Some(first) = members.first() else { continue };
        match apart.get(&trial.first(*first)) {
            None => members.iter().for_each(|member| joined.join(*first, *member)),
            Some(apart_by) => {
                let key = WeakKey { kind, value: (*value).into() };
                let already = members.iter().all(|member| joined.first(*member) == joined.first(*first));
                if !already {
                    contradictions.push(Contradiction { key, apart_by: *apart_by, records: members.clone() });
                }
            }
        }
    }
}

/// Of what would be joined: the ones in which a stronger kind of key has two values.
fn held_apart(records: &[Identity<'_>], kind: KeyKind, trial: &mut Joined) -> BTreeMap<usize, KeyKind> {
    let mut apart = BTreeMap::new();
    for stronger in HOLDS_APART.into_iter().filter(|one| *one < kind && kind != KeyKind::Person) {
        let mut known = BTreeMap::<usize, &str>::new();
        for (at, record) in records.iter().enumerate() {
            let Some(value) = value(record, stronger) else { continue };
            let first = trial.first(at);
            if *known.entry(first).or_insert(value) != value {
                apart.entry(first).or_insert(stronger);
            }
        }
    }
    apart
}

/// Disjoint sets; each is named by its smallest member, so that the name does not depend on the way it grew.
#[derive(Clone)]
struct Joined(Vec<usize>);

impl Joined {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn first(&mut self, at: usize) -> usize {
        let mut root = at;
        while let Some(&above) = self.0.get(root)
            && above != root
        {
            root = above;
        }
        let mut step = at;
        while let Some(above) = self.0.get_mut(step)
            && *above != root
        {
            step = std::mem::replace(above, root);
        }
        root
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        let (low, high) = (a.min(b), a.max(b));
        if let Some(slot) = self.0.get_mut(high) {
            *slot = low;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn record(file: u32, one_each: bool, keys: &[(KeyKind, &str)]) -> Identity<'static> {
        const FILES: [[u32; 1]; 4] = [[0], [1], [2], [3]];
        let keys = keys.iter().map(|(kind, value)| WeakKey { kind: *kind, value: (*value).into() }).collect();
        Identity { files: &FILES[file as usize], one_each, keys }
    }

    fn told(records: &[Identity<'_>]) -> String {
        let found = identify(records);
        let contradictions: Vec<String> = found
            .contradictions
            .iter()
            .map(|one| {
                format!("{}={} apart by {} {:?}", one.key.kind.code(), one.key.value, one.apart_by.code(), one.records)
            })
            .collect();
        format!("{:?} {}", found.first, contradictions.join("; ")).trim().to_owned()
    }

    use KeyKind::{Address, AssetNumber, HostName, Mac, Serial};

    #[test]
    fn weak_keys_join_unless_a_stronger_one_holds_apart() {
        let a = record(1, true, &[(Serial, "S1"), (HostName, "pc1")]);
        let b = record(2, true, &[(Serial, "S1"), (HostName, "renamed")]);
        assert_eq!(told(&[a.clone(), b]), "[0, 0]");
        let replaced = record(2, true, &[(Serial, "S2"), (HostName, "pc1")]);
        assert_eq!(told(&[a.clone(), replaced]), "[0, 1] host_name=pc1 apart by serial [0, 1]");
        let seen = record(3, false, &[(HostName, "pc1"), (Mac, "m1")]);
        assert_eq!(told(&[a, seen]), "[0, 0]");
    }

    #[test]
    fn two_devices_of_one_list_with_one_serial_stay_two() {
        let a = record(1, true, &[(Serial, "S1"), (AssetNumber, "A1"), (HostName, "pc1")]);
        let b = record(1, true, &[(Serial, "S1"), (AssetNumber, "A2"), (HostName, "pc2")]);
        assert_eq!(told(&[a.clone(), b]), "[0, 1] serial=S1 apart by asset_number [0, 1]");
        assert_eq!(told(&[a.clone(), a]), "[0, 0]", "the same line twice is one device");
    }

    #[test]
    fn a_bridge_between_two_devices_joins_neither() {
        let a = record(1, true, &[(Serial, "S1"), (HostName, "pc1")]);
        let b = record(1, true, &[(Serial, "S2"), (HostName, "pc2")]);
        let bridge = record(2, false, &[(Mac, "m1"), (HostName, "pc1")]);
        let other = record(3, false, &[(Mac, "m1"), (HostName, "pc2")]);
        assert_eq!(
            told(&[a, b, bridge, other]),
            "[0, 1, 2, 2] host_name=pc1 apart by serial [0, 2]; host_name=pc2 apart by serial [1, 3]"
        );
    }

    #[test]
    fn an_address_joins_only_what_has_nothing_else() {
        let scan = record(1, false, &[(Address, "10.0.0.1")]);
        assert_eq!(told(&[scan.clone(), scan]), "[0, 0]");
    }

    fn some_keys() -> impl Strategy<Value = Vec<WeakKey>> {
        let kinds = [Serial, AssetNumber, Mac, HostName];
        let one = |kind| {
            proptest::option::of(0..4u8).prop_map(move |n| n.map(|n| WeakKey { kind, value: n.to_string().into() }))
        };
        (one(kinds[0]), one(kinds[1]), one(kinds[2]), one(kinds[3]))
            .prop_map(|(a, b, c, d)| [a, b, c, d].into_iter().flatten().collect())
    }

    proptest! {
        /// Whatever the order in which records come, the same ones are one device and the same contradictions are told.
        #[test]
        fn the_order_of_records_does_not_matter(
            (records, order) in proptest::collection::vec((0..3u32, any::<bool>(), some_keys()), 0..12)
                .prop_flat_map(|all| { let places: Vec<usize> = (0..all.len()).collect(); (Just(all), Just(places).prop_shuffle()) })
        ) {
            let records: Vec<Identity<'_>> = records.into_iter().map(|(file, one_each, keys)| Identity { keys, ..record(file, one_each, &[]) }).collect();
            let shuffled: Vec<Identity<'_>> = order.iter().map(|&at| records[at].clone()).collect();
            let (straight, mixed) = (identify(&records), identify(&shuffled));
            for (i, &a) in order.iter().enumerate() {
                for (j, &b) in order.iter().enumerate() {
                    prop_assert_eq!(mixed.first[i] == mixed.first[j], straight.first[a] == straight.first[b]);
                }
            }
            let named = |found: &Identified, back: &dyn Fn(usize) -> usize| -> BTreeSet<(WeakKey, KeyKind, Vec<usize>)> {
                found.contradictions.iter().map(|one| {
                    let mut records: Vec<usize> = one.records.iter().map(|at| back(*at)).collect();
                    records.sort_unstable();
                    (one.key.clone(), one.apart_by, records)
                }).collect()
            };
            prop_assert_eq!(named(&straight, &|at| at), named(&mixed, &|at| order[at]));
        }
    }
}
