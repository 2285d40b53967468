//! The rest of a FortiGate: tunnels, SNMP, rules that let everything through, passwords.

use super::{
    doors::side_by_name,
    objects,
    ports::Port,
    tree::{Entry, Tree},
};
use crate::network::{cidr, door, known_word};
use domain::evidence::fact::{
    Community, Door, Fact, LogTarget, Opened, PasswordRule, Policy, ServiceName, Side, Sources, Tunnel, Unbound,
};

/// Ciphers, digests and groups that count as broken (RFC 8247 and CRYPTREC's list of 2023: DES, 3DES, MD5, groups up to 1024 bits).
const BROKEN_PROPOSALS: [&str; 3] = ["des", "3des", "md5"];
const BROKEN_GROUPS: [&str; 3] = ["1", "2", "22"];

pub(super) fn tunnels(tree: &Tree, ports: &[Port<'_>]) -> Vec<Fact> {
    let both = ["vpn ipsec phase1-interface", "vpn ipsec phase1"];
    both.into_iter().flat_map(|section| tree.of(section)).flat_map(|entry| tunnel(entry, ports)).collect()
}

fn tunnel(entry: &Entry, ports: &[Port<'_>]) -> Vec<Fact> {
    let at = entry.value("interface");
    let sources = match (entry.value("type"), entry.value("remote-gw")) {
        (Some("dynamic"), _) => Sources::Any,
        (Some("ddns"), _) => Sources::of(entry.values("remotegw-ddns").to_vec()),
        (_, Some("0.0.0.0")) | (_, None) => Sources::Unknown { missing: "set remote-gw".to_owned() },
        (_, Some(peer)) => Sources::of([peer.to_owned()]),
    };
    let lines = entry.lines(&["interface", "remote-gw", "type", "proposal", "dhgrp", "ike-version"]);
    let lines: Vec<u64> = std::iter::once(entry.line).chain(lines).collect();
    let tunnel = Tunnel {
        name: entry.key.clone(),
        at: at.map(str::to_owned),
        sources: sources.clone(),
        // The maker's default is 1.
        ike: entry.value("ike-version").unwrap_or("1").parse().ok(),
        weak: weak(entry),
    };
    let mut found = vec![Fact::new(tunnel, lines.clone())];
    let Some(at) = at else {
        let unbound = Unbound { block: "config vpn ipsec phase1-interface".to_owned(), name: entry.key.clone() };
        found.push(Fact::new(unbound, [entry.line]));
        return found;
    };
    let port = ports.iter().find(|port| port.name == at);
    let opened = if port.is_some_and(|port| !port.up) { Opened::InterfaceDown } else { Opened::Open };
    let side = port.map_or_else(|| side_by_name(at), |port| port.side);
    let context = port.and_then(|port| port.vdom).or(entry.vdom.as_deref()).map(str::to_owned);
    found.push(Fact::new(Door { context, opened, ..door(ServiceName::Ipsec, at, side, sources) }, lines));
    found
}

fn weak(entry: &Entry) -> Vec<String> {
    let parts = entry.values("proposal").iter().flat_map(|proposal| proposal.split('-'));
    let mut weak: Vec<String> = parts.filter(|part| BROKEN_PROPOSALS.contains(part)).map(str::to_owned).collect();
    weak.extend(
        entry
            .values("dhgrp")
            .iter()
            .filter(|group| BROKEN_GROUPS.contains(&group.as_str()))
            .map(|g| format!("group {g}")),
    );
    if entry.is("mode", "aggressive") {
        weak.push("aggressive mode".to_owned());
    }
    weak.sort();
    weak.dedup();
    weak
}

pub(super) fn communities(tree: &Tree) -> Vec<Fact> {
    let agent = tree.block("system snmp sysinfo").any(|entry| entry.is("status", "enable"));
    tree.of("system snmp community")
        .filter(|entry| !entry.is("status", "disable"))
        .map(|entry| {
            let prefix = format!("{}/", entry.key);
            let hosts = tree.entries.iter().filter(|host| {
                host.section == "system snmp community/hosts"
                    && host.key.starts_with(&prefix)
                    && host.vdom == entry.vdom
            });
            let hosts: Vec<String> = hosts
                .filter_map(|host| match host.values("ip") {
                    [address, mask] => Some(cidr(address, mask, false)),
                    [address] => Some(address.clone()),
                    _ => None,
                })
                .collect();
            let sources = match (agent, hosts.is_empty()) {
                (false, _) if tree.has("system snmp sysinfo") => Sources::Nobody,
                (_, true) => Sources::Unknown { missing: "config hosts".to_owned() },
                _ => Sources::of(hosts),
            };
            let well_known = entry.value("name").and_then(known_word);
            Fact::new(Community { well_known, may_write: false, sources }, [entry.line])
        })
        .collect()
}

/// Rules that let everything from everybody through.
pub(super) fn policies(tree: &Tree, ports: &[Port<'_>]) -> Vec<Fact> {
    let wide = |entry: &&Entry| {
        let vdom = entry.vdom.as_deref();
        let all = |name: &str| objects::sources(tree, vdom, entry.values(name)) == Sources::Any;
        let services = entry.values("service").iter().any(|service| service.eq_ignore_ascii_case("ALL"));
        entry.is("action", "accept")
            && all("srcaddr")
            && all("dstaddr")
            && services
            && !entry.is("srcaddr-negate", "enable")
            && entry.values("groups").is_empty()
            && entry.values("users").is_empty()
    };
    tree.of("firewall policy")
        .filter(wide)
        .map(|entry| {
            let from_places = entry.values("srcintf").to_vec();
            let name = match entry.value("name") {
                Some(name) => format!("{} ({name})", entry.key),
                None => entry.key.clone(),
            };
            let policy = Policy {
                name,
                context: entry.vdom.clone(),
                from_side: side_of(&from_places, ports),
                from_places,
                to_places: entry.values("dstintf").to_vec(),
                enabled: !entry.is("status", "disable"),
            };
            let lines = entry.lines(&["action", "srcintf", "dstintf", "srcaddr", "dstaddr", "service", "status"]);
            Fact::new(policy, std::iter::once(entry.line).chain(lines))
        })
        .collect()
}

/// The outermost side of several places.
fn side_of(places: &[String], ports: &[Port<'_>]) -> Side {
    let sides = places.iter().map(|place| match ports.iter().find(|port| port.names.contains(&place.as_str())) {
        Some(port) => port.side,
        None if place == "any" => Side::Outside,
        None => side_by_name(place),
    });
    sides
        .min_by_key(|side| match side {
            Side::Outside => 0,
            Side::Unknown => 1,
            Side::Inside | Side::Management => 2,
        })
        .unwrap_or(Side::Unknown)
}

pub(super) fn password_rules(tree: &Tree) -> Vec<Fact> {
    let mut found = Vec::new();
    for entry in tree.block("system password-policy").filter(|entry| entry.is("status", "enable")) {
        let number = |name: &str| entry.value(name).and_then(|value| value.parse().ok());
        let rule = PasswordRule {
            scope: "FortiOS admin".to_owned(),
            min_length: Some(number("minimum-length").unwrap_or(8)),
            lockout_after: None,
            max_age_days: number("expire-day"),
        };
        found.push(Fact::new(rule, entry.lines(&["status", "minimum-length"])));
    }
    for section in ["log syslogd setting", "log syslogd2 setting", "log syslogd3 setting", "log syslogd4 setting"] {
        for entry in tree.block(section).filter(|entry| entry.is("status", "enable")) {
            let host = entry.value("server").map(str::to_owned);
            found.extend(host.map(|host| Fact::new(LogTarget { host }, entry.lines(&["status", "server"]))));
        }
    }
    found
}
