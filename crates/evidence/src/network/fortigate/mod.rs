//! FortiGate (FortiOS): configuration as `show`, `show full-configuration` or a backup writes it, and `get system status`.

mod doors;
mod objects;
mod ports;
mod rest;
mod status;
mod tree;

use crate::{
    reading::{Reading, Unread},
    text::lines,
};
use domain::evidence::{
    ExportKind,
    fact::{Device, Fact, Firmware, Interface},
};

pub use status::{is_status, read as read_status};

/// Whether it looks like one of these configurations: blocks of FortiOS, or its heading.
pub fn is_config(text: &str) -> bool {
    let mut blocks = 0;
    for line in lines(text).take(4_000) {
        let line = line.text.trim();
        if line.starts_with("#config-version=F") {
            return true;
        }
        let known = [
            "config system ",
            "config firewall ",
            "config vpn ",
            "config user ",
            "config router ",
            "config global",
            "config vdom",
            "config log ",
            "config web",
            "config antivirus",
            "config ips",
        ];
        if known.iter().any(|start| line.starts_with(start)) {
            blocks += 1;
        } else if blocks > 0 && (line.starts_with("edit ") || line.starts_with("set ")) {
            return true;
        }
    }
    false
}

/// Reads a configuration.
#[must_use]
pub fn read(text: &str) -> Reading {
    let mut unread = Unread::default();
    let tree = tree::read(text, &mut unread);
    let ports = ports::ports(&tree);
    let mut reading = Reading { unread, ..Reading::of(ExportKind::FortigateConfig) };
    let facts = &mut reading.facts;
    facts.extend(heading(text, &tree));
    for port in &ports {
        let interface = Interface {
            name: port.name.to_owned(),
            context: port.vdom.map(str::to_owned),
            label: port.entry.value("alias").or(port.names.get(1).copied()).map(str::to_owned),
            addresses: ports::addresses(port.entry),
            side: port.side,
            up: port.up,
        };
        facts.push(Fact::new(
            interface,
            std::iter::once(port.entry.line).chain(port.entry.lines(&["ip", "role", "status"])),
        ));
        facts.extend(doors::doors(&tree, port));
    }
    facts.extend(doors::admins(&tree));
    facts.extend(doors::ssl_vpn(&tree, &ports));
    facts.extend(rest::tunnels(&tree, &ports));
    facts.extend(rest::communities(&tree));
    facts.extend(rest::policies(&tree, &ports));
    facts.extend(rest::password_rules(&tree));
    reading
}

/// Name, model and version: from the comment lines at the top, and from `config system global`.
fn heading(text: &str, tree: &tree::Tree) -> Vec<Fact> {
    let mut device = Device { maker: Some("Fortinet".to_owned()), ..Device::default() };
    let (mut firmware, mut lines_of_device) = (None, Vec::new());
    for line in lines(text).take_while(|line| line.text.starts_with('#') || line.text.trim().is_empty()) {
        let words = line.text.trim_start_matches('#').trim();
        if let Some(found) = words.strip_prefix("Version: ").and_then(status::version) {
            device.model = found.model.clone();
            firmware.get_or_insert((found.firmware(), line.number));
            lines_of_device.push(line.number);
        } else if let Some(serial) = words.strip_prefix("Serial-Number: ") {
            device.serial = Some(serial.to_owned());
            lines_of_device.push(line.number);
        } else if let Some(rest) = words.strip_prefix("config-version=")
            && let Some((model, found)) = config_version(rest)
        {
            device.model.get_or_insert(model);
            firmware.get_or_insert((found, line.number));
            lines_of_device.push(line.number);
        }
    }
    if let Some(setting) = tree.block("system global").find_map(|entry| entry.setting("hostname")) {
        device.name = setting.values.first().cloned();
        lines_of_device.push(setting.line);
    }
    let mut facts = Vec::new();
    if !lines_of_device.is_empty() {
        facts.push(Fact::new(device, lines_of_device));
    }
    facts.extend(firmware.map(|(firmware, line)| Fact::new(firmware, [line])));
    facts
}

/// `FGT91G-7.4.7-FW-build2731-250120:opmode=1:…`.
fn config_version(text: &str) -> Option<(String, Firmware)> {
    let mut parts = text.split(':').next()?.split('-');
    let (model, version) = (parts.next()?.to_owned(), parts.next()?);
    if !version.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let build = parts.find_map(|part| part.strip_prefix("build")).map(str::to_owned);
    Some((model, Firmware { product: "FortiOS".to_owned(), version: version.to_owned(), build }))
}
