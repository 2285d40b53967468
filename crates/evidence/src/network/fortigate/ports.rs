//! The interfaces of a FortiGate: what they allow and towards whom they look.

use super::tree::{Entry, Tree};
use crate::network::{cidr, is_inside_word, is_outside_word, is_public};
use domain::evidence::fact::Side;

/// An interface with what decides about its doors.
pub(super) struct Port<'a> {
    pub entry: &'a Entry,
    pub name: &'a str,
    pub vdom: Option<&'a str>,
    pub side: Side,
    pub up: bool,
    /// Names under which a rule may mean it: its own and its zone's.
    pub names: Vec<&'a str>,
}

pub(super) fn ports(tree: &Tree) -> Vec<Port<'_>> {
    let outwards = outward_devices(tree);
    let all: Vec<&Entry> = tree.of("system interface").collect();
    let down = |name: &str| all.iter().any(|entry| entry.key == name && entry.is("status", "down"));
    all.iter()
        .map(|entry| {
            let name = entry.key.as_str();
            let zones = tree.of("system zone").filter(|zone| zone.values("interface").iter().any(|of| of == name));
            let names: Vec<&str> = std::iter::once(name).chain(zones.map(|zone| zone.key.as_str())).collect();
            Port {
                entry,
                name,
                vdom: entry.value("vdom"),
                side: side(entry, &names, &outwards),
                // A VLAN is down with the connection that it runs on.
                up: !down(name) && !entry.value("interface").is_some_and(down),
                names,
            }
        })
        .collect()
}

/// Interfaces that the way to everywhere leads through, and those of an SD-WAN.
fn outward_devices(tree: &Tree) -> Vec<&str> {
    let default = |entry: &&Entry| {
        let everywhere = match entry.values("dst") {
            [] => true,
            [address, ..] => address == "0.0.0.0" || address == "0.0.0.0/0",
        };
        everywhere && !entry.is("blackhole", "enable") && !entry.is("status", "disable")
    };
    let routes = tree.of("router static").filter(default).filter_map(|entry| entry.value("device"));
    let members = ["system sdwan/members", "system virtual-wan-link/members"];
    let members = members.into_iter().flat_map(|section| tree.entries.iter().filter(move |e| e.section == section));
    routes.chain(members.filter_map(|entry| entry.value("interface"))).collect()
}

/// The role that a person gave it counts most, then the routes, then names, then the address.
fn side(entry: &Entry, names: &[&str], outwards: &[&str]) -> Side {
    match entry.value("role") {
        Some("wan") => return Side::Outside,
        Some("lan" | "dmz") => return Side::Inside,
        _ => {}
    }
    if entry.is("dedicated-to", "management") {
        return Side::Management;
    }
    let labels = || names.iter().copied().chain(entry.value("alias"));
    if outwards.contains(&entry.key.as_str()) || entry.is("mode", "pppoe") || labels().any(is_outside_word) {
        return Side::Outside;
    }
    if labels().any(is_inside_word) {
        return Side::Inside;
    }
    if labels().any(|name| name.to_ascii_lowercase().starts_with("mgmt")) {
        return Side::Management;
    }
    if entry.value("ip").is_some_and(is_public) { Side::Outside } else { Side::Unknown }
}

/// Addresses as `10.0.1.1/24`.
pub(super) fn addresses(entry: &Entry) -> Vec<String> {
    let own = match entry.values("ip") {
        [address, mask] if address != "0.0.0.0" => Some(cidr(address, "255.255.255.255", false) + &length(mask)),
        [address] => Some(address.clone()),
        _ => None,
    };
    let dynamic = entry.value("mode").filter(|mode| *mode != "static").map(str::to_owned);
    own.into_iter().chain(dynamic).collect()
}

fn length(mask: &str) -> String {
    match cidr("0.0.0.0", mask, false).split_once('/') {
        Some((_, length)) => format!("/{length}"),
        None => "/32".to_owned(),
    }
}
