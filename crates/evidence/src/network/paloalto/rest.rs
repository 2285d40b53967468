//! The rest of a PAN-OS device: logins, SNMP, tunnels, rules that let everything through.

use super::Config;
use crate::network::{door, is_inside_word, is_outside_word, known_word, statement::first_after};
use domain::evidence::fact::{Admin, Community, Fact, Policy, Secret, ServiceName, Side, Sources, Tunnel, Unbound};
use std::collections::BTreeMap;

type Statements<'a> = Vec<(Vec<&'a str>, u64)>;

/// Statements behind a path by the name that follows it.
fn by_name<'a>(config: &Config<'a>, path: &[&str]) -> Vec<(&'a str, Statements<'a>)> {
    let mut found: Vec<(&str, Statements<'a>)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (rest, line) in config.behind(path) {
        let Some((name, words)) = rest.split_first() else { continue };
        let at = *places.entry(name).or_insert_with(|| {
            found.push((name, Vec::new()));
            found.len() - 1
        });
        if let Some((_, statements)) = found.get_mut(at) {
            statements.push((words.to_vec(), line));
        }
    }
    found
}

pub(super) fn admins(config: &Config<'_>) -> Vec<Fact> {
    by_name(config, &["mgt-config", "users"])
        .into_iter()
        .map(|(name, statements)| {
            let has = |words: &[&str]| statements.iter().any(|(found, _)| found.starts_with(words));
            let role = has(&["permissions"]);
            let admin = Admin {
                name: name.to_owned(),
                context: None,
                full_rights: role.then(|| has(&["permissions", "role-based", "superuser", "yes"])),
                sources: None,
                two_factor: None,
                password: if has(&["phash"]) { Secret::Hashed } else { Secret::NotShown },
            };
            Fact::new(admin, statements.iter().map(|(_, line)| *line).take(6))
        })
        .collect()
}

/// SNMP answers where the management port or a profile lets it; the word is one for the device.
pub(super) fn snmp(config: &Config<'_>) -> Vec<Fact> {
    let path = ["deviceconfig", "system", "snmp-setting", "access-setting", "version", "v2c", "snmp-community-string"];
    let Some((word, line)) = config.value(&path) else { return Vec::new() };
    let permitted: Vec<String> = config
        .behind(&["deviceconfig", "system", "permitted-ip"])
        .filter_map(|(rest, _)| rest.first().map(|ip| (*ip).to_owned()))
        .collect();
    let sources = if permitted.is_empty() { Sources::Any } else { Sources::of(permitted) };
    vec![Fact::new(Community { well_known: known_word(word), may_write: false, sources }, [line])]
}

pub(super) fn gateways(config: &Config<'_>, side: &impl Fn(&str) -> Side) -> Vec<Fact> {
    let mut found = Vec::new();
    for (name, statements) in by_name(config, &["network", "ike", "gateway"]) {
        let at = first_after(&statements, &["local-address", "interface"]);
        let peer = first_after(&statements, &["peer-address", "ip"])
            .or_else(|| first_after(&statements, &["peer-address", "fqdn"]));
        let dynamic = statements.iter().any(|(words, _)| words.starts_with(&["peer-address", "dynamic"]));
        let off = first_after(&statements, &["disabled"]) == Some("yes");
        let sources = match (dynamic, peer) {
            (true, _) => Sources::Any,
            (false, Some(peer)) => Sources::of([peer.to_owned()]),
            (false, None) => Sources::Unknown { missing: "peer-address".to_owned() },
        };
        let profiles = ["ikev1", "ikev2"]
            .into_iter()
            .filter_map(|version| first_after(&statements, &["protocol", version, "ike-crypto-profile"]));
        let mut weak: Vec<String> = profiles.flat_map(|profile| weak(config, profile)).collect();
        weak.sort();
        weak.dedup();
        let ike = first_after(&statements, &["protocol", "version"])
            .map(|version| if version.starts_with("ikev2") { 2 } else { 1 });
        let lines: Vec<u64> = statements.iter().map(|(_, line)| *line).collect();
        let bound = at.filter(|_| !off).map(str::to_owned);
        found.push(Fact::new(
            Tunnel { name: name.to_owned(), at: bound.clone(), sources: sources.clone(), ike, weak },
            lines.clone(),
        ));
        match bound {
            Some(at) => found.push(Fact::new(door(ServiceName::Ipsec, at.clone(), side(&at), sources), lines)),
            None => found.push(Fact::new(Unbound { block: "ike gateway".to_owned(), name: name.to_owned() }, lines)),
        }
    }
    found
}

fn weak(config: &Config<'_>, profile: &str) -> Vec<String> {
    let path = ["network", "ike", "crypto-profiles", "ike-crypto-profiles", profile];
    let broken = |words: &[&str]| match words {
        ["encryption", found @ ("des" | "3des")]
        | ["hash", found @ "md5"]
        | ["dh-group", found @ ("group1" | "group2")] => Some((*found).to_owned()),
        _ => None,
    };
    config.behind(&path).filter_map(|(rest, _)| broken(&rest)).collect()
}

/// Rules that allow everything from everybody to everything.
pub(super) fn policies(config: &Config<'_>) -> Vec<Fact> {
    let mut found = Vec::new();
    for base in ["rulebase", "pre-rulebase", "post-rulebase"] {
        for (name, statements) in by_name(config, &[base, "security", "rules"]) {
            let has = |field: &str, value: &str| statements.iter().any(|(words, _)| words.as_slice() == [field, value]);
            let wide = has("action", "allow")
                && has("source", "any")
                && has("destination", "any")
                && has("application", "any");
            // Only the usual ports of each application is less than everything.
            let services =
                has("service", "any") || !statements.iter().any(|(words, _)| words.first() == Some(&"service"));
            let negated = has("negate-source", "yes");
            let users =
                statements.iter().any(|(words, _)| matches!(words.as_slice(), ["source-user", user] if *user != "any"));
            if !wide || !services || negated || users {
                continue;
            }
            let places = |field: &str| -> Vec<String> {
                let own = statements.iter().filter_map(|(words, _)| match words.as_slice() {
                    [of, place] if *of == field => Some((*place).to_owned()),
                    _ => None,
                });
                own.collect()
            };
            let from_places = places("from");
            let policy = Policy {
                name: name.to_owned(),
                context: None,
                from_side: side(&from_places),
                from_places,
                to_places: places("to"),
                enabled: !has("disabled", "yes"),
            };
            found.push(Fact::new(policy, statements.iter().map(|(_, line)| *line)));
        }
    }
    found
}

fn side(places: &[String]) -> Side {
    if places.iter().any(|place| place == "any" || is_outside_word(place)) {
        Side::Outside
    } else if places.iter().all(|place| is_inside_word(place)) && !places.is_empty() {
        Side::Inside
    } else {
        Side::Unknown
    }
}
