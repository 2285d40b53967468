//! The rest of a Junos device: logins, SNMP, tunnels, policies that let everything through.

use super::{Config, doors::address, ports::Port};
use crate::network::{
    door, is_inside_word, is_outside_word, known_word,
    statement::{each_after, first_after},
};
use domain::evidence::fact::{
    Admin, Community, Fact, LogTarget, PasswordRule, Policy, Secret, ServiceName, Side, Sources, Tunnel, Unbound,
    is_everybody,
};
use std::collections::BTreeMap;

/// Words behind a path, each with its line.
type Statements<'a> = Vec<(Vec<&'a str>, u64)>;

pub(super) fn admins(config: &Config<'_>) -> Vec<Fact> {
    let mut users: BTreeMap<&str, (Admin, Vec<u64>)> = BTreeMap::new();
    for (rest, line) in config.behind(&["system", "login", "user", "*"]) {
        let Some((name, words)) = rest.split_first() else { continue };
        let (admin, lines) = users.entry(name).or_insert_with(|| (login(name), Vec::new()));
        match words {
            ["class", class, ..] => admin.full_rights = Some(*class == "super-user"),
            ["authentication", "encrypted-password", ..] => admin.password = Secret::Hashed,
            ["authentication", "plain-text-password-value", ..] => admin.password = Secret::Plain,
            ["uid", ..] => {}
            _ => continue,
        }
        lines.push(line);
    }
    let mut found: Vec<Fact> = users.into_values().map(|(admin, lines)| Fact::new(admin, lines)).collect();
    // The superuser of every Junos device; a login from the network only where that is allowed in so many words.
    if let Some((_, line)) = config.behind(&["system", "services", "ssh", "root-login", "allow"]).next() {
        found.push(Fact::new(Admin { full_rights: Some(true), ..login("root") }, [line]));
    }
    found
}

fn login(name: &str) -> Admin {
    let name = name.to_owned();
    Admin { name, context: None, full_rights: None, sources: None, two_factor: None, password: Secret::NotShown }
}

pub(super) fn communities(config: &Config<'_>) -> Vec<Fact> {
    let mut found: BTreeMap<&str, (bool, Vec<String>, Vec<u64>)> = BTreeMap::new();
    for (rest, line) in config.behind(&["snmp", "community", "*"]) {
        let Some((name, words)) = rest.split_first() else { continue };
        let (may_write, clients, lines) = found.entry(name).or_default();
        lines.push(line);
        match words {
            ["authorization", "read-write"] => *may_write = true,
            ["clients", _, "restrict"] => {}
            ["clients", prefix, ..] => clients.push((*prefix).to_owned()),
            ["client-list-name", list, ..] => {
                let named = config.behind(&["snmp", "client-list"]).filter(|(rest, _)| rest.first() == Some(list));
                let prefixes =
                    config.behind(&["policy-options", "prefix-list"]).filter(|(rest, _)| rest.first() == Some(list));
                let before = clients.len();
                clients.extend(named.chain(prefixes).filter_map(|(rest, _)| Some((*rest.get(1)?).to_owned())));
                if clients.len() == before {
                    clients.push(format!("client-list {list}"));
                }
            }
            _ => {}
        }
    }
    let community = |(name, (may_write, clients, lines)): (&str, (bool, Vec<String>, Vec<u64>))| {
        let sources = if clients.is_empty() { Sources::Any } else { Sources::of(clients) };
        Fact::new(Community { well_known: known_word(name), may_write, sources }, lines)
    };
    found.into_iter().map(community).collect()
}

pub(super) fn tunnels(config: &Config<'_>, ports: &[Port]) -> Vec<Fact> {
    let mut gateways: BTreeMap<&str, Vec<(Vec<&str>, u64)>> = BTreeMap::new();
    for (rest, line) in config.behind(&["security", "ike", "gateway", "*"]) {
        if let Some((name, words)) = rest.split_first() {
            gateways.entry(name).or_default().push((words.to_vec(), line));
        }
    }
    let mut found = Vec::new();
    for (name, statements) in gateways {
        let of = |word| first_after(&statements, &[word]);
        let peers: Vec<String> = each_after(&statements, &["address"]).into_iter().map(str::to_owned).collect();
        let sources = if of("dynamic").is_some() { Sources::Any } else { Sources::of(peers) };
        let at = of("external-interface");
        let (weak, weak_lines) = of("ike-policy").map(|policy| weak(config, policy)).unwrap_or_default();
        let ike = of("version").map(|version| if version.starts_with("v2") { 2 } else { 1 });
        let lines: Vec<u64> = statements.iter().map(|(_, line)| *line).chain(weak_lines).collect();
        let tunnel = Tunnel { name: name.to_owned(), at: at.map(str::to_owned), sources: sources.clone(), ike, weak };
        found.push(Fact::new(tunnel, lines.clone()));
        let Some(at) = at else {
            found.push(Fact::new(Unbound { block: "ike gateway".to_owned(), name: name.to_owned() }, lines));
            continue;
        };
        let side = ports.iter().find(|port| port.name == at).map_or(Side::Unknown, Port::side);
        found.push(Fact::new(door(ServiceName::Ipsec, at, side, sources), lines));
    }
    found
}

/// What is broken in the proposals of a policy.
fn weak(config: &Config<'_>, policy: &str) -> (Vec<String>, Vec<u64>) {
    let (mut weak, mut lines) = (Vec::new(), Vec::new());
    for (rest, line) in config.behind(&["security", "ike", "policy", policy]) {
        match rest.as_slice() {
            // DES and group 1 are in the maker's set of that name.
            ["proposal-set", set @ "basic"] => {
                weak.push(format!("proposal-set {set}"));
                lines.push(line);
            }
            ["mode", "aggressive"] => {
                weak.push("aggressive mode".to_owned());
                lines.push(line);
            }
            ["proposals", proposal] => {
                for (rest, line) in config.behind(&["security", "ike", "proposal", proposal]) {
                    let broken = match rest.as_slice() {
                        ["encryption-algorithm", found @ ("des-cbc" | "3des-cbc")]
                        | ["authentication-algorithm", found @ "md5"]
                        | ["dh-group", found @ ("group1" | "group2")] => *found,
                        _ => continue,
                    };
                    weak.push(broken.to_owned());
                    lines.push(line);
                }
            }
            _ => {}
        }
    }
    weak.sort();
    weak.dedup();
    (weak, lines)
}

/// Policies from one zone to another that permit everything to everybody.
pub(super) fn policies(config: &Config<'_>) -> Vec<Fact> {
    let mut all: BTreeMap<(&str, &str, &str), Statements<'_>> = BTreeMap::new();
    for (rest, line) in config.behind(&["security", "policies", "from-zone", "*", "to-zone", "*", "policy", "*"]) {
        if let [from, to, policy, words @ ..] = rest.as_slice() {
            all.entry((from, to, policy)).or_default().push((words.to_vec(), line));
        }
    }
    for (rest, line) in config.behind(&["security", "policies", "global", "policy", "*"]) {
        if let [policy, words @ ..] = rest.as_slice() {
            all.entry(("any", "any", policy)).or_default().push((words.to_vec(), line));
        }
    }
    let mut found = Vec::new();
    for ((from, to, name), statements) in all {
        let every = |field: &str| {
            statements.iter().any(|(words, _)| matches!(words.as_slice(), ["match", of, what] if *of == field && (is_everybody(what) || address(config, from, what) == Sources::Any)))
        };
        let any_application = statements.iter().any(|(words, _)| words.as_slice() == ["match", "application", "any"]);
        let permits = statements.iter().any(|(words, _)| words.starts_with(&["then", "permit"]));
        if permits
            && any_application
            && every("source-address")
            && every("destination-address")
            && !of_the_device(from, to)
        {
            found.push(Fact::new(wide(name, from, to), statements.iter().map(|(_, line)| *line)));
        }
    }
    if let Some((_, line)) = config.behind(&["security", "policies", "default-policy", "permit-all"]).next() {
        found.push(Fact::new(wide("default-policy", "any", "any"), [line]));
    }
    found
}

/// What goes to the device itself, or comes from it.
fn of_the_device(from: &str, to: &str) -> bool {
    from == "junos-host" || to == "junos-host"
}

fn wide(name: &str, from: &str, to: &str) -> Policy {
    let from_side = match from {
        "any" => Side::Outside,
        zone if is_outside_word(zone) => Side::Outside,
        zone if is_inside_word(zone) => Side::Inside,
        _ => Side::Unknown,
    };
    let place = |place: &str| vec![place.to_owned()];
    Policy {
        name: name.to_owned(),
        context: None,
        from_places: place(from),
        to_places: place(to),
        from_side,
        enabled: true,
    }
}

pub(super) fn others(config: &Config<'_>) -> Vec<Fact> {
    let mut found = Vec::new();
    let mut hosts: BTreeMap<&str, u64> = BTreeMap::new();
    for (rest, line) in config.behind(&["system", "syslog", "host", "*"]) {
        if let Some(host) = rest.first() {
            hosts.entry(host).or_insert(line);
        }
    }
    found.extend(hosts.into_iter().map(|(host, line)| Fact::new(LogTarget { host: host.to_owned() }, [line])));
    let number = |path: &[&str]| {
        let found = config.behind(path).next();
        found.and_then(|(rest, line)| Some((rest.first()?.parse::<u32>().ok()?, line)))
    };
    let length = number(&["system", "login", "password", "minimum-length"]);
    let tries = number(&["system", "login", "retry-options", "tries-before-disconnect"]);
    if length.is_some() || tries.is_some() {
        let rule = PasswordRule {
            scope: "Junos".to_owned(),
            min_length: length.map(|(length, _)| length),
            lockout_after: tries.map(|(tries, _)| tries),
            max_age_days: None,
        };
        found.push(Fact::new(rule, length.into_iter().chain(tries).map(|(_, line)| line)));
    }
    found
}
