//! Doors of Junos: a service switched on in `system services`, let in by the zone or by the interface, past policies to the device
//! itself and past the filters of the loopback and of the interface.
//!
//! What stands at the interface takes the place of what stands at its zone; it does not add to it.

use super::{
    Config, filter,
    ports::{Port, zones},
};
use crate::network::{door, statement::each_after};
use domain::evidence::fact::{Door, Fact, Opened, ServiceName, Side, Sources, Unbound, is_everybody};

/// A service, what the zone calls it, the application that policies call it, and its port.
struct Service {
    name: ServiceName,
    inbound: &'static str,
    application: &'static str,
    port: u16,
    path: &'static [&'static str],
}

const SERVICES: [Service; 6] = [
    Service {
        name: ServiceName::Ssh,
        inbound: "ssh",
        application: "junos-ssh",
        port: 22,
        path: &["system", "services", "ssh"],
    },
    Service {
        name: ServiceName::Telnet,
        inbound: "telnet",
        application: "junos-telnet",
        port: 23,
        path: &["system", "services", "telnet"],
    },
    Service {
        name: ServiceName::Ftp,
        inbound: "ftp",
        application: "junos-ftp",
        port: 21,
        path: &["system", "services", "ftp"],
    },
    Service {
        name: ServiceName::Http,
        inbound: "http",
        application: "junos-http",
        port: 80,
        path: &["system", "services", "web-management", "http"],
    },
    Service {
        name: ServiceName::Https,
        inbound: "https",
        application: "junos-https",
        port: 443,
        path: &["system", "services", "web-management", "https"],
    },
    Service {
        name: ServiceName::Api,
        inbound: "netconf",
        application: "junos-netconf",
        port: 830,
        path: &["system", "services", "netconf"],
    },
];

pub(super) fn doors(config: &Config<'_>, ports: &[Port]) -> Vec<Fact> {
    let zoned = ports.iter().any(|port| port.zone.is_some());
    let mut found = Vec::new();
    for service in &SERVICES {
        let on: Vec<u64> = config.behind(service.path).map(|(_, line)| line).collect();
        if zoned {
            found.extend(ports.iter().filter_map(|port| of_port(config, port, service, &on)));
        } else if !on.is_empty() {
            found.push(everywhere(config, service, &on));
        }
    }
    found.extend(unbound_zones(config, ports));
    found
}

/// A device without zones answers on every interface.
fn everywhere(config: &Config<'_>, service: &Service, on: &[u64]) -> Fact {
    let (sources, lines) = filter::loopback(config, service.port);
    let door = door(service.name, "all interfaces", Side::Unknown, sources);
    Fact::new(door, on.iter().copied().take(3).chain(lines))
}

fn of_port(config: &Config<'_>, port: &Port, service: &Service, on: &[u64]) -> Option<Fact> {
    let (let_in, mut lines) = match &port.zone {
        Some(zone) => inbound(config, zone, &port.name, service.inbound),
        // The management port stands in no zone and answers.
        None if port.side() == Side::Management && !on.is_empty() => (true, Vec::new()),
        None => return None,
    };
    if !let_in {
        return None;
    }
    let shown = config.has(&["system", "services"]) || config.complete;
    if on.is_empty() {
        let named = lines.iter().any(|line| names(config, *line, service.inbound));
        if shown || !named {
            // Let in and not switched on: nobody answers.
            let unbound = Unbound {
                block: "host-inbound-traffic".to_owned(),
                name: format!("{} {}", port.name, service.inbound),
            };
            return named.then(|| Fact::new(unbound, lines));
        }
    }
    let web: Vec<(&str, u64)> = config
        .behind(service.path)
        .filter_map(|(rest, line)| match rest.as_slice() {
            ["interface", name] => Some((*name, line)),
            _ => None,
        })
        .collect();
    if !web.is_empty() && !web.iter().any(|(name, _)| *name == port.name || port.name.strip_suffix(".0") == Some(name))
    {
        return None;
    }
    lines.extend(on.iter().copied().take(3));
    let (own, own_lines) = filter::of_interface(config, &port.name, service.port);
    let (loopback, loopback_lines) = filter::loopback(config, service.port);
    let (host, host_lines) =
        port.zone.as_deref().map_or((Sources::Any, Vec::new()), |zone| to_the_device(config, zone, service));
    lines.extend(own_lines.into_iter().chain(loopback_lines).chain(host_lines));
    let mut sources = own.and(loopback).and(host);
    if on.is_empty() {
        sources = Sources::Unknown { missing: "system services".to_owned() };
    }
    let opened = if port.down { Opened::InterfaceDown } else { Opened::Open };
    Some(Fact::new(Door { opened, ..door(service.name, port.name.clone(), port.side(), sources) }, lines))
}

/// Whether the statement on that line names the service itself, and not `all`.
fn names(config: &Config<'_>, line: u64, service: &str) -> bool {
    config.all.iter().any(|statement| statement.line == line && statement.words.last() == Some(&service))
}

/// Whether a zone or interface lets a service in, and the lines that say so.
fn inbound(config: &Config<'_>, zone: &str, interface: &str, service: &str) -> (bool, Vec<u64>) {
    let short = interface.strip_suffix(".0").unwrap_or(interface);
    let (mut at_zone, mut at_interface, mut own_block) = (Vec::new(), Vec::new(), false);
    for (rest, line) in zones(config) {
        match rest.as_slice() {
            [of, "host-inbound-traffic", "system-services", words @ ..] if *of == zone => {
                at_zone.push((words.to_vec(), line))
            }
            [of, "interfaces", name, "host-inbound-traffic", words @ ..]
                if *of == zone && (*name == interface || *name == short) =>
            {
                own_block = true;
                if let ["system-services", words @ ..] = words {
                    at_interface.push((words.to_vec(), line));
                }
            }
            _ => {}
        }
    }
    let counts = if own_block { at_interface } else { at_zone };
    let except = counts.iter().any(|(words, _)| words.as_slice() == [service, "except"]);
    let matching = counts.iter().filter(|(words, _)| {
        let first = words.first().copied().unwrap_or_default();
        words.len() == 1 && (first == service || ["all", "any-service"].contains(&first))
    });
    let lines: Vec<u64> = matching.map(|(_, line)| *line).collect();
    (!lines.is_empty() && !except, lines)
}

/// Policies from the zone to the device itself. Where there is one, what none of them permits is turned away.
fn to_the_device(config: &Config<'_>, zone: &str, service: &Service) -> (Sources, Vec<u64>) {
    let path = ["security", "policies", "from-zone", zone, "to-zone", "junos-host", "policy", "*"];
    let statements: Vec<(Vec<&str>, u64)> = config.behind(&path).collect();
    if statements.is_empty() {
        return (Sources::Any, Vec::new());
    }
    let lines: Vec<u64> = statements.iter().map(|(_, line)| *line).collect();
    let mut names: Vec<&str> = statements.iter().filter_map(|(rest, _)| rest.first().copied()).collect();
    names.dedup();
    let mut allowed = Sources::Nobody;
    for name in names {
        let applications = each_after(&statements, &[name, "match", "application"]);
        let meant = applications
            .iter()
            .any(|app| *app == "any" || *app == service.application || uses_port(config, app, service.port));
        if !meant {
            continue;
        }
        let sources = each_after(&statements, &[name, "match", "source-address"])
            .into_iter()
            .fold(Sources::Nobody, |all, name| all.or(address(config, zone, name)));
        match each_after(&statements, &[name, "then"]).first() {
            Some(&"permit") if sources == Sources::Any => return (Sources::Any, lines),
            Some(&"permit") => allowed = allowed.or(sources),
            Some(_) if sources == Sources::Any => return (allowed, lines),
            _ => {}
        }
    }
    (allowed, lines)
}

fn uses_port(config: &Config<'_>, application: &str, port: u16) -> bool {
    let text = port.to_string();
    config
        .behind(&["applications", "application", application])
        .any(|(rest, _)| rest.windows(2).any(|pair| pair[0] == "destination-port" && pair[1] == text))
}

/// The address behind a name of the address book.
pub(super) fn address(config: &Config<'_>, zone: &str, name: &str) -> Sources {
    if is_everybody(name) || ["any-ipv4", "any-ipv6"].contains(&name) {
        return Sources::Any;
    }
    let mut found = Vec::new();
    let books =
        config.behind(&["security", "address-book", "*"]).map(|(rest, _)| rest.get(1..).unwrap_or_default().to_vec());
    let own = ["security", "zones", "security-zone", zone, "address-book"];
    let own = config.behind(&own).map(|(rest, _)| rest);
    let all: Vec<Vec<&str>> = books.chain(own).collect();
    for words in &all {
        match words.as_slice() {
            ["address", of, "range-address", from, "to", to, ..] if *of == name => found.push(format!("{from}-{to}")),
            ["address", of, "dns-name", host, ..] if *of == name => found.push((*host).to_owned()),
            ["address", of, prefix, ..] if *of == name && !["description", "wildcard-address"].contains(prefix) => {
                found.push((*prefix).to_owned());
            }
            ["address-set", of, "address", member, ..] if *of == name => {
                let members = all.iter().filter_map(|words| match words.as_slice() {
                    ["address", of, prefix, ..] if of == member => Some((*prefix).to_owned()),
                    _ => None,
                });
                found.extend(members);
            }
            _ => {}
        }
    }
    if found.is_empty() { Sources::Unknown { missing: format!("address {name}") } } else { Sources::of(found) }
}

/// Zones that let services in and hold no interface.
fn unbound_zones(config: &Config<'_>, ports: &[Port]) -> Vec<Fact> {
    let mut found: Vec<Fact> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for (rest, line) in zones(config) {
        if let [zone, "host-inbound-traffic", "system-services", ..] = rest.as_slice()
            && !ports.iter().any(|port| port.zone.as_deref() == Some(zone))
            && !seen.iter().any(|known| known == zone)
        {
            seen.push((*zone).to_owned());
            let unbound = Unbound { block: "security-zone".to_owned(), name: (*zone).to_owned() };
            found.push(Fact::new(unbound, [line]));
        }
    }
    found
}
