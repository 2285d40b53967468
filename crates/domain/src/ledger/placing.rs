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

/// Places records. `known` are the records of the ledger, each with its device.
///
/// A device that is known keeps its identity with the records that stay together; of two that turn out to be one, the one that
/// was known first stays.
#[must_use]
pub fn place(known: &[(usize, Identity)], incoming: &[Identity]) -> Placed {
    let all: Vec<Identity> = known.iter().map(|(_, identity)| identity).chain(incoming).cloned().collect();
    let found = identify(&all);
    let mut groups = BTreeMap::<usize, Vec<usize>>::new();
    for (at, first) in found.first.iter().enumerate() {
        groups.entry(*first).or_default().push(at);
    }
    let mut claimed = BTreeSet::new();
    let mut device_of = vec![Device::New(0); all.len()];
    let mut new = 0;
    for members in groups.values() {
        let devices: BTreeSet<usize> =
            members.iter().filter_map(|at| known.get(*at)).map(|(device, _)| *device).collect();
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
    let moved = known.iter().enumerate().filter_map(|(at, (device, _))| {
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
pub fn shared_keys(record: &Identity, others: &[&Identity]) -> Vec<WeakKey> {
    let shared = |key: &&WeakKey| key.kind != KeyKind::Person && others.iter().any(|other| other.keys.contains(key));
    record.keys.iter().filter(shared).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(file: u32, keys: &[(KeyKind, &str)]) -> Identity {
        let keys = keys.iter().map(|(kind, value)| WeakKey { kind: *kind, value: (*value).into() }).collect();
        Identity { files: vec![file], one_each: true, keys }
    }

    #[test]
    fn what_is_known_keeps_its_device() {
        use KeyKind::{HostName, Serial};
        let known = [(7, identity(1, &[(Serial, "S1")])), (9, identity(2, &[(HostName, "pc1")]))];
        let same = place(&known, &[identity(3, &[(Serial, "S1")]), identity(3, &[(Serial, "S2")])]);
        assert_eq!((same.incoming, same.moved), (vec![Device::Known(7), Device::New(0)], vec![]));
        let bridge = place(&known, &[identity(3, &[(Serial, "S1"), (HostName, "pc1")])]);
        assert_eq!((bridge.incoming, bridge.moved), (vec![Device::Known(7)], vec![(1, Device::Known(7))]));
    }

    #[test]
    fn what_no_longer_belongs_together_is_parted() {
        use KeyKind::{HostName, Serial};
        let known = [(7, identity(1, &[(HostName, "pc1")])), (7, identity(2, &[(HostName, "pc1"), (Serial, "S1")]))];
        let other = place(&known, &[identity(3, &[(HostName, "pc1"), (Serial, "S2")])]);
        assert_eq!(other.incoming, [Device::New(1)]);
        assert_eq!(other.moved, [(1, Device::New(0))]);
        assert_eq!(other.contradictions.len(), 1);
    }
}
