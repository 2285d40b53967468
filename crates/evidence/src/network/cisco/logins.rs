//! Logins, their passwords, SNMP words and log targets: the lines that IOS and ASA write alike.

use super::{
    acl::Lists,
    blocks::{Block, after},
};
use crate::network::known_word;
use domain::evidence::fact::{Admin, Community, Fact, LogTarget, PasswordRule, Secret, Sources};

/// `username X [privilege N] password|secret [type] …`, `enable password …`.
pub(super) fn admins(blocks: &[Block<'_>]) -> Vec<Fact> {
    let mut found: Vec<Fact> = Vec::new();
    for block in blocks {
        let words = block.words();
        let admin = match words.as_slice() {
            // The same login may be spread over several lines.
            ["username", name, rest @ ..] if !rest.is_empty() && rest.first() != Some(&"attributes") => Some(Admin {
                name: (*name).to_owned(),
                context: None,
                full_rights: privilege(rest).map(|level| level == 15),
                sources: None,
                two_factor: None,
                password: kept(rest),
            }),
            ["enable", "password", rest @ ..] => Some(enable(kept_as(rest))),
            ["enable", "secret", ..] => Some(enable(Secret::Hashed)),
            _ => None,
        };
        if let Some(admin) = admin {
            merge(&mut found, admin, block.number);
        }
    }
    found
}

fn merge(found: &mut Vec<Fact>, admin: Admin, line: u64) {
    use domain::evidence::fact::What;
    for fact in found.iter_mut() {
        let What::Admin(known) = &mut fact.what else { continue };
        if known.name == admin.name {
            known.full_rights = known.full_rights.or(admin.full_rights);
            if known.password == Secret::NotShown {
                known.password = admin.password;
            }
            fact.lines.push(line);
            return;
        }
    }
    found.push(Fact::new(admin, [line]));
}

fn enable(password: Secret) -> Admin {
    let name = "enable".to_owned();
    Admin { name, context: None, full_rights: Some(true), sources: None, two_factor: None, password }
}

fn privilege(words: &[&str]) -> Option<u8> {
    words.windows(2).find(|pair| pair[0] == "privilege").and_then(|pair| pair[1].parse().ok())
}

fn kept(words: &[&str]) -> Secret {
    if words.contains(&"nopassword") {
        return Secret::Missing;
    }
    for (at, word) in words.iter().enumerate() {
        let rest = words.get(at + 1..).unwrap_or_default();
        match *word {
            "secret" => return if rest.first() == Some(&"0") { Secret::Plain } else { Secret::Hashed },
            "password" => return kept_as(rest),
            _ => {}
        }
    }
    Secret::NotShown
}

/// How the words after `password` keep it: by type (IOS), or by the word behind it (ASA).
pub(super) fn kept_as(words: &[&str]) -> Secret {
    match words {
        [] => Secret::NotShown,
        ["0", ..] => Secret::Plain,
        ["7" | "6", ..] => {
            if words.first() == Some(&"7") {
                Secret::Reversible
            } else {
                Secret::Hashed
            }
        }
        ["5" | "8" | "9" | "4", ..] => Secret::Hashed,
        [hash, ..] if hash.starts_with('$') => Secret::Hashed,
        // What the export has blanked out.
        [blank, ..] if blank.starts_with('*') || blank.starts_with('<') => Secret::NotShown,
        [_, ending, ..] if ["encrypted", "pbkdf2", "nt-encrypted", "mschap"].contains(ending) => Secret::Hashed,
        _ => Secret::Plain,
    }
}

/// `snmp-server community WORD [view V] [RO|RW] [ipv6 LIST] [LIST]`. `complete`: the file is a whole configuration.
pub(super) fn communities(blocks: &[Block<'_>], lists: &Lists, complete: bool) -> Vec<Fact> {
    blocks
        .iter()
        .filter_map(|block| {
            let rest = after(block.text, "snmp-server community")?;
            let mut words = rest.split_whitespace().peekable();
            let word = words.next()?;
            let mut may_write = false;
            let mut list = None;
            while let Some(next) = words.next() {
                match next.to_ascii_lowercase().as_str() {
                    "ro" | "use-acl" | "ipv4" => {}
                    "rw" => may_write = true,
                    "view" | "group" | "ipv6" => drop(words.next()),
                    "0" | "7" | "8" => {}
                    _ => list = Some(next),
                }
            }
            // `0`, `7` and `8` are also ways of keeping the word.
            let word = if ["0", "7", "8"].contains(&word) { "" } else { word };
            let number = rest.split_whitespace().last().filter(|last| last.parse::<u16>().is_ok());
            let list = list.or(number.filter(|last| *last != word));
            let sources = match list {
                None => Sources::Any,
                Some(name) => lists.sources(name, 161, &["snmp"]).unwrap_or_else(|| missing(name, complete)),
            };
            let lines = std::iter::once(block.number).chain(list.map(|name| lists.lines(name)).unwrap_or_default());
            Some(Fact::new(Community { well_known: known_word(word), may_write, sources }, lines))
        })
        .collect()
}

/// A list that is named and not there lets everybody through on the device; of a part of a configuration nothing can be said.
pub(super) fn missing(list: &str, complete: bool) -> Sources {
    if complete { Sources::Any } else { Sources::Unknown { missing: format!("access-list {list}") } }
}

/// Log targets, and rules on passwords and failed logins.
pub(super) fn rest(blocks: &[Block<'_>]) -> Vec<Fact> {
    let mut found = Vec::new();
    for block in blocks {
        let words = block.words();
        let target = match words.as_slice() {
            ["logging", "host", host, address, ..] if address.contains('.') && !host.contains('.') => Some(*address),
            ["logging", "host", host, ..] => Some(*host),
            ["logging", host] if host.contains('.') && host.starts_with(|c: char| c.is_ascii_digit()) => Some(*host),
            _ => None,
        };
        found.extend(target.map(|host| Fact::new(LogTarget { host: host.to_owned() }, [block.number])));
        let (min_length, lockout_after) = match words.as_slice() {
            ["security", "passwords", "min-length", length] => (length.parse().ok(), None),
            ["password-policy", "minimum-length", length] => (length.parse().ok(), None),
            ["login", "block-for", _, "attempts", attempts, ..] => (None, attempts.parse().ok()),
            ["aaa", "local", "authentication", "attempts", "max-fail", attempts] => (None, attempts.parse().ok()),
            _ => continue,
        };
        let rule = PasswordRule { scope: "Cisco".to_owned(), min_length, lockout_after, max_age_days: None };
        found.push(Fact::new(rule, [block.number]));
    }
    found
}
