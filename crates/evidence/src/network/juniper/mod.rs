//! Juniper Junos: configuration in braces or as `set` lines, and `show version`.

mod doors;
mod filter;
mod ports;
mod rest;
mod version;

use super::statement::{Statement, behind, of_braces, of_set_lines};
use crate::{
    reading::{Reading, Unread, UnreadWhy},
    text::lines,
};
use domain::evidence::{
    ExportKind,
    fact::{Device, Fact},
};

pub use version::{is_version, read as read_version};

/// Statements as they take effect: groups applied, virtual systems told apart from the device.
pub(super) struct Config<'a> {
    pub all: Vec<Statement<'a>>,
    /// The file is a whole configuration, so what is not in it is not on the device.
    pub complete: bool,
}

impl<'a> Config<'a> {
    pub fn behind<'s>(&'s self, path: &'s [&'s str]) -> impl Iterator<Item = (Vec<&'a str>, u64)> + 's {
        behind(&self.all, path)
    }
    pub fn has(&self, path: &[&str]) -> bool {
        self.all.iter().any(|statement| statement.behind(path).is_some())
    }
}

/// Whether it looks like a configuration of Junos.
#[must_use]
pub fn is_config(text: &str) -> bool {
    const SET: [&str; 10] = [
        "set version ",
        "set system host-name",
        "set system services ",
        "set system login ",
        "set security zones ",
        "set security policies ",
        "set interfaces ",
        "set security ike ",
        "set system root-authentication",
        "set groups ",
    ];
    const BRACES: [&str; 11] = [
        "system {",
        "security {",
        "interfaces {",
        "host-inbound-traffic {",
        "security-zone ",
        "host-name ",
        "root-authentication {",
        "policy-options {",
        "routing-options {",
        "from-zone ",
        "family inet {",
    ];
    let (mut set, mut braces, mut pan) = (0, 0, 0);
    for line in lines(text).take(20_000) {
        let line = line.text.trim();
        set += usize::from(SET.iter().any(|start| line.starts_with(start)));
        braces += usize::from(BRACES.iter().any(|start| line.starts_with(start)) && line.ends_with(['{', ';']));
        pan += usize::from(
            line.starts_with("set deviceconfig")
                || line.starts_with("deviceconfig {")
                || line.starts_with("mgt-config {"),
        );
    }
    pan == 0 && (set >= 2 || braces >= 2)
}

/// Reads a configuration.
#[must_use]
pub fn read(text: &str) -> Reading {
    let mut unread = Unread::default();
    let set = lines(text).filter(|line| line.text.trim_start().starts_with("set ")).count();
    let braces = lines(text).filter(|line| line.text.trim_end().ends_with('{')).count();
    let raw = if set > braces { of_set_lines(text, &mut unread) } else { of_braces(text, &mut unread) };
    let all = applied(raw, &mut unread);
    let complete = all.iter().any(|statement| statement.behind(&["version"]).is_some());
    let config = Config { all, complete };
    let ports = ports::ports(&config);
    let mut reading = Reading { unread, ..Reading::of(ExportKind::JuniperConfig) };
    let facts = &mut reading.facts;
    facts.extend(heading(text, &config));
    facts.extend(ports.iter().map(ports::Port::fact));
    facts.extend(doors::doors(&config, &ports));
    facts.extend(rest::admins(&config));
    facts.extend(rest::communities(&config));
    facts.extend(rest::tunnels(&config, &ports));
    facts.extend(rest::policies(&config));
    facts.extend(rest::others(&config));
    reading
}

/// Statements of a group stand where the group is applied; one that nobody applies says nothing.
fn applied<'a>(raw: Vec<Statement<'a>>, unread: &mut Unread) -> Vec<Statement<'a>> {
    let names: Vec<&str> = raw
        .iter()
        .filter_map(|statement| match statement.words.as_slice() {
            [.., "apply-groups", name] => Some(*name),
            _ => None,
        })
        .collect();
    // Both nodes of a cluster share one configuration; each applies its own group.
    let node = |name: &str| names.contains(&"${node}") && name.starts_with("node");
    raw.into_iter()
        .filter_map(|statement| match statement.words.as_slice() {
            ["groups", name, rest @ ..] => {
                let applies = names.contains(name) || node(name);
                if applies && rest.iter().any(|word| word.starts_with('<')) {
                    unread.push(statement.line, UnreadWhy::NotUnderstood);
                    return None;
                }
                applies.then(|| Statement { words: rest.to_vec(), line: statement.line })
            }
            ["logical-systems" | "tenants", _, rest @ ..] => {
                Some(Statement { words: rest.to_vec(), line: statement.line })
            }
            _ => Some(statement),
        })
        .collect()
}

fn heading(text: &str, config: &Config<'_>) -> Vec<Fact> {
    let mut device = Device { maker: Some("Juniper".to_owned()), ..Device::default() };
    let mut device_lines = Vec::new();
    let mut firmware = None;
    for line in lines(text).take_while(|line| line.text.starts_with('#') || line.text.trim().is_empty()) {
        let words = line.text.trim_start_matches('#').trim();
        if let Some(model) = words.strip_prefix("Model: ") {
            device.model = Some(model.to_owned());
            device_lines.push(line.number);
        } else if let Some(version) = words.strip_prefix("Junos: ") {
            firmware = Some((version.to_owned(), line.number));
        }
    }
    for (rest, line) in config.behind(&["system", "host-name"]) {
        device.name = rest.first().map(|name| (*name).to_owned());
        device_lines.push(line);
    }
    for (rest, line) in config.behind(&["version"]) {
        firmware = firmware.or_else(|| Some(((*rest.first()?).to_owned(), line)));
    }
    let mut facts = Vec::new();
    if !device_lines.is_empty() {
        facts.push(Fact::new(device, device_lines));
    }
    facts.extend(firmware.map(|(version, line)| Fact::new(version::junos(&version), [line])));
    facts
}
