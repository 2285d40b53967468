//! Names of FortiOS that stand for addresses and ports: `firewall address`, `addrgrp`, `service custom`.

use super::tree::{Entry, Tree};
use crate::network::cidr;
use domain::evidence::fact::Sources;

/// Groups inside groups, deeper than which nobody goes.
const MAX_DEPTH: usize = 16;

/// The addresses behind some names.
pub(super) fn sources(tree: &Tree, vdom: Option<&str>, names: &[String]) -> Sources {
    names.iter().fold(Sources::Nobody, |all, name| all.or(one(tree, vdom, name, 0)))
}

fn one(tree: &Tree, vdom: Option<&str>, name: &str, depth: usize) -> Sources {
    if name == "all" {
        return Sources::Any;
    }
    let unknown = || Sources::Unknown { missing: format!("config firewall address: {name}") };
    if depth > MAX_DEPTH {
        return unknown();
    }
    let here = |entry: &&Entry| entry.key == name && entry.vdom.as_deref() == vdom;
    if let Some(group) = tree.of("firewall addrgrp").find(here) {
        let members = group.values("member").iter();
        return members.fold(Sources::Nobody, |all, member| all.or(one(tree, vdom, member, depth + 1)));
    }
    let of_kind = |section| tree.of(section).find(here).map(address);
    of_kind("firewall address").or_else(|| of_kind("firewall address6")).unwrap_or_else(unknown)
}

fn address(entry: &Entry) -> Sources {
    let value = |name: &str| entry.value(name).map(str::to_owned);
    let text = match entry.value("type") {
        Some("iprange") => {
            let (from, to) = (value("start-ip").unwrap_or_default(), value("end-ip").unwrap_or_default());
            format!("{from}-{to}")
        }
        Some("fqdn" | "wildcard-fqdn") => value("fqdn").or_else(|| value("wildcard-fqdn")).unwrap_or_default(),
        Some("geography") => format!("country {}", value("country").unwrap_or_default()),
        Some("mac") => format!("MAC {}", entry.values("macaddr").join(" ")),
        Some("dynamic" | "interface-subnet") => format!("address object {}", entry.key),
        _ => match (entry.values("subnet"), entry.value("ip6")) {
            ([address, mask], _) => cidr(address, mask, false),
            ([address], _) => address.clone(),
            (_, Some(six)) => six.to_owned(),
            // The maker's default: every address.
            _ => "0.0.0.0/0".to_owned(),
        },
    };
    Sources::of([text])
}

/// Whether one of the named services covers a TCP port. Unknown names may be anything, so they do not count.
pub(super) fn covers(tree: &Tree, vdom: Option<&str>, names: &[String], usual: &str, port: u16) -> bool {
    names.iter().any(|name| {
        let upper = name.to_ascii_uppercase();
        if upper == "ALL" || upper == "ALL_TCP" || upper == usual {
            return true;
        }
        let groups = tree.of("firewall service group").filter(|entry| entry.key == *name);
        let in_group = groups.flat_map(|entry| entry.values("member")).any(|member| {
            let member = member.to_ascii_uppercase();
            member == "ALL" || member == usual
        });
        let custom =
            tree.of("firewall service custom").find(|entry| entry.key == *name && entry.vdom.as_deref() == vdom);
        in_group || custom.is_some_and(|entry| in_ranges(entry.values("tcp-portrange"), port))
    })
}

/// `443`, `8000-8999`, `12:11` (destination before the colon).
fn in_ranges(ranges: &[String], port: u16) -> bool {
    ranges.iter().any(|range| {
        let to = range.split(':').next().unwrap_or_default();
        let (first, last) = to.split_once('-').unwrap_or((to, to));
        matches!((first.parse::<u16>(), last.parse::<u16>()), (Ok(first), Ok(last)) if (first..=last).contains(&port))
    })
}
