//! Doors of an ASA: `ssh`, `telnet` and `http` lines name sources and interface; the web server counts only if it is enabled.

use super::{
    acl::Lists,
    asa::{Named, by_name},
    blocks::{Block, after},
};
use crate::network::{cidr, door, known_word};
use domain::evidence::fact::{Community, Door, Fact, Opened, ServiceName, Side, Sources, Unbound};
use std::collections::BTreeMap;

/// `ssh 10.42.0.0 255.255.0.0 management`: who may come, and to which interface.
pub(super) fn management(blocks: &[Block<'_>], named: &[Named<'_>]) -> Vec<Fact> {
    let web = blocks
        .iter()
        .rev()
        .find(|block| block.text.ends_with("http server enable") || block.text.contains("http server enable "));
    let web_on = web.is_some_and(|block| !block.text.starts_with("no "));
    let port = web.and_then(|block| block.words().last()?.parse::<u16>().ok());
    let mut doors: BTreeMap<(ServiceName, String), (Vec<String>, Vec<u64>)> = BTreeMap::new();
    for block in blocks {
        let words = block.words();
        let (service, address, at) = match words.as_slice() {
            [kind @ ("ssh" | "telnet" | "http"), address, mask, at, ..]
                if is_address(address) && mask.contains('.') =>
            {
                (*kind, cidr(address, mask, false), *at)
            }
            [kind @ ("ssh" | "telnet" | "http"), prefix, at] if prefix.contains('/') => {
                (*kind, (*prefix).to_owned(), *at)
            }
            _ => continue,
        };
        let service = match service {
            "ssh" => ServiceName::Ssh,
            "telnet" => ServiceName::Telnet,
            _ => ServiceName::Https,
        };
        let (addresses, lines) = doors.entry((service, at.to_owned())).or_default();
        addresses.push(address);
        lines.push(block.number);
    }
    let mut found = Vec::new();
    for ((service, at), (addresses, lines)) in doors {
        let interface = named.iter().find(|port| port.name == at);
        let off = service == ServiceName::Https && !web_on;
        let opened = match interface {
            _ if off => Opened::SwitchedOff,
            // Without such an interface, or with one that is down, nobody comes in.
            Some(interface) if !interface.up => Opened::InterfaceDown,
            None if !named.is_empty() => Opened::InterfaceDown,
            _ => Opened::Open,
        };
        let side = interface.map_or_else(|| by_name(&at), |interface| interface.side);
        let port = port.filter(|_| service == ServiceName::Https);
        let door = Door { opened, port, ..door(service, at, side, Sources::of(addresses)) };
        let web = web.filter(|_| service == ServiceName::Https).map(|block| block.number);
        found.push(Fact::new(door, lines.into_iter().chain(web)));
    }
    if web_on
        && !found.iter().any(
            |fact| matches!(&fact.what, domain::evidence::fact::What::Door(door) if door.service == ServiceName::Https),
        )
    {
        let unbound = Unbound { block: "http server enable".to_owned(), name: "http".to_owned() };
        found.extend(web.map(|block| Fact::new(unbound, [block.number])));
    }
    found
}

fn is_address(word: &str) -> bool {
    word.parse::<std::net::Ipv4Addr>().is_ok()
}

/// VPN: `webvpn / enable outside`, `crypto ikev2 enable outside client-services`. A list bound to the control plane limits who
/// comes near.
pub(super) fn vpn(blocks: &[Block<'_>], named: &[Named<'_>], lists: &Lists) -> Vec<Fact> {
    let mut found = Vec::new();
    for block in blocks.iter().filter(|block| block.text == "webvpn") {
        let enabled: Vec<(u64, &str)> = block.all_below("enable").filter(|(_, at)| !at.is_empty()).collect();
        let port = block.below("port").and_then(|(_, port)| port.parse().ok());
        if enabled.is_empty() {
            found.push(Fact::new(Unbound { block: "webvpn".to_owned(), name: "enable".to_owned() }, [block.number]));
        }
        for (line, at) in enabled {
            let at = at.split_whitespace().next().unwrap_or_default();
            found.push(vpn_door(ServiceName::SslVpn, at, (block.number, line, port), (blocks, named, lists)));
        }
    }
    for block in blocks {
        if let Some(rest) = after(block.text, "crypto ikev2 enable").filter(|rest| rest.contains("client-services")) {
            let at = rest.split_whitespace().next().unwrap_or_default();
            found.push(vpn_door(ServiceName::SslVpn, at, (block.number, block.number, None), (blocks, named, lists)));
        }
    }
    found
}

type Surroundings<'a, 'b> = (&'a [Block<'b>], &'a [Named<'b>], &'a Lists);

fn vpn_door(service: ServiceName, at: &str, place: (u64, u64, Option<u16>), around: Surroundings<'_, '_>) -> Fact {
    let (blocks, named, lists) = around;
    let interface = named.iter().find(|port| port.name == at);
    let opened = match interface {
        Some(interface) if !interface.up => Opened::InterfaceDown,
        None if !named.is_empty() => Opened::InterfaceDown,
        _ => Opened::Open,
    };
    let guard = blocks.iter().find_map(|block| match block.words().as_slice() {
        ["access-group", list, "in", "interface", of, "control-plane"] if *of == at => {
            Some((block.number, (*list).to_owned()))
        }
        _ => None,
    });
    let mut lines = vec![place.0, place.1];
    let mut sources = Sources::Any;
    if let Some((line, list)) = guard {
        lines.push(line);
        lines.extend(lists.lines(&list));
        sources = lists.sources(&list, 443, &["https"]).unwrap_or_else(|| super::logins::missing(&list, false));
    }
    let side: Side = interface.map_or_else(|| by_name(at), |interface| interface.side);
    Fact::new(Door { opened, port: place.2, ..door(service, at, side, sources) }, lines)
}

/// `snmp-server host inside 10.1.1.1 community *****`: the agent answers these hosts alone.
pub(super) fn snmp(blocks: &[Block<'_>]) -> Vec<Fact> {
    let (mut hosts, mut lines, mut words_known) = (Vec::new(), Vec::new(), Vec::new());
    for block in blocks {
        let words = block.words();
        match words.as_slice() {
            ["snmp-server", "host" | "host-group", _, host, rest @ ..] => {
                hosts.push((*host).to_owned());
                lines.push(block.number);
                words_known.extend(
                    rest.windows(2).filter(|pair| pair[0] == "community").filter_map(|pair| known_word(pair[1])),
                );
            }
            ["snmp-server", "community", word, ..] => {
                words_known.extend(known_word(word));
                lines.push(block.number);
            }
            _ => {}
        }
    }
    if lines.is_empty() {
        return Vec::new();
    }
    let community =
        Community { well_known: words_known.first().cloned(), may_write: false, sources: Sources::of(hosts) };
    vec![Fact::new(community, lines)]
}
