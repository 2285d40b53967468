//! The network put in order to be drawn: segments with their devices counted, devices that join several, and lines to the outside with
//! the device at which they come in.
//!
//! What nobody named is guessed: addresses of one /24 (IPv6: /64) are taken for one segment, and marked as a guess.

use super::{AccessAt, KindCounts, NetDevice, Segments};
use crate::ledger::{DeviceKind, name_key};
use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use std::{
    collections::{BTreeMap, BTreeSet},
    net::IpAddr,
};

/// A segment, named by a person or guessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Net {
    /// Its addresses.
    pub net: IpNet,
    /// Its place among the named segments; `None` for a guess.
    pub named: Option<usize>,
    /// Its devices by kind. A device with addresses in two segments counts in both.
    pub counts: KindCounts,
    /// Devices among them with a connection to the outside.
    pub outside: usize,
}

/// A device that joins segments, or by which a line comes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joint {
    /// Its place among the devices.
    pub device: usize,
    /// Segments in which it has an address, by their places.
    pub nets: BTreeSet<usize>,
    /// Its addresses that belong to no house network.
    pub public: Vec<IpAddr>,
}

/// What a line to the outside is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// The internet.
    Internet,
    /// A connection as devices of the ledger name it.
    Words(String),
    /// A registered way in, by its place.
    Access(usize),
}

/// A line to the outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub way: Way,
    /// Joints by which it comes in, by their places. Empty where nobody knows.
    pub joints: BTreeSet<usize>,
    /// Further devices that have it, and are no joint.
    pub others: usize,
}

/// The network in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NetworkMap {
    /// Lines to the outside: the internet, what devices name, registered ways in.
    pub lines: Vec<Line>,
    /// Segments in the order of their addresses.
    pub nets: Vec<Net>,
    /// Joints; those of most segments first.
    pub joints: Vec<Joint>,
    /// Devices without an address: nobody knows where they are.
    pub unplaced: KindCounts,
    /// Devices that are drawn in all.
    pub devices: usize,
}

/// Whether an address is one of a house network, and not one by which the world reaches it (RFC 1918, RFC 6598, RFC 4193).
fn is_inside(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => four.is_private() || matches!(four.octets(), [100, 64..128, ..]),
        IpAddr::V6(six) => six.is_unique_local(),
    }
}

/// Whether an address says where a device is at all.
fn places(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => !four.is_link_local(),
        IpAddr::V6(six) => !six.is_unicast_link_local(),
    }
}

/// The segment that an address is taken for where nobody named one.
fn guess(address: IpAddr) -> Option<IpNet> {
    match address {
        IpAddr::V4(four) => Ipv4Net::new(four, 24).ok().map(|net| IpNet::V4(net.trunc())),
        IpAddr::V6(six) => Ipv6Net::new(six, 64).ok().map(|net| IpNet::V6(net.trunc())),
    }
}

/// Puts the network in order. `accesses` are the registered ways in with the devices that their words name, by place.
#[must_use]
pub fn draw(devices: &[NetDevice], segments: &Segments, accesses: &[AccessAt]) -> NetworkMap {
    let mut nets: BTreeMap<IpNet, Net> = BTreeMap::new();
    for (at, segment) in segments.all().iter().enumerate() {
        let net = Net { net: segment.net, named: Some(at), counts: KindCounts::default(), outside: 0 };
        nets.insert(segment.net, net);
    }
    let (mut unplaced, mut feet) = (KindCounts::default(), Vec::with_capacity(devices.len()));
    for device in devices {
        let (mut own, mut public) = (BTreeSet::new(), Vec::new());
        for address in device.addresses.iter().copied().filter(|one| places(*one)) {
            match segments.of(address).and_then(|at| segments.all().get(at)) {
                Some(segment) => drop(own.insert(segment.net)),
                None if is_inside(address) => own.extend(guess(address)),
                None => public.push(address),
            }
        }
        for net in &own {
            let new = || Net { net: *net, named: None, counts: KindCounts::default(), outside: 0 };
            let found = nets.entry(*net).or_insert_with(new);
            found.counts.add(device.kind);
            found.outside += usize::from(device.is_outside());
        }
        if own.is_empty() && public.is_empty() {
            unplaced.add(device.kind);
        }
        feet.push((own, public));
    }
    let place: BTreeMap<IpNet, usize> = nets.keys().enumerate().map(|(at, net)| (*net, at)).collect();
    let joints = joints(devices, feet, &place, accesses);
    let lines = lines(devices, &joints, accesses);
    NetworkMap { lines, nets: nets.into_values().collect(), joints, unplaced, devices: devices.len() }
}

/// Devices that have to be seen one by one: those that join segments, network devices with a line, and those by which a way comes in.
fn joints(
    devices: &[NetDevice],
    feet: Vec<(BTreeSet<IpNet>, Vec<IpAddr>)>,
    place: &BTreeMap<IpNet, usize>,
    accesses: &[AccessAt],
) -> Vec<Joint> {
    let gateways: BTreeSet<usize> = accesses.iter().flat_map(|access| access.by.iter().copied()).collect();
    let mut found = Vec::new();
    for (at, ((own, public), device)) in feet.into_iter().zip(devices).enumerate() {
        let is_network = device.kind == Some(DeviceKind::Network);
        let outside = is_network && (device.is_outside() || !public.is_empty());
        if own.len() > 1 || outside || device.has_line() || gateways.contains(&at) {
            let nets = own.iter().filter_map(|net| place.get(net).copied()).collect();
            found.push(Joint { device: at, nets, public });
        }
    }
    let rank = |joint: &Joint| {
        let device = devices.get(joint.device);
        let is_network = device.is_some_and(|device| device.kind == Some(DeviceKind::Network));
        let name = device.map(|device| device.name.clone()).unwrap_or_default();
        (!is_network, std::cmp::Reverse(joint.nets.len()), name, joint.device)
    };
    found.sort_by_cached_key(rank);
    found
}

fn lines(devices: &[NetDevice], joints: &[Joint], accesses: &[AccessAt]) -> Vec<Line> {
    let joint_of: BTreeMap<usize, usize> = joints.iter().enumerate().map(|(at, joint)| (joint.device, at)).collect();
    let mut internet = Line { way: Way::Internet, joints: BTreeSet::new(), others: 0 };
    let mut worded: BTreeMap<String, Line> = BTreeMap::new();
    let add = |line: &mut Line, device: usize| match joint_of.get(&device) {
        Some(joint) => drop(line.joints.insert(*joint)),
        None => line.others += 1,
    };
    for (at, device) in devices.iter().enumerate() {
        let public = joint_of.get(&at).and_then(|joint| joints.get(*joint)).is_some_and(|one| !one.public.is_empty());
        let words = device.line.as_deref().filter(|words| !words.is_empty());
        // 「インターネット」 in words is the internet, not a second line.
        let says = words.is_some_and(|words| matches!(name_key(words).as_str(), "インターネット" | "internet"));
        if device.internet == Some(true) || public || says {
            add(&mut internet, at);
        }
        if let Some(words) = words.filter(|_| !says) {
            let new = || Line { way: Way::Words(words.to_owned()), joints: BTreeSet::new(), others: 0 };
            add(worded.entry(name_key(words)).or_insert_with(new), at);
        }
    }
    let ways = accesses.iter().enumerate().map(|(at, access)| Line {
        way: Way::Access(at),
        joints: access.by.iter().filter_map(|device| joint_of.get(device).copied()).collect(),
        others: 0,
    });
    let internet = Some(internet).filter(|line| !line.joints.is_empty() || line.others > 0);
    internet.into_iter().chain(worded.into_values()).chain(ways).collect()
}

#[cfg(test)]
mod tests {
    use super::super::SegmentText;
    use super::*;

    fn device(name: &str, kind: DeviceKind, addresses: &[&str]) -> NetDevice {
        let addresses = addresses.iter().filter_map(|one| one.parse().ok()).collect();
        NetDevice { name: name.to_owned(), kind: Some(kind), addresses, listed: true, ..NetDevice::default() }
    }

    fn told(map: &NetworkMap, devices: &[NetDevice]) -> String {
        let mut out = String::new();
        let name = |at: usize| devices.get(at).map(|one| one.name.clone()).unwrap_or_default();
        for line in &map.lines {
            out.push_str(&format!("{:?} by {:?} and {}\n", line.way, line.joints, line.others));
        }
        for net in &map.nets {
            let mark = if net.named.is_some() { "named" } else { "guess" };
            out.push_str(&format!("{} {mark} {:?} outside {}\n", net.net, net.counts.0, net.outside));
        }
        for joint in &map.joints {
            out.push_str(&format!("{} joins {:?} {:?}\n", name(joint.device), joint.nets, joint.public));
        }
        out.push_str(&format!("nowhere {:?}\n", map.unplaced.0));
        out
    }

    #[test]
    fn segments_joints_and_lines_follow_from_addresses() {
        use DeviceKind::{Medical, Network, Server, Terminal};
        let mut devices = vec![
            device("fw", Network, &["10.20.0.2", "203.0.113.9"]),
            device("core", Network, &["10.20.0.3", "10.20.1.1", "10.20.10.1"]),
            device("emr", Server, &["10.20.1.11"]),
            device("pc1", Terminal, &["10.20.10.11", "169.254.3.4", "fe80::1"]),
            device("ct", Medical, &[]),
            device("vpn", Network, &["10.20.0.1"]),
            device("old", Terminal, &["fd00:1::5"]),
        ];
        devices[2].line = Some("リモート保守".to_owned());
        devices[3].internet = Some(true);
        let named = [SegmentText { net: "10.20.1.0/24", name: "サーバ", ..SegmentText::default() }];
        let segments = Segments::parse(&named).unwrap_or_default();
        let accesses = [AccessAt { by: vec![5], ..AccessAt::default() }, AccessAt::default()];
        insta::assert_snapshot!(told(&draw(&devices, &segments, &accesses), &devices));
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        assert_eq!(draw(&[], &Segments::default(), &[]), NetworkMap::default());
    }
}
