//! The rest of these routers: tunnels, SNMP, logins, filters that let everything in.

use super::{Config, Port, doors::named};
use crate::network::{door, known_word};
use domain::evidence::fact::{
    Admin, Community, Fact, LogTarget, Policy, Secret, ServiceName, Side, Sources, Tunnel, Unbound,
};
use std::collections::BTreeMap;

pub(super) fn tunnels(config: &Config<'_>, ports: &BTreeMap<String, Port>) -> Vec<Fact> {
    let at = ports.values().find(|port| port.outside).map_or_else(|| "router".to_owned(), |port| port.name.clone());
    let mut found = Vec::new();
    for (within, rest, line) in config.behind(&["ipsec", "tunnel"]) {
        let (Some(policy), Some(number)) = (rest.first(), within.strip_prefix("tunnel ")) else { continue };
        let mut lines = vec![line];
        let enabled = config
            .behind(&["tunnel", "enable"])
            .find(|(_, words, _)| words.contains(&number) || words.contains(&"all"));
        lines.extend(enabled.as_ref().map(|(_, _, line)| *line));
        let remote = config.behind(&["ipsec", "ike", "remote", "address"]).find(|(of, ..)| *of == within);
        lines.extend(remote.as_ref().map(|(_, _, line)| *line));
        let sources = match remote.as_ref().and_then(|(_, words, _)| words.get(1)) {
            Some(address) => named(&[address]),
            None => Sources::Unknown { missing: "ipsec ike remote address".to_owned() },
        };
        let (weak, weak_lines) = weak(config, within, policy);
        lines.extend(weak_lines);
        let bound = enabled.is_some().then(|| at.clone());
        let tunnel = Tunnel { name: within.to_owned(), at: bound.clone(), sources: sources.clone(), ike: None, weak };
        found.push(Fact::new(tunnel, lines.clone()));
        if bound.is_none() {
            found.push(Fact::new(Unbound { block: "tunnel select".to_owned(), name: number.to_owned() }, lines));
            continue;
        }
        found.push(Fact::new(door(ServiceName::Ipsec, at.clone(), Side::Outside, sources), lines));
    }
    for (word, service) in [("l2tp", ServiceName::L2tp), ("pptp", ServiceName::Pptp)] {
        if let Some((words, line)) = config.last(&[word, "service"]).filter(|(words, _)| words.first() == Some(&"on")) {
            let between_routers = words.contains(&"l2tpv3");
            let anonymous = config.behind(&["pp", "bind"]).find(|(within, ..)| *within == "pp anonymous");
            if between_routers && anonymous.is_none() {
                continue;
            }
            let lines = std::iter::once(line).chain(anonymous.map(|(_, _, line)| line));
            found.push(Fact::new(door(service, at.clone(), Side::Outside, Sources::Any), lines));
        }
    }
    found
}

fn weak(config: &Config<'_>, within: &str, policy: &str) -> (Vec<String>, Vec<u64>) {
    let (mut weak, mut lines) = (Vec::new(), Vec::new());
    let broken = |word: &&str| ["des-cbc", "3des-cbc", "md5", "md5-hmac", "modp768", "modp1024"].contains(word);
    for (_, words, line) in config.behind(&["ipsec", "sa", "policy", policy]) {
        let found: Vec<String> = words.iter().filter(|word| broken(word)).map(|word| (*word).to_owned()).collect();
        lines.extend((!found.is_empty()).then_some(line));
        weak.extend(found);
    }
    for (of, words, line) in config.behind(&["ipsec", "ike"]) {
        if of == within && matches!(words.first(), Some(&("encryption" | "hash" | "group"))) {
            let found: Vec<String> = words.iter().filter(|word| broken(word)).map(|word| (*word).to_owned()).collect();
            lines.extend((!found.is_empty()).then_some(line));
            weak.extend(found);
        }
    }
    weak.sort();
    weak.dedup();
    (weak, lines)
}

/// Nobody may ask by default; the word is `public` unless another is set.
pub(super) fn snmp(config: &Config<'_>) -> Vec<Fact> {
    let mut found = Vec::new();
    for agent in ["snmp", "snmpv2c"] {
        let Some((hosts, line)) = config.last(&[agent, "host"]) else { continue };
        let sources = named(
            &hosts
                .iter()
                .take_while(|word| {
                    word.contains(['.', ':']) || ["any", "none", "lan"].contains(word) || word.starts_with("lan")
                })
                .copied()
                .collect::<Vec<_>>(),
        );
        for (access, may_write) in [("read-only", false), ("read-write", true)] {
            let word = config.last(&[agent, "community", access]);
            let well_known = match &word {
                Some((words, _)) => words.first().and_then(|word| known_word(word)),
                None if may_write => continue,
                None => Some("public".to_owned()),
            };
            let lines = std::iter::once(line).chain(word.map(|(_, line)| line));
            found.push(Fact::new(Community { well_known, may_write, sources: sources.clone() }, lines));
        }
    }
    found
}

pub(super) fn admins(config: &Config<'_>) -> Vec<Fact> {
    let login = |name: &str, full: bool, password| Admin {
        name: name.to_owned(),
        context: None,
        full_rights: Some(full),
        sources: None,
        two_factor: None,
        password,
    };
    let kept = |words: &[&str]| match words {
        ["encrypted", ..] => Secret::Hashed,
        [] | ["*"] => Secret::NotShown,
        _ => Secret::Plain,
    };
    let mut found = Vec::new();
    for (_, words, line) in config.behind(&["login", "user"]) {
        let Some((name, rest)) = words.split_first() else { continue };
        let attribute = config.behind(&["user", "attribute"]).find(|(_, words, _)| words.first() == Some(name));
        let full = attribute.as_ref().is_none_or(|(_, words, _)| !words.contains(&"administrator=off"));
        let lines = std::iter::once(line).chain(attribute.map(|(_, _, line)| line));
        found.push(Fact::new(login(name, full, kept(rest)), lines));
    }
    for (path, full) in [(["administrator", "password"], true), (["login", "password"], false)] {
        match config.last(&path) {
            Some((words, line)) => found.push(Fact::new(login(&path.join(" "), full, kept(&words)), [line])),
            // Not set on a whole configuration: anybody who gets to the device is its administrator.
            None if config.complete && full => {
                found.push(Fact::new(login("administrator password", true, Secret::Missing), [1]))
            }
            None => {}
        }
    }
    for (_, words, line) in config.behind(&["syslog", "host"]) {
        found.extend(words.first().map(|host| Fact::new(LogTarget { host: (*host).to_owned() }, [line])));
    }
    found
}

/// A filter that passes everything, where it stands in the list of a connection that looks outside.
pub(super) fn policies(config: &Config<'_>, ports: &BTreeMap<String, Port>) -> Vec<Fact> {
    let mut found = Vec::new();
    for (_, words, line) in config.behind(&["ip", "filter"]) {
        let Some((number, rest)) = words.split_first() else { continue };
        let every = |at: usize| rest.get(at).is_none_or(|word| *word == "*");
        let passes = rest.first().is_some_and(|action| action.starts_with("pass"));
        if !passes || !(1..6).all(every) {
            continue;
        }
        let bound: Vec<(&Port, u64)> = ports
            .values()
            .filter_map(|port| {
                let (filters, line) = port.filters.as_ref()?;
                filters.iter().any(|filter| filter == number).then_some((port, *line))
            })
            .collect();
        for (port, bound_line) in &bound {
            // What stands before it in the list has already turned away what it names.
            let policy = Policy {
                name: (*number).to_owned(),
                context: None,
                from_places: vec![port.name.clone()],
                to_places: vec!["any".to_owned()],
                from_side: port.side(),
                enabled: true,
            };
            found.push(Fact::new(policy, [line, *bound_line]));
        }
    }
    found
}
