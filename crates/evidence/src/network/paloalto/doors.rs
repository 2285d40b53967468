//! Doors of PAN-OS: the management port, and data interfaces that a management profile is bound to. A profile that nothing binds
//! opens nothing.

use super::Config;
use crate::network::{door, is_inside_word, is_outside_word, is_public};
use domain::evidence::fact::{Door, Fact, Interface, Opened, ServiceName, Side, Sources, Unbound};
use std::collections::BTreeMap;

/// A data interface.
pub(super) struct Port<'a> {
    pub name: &'a str,
    zone: Option<&'a str>,
    profile: Option<(&'a str, u64)>,
    addresses: Vec<String>,
    lines: Vec<u64>,
    pub side: Side,
    down: bool,
}

impl Port<'_> {
    pub fn fact(&self) -> Fact {
        let found = Interface {
            name: self.name.to_owned(),
            context: None,
            label: self.zone.map(str::to_owned),
            addresses: self.addresses.clone(),
            side: self.side,
            up: !self.down,
        };
        Fact::new(found, self.lines.iter().copied())
    }
}

pub(super) fn ports<'a>(config: &Config<'a>) -> Vec<Port<'a>> {
    let mut found: BTreeMap<&str, Port<'a>> = BTreeMap::new();
    for (rest, line) in config.behind(&["network", "interface"]) {
        let (name, words) = match rest.as_slice() {
            // A part of an interface has the name of its own: `ethernet1/1.10`.
            [_, _, "layer3", "units", name, words @ ..] | [_, _, "units", name, words @ ..] => (*name, words),
            ["vlan" | "loopback" | "tunnel", "units", name, words @ ..] => (*name, words),
            [kind @ ("vlan" | "loopback" | "tunnel"), words @ ..] => (*kind, words),
            [_, name, words @ ..] => (*name, words),
            _ => continue,
        };
        let words = match words {
            ["layer3", words @ ..] => words,
            words => words,
        };
        let port = found.entry(name).or_insert_with(|| Port {
            name,
            zone: None,
            profile: None,
            addresses: Vec::new(),
            lines: Vec::new(),
            side: Side::Unknown,
            down: false,
        });
        match words {
            ["interface-management-profile", profile, ..] => port.profile = Some((profile, line)),
            ["ip", address, ..] => port.addresses.push((*address).to_owned()),
            ["dhcp-client" | "pppoe", ..] if !port.addresses.iter().any(|a| a == words[0]) => {
                port.addresses.push(words[0].to_owned())
            }
            ["link-state", "down"] => port.down = true,
            _ => continue,
        }
        port.lines.push(line);
    }
    let mut zones: Vec<(&str, &str, u64)> = Vec::new();
    for (rest, line) in config.behind(&["zone", "*", "network"]) {
        if let [zone, _, interface] = rest.as_slice() {
            zones.push((zone, interface, line));
        }
    }
    let outward: Vec<&str> = config
        .behind(&["network", "virtual-router", "*", "routing-table", "ip", "static-route", "*"])
        .filter_map(|(rest, _)| match rest.as_slice() {
            [_, _, "interface", interface] => Some(*interface),
            _ => None,
        })
        .collect();
    let default_route = config
        .behind(&["network", "virtual-router", "*", "routing-table", "ip", "static-route", "*"])
        .any(|(rest, _)| rest.as_slice().ends_with(&["destination", "0.0.0.0/0"]));
    let comments: BTreeMap<&str, &str> = config
        .behind(&["network", "interface", "*"])
        .filter_map(|(rest, _)| match rest.as_slice() {
            [_, name, "comment", words] => Some((*name, *words)),
            _ => None,
        })
        .collect();
    let mut all: Vec<Port<'a>> = found.into_values().collect();
    for port in &mut all {
        if let Some((zone, _, line)) = zones.iter().find(|(_, interface, _)| *interface == port.name) {
            port.zone = Some(zone);
            port.lines.push(*line);
        }
        let words = || port.zone.into_iter().chain(comments.get(port.name).copied());
        let outside = words().any(is_outside_word) || (default_route && outward.contains(&port.name));
        let management = words().any(|word| {
            word.to_ascii_lowercase().starts_with("mgmt") || word.to_ascii_lowercase().contains("management")
        });
        port.side = if outside {
            Side::Outside
        } else if words().any(is_inside_word) {
            Side::Inside
        } else if management {
            Side::Management
        } else if port.addresses.iter().any(|address| is_public(address)) {
            Side::Outside
        } else {
            Side::Unknown
        };
    }
    all
}

const SERVICES: [(&str, ServiceName); 5] = [
    ("https", ServiceName::Https),
    ("http", ServiceName::Http),
    ("ssh", ServiceName::Ssh),
    ("telnet", ServiceName::Telnet),
    ("snmp", ServiceName::Snmp),
];

/// The dedicated management port. By the maker's default it answers HTTPS and SSH; HTTP, Telnet and SNMP are off.
pub(super) fn management_port(config: &Config<'_>) -> Vec<Fact> {
    let system: Vec<(Vec<&str>, u64)> = config.behind(&["deviceconfig", "system"]).collect();
    if system.is_empty() {
        return Vec::new();
    }
    let permitted: Vec<(&str, u64)> = config
        .behind(&["deviceconfig", "system", "permitted-ip"])
        .filter_map(|(rest, line)| Some((*rest.first()?, line)))
        .collect();
    let sources =
        if permitted.is_empty() { Sources::Any } else { Sources::of(permitted.iter().map(|(ip, _)| (*ip).to_owned())) };
    let mut found = Vec::new();
    for (word, service) in SERVICES {
        let disable = format!("disable-{word}");
        let said = config.value(&["deviceconfig", "system", "service", &disable]);
        let usual = matches!(service, ServiceName::Https | ServiceName::Ssh);
        let open = said.map_or(usual, |(value, _)| value == "no");
        if !open && said.is_none() {
            continue;
        }
        let opened = if open { Opened::Open } else { Opened::SwitchedOff };
        let own = said.map(|(_, line)| line).or_else(|| system.first().map(|(_, line)| *line));
        let lines = own.into_iter().chain(permitted.iter().map(|(_, line)| *line));
        found.push(Fact::new(
            Door { opened, ..door(service, "management port", Side::Management, sources.clone()) },
            lines,
        ));
    }
    found
}

/// Profiles, each on the interfaces that it is bound to.
pub(super) fn profiles(config: &Config<'_>, ports: &[Port<'_>]) -> Vec<Fact> {
    let mut all: BTreeMap<&str, Vec<(Vec<&str>, u64)>> = BTreeMap::new();
    for (rest, line) in config.behind(&["network", "profiles", "interface-management-profile", "*"]) {
        if let Some((name, words)) = rest.split_first() {
            all.entry(name).or_default().push((words.to_vec(), line));
        }
    }
    let mut found = Vec::new();
    for (name, statements) in &all {
        let bound: Vec<&Port<'_>> =
            ports.iter().filter(|port| port.profile.is_some_and(|(profile, _)| profile == *name)).collect();
        if bound.is_empty() {
            let unbound = Unbound { block: "interface-management-profile".to_owned(), name: (*name).to_owned() };
            found.push(Fact::new(unbound, statements.iter().map(|(_, line)| *line)));
        }
        let permitted: Vec<(&str, u64)> = statements
            .iter()
            .filter_map(|(words, line)| match words.as_slice() {
                ["permitted-ip", ip, ..] => Some((*ip, *line)),
                _ => None,
            })
            .collect();
        let sources = if permitted.is_empty() {
            Sources::Any
        } else {
            Sources::of(permitted.iter().map(|(ip, _)| (*ip).to_owned()))
        };
        for port in bound {
            for (word, service) in SERVICES {
                let on = statements.iter().find(|(words, _)| words.as_slice() == [word, "yes"]);
                let Some((_, line)) = on else { continue };
                let opened = if port.down { Opened::InterfaceDown } else { Opened::Open };
                let lines =
                    permitted.iter().map(|(_, line)| *line).chain([*line]).chain(port.profile.map(|(_, line)| line));
                found.push(Fact::new(Door { opened, ..door(service, port.name, port.side, sources.clone()) }, lines));
            }
        }
    }
    // A profile that an interface names and the file does not hold.
    for port in ports {
        let Some((profile, line)) = port.profile.filter(|(profile, _)| !all.contains_key(profile)) else { continue };
        let missing = format!("interface-management-profile {profile}");
        found.push(Fact::new(door(ServiceName::Https, port.name, port.side, Sources::Unknown { missing }), [line]));
    }
    found
}

/// GlobalProtect and IKE gateways.
pub(super) fn vpn(config: &Config<'_>, ports: &[Port<'_>]) -> Vec<Fact> {
    let side = |name: &str| ports.iter().find(|port| port.name == name).map_or(Side::Unknown, |port| port.side);
    let mut found = Vec::new();
    for kind in ["global-protect-portal", "global-protect-gateway"] {
        for (rest, line) in config.behind(&["global-protect", kind, "*"]) {
            if let [_, .., "local-address", "interface", interface] = rest.as_slice() {
                found.push(Fact::new(door(ServiceName::SslVpn, *interface, side(interface), Sources::Any), [line]));
            }
        }
    }
    found.extend(super::rest::gateways(config, &side));
    found
}
