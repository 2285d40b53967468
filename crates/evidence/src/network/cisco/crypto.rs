//! IPsec of IOS and ASA: maps bound to an interface, their peers, and ciphers that count as broken.

use super::blocks::{Block, after};
use crate::network::door;
use domain::evidence::fact::{Fact, ServiceName, Side, Sources, Tunnel, Unbound};
use std::collections::BTreeMap;

/// One `crypto map NAME` over all its sequence numbers.
#[derive(Debug, Default)]
struct Map {
    lines: Vec<u64>,
    peers: Vec<String>,
    dynamic: bool,
    /// Interfaces that ASA binds it to on a line of its own.
    bound: Vec<(String, u64)>,
    version_2: bool,
}

/// Tunnels and their doors. `side` tells towards whom an interface looks; `bound` are bindings written below interfaces.
pub(super) fn tunnels(blocks: &[Block<'_>], bound: &[(String, String, u64)], side: impl Fn(&str) -> Side) -> Vec<Fact> {
    let mut maps: BTreeMap<String, Map> = BTreeMap::new();
    for block in blocks {
        let words = block.words();
        let ["crypto", "map", name, rest @ ..] = words.as_slice() else { continue };
        let map = maps.entry((*name).to_owned()).or_default();
        map.lines.push(block.number);
        match rest {
            ["interface", interface, ..] => map.bound.push(((*interface).to_owned(), block.number)),
            [_, "set", "peer", peers @ ..] => map.peers.extend(peers.iter().map(|peer| (*peer).to_owned())),
            [_, "set", what, ..] => map.version_2 |= what.starts_with("ikev2"),
            [_, kind, "dynamic", ..] if kind.starts_with("ipsec") => map.dynamic = true,
            _ => {}
        }
        for (line, peer) in block.all_below("set peer") {
            map.lines.push(line);
            map.peers.extend(peer.split_whitespace().next().map(str::to_owned));
        }
    }
    let weak = weak(blocks);
    let mut found = Vec::new();
    for (name, map) in maps {
        let below = bound.iter().filter(|(of, ..)| *of == name).map(|(_, interface, line)| (interface.clone(), *line));
        let interfaces: Vec<(String, u64)> = map.bound.iter().cloned().chain(below).collect();
        let sources = match (map.dynamic, map.peers.is_empty()) {
            (true, _) => Sources::Any,
            (false, true) => Sources::Unknown { missing: "set peer".to_owned() },
            (false, false) => Sources::of(map.peers.clone()),
        };
        let at = interfaces.first().map(|(interface, _)| interface.clone());
        let (weak, weak_lines) = &weak;
        let lines = map.lines.iter().copied().chain(weak_lines.iter().copied());
        let ike = map.version_2.then_some(2);
        let tunnel = Tunnel { name: name.clone(), at, sources: sources.clone(), ike, weak: weak.clone() };
        found.push(Fact::new(tunnel, lines));
        if interfaces.is_empty() {
            found.push(Fact::new(Unbound { block: "crypto map".to_owned(), name }, map.lines.iter().copied()));
        }
        for (interface, line) in interfaces {
            let door = door(ServiceName::Ipsec, interface.clone(), side(&interface), sources.clone());
            found.push(Fact::new(door, map.lines.iter().copied().chain([line])));
        }
    }
    found
}

/// What of the policies for the key exchange and of the transforms counts as broken: DES, 3DES, MD5, groups 1, 2 and 22.
fn weak(blocks: &[Block<'_>]) -> (Vec<String>, Vec<u64>) {
    let (mut weak, mut lines) = (Vec::new(), Vec::new());
    for block in blocks {
        let policy = ["crypto isakmp policy", "crypto ikev1 policy", "crypto ikev2 policy", "crypto ikev2 proposal"]
            .into_iter()
            .any(|start| after(block.text, start).is_some());
        let found: Vec<(u64, String)> = if policy {
            block.below.iter().filter_map(|line| Some((line.number, of_policy(line.text.trim())?))).collect()
        } else if block.text.starts_with("crypto ipsec ") {
            let words = block.words().into_iter().filter(|word| of_transform(word)).map(str::to_owned);
            words.map(|word| (block.number, word)).collect()
        } else {
            Vec::new()
        };
        for (line, word) in found {
            weak.push(word);
            lines.push(line);
        }
    }
    weak.sort();
    weak.dedup();
    (weak, lines)
}

fn of_policy(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    match words.as_slice() {
        ["encr" | "encryption", ciphers @ ..] => {
            ciphers.iter().find(|c| ["des", "3des"].contains(*c)).map(|c| (*c).to_owned())
        }
        ["hash" | "integrity", digests @ ..] => digests.iter().find(|d| **d == "md5").map(|d| (*d).to_owned()),
        ["group", groups @ ..] => groups.iter().find(|g| ["1", "2", "22"].contains(*g)).map(|g| format!("group {g}")),
        _ => None,
    }
}

fn of_transform(word: &str) -> bool {
    ["esp-des", "esp-3des", "esp-md5-hmac", "ah-md5-hmac", "esp-null"].contains(&word)
}
