//! Which lines to the outside nobody answers for, and which registered ways in lead to no device of the ledger.

use super::{NetDevice, names};
use crate::{id::VendorId, vendor::remote_access::RemoteAccess};

/// A registered way in with the devices of the ledger that its words name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccessAt {
    /// The way in.
    pub access: Option<RemoteAccess>,
    /// Devices by which it comes in, as its gateway's words name them, by their places in a list.
    pub by: Vec<usize>,
    /// Devices to which it leads, as its target's words name them, by their places.
    pub to: Vec<usize>,
}

impl AccessAt {
    /// Finds the devices that a way in names.
    #[must_use]
    pub fn of(access: RemoteAccess, devices: &[NetDevice]) -> Self {
        let named = |words: &str| -> Vec<usize> {
            devices.iter().enumerate().filter(|(_, one)| names(words, one)).map(|(at, _)| at).collect()
        };
        let by = access.stated.gateway.as_ref().map(|gateway| named(gateway.as_str())).unwrap_or_default();
        let to = named(access.stated.target.as_str());
        Self { access: Some(access), by, to }
    }
}

/// What rules of the checklist read of lines to the outside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutsideFacts {
    /// Lines to the outside that devices of the ledger have, and registered ways in.
    pub known: usize,
    /// Devices with a line that is in no registered way in and for which no registered vendor answers.
    pub nobody: Vec<String>,
    /// Registered ways in whose words name no device of the ledger.
    pub nowhere: Vec<String>,
    /// Devices of the ledger of which nobody said whether they have a line.
    pub unsaid: usize,
}

/// Whether somebody answers for a device's line: it is in a registered way in, or a registered vendor stands behind it.
#[must_use]
pub fn is_answered(place: usize, vendor: Option<VendorId>, accesses: &[AccessAt]) -> bool {
    vendor.is_some() || accesses.iter().any(|one| one.by.contains(&place) || one.to.contains(&place))
}

/// Gathers it. `vendor_of` is the registered vendor that answers for a device: its own, or its system's.
#[must_use]
pub fn outside_facts(
    devices: &[NetDevice],
    accesses: &[AccessAt],
    vendor_of: impl Fn(&NetDevice) -> Option<VendorId>,
    unsaid: usize,
) -> OutsideFacts {
    let outside = || devices.iter().enumerate().filter(|(_, device)| device.is_outside());
    let nobody = outside().filter(|(at, device)| !is_answered(*at, vendor_of(device), accesses));
    let nowhere = accesses.iter().filter(|one| one.by.is_empty() && one.to.is_empty());
    OutsideFacts {
        known: outside().count() + accesses.len(),
        nobody: nobody.map(|(_, device)| device.name.clone()).collect(),
        nowhere: nowhere
            .filter_map(|one| one.access.as_ref())
            .map(|access| access.stated.target.as_str().to_owned())
            .collect(),
        unsaid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        journal::Seq,
        vendor::remote_access::{RemoteAccessDraft, RemoteAccessText},
    };
    use uuid::Uuid;

    fn way(target: &'static str, gateway: &'static str) -> RemoteAccess {
        let text = RemoteAccessText {
            target,
            gateway,
            origin: "unknown",
            two_factor: "unknown",
            opening: "unknown",
            ..RemoteAccessText::default()
        };
        let stated = RemoteAccessDraft::parse(Uuid::nil().into(), &text);
        RemoteAccess { id: Uuid::nil().into(), stated: stated.unwrap_or_else(|e| panic!("{e}")), version: Seq::ZERO }
    }

    fn device(name: &str, line: &str) -> NetDevice {
        NetDevice { name: name.to_owned(), line: Some(line.to_owned()), ..NetDevice::default() }
    }

    #[test]
    fn a_line_that_nobody_answers_for_and_a_way_to_nowhere_are_named() {
        let devices = [device("VPN装置", "保守"), device("検査PC", "モバイル回線"), device("PC1", "")];
        let accesses =
            [way("電子カルテ", "VPN装置（サーバ室）"), way("画像サーバ", "")].map(|one| AccessAt::of(one, &devices));
        let facts = outside_facts(&devices, &accesses, |_| None, 3);
        assert_eq!((facts.known, facts.unsaid), (4, 3));
        assert_eq!((facts.nobody, facts.nowhere), (vec!["検査PC".to_owned()], vec!["画像サーバ".to_owned()]));
        let answered = outside_facts(&devices, &accesses, |_| Some(Uuid::nil().into()), 0);
        assert!(answered.nobody.is_empty());
    }
}
