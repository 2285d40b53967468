//! IOS and IOS-XE: `show running-config`.

use super::{
    acl::{Lists, Masks, named},
    blocks::{self, Block, after},
    crypto, logins,
    version::{Heading, firmware, is_xe},
    vty::{self, Around},
};
use crate::{
    network::{cidr, is_inside_word, is_outside_word, is_public},
    reading::{Reading, Unread},
    text::lines,
};
use domain::evidence::{
    ExportKind,
    fact::{Fact, Interface, Policy, Side, Unbound},
};

/// An interface with what decides about doors on it.
struct Port<'a> {
    block: &'a Block<'a>,
    name: &'a str,
    addresses: Vec<String>,
    side: Side,
    up: bool,
}

/// Reads a configuration.
#[must_use]
pub fn read(text: &str) -> Reading {
    let mut unread = Unread::default();
    let blocks = blocks::read(text, &mut unread);
    let lists = Lists::read(&blocks, Masks::Reversed);
    let ports = ports(&blocks);
    let mut reading = Reading { unread, ..Reading::of(ExportKind::CiscoIosConfig) };
    let version = blocks.iter().find_map(|block| Some((block.number, after(block.text, "version")?)));
    let ends = blocks.iter().any(|block| block.text == "end");
    let around = Around {
        lists: &lists,
        complete: version.is_some() && ends,
        side: reachable_from(&ports),
        major: version.and_then(|(_, version)| version.split('.').next()?.parse().ok()),
        central_logins: blocks.iter().any(|block| block.text == "aaa new-model"),
    };
    let facts = &mut reading.facts;
    facts.extend(heading(text, &blocks, version));
    facts.extend(ports.iter().map(interface));
    facts.extend(vty::terminal_lines(&blocks, &around));
    facts.extend(vty::web(&blocks, &around));
    facts.extend(logins::communities(&blocks, &lists, around.complete));
    facts.extend(logins::admins(&blocks));
    facts.extend(logins::rest(&blocks));
    let bound: Vec<(String, String, u64)> = ports
        .iter()
        .filter_map(|port| {
            let (line, map) = port.block.below("crypto map")?;
            Some((map.split_whitespace().next()?.to_owned(), port.name.to_owned(), line))
        })
        .collect();
    let side = |name: &str| {
        ports.iter().find(|port| port.name == name).map_or_else(|| super::asa::by_name(name), |port| port.side)
    };
    facts.extend(crypto::tunnels(&blocks, &bound, side));
    facts.extend(wide(&lists, &ports, &blocks));
    reading
}

fn heading(text: &str, blocks: &[Block<'_>], version: Option<(u64, &str)>) -> Vec<Fact> {
    let mut heading = Heading::default();
    for line in lines(text).take_while(|line| line.text.starts_with('!') || line.text.trim().is_empty()) {
        heading.take(line.number, line.text);
    }
    if let Some((line, name)) = blocks.iter().find_map(|block| Some((block.number, after(block.text, "hostname")?))) {
        heading.device.name = Some(name.trim_matches('"').to_owned());
        heading.device_lines.push(line);
    }
    if let Some((line, version)) = version {
        let product = if is_xe(version) { "IOS XE" } else { "IOS" };
        heading.firmware.get_or_insert((firmware(product, version), line));
    }
    heading.facts()
}

fn ports<'a>(blocks: &'a [Block<'a>]) -> Vec<Port<'a>> {
    let default_routes: Vec<Vec<&str>> = blocks
        .iter()
        .filter_map(|block| after(block.text, "ip route 0.0.0.0 0.0.0.0"))
        .map(|rest| rest.split_whitespace().collect())
        .collect();
    blocks
        .iter()
        .filter_map(|block| {
            let name = after(block.text, "interface")?;
            let addresses = addresses(block);
            let side = side(block, name, &addresses, &default_routes);
            Some(Port { block, name, addresses, side, up: !block.says("shutdown") })
        })
        .collect()
}

fn addresses(block: &Block<'_>) -> Vec<String> {
    let four = block.all_below("ip address").filter_map(|(_, rest)| {
        let words: Vec<&str> = rest.split_whitespace().collect();
        match words.as_slice() {
            [address, mask, ..] if mask.contains('.') => {
                let length = cidr("0.0.0.0", mask, false);
                Some(format!("{address}/{}", length.split_once('/').map_or("32", |(_, length)| length)))
            }
            [one, ..] => Some((*one).to_owned()),
            [] => None,
        }
    });
    let six = block.all_below("ipv6 address").filter_map(|(_, rest)| rest.split_whitespace().next().map(str::to_owned));
    four.chain(six).collect()
}

/// Address translation tells best; then the way to everywhere, words, and an address of the internet.
fn side(block: &Block<'_>, name: &str, addresses: &[String], routes: &[Vec<&str>]) -> Side {
    if block.says("ip nat outside") {
        return Side::Outside;
    }
    if block.says("ip nat inside") {
        return Side::Inside;
    }
    let routed = routes.iter().flatten().any(|hop| *hop == name || addresses.iter().any(|own| is_neighbour(own, hop)));
    let label = block.below("description").map_or("", |(_, words)| words);
    if routed || is_outside_word(label) || block.says("ip address negotiated") {
        return Side::Outside;
    }
    if is_inside_word(label) {
        return Side::Inside;
    }
    let vrf = block.below("vrf forwarding").or_else(|| block.below("ip vrf forwarding"));
    let management = vrf.is_some_and(|(_, vrf)| vrf.to_ascii_lowercase().contains("mgmt"))
        || label.to_ascii_lowercase().contains("management");
    if management {
        return Side::Management;
    }
    if addresses.iter().any(|address| is_public(address)) { Side::Outside } else { Side::Unknown }
}

/// Whether a hop lies in the network of an address.
fn is_neighbour(own: &str, hop: &str) -> bool {
    let Some((address, length)) = own.split_once('/') else { return false };
    let parse = |text: &str| text.parse::<std::net::Ipv4Addr>().ok().map(u32::from);
    let (Some(address), Some(hop), Ok(length)) = (parse(address), parse(hop), length.parse::<u32>()) else {
        return false;
    };
    let mask = u32::MAX.checked_shl(32 - length.min(32)).unwrap_or(0);
    length > 0 && address & mask == hop & mask
}

/// A door that listens on every interface looks outside if one of them does and nothing filters what comes in there.
fn reachable_from(ports: &[Port<'_>]) -> Side {
    let live = |port: &&Port<'_>| port.up && !port.addresses.is_empty();
    let outside = |port: &Port<'_>| port.side == Side::Outside && port.block.below("ip access-group").is_none();
    if ports.iter().filter(live).any(outside) {
        return Side::Outside;
    }
    if ports.iter().filter(live).any(|port| port.side == Side::Inside) { Side::Inside } else { Side::Unknown }
}

fn interface(port: &Port<'_>) -> Fact {
    let label = port.block.below("description").map(|(_, words)| words.to_owned());
    let lines = port.block.all_below("ip address").map(|(line, _)| line);
    let lines: Vec<u64> = std::iter::once(port.block.number).chain(lines).collect();
    let (name, addresses) = (port.name.to_owned(), port.addresses.clone());
    Fact::new(Interface { name, context: None, label, addresses, side: port.side, up: port.up }, lines)
}

/// Lists that let everything through: those bound to an interface, and as taking no effect those that nothing names.
fn wide(lists: &Lists, ports: &[Port<'_>], blocks: &[Block<'_>]) -> Vec<Fact> {
    let mut found = Vec::new();
    for (name, rules) in lists.iter() {
        let Some(rule) = rules.iter().find(|rule| rule.is_wide()) else { continue };
        let bound = ports.iter().filter_map(|port| {
            let bindings = port.block.below.iter();
            let line = bindings
                .filter(|line| line.text.trim().ends_with(" in"))
                .find(|line| named(line.text.trim(), "ip access-group") == Some(name.as_str()))?;
            Some((port, line.number))
        });
        let bound: Vec<_> = bound.collect();
        for (port, line) in &bound {
            let policy = Policy {
                name: name.clone(),
                context: None,
                from_places: vec![port.name.to_owned()],
                to_places: vec!["any".to_owned()],
                from_side: port.side,
                enabled: port.up,
            };
            found.push(Fact::new(policy, [rule.line, *line, port.block.number]));
        }
        let elsewhere = |block: &Block<'_>| {
            let own = block.text.starts_with("access-list ") || block.text.starts_with("ip access-list ");
            let names = |text: &str| text.split_whitespace().any(|word| word == name);
            (!own && names(block.text)) || block.below.iter().any(|line| !own && names(line.text))
        };
        if bound.is_empty() && !blocks.iter().any(elsewhere) {
            found.push(Fact::new(Unbound { block: "access-list".to_owned(), name: name.clone() }, [rule.line]));
        }
    }
    found
}
