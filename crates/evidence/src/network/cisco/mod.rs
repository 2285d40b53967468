//! Cisco: IOS and IOS-XE, ASA, and what `show version` says.

mod acl;
pub mod asa;
mod asa_doors;
mod blocks;
mod crypto;
pub mod ios;
mod logins;
pub mod version;
mod vty;

use crate::text::lines;

/// How much a text looks like a configuration of each of the two: IOS, ASA.
pub(crate) fn likeness(text: &str) -> (usize, usize) {
    const IOS: [&str; 22] = [
        "hostname ",
        "interface ",
        "line vty",
        "line con",
        "ip access-list ",
        "access-list ",
        "snmp-server ",
        "aaa ",
        "username ",
        "router ",
        "crypto ",
        "ip http ",
        "no ip http ",
        "ip route ",
        "service timestamps",
        "enable secret",
        "ip ssh ",
        "vlan ",
        "spanning-tree ",
        "logging ",
        "ip address ",
        "switchport ",
    ];
    const ASA: [&str; 16] = [
        "ASA Version ",
        "nameif ",
        "security-level ",
        "access-group ",
        "tunnel-group ",
        "group-policy ",
        "object network ",
        "object-group network ",
        "same-security-traffic ",
        "http server enable",
        "xlate ",
        "webvpn",
        "PIX Version ",
        "names",
        "threat-detection ",
        "anyconnect ",
    ];
    let (mut ios, mut asa) = (0, 0);
    for line in lines(text).take(5_000) {
        let line = line.text.trim();
        ios += usize::from(IOS.iter().any(|start| line.starts_with(start)));
        asa += usize::from(ASA.iter().any(|start| line.starts_with(start)));
        if line.starts_with("ASA Version ") || line.starts_with("PIX Version ") || line.starts_with("nameif ") {
            asa += 1_000;
        }
    }
    (ios, asa)
}
