//! Doors of a FortiGate: `allowaccess` per interface, limited by local-in policies and by the trusted hosts of the logins.
//!
//! The login page answers every address that is a trusted host of at least one login; one login without trusted hosts opens it
//! to all. A login of a VDOM counts for the interfaces of that VDOM, one with every right for all. A local-in policy comes first.

use super::{
    objects,
    ports::Port,
    tree::{Entry, Tree},
};
use crate::network::{cidr, door};
use domain::evidence::fact::{Admin, Door, Fact, Opened, Secret, ServiceName, Side, Sources, Unbound};

/// What may stand in `allowaccess` and opens the device: the word, the service, the usual name of its port, the setting that
/// moves it, and the port.
const SERVICES: [(&str, ServiceName, &str, &str, u16); 6] = [
    ("https", ServiceName::Https, "HTTPS", "admin-sport", 443),
    ("http", ServiceName::Http, "HTTP", "admin-port", 80),
    ("ssh", ServiceName::Ssh, "SSH", "admin-ssh-port", 22),
    ("telnet", ServiceName::Telnet, "TELNET", "admin-telnet-port", 23),
    ("snmp", ServiceName::Snmp, "SNMP", "", 161),
    ("fgfm", ServiceName::CentralConsole, "FGFM", "", 541),
];

pub(super) fn admins(tree: &Tree) -> Vec<Fact> {
    let several_kinds = tree.of("system admin").any(|entry| entry.setting("two-factor").is_some());
    tree.of("system admin")
        .map(|entry| {
            let own = entry.setting("password").map(|_| Secret::Hashed);
            let elsewhere = entry.is("remote-auth", "enable") || entry.is("peer-auth", "enable");
            let two_factor = entry.setting("two-factor").map(|_| !entry.is("two-factor", "disable"));
            let admin = Admin {
                name: entry.key.clone(),
                context: entry.value("vdom").map(str::to_owned),
                full_rights: entry.value("accprofile").map(|profile| profile == "super_admin"),
                sources: Some(trusted(entry)),
                // The default is left out of the file, so only a file that names the setting somewhere tells about it.
                two_factor: two_factor.or((several_kinds && !elsewhere).then_some(false)),
                password: own.unwrap_or(Secret::NotShown),
            };
            let hosts = entry.settings.iter().filter(|setting| setting.name.contains("trusthost"));
            Fact::new(admin, std::iter::once(entry.line).chain(hosts.map(|setting| setting.line)))
        })
        .collect()
}

/// The trusted hosts of a login. The unset ones of ten are left out of the file; a written `0.0.0.0 0.0.0.0` is not set either,
/// unless it stands alone.
fn trusted(entry: &Entry) -> Sources {
    let hosts = entry.settings.iter().filter(|setting| setting.name.contains("trusthost"));
    let hosts = hosts.filter_map(|setting| match setting.values.as_slice() {
        [address, mask] => Some(cidr(address, mask, false)),
        [address] => Some(address.clone()),
        _ => None,
    });
    let set: Vec<String> = hosts.filter(|host| host != "0.0.0.0/0" && host != "::/0").collect();
    if set.is_empty() { Sources::Any } else { Sources::of(set) }
}

/// Everybody who is a trusted host of a login that counts on this interface.
fn logins(tree: &Tree, vdom: Option<&str>) -> Sources {
    if !tree.has("system admin") {
        return Sources::Unknown { missing: "config system admin".to_owned() };
    }
    let counts = |entry: &&Entry| {
        let bound = entry.values("vdom");
        entry.is("accprofile", "super_admin")
            || vdom.is_none_or(|vdom| bound.is_empty() || bound.iter().any(|v| v == vdom))
    };
    tree.of("system admin").filter(counts).fold(Sources::Nobody, |all, entry| all.or(trusted(entry)))
}

pub(super) fn doors(tree: &Tree, port: &Port<'_>) -> Vec<Fact> {
    let mut found = Vec::new();
    let six = tree.entries.iter().filter(|e| e.section == "system interface/ipv6" && e.key == port.name);
    let second = tree
        .entries
        .iter()
        .filter(|e| e.section == "system interface/secondaryip" && e.key.split('/').next() == Some(port.name));
    let blocks = std::iter::once((port.entry, "allowaccess"))
        .chain(second.map(|entry| (entry, "allowaccess")))
        .chain(six.map(|entry| (entry, "ip6-allowaccess")));
    for (entry, name) in blocks {
        let Some(allowed) = entry.setting(name) else { continue };
        for (word, service, usual, moved, usual_port) in SERVICES {
            if allowed.values.iter().any(|value| value == word) {
                let number = global(tree, moved).unwrap_or(usual_port);
                found.push(one(tree, port, service, usual, (number, number != usual_port), allowed.line));
            }
        }
    }
    found
}

fn global(tree: &Tree, name: &str) -> Option<u16> {
    tree.block("system global").find_map(|entry| entry.value(name)?.parse().ok())
}

fn one(tree: &Tree, port: &Port<'_>, service: ServiceName, usual: &str, number: (u16, bool), line: u64) -> Fact {
    let (first, mut lines) = local_in(tree, port, usual, number.0);
    let limit = match service {
        ServiceName::CentralConsole => central_console(tree),
        _ => logins(tree, port.vdom),
    };
    let trust_ips = port.entry.settings.iter().filter(|setting| setting.name.starts_with("trust-ip-"));
    let trust: Vec<String> = trust_ips.flat_map(|setting| setting.values.first().cloned()).collect();
    let trust = if trust.is_empty() { Sources::Any } else { Sources::of(trust) };
    lines.push(line);
    let telnet_off =
        service == ServiceName::Telnet && tree.block("system global").any(|entry| entry.is("admin-telnet", "disable"));
    let opened = match (port.up, telnet_off) {
        (false, _) => Opened::InterfaceDown,
        (true, true) => Opened::SwitchedOff,
        (true, false) => Opened::Open,
    };
    let door = Door {
        context: port.vdom.map(str::to_owned),
        port: number.1.then_some(number.0),
        opened,
        ..door(service, port.name, port.side, limit.and(trust).and(first))
    };
    Fact::new(door, lines)
}

/// The console's connection knows no trusted hosts; it answers the consoles that are named.
fn central_console(tree: &Tree) -> Sources {
    let named: Vec<String> =
        tree.block("system central-management").flat_map(|entry| entry.values("fmg")).cloned().collect();
    if named.is_empty() {
        return Sources::Unknown { missing: "config system central-management".to_owned() };
    }
    Sources::of(named)
}

/// What the local-in policies leave: they are asked from top to bottom, and what none of them means is let through.
fn local_in(tree: &Tree, port: &Port<'_>, usual: &str, number: u16) -> (Sources, Vec<u64>) {
    let (mut allowed, mut lines) = (Sources::Nobody, Vec::new());
    for policy in tree.of("firewall local-in-policy").filter(|entry| !entry.is("status", "disable")) {
        let vdom = policy.vdom.as_deref();
        let here = policy.values("intf").iter().any(|intf| intf == "any" || port.names.contains(&intf.as_str()));
        let same = vdom.is_none() || vdom == port.vdom;
        if !here || !same || !objects::covers(tree, vdom, policy.values("service"), usual, number) {
            continue;
        }
        let sources = objects::sources(tree, vdom, policy.values("srcaddr"));
        let negated = policy.is("srcaddr-negate", "enable");
        lines.push(policy.line);
        match (policy.is("action", "accept"), negated) {
            (true, false) => allowed = allowed.or(sources),
            // All but these may pass: nobody is named.
            (true, true) => return (Sources::Any, lines),
            // All but these are turned away.
            (false, true) => return (allowed.or(sources), lines),
            (false, false) if sources == Sources::Any => return (allowed, lines),
            (false, false) => {}
        }
    }
    (Sources::Any, lines)
}

/// The SSL-VPN. It stands open only where it is bound to an interface that is there.
pub(super) fn ssl_vpn(tree: &Tree, ports: &[Port<'_>]) -> Vec<Fact> {
    let mut found = Vec::new();
    for block in tree.block("vpn ssl settings") {
        let vdom = block.vdom.as_deref();
        let section = "vpn ssl settings/authentication-rule";
        let rules = tree.entries.iter().filter(|e| e.section == section && e.vdom == block.vdom && !e.key.is_empty());
        let rules: Vec<&Entry> = rules.collect();
        let interfaces = block.values("source-interface").iter().map(|at| (at, block));
        let more = rules.iter().flat_map(|rule| rule.values("source-interface").iter().map(move |at| (at, *rule)));
        let bound: Vec<(&String, &Entry)> = interfaces.chain(more).collect();
        if bound.is_empty() {
            let unbound = Unbound { block: "config vpn ssl settings".to_owned(), name: "source-interface".to_owned() };
            found.push(Fact::new(unbound, [block.line]));
        }
        for (at, from) in bound {
            let port = ports.iter().find(|port| port.names.contains(&at.as_str()));
            let general = addresses(tree, vdom, block);
            let sources = if std::ptr::eq(from, block) { general } else { general.and(addresses(tree, vdom, from)) };
            let opened = match port {
                _ if block.is("status", "disable") => Opened::SwitchedOff,
                Some(port) if !port.up => Opened::InterfaceDown,
                _ => Opened::Open,
            };
            let side = port.map_or_else(|| side_by_name(at), |port| port.side);
            let number = block.value("port").and_then(|port| port.parse().ok());
            let context = port.and_then(|port| port.vdom).or(vdom).map(str::to_owned);
            let door = Door { context, port: number, opened, ..door(ServiceName::SslVpn, at, side, sources) };
            let names = ["source-interface", "source-address", "source-address6", "port", "status"];
            found.push(Fact::new(door, block.lines(&names).into_iter().chain(from.lines(&names[..2]))));
        }
    }
    found
}

fn addresses(tree: &Tree, vdom: Option<&str>, block: &Entry) -> Sources {
    match block.values("source-address") {
        [] => Sources::Any,
        // Everybody but these: nobody is named.
        _ if block.is("source-address-negate", "enable") => Sources::Any,
        names => objects::sources(tree, vdom, names),
    }
}

pub(super) fn side_by_name(name: &str) -> Side {
    if crate::network::is_outside_word(name) {
        Side::Outside
    } else if crate::network::is_inside_word(name) {
        Side::Inside
    } else {
        Side::Unknown
    }
}
