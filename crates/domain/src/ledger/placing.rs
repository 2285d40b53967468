//! Which devices records belong to, when some are known and others come in.

use super::{
    identity::{Contradiction, Identity, identify},
    weak_key::{KeyKind, WeakKey},
};
use std::collections::{BTreeMap, BTreeSet};

/// A device: one that is known, or one that would be new, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Device {
    /// Known, by its place among the known devices.
    Known(usize),
    /// New.
    New(usize),
}

/// What becomes of records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The device of each record that comes in.
    pub incoming: Vec<Device>,
    /// Known records that would belong to another device now, and which.
    pub moved: Vec<(usize, Device)>,
    /// Keys that do not join. Records are counted through: the known ones first, then the ones that come in.
    pub contradictions: Vec<Contradiction>,
}

/// Places records. The first of them are known: `known` names the device of each.
///
/// A device that is known keeps its identity with the records that stay together; of two that turn out to be one, the one that
/// was known first stays.
#[must_use]
pub fn place(known: &[usize], all: &[Identity<'_>]) -> Placed {
    let found = identify(all);
    let mut groups = BTreeMap::<usize, Vec<usize>>::new();
    for (at, first) in found.first.iter().enumerate() {
        groups.entry(*first).or_default().push(at);
    }
    let mut claimed = BTreeSet::new();
    let mut device_of = vec![Device::New(0); all.len()];
    let mut new = 0;
    for members in groups.values() {
        let devices: BTreeSet<usize> = members.iter().filter_map(|at| known.get(*at)).copied().collect();
        let device = match devices.into_iter().find(|device| !claimed.contains(device)) {
            Some(device) => {
                claimed.insert(device);
                Device::Known(device)
            }
            None => {
                new += 1;
                Device::New(new - 1)
            }
        };
        for at in members {
            if let Some(slot) = device_of.get_mut(*at) {
                *slot = device;
            }
        }
    }
    let placed = |at: usize| device_of.get(at).copied();
    let moved = known.iter().enumerate().filter_map(|(at, device)| {
        let now = placed(at)?;
        (now != Device::Known(*device)).then_some((at, now))
    });
    Placed {
        incoming: (known.len()..all.len()).filter_map(placed).collect(),
        moved: moved.collect(),
        contradictions: found.contradictions,
    }
}

/// The keys that a record shares with others of its device: why it belongs there.
#[must_use]
pub fn shared_keys(record: &[WeakKey], others: &[Vec<WeakKey>]) -> Vec<WeakKey> {
    let shared = |key: &&WeakKey| key.kind != KeyKind::Person && others.iter().any(|other| other.contains(key));
    record.iter().filter(shared).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(file: u32, keys: &[(KeyKind, &str)]) -> Identity<'static> {
        const FILES: [[u32; 1]; 4] = [[0], [1], [2], [3]];
        let keys = keys.iter().map(|(kind, value)| WeakKey { kind: *kind, value: (*value).into() }).collect();
        Identity { files: &FILES[file as usize], one_each: true, keys }
    }

    #[test]
    fn what_is_known_keeps_its_device() {
        use KeyKind::{HostName, Serial};
        let known = [identity(1, &[(Serial, "S1")]), identity(2, &[(HostName, "pc1")])];
        let with = |more: &[Identity<'static>]| place(&[7, 9], &[known.to_vec(), more.to_vec()].concat());
        let same = with(&[identity(3, &[(Serial, "S1")]), identity(3, &[(Serial, "S2")])]);
        assert_eq!((same.incoming, same.moved), (vec![Device::Known(7), Device::New(0)], vec![]));
        let bridge = with(&[identity(3, &[(Serial, "S1"), (HostName, "pc1")])]);
        assert_eq!((bridge.incoming, bridge.moved), (vec![Device::Known(7)], vec![(1, Device::Known(7))]));
    }

    #[test]
    fn what_no_longer_belongs_together_is_parted() {
        use KeyKind::{HostName, Serial};
        let all = [
            identity(1, &[(HostName, "pc1")]),
            identity(2, &[(HostName, "pc1"), (Serial, "S1")]),
            identity(3, &[(HostName, "pc1"), (Serial, "S2")]),
        ];
        let other = place(&[7, 7], &all);
        assert_eq!(other.incoming, [Device::New(1)]);
        assert_eq!(other.moved, [(1, Device::New(0))]);
        assert_eq!(other.contradictions.len(), 1);
    }
}
