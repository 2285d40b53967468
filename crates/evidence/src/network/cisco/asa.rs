//! ASA: `show running-config`, also with `show version` before it as comments.

use super::{
    acl::{Lists, Masks},
    asa_doors,
    blocks::{self, Block, after},
    crypto, logins,
    version::{Heading, firmware},
};
use crate::{
    network::{cidr, is_outside_word},
    reading::{Reading, Unread},
    text::lines,
};
use domain::evidence::{
    ExportKind,
    fact::{Fact, Interface, Policy, Side, Unbound},
};

/// A named interface.
pub(super) struct Named<'a> {
    pub block: &'a Block<'a>,
    /// Its `nameif`.
    pub name: &'a str,
    pub side: Side,
    pub up: bool,
}

/// Reads a configuration.
#[must_use]
pub fn read(text: &str) -> Reading {
    let mut unread = Unread::default();
    let blocks = blocks::read(text, &mut unread);
    let lists = Lists::read(&blocks, Masks::Network);
    let named = interfaces(&blocks);
    let mut reading = Reading { unread, ..Reading::of(ExportKind::CiscoAsaConfig) };
    let facts = &mut reading.facts;
    facts.extend(heading(text, &blocks));
    facts.extend(named.iter().map(interface));
    facts.extend(asa_doors::management(&blocks, &named));
    facts.extend(asa_doors::vpn(&blocks, &named, &lists));
    facts.extend(asa_doors::snmp(&blocks));
    facts.extend(logins::admins(&blocks));
    facts.extend(logins::rest(&blocks));
    let side = |name: &str| named.iter().find(|port| port.name == name).map_or_else(|| by_name(name), |port| port.side);
    facts.extend(crypto::tunnels(&blocks, &[], side));
    facts.extend(wide(&blocks, &lists, &named));
    reading
}

pub(super) fn by_name(name: &str) -> Side {
    if is_outside_word(name) { Side::Outside } else { Side::Unknown }
}

fn heading(text: &str, blocks: &[Block<'_>]) -> Vec<Fact> {
    let mut heading = Heading::default();
    for line in lines(text).take_while(|line| line.text.starts_with(['!', ':']) || line.text.trim().is_empty()) {
        heading.take(line.number, line.text.trim_start_matches(':'));
    }
    for block in blocks {
        if let Some(name) = after(block.text, "hostname") {
            heading.device.name = Some(name.to_owned());
            heading.device_lines.push(block.number);
        } else if let Some(version) = after(block.text, "ASA Version").or_else(|| after(block.text, "PIX Version")) {
            let version = version.split_whitespace().next().unwrap_or_default();
            heading.firmware.get_or_insert((firmware("ASA", version), block.number));
        }
    }
    heading.facts()
}

fn interfaces<'a>(blocks: &'a [Block<'a>]) -> Vec<Named<'a>> {
    blocks
        .iter()
        .filter_map(|block| {
            after(block.text, "interface")?;
            let (_, name) = block.below("nameif")?;
            let level = block.below("security-level").and_then(|(_, level)| level.parse::<u8>().ok());
            let side = if block.says("management-only") {
                Side::Management
            } else if level == Some(0) || is_outside_word(name) {
                Side::Outside
            } else if level == Some(100) {
                Side::Inside
            } else {
                Side::Unknown
            };
            Some(Named { block, name, side, up: !block.says("shutdown") })
        })
        .collect()
}

fn interface(port: &Named<'_>) -> Fact {
    let address = port.block.below("ip address").filter(|(_, rest)| !rest.is_empty());
    let addresses = address.map(|(_, rest)| {
        let words: Vec<&str> = rest.split_whitespace().collect();
        match words.as_slice() {
            [address, mask, ..] if mask.contains('.') => {
                let length = cidr("0.0.0.0", mask, false);
                format!("{address}/{}", length.split_once('/').map_or("32", |(_, length)| length))
            }
            _ => rest.to_owned(),
        }
    });
    let six = port.block.all_below("ipv6 address").map(|(_, rest)| rest.to_owned());
    let own = after(port.block.text, "interface").unwrap_or_default();
    let found = Interface {
        name: port.name.to_owned(),
        context: None,
        label: Some(own.to_owned()),
        addresses: addresses.into_iter().chain(six).collect(),
        side: port.side,
        up: port.up,
    };
    let lines = ["nameif", "security-level", "ip address"].into_iter().filter_map(|start| port.block.below(start));
    Fact::new(found, std::iter::once(port.block.number).chain(lines.map(|(line, _)| line)))
}

/// Lists that let everything through, where `access-group` binds them.
fn wide(blocks: &[Block<'_>], lists: &Lists, named: &[Named<'_>]) -> Vec<Fact> {
    let mut found = Vec::new();
    for (name, rules) in lists.iter() {
        let Some(rule) = rules.iter().find(|rule| rule.is_wide()) else { continue };
        let mut used = false;
        for block in blocks {
            let words = block.words();
            let from = match words.as_slice() {
                ["access-group", list, "in", "interface", from, ..] if list == name => *from,
                ["access-group", list, "global"] if list == name => "any",
                _ => {
                    used |= !block.text.starts_with("access-list ")
                        && (words.contains(&name.as_str())
                            || block.below.iter().any(|line| line.text.split_whitespace().any(|word| word == name)));
                    continue;
                }
            };
            used = true;
            let port = named.iter().find(|port| port.name == from);
            let policy = Policy {
                name: name.clone(),
                context: None,
                from_places: vec![from.to_owned()],
                to_places: vec!["any".to_owned()],
                from_side: port.map_or(if from == "any" { Side::Outside } else { by_name(from) }, |port| port.side),
                enabled: port.is_none_or(|port| port.up),
            };
            found.push(Fact::new(policy, [rule.line, block.number]));
        }
        if !used {
            found.push(Fact::new(Unbound { block: "access-list".to_owned(), name: name.clone() }, [rule.line]));
        }
    }
    found
}
