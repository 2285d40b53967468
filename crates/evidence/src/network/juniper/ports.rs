//! Interfaces and zones of a Junos device.

use super::Config;
use crate::network::{is_inside_word, is_outside_word, is_public};
use domain::evidence::fact::{Fact, Interface, Side};
use std::collections::BTreeMap;

/// A logical interface: `ge-0/0/0.0`.
#[derive(Debug, Default)]
pub(super) struct Port {
    pub name: String,
    pub zone: Option<String>,
    pub addresses: Vec<String>,
    pub side: Option<Side>,
    pub down: bool,
    pub lines: Vec<u64>,
    label: Option<String>,
}

impl Port {
    pub fn side(&self) -> Side {
        self.side.unwrap_or(Side::Unknown)
    }
    pub fn fact(&self) -> Fact {
        let found = Interface {
            name: self.name.clone(),
            context: None,
            label: self.zone.clone().or_else(|| self.label.clone()),
            addresses: self.addresses.clone(),
            side: self.side(),
            up: !self.down,
        };
        Fact::new(found, self.lines.iter().copied().take(8))
    }
}

pub(super) fn ports(config: &Config<'_>) -> Vec<Port> {
    let mut found: BTreeMap<String, Port> = BTreeMap::new();
    let mut down = Vec::new();
    for (rest, line) in config.behind(&["interfaces", "*"]) {
        match rest.as_slice() {
            [device, "unit", unit, words @ ..] => {
                let name = format!("{device}.{unit}");
                let port = found.entry(name.clone()).or_insert_with(|| Port { name, ..Port::default() });
                port.lines.push(line);
                match words {
                    ["family", "inet" | "inet6", "address", address, ..] => port.addresses.push((*address).to_owned()),
                    ["family", "inet" | "inet6", "dhcp" | "dhcp-client", ..]
                        if !port.addresses.iter().any(|a| a == "dhcp") =>
                    {
                        port.addresses.push("dhcp".to_owned());
                    }
                    ["description", label, ..] => port.label = Some((*label).to_owned()),
                    ["disable"] => port.down = true,
                    _ => {}
                }
            }
            [device, "disable"] => down.push((*device).to_owned()),
            _ => {}
        }
    }
    for (rest, line) in zones(config) {
        if let [zone, "interfaces", name, ..] = rest.as_slice() {
            let name = if name.contains('.') { (*name).to_owned() } else { format!("{name}.0") };
            let port = found.entry(name.clone()).or_insert_with(|| Port { name, ..Port::default() });
            port.zone = Some((*zone).to_owned());
            port.lines.push(line);
        }
    }
    let hops: Vec<&str> = config
        .behind(&["routing-options", "static", "route", "0.0.0.0/0", "next-hop"])
        .filter_map(|(rest, _)| rest.first().copied())
        .collect();
    let mut all: Vec<Port> = found.into_values().collect();
    for port in &mut all {
        port.down |= down.iter().any(|device| port.name.split('.').next() == Some(device.as_str()));
        port.side = Some(side(port, &hops));
    }
    all
}

/// Statements of security zones, and of the zone for management, which is called `management`.
pub(super) fn zones<'s>(config: &'s Config<'_>) -> impl Iterator<Item = (Vec<&'s str>, u64)> {
    let named = config.behind(&["security", "zones", "security-zone", "*"]);
    let management = config.behind(&["security", "zones", "functional-zone", "*"]);
    named.chain(management)
}

fn side(port: &Port, hops: &[&str]) -> Side {
    let device = port.name.split('.').next().unwrap_or_default();
    if ["fxp0", "em0", "me0", "vme"].contains(&device) || port.zone.as_deref() == Some("management") {
        return Side::Management;
    }
    let labels = || port.zone.iter().chain(port.label.iter());
    if labels().any(|name| is_outside_word(name)) || hops.contains(&port.name.as_str()) {
        return Side::Outside;
    }
    if labels().any(|name| is_inside_word(name)) {
        return Side::Inside;
    }
    if labels().any(|name| name.to_ascii_lowercase().contains("mgmt")) {
        return Side::Management;
    }
    if port.addresses.iter().any(|address| is_public(address)) { Side::Outside } else { Side::Unknown }
}
