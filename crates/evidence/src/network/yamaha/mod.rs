//! YAMAHA RTX, NVR and FWX: `show config`. The defaults are those of the command reference (RTX830, RTX1220, RTX1300).

mod doors;
mod filter;
mod rest;

use super::{is_public, statement::Statement};
use crate::{
    reading::{Reading, Unread, UnreadWhy},
    text::{MAX_LINE, lines},
};
use domain::evidence::{
    ExportKind,
    fact::{Device, Fact, Firmware, Interface, Side},
};
use std::collections::BTreeMap;

/// Commands with the connection or tunnel that was selected before them.
pub(super) struct Config<'a> {
    pub all: Vec<Command<'a>>,
    /// Its heading is there, so it is a whole configuration.
    pub complete: bool,
}

/// One command.
pub(super) struct Command<'a> {
    /// `pp 1`, `tunnel 2`; empty outside of both.
    pub within: String,
    pub statement: Statement<'a>,
}

impl<'a> Config<'a> {
    /// What follows these words, with the selection and the line. A later `no …` takes a command back.
    pub fn behind<'s>(
        &'s self,
        path: &'s [&'s str],
    ) -> impl DoubleEndedIterator<Item = (&'s str, Vec<&'a str>, u64)> + 's {
        self.all.iter().filter_map(move |command| {
            let rest = command.statement.behind(path)?;
            Some((command.within.as_str(), rest, command.statement.line))
        })
    }
    /// The last command of these words.
    pub fn last(&self, path: &[&str]) -> Option<(Vec<&'a str>, u64)> {
        self.behind(path).next_back().map(|(_, rest, line)| (rest, line))
    }
}

const SERIES: [&str; 7] = ["RTX", "NVR", "FWX", "SRT", "RTV", "RT", "vRX"];

/// Whether it looks like a configuration of these routers.
#[must_use]
pub fn is_config(text: &str) -> bool {
    const SIGNS: [&str; 22] = [
        "ip lan1 address ",
        "ip lan2 address ",
        "ip lan2 secure filter ",
        "ip pp secure filter ",
        "pp select ",
        "pp enable ",
        "pppoe use ",
        "nat descriptor ",
        "tunnel select ",
        "tunnel enable ",
        "ipsec tunnel ",
        "httpd ",
        "telnetd ",
        "sshd ",
        "login user ",
        "login password ",
        "administrator password ",
        "dhcp scope ",
        "ip route default gateway ",
        "ip filter ",
        "ipsec ike ",
        "security class ",
    ];
    let mut signs = 0;
    for line in lines(text).take(5_000) {
        let line = line.text.trim();
        if heading(line).is_some() {
            return true;
        }
        signs += usize::from(SIGNS.iter().any(|start| line.starts_with(start)));
    }
    signs >= 3
}

/// `# RTX1210 Rev.14.01.42 (Fri Jul  8 2022)`.
fn heading(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix('#')?.trim_start();
    let (model, rest) = rest.split_once(' ')?;
    let version = rest.strip_prefix("Rev.")?.split_whitespace().next()?;
    SERIES.iter().any(|series| model.starts_with(series)).then_some((model, version))
}

/// Reads a configuration.
#[must_use]
pub fn read(text: &str) -> Reading {
    let mut unread = Unread::default();
    let config = commands(text, &mut unread);
    let ports = ports(&config);
    let mut reading = Reading { unread, ..Reading::of(ExportKind::YamahaConfig) };
    let facts = &mut reading.facts;
    facts.extend(device(text));
    facts.extend(ports.values().map(Port::fact));
    facts.extend(doors::doors(&config, &ports));
    facts.extend(rest::tunnels(&config, &ports));
    facts.extend(rest::snmp(&config));
    facts.extend(rest::admins(&config));
    facts.extend(rest::policies(&config, &ports));
    reading
}

fn commands<'a>(text: &'a str, unread: &mut Unread) -> Config<'a> {
    let (mut all, mut within, mut complete) = (Vec::new(), String::new(), false);
    for line in lines(text) {
        let words = line.text.trim();
        if line.text.len() > MAX_LINE {
            unread.push(line.number, UnreadWhy::TooLong);
            continue;
        }
        complete |= heading(words).is_some();
        if words.is_empty() || words.starts_with('#') {
            continue;
        }
        let words: Vec<&str> = words.split_whitespace().collect();
        match words.as_slice() {
            ["pp" | "tunnel", "select", "none"] => within.clear(),
            [kind @ ("pp" | "tunnel"), "select", number] => within = format!("{kind} {number}"),
            ["no", rest @ ..] => {
                all.retain(|command: &Command<'_>| {
                    command.within != within || !command.statement.words.starts_with(rest)
                });
            }
            _ => {}
        }
        all.push(Command { within: within.clone(), statement: Statement { words, line: line.number } });
    }
    Config { all, complete }
}

fn device(text: &str) -> Vec<Fact> {
    let mut device = Device { maker: Some("YAMAHA".to_owned()), ..Device::default() };
    let (mut found, mut at) = (Vec::new(), Vec::new());
    for line in lines(text).take_while(|line| line.text.trim().is_empty() || line.text.starts_with('#')) {
        if let Some((model, version)) = heading(line.text.trim()) {
            device.model = Some(model.to_owned());
            at.push(line.number);
            let product = "RTX".to_owned();
            found.push(Fact::new(Firmware { product, version: version.to_owned(), build: None }, [line.number]));
        } else if let Some((_, rest)) = line.text.split_once("serial=") {
            device.serial = rest.split_whitespace().next().map(str::to_owned);
            at.push(line.number);
        }
    }
    if !at.is_empty() {
        found.insert(0, Fact::new(device, at));
    }
    found
}

/// A connection with what decides about doors on it.
#[derive(Debug, Default)]
pub(super) struct Port {
    pub name: String,
    pub addresses: Vec<String>,
    pub outside: bool,
    /// Filters of what comes in, in their order, with the line.
    pub filters: Option<(Vec<String>, u64)>,
    /// The rule of address translation.
    pub nat: Option<String>,
    label: Option<String>,
    lines: Vec<u64>,
    down: bool,
}

impl Port {
    pub fn side(&self) -> Side {
        if self.outside {
            Side::Outside
        } else if self.name.starts_with("lan") || self.name.starts_with("bridge") || self.name.starts_with("vlan") {
            Side::Inside
        } else {
            Side::Unknown
        }
    }
    fn fact(&self) -> Fact {
        let (name, addresses, label) = (self.name.clone(), self.addresses.clone(), self.label.clone());
        Fact::new(
            Interface { name, context: None, label, addresses, side: self.side(), up: !self.down },
            self.lines.clone(),
        )
    }
}

fn ports(config: &Config<'_>) -> BTreeMap<String, Port> {
    let mut found: BTreeMap<String, Port> = BTreeMap::new();
    for command in &config.all {
        let line = command.statement.line;
        let (name, words) = match command.statement.words.as_slice() {
            ["ip", "pp" | "tunnel", words @ ..] if !command.within.is_empty() => (command.within.clone(), words),
            ["ip", name, words @ ..] if is_port(name) => ((*name).to_owned(), words),
            ["description", name, words @ ..] if is_port(name) => ((*name).to_owned(), words),
            ["pppoe", "use", lan] => {
                let port = port(&mut found, &command.within);
                port.outside = true;
                port.lines.push(line);
                ((*lan).to_owned(), &[][..])
            }
            _ => continue,
        };
        let port = port(&mut found, &name);
        match words {
            ["address", address, ..] => port.addresses.push((*address).to_owned()),
            ["secure", "filter", "in", numbers @ ..] => {
                let numbers =
                    numbers.iter().take_while(|word| **word != "dynamic").map(|word| (*word).to_owned()).collect();
                port.filters = Some((numbers, line));
            }
            ["nat", "descriptor", number, ..] => {
                port.nat = Some((*number).to_owned());
                port.outside = true;
            }
            [] | ["mtu" | "tcp" | "intrusion", ..] => {}
            [label] => port.label = Some((*label).to_owned()),
            _ => continue,
        }
        port.lines.push(line);
    }
    for (_, rest, _) in config.behind(&["ip", "route", "default", "gateway"]) {
        let name = match rest.as_slice() {
            ["pp", number, ..] => format!("pp {number}"),
            ["dhcp", name, ..] => (*name).to_owned(),
            _ => continue,
        };
        port(&mut found, &name).outside = true;
    }
    for port in found.values_mut() {
        port.outside |= port.addresses.iter().any(|address| is_public(address) || address == "dhcp");
        port.lines.dedup();
    }
    found
}

fn port<'p>(found: &'p mut BTreeMap<String, Port>, name: &str) -> &'p mut Port {
    found.entry(name.to_owned()).or_insert_with(|| Port { name: name.to_owned(), ..Port::default() })
}

fn is_port(name: &str) -> bool {
    ["lan", "vlan", "bridge", "wan", "onu"]
        .iter()
        .any(|start| name.strip_prefix(start).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())))
}
