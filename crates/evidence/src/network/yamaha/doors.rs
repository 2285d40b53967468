//! Doors of these routers: `telnetd`, `sshd`, `httpd`, `sftpd`, `tftp`, each with its list of hosts.

use super::{Config, Port, filter};
use crate::network::door;
use domain::evidence::fact::{Door, Fact, Opened, ServiceName, Side, Sources};
use std::collections::BTreeMap;

/// A service: its words, whether it runs by default, who may come by default (`None`: it differs between models), and its port.
struct Service {
    name: ServiceName,
    word: &'static str,
    runs: bool,
    hosts: Option<&'static str>,
    port: u16,
    port_name: &'static str,
}

const SERVICES: [Service; 5] = [
    Service {
        name: ServiceName::Telnet,
        word: "telnetd",
        runs: true,
        hosts: Some("any"),
        port: 23,
        port_name: "telnet",
    },
    Service { name: ServiceName::Ssh, word: "sshd", runs: false, hosts: Some("any"), port: 22, port_name: "ssh" },
    Service { name: ServiceName::Http, word: "httpd", runs: true, hosts: None, port: 80, port_name: "www" },
    Service { name: ServiceName::Api, word: "sftpd", runs: true, hosts: Some("none"), port: 22, port_name: "ssh" },
    Service { name: ServiceName::Ftp, word: "tftp", runs: true, hosts: Some("none"), port: 69, port_name: "tftp" },
];

pub(super) fn doors(config: &Config<'_>, ports: &BTreeMap<String, Port>) -> Vec<Fact> {
    let class = config.last(&["security", "class"]);
    let mut found = Vec::new();
    for service in &SERVICES {
        found.extend(of_service(config, ports, service, class.as_ref()));
    }
    found
}

fn of_service(
    config: &Config<'_>,
    ports: &BTreeMap<String, Port>,
    service: &Service,
    class: Option<&(Vec<&str>, u64)>,
) -> Vec<Fact> {
    let said = config.last(&[service.word, "service"]);
    let mut lines: Vec<u64> = said.iter().map(|(_, line)| *line).collect();
    let mut on = said.as_ref().map_or(service.runs, |(words, _)| words.first() == Some(&"on"));
    // Of a part of a configuration only what it says is known.
    if said.is_none() && !config.complete && hosts_said(config, service.word).is_none() {
        return Vec::new();
    }
    // Security class 3 turns away every login from the network.
    if let Some((words, line)) = class
        && words.first() == Some(&"3")
        && matches!(service.name, ServiceName::Telnet | ServiceName::Ssh | ServiceName::Http)
    {
        on = false;
        lines.push(*line);
    }
    let hosts = hosts_said(config, service.word);
    lines.extend(hosts.as_ref().map(|(_, line)| *line));
    let sources = match (&hosts, service.hosts) {
        (Some((words, _)), _) => named(words),
        (None, Some(usual)) => named(&[usual]),
        (None, None) => Sources::Unknown { missing: format!("{} host", service.word) },
    };
    // What is off by default and not spoken of needs no word.
    if sources == Sources::Nobody && hosts.is_none() || (!on && said.is_none()) {
        return Vec::new();
    }
    let opened = if on { Opened::Open } else { Opened::SwitchedOff };
    let port = config.last(&[service.word, "listen"]).and_then(|(words, _)| words.first()?.parse::<u16>().ok());
    let make = |at: &str, side: Side, sources: Sources, lines: Vec<u64>| {
        Fact::new(Door { opened, port, ..door(service.name, at, side, sources) }, lines)
    };
    let mut found = vec![make("router", Side::Inside, sources.clone(), lines.clone())];
    if !on {
        return found;
    }
    for outside in ports.values().filter(|port| port.outside && port.name != "lan1") {
        let (through, more) = from_outside(config, outside, service, port.unwrap_or(service.port));
        // A list of LAN interfaces lets nobody from outside in.
        let limited = match &sources {
            Sources::Only { addresses }
                if addresses.iter().all(|address| {
                    address.starts_with("lan") || address.starts_with("vlan") || address.starts_with("bridge")
                }) =>
            {
                Sources::Nobody
            }
            other => other.clone(),
        };
        let lines = lines.iter().copied().chain(more).collect();
        found.push(make(&outside.name, Side::Outside, through.and(limited), lines));
    }
    found
}

/// `sshd host key generate` is about the key, not about hosts.
fn hosts_said<'a>(config: &Config<'a>, word: &str) -> Option<(Vec<&'a str>, u64)> {
    let path = [word, "host"];
    let mut said = config.behind(&path);
    said.rfind(|(_, words, _)| words.first() != Some(&"key")).map(|(_, words, line)| (words, line))
}

pub(super) fn named(words: &[&str]) -> Sources {
    match words {
        ["none"] | [] => Sources::Nobody,
        words if words.contains(&"any") => Sources::Any,
        words => Sources::of(words.iter().map(|word| (*word).to_owned())),
    }
}

/// Address translation turns away what no static entry leads to the router; then the filters are asked.
fn from_outside(config: &Config<'_>, port: &Port, service: &Service, number: u16) -> (Sources, Vec<u64>) {
    let mut lines = Vec::new();
    if let Some(nat) = &port.nat {
        let kind = config.last(&["nat", "descriptor", "type", nat]);
        let masquerade =
            kind.as_ref().is_some_and(|(words, _)| words.first().is_some_and(|kind| kind.contains("masquerade")));
        let through = config.last(&["nat", "descriptor", "masquerade", "incoming", nat]);
        let through = through.is_some_and(|(words, _)| words.first() == Some(&"through"));
        if masquerade && !through {
            let text = number.to_string();
            let path = ["nat", "descriptor", "masquerade", "static", nat];
            let mut entries = config.behind(&path);
            let entry = entries.find(|(_, words, _)| {
                matches!(words.as_slice(), [_, _, "tcp" | "*", ports, ..] if ports.split([',', '=']).any(|port| port == text || port == service.port_name || port == "*"))
            });
            let Some((_, _, line)) = entry else {
                lines.extend(kind.map(|(_, line)| line));
                return (Sources::Nobody, lines);
            };
            lines.push(line);
        }
    }
    let (sources, more) = filter::lets_in(config, port, number, service.port_name);
    lines.extend(more);
    (sources, lines)
}
