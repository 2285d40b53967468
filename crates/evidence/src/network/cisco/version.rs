//! `show version` of IOS, IOS-XE and ASA, also as comment lines at the top of a configuration.

use crate::{reading::Reading, text::lines};
use domain::evidence::{
    ExportKind,
    fact::{Device, Fact, Firmware},
};

/// What the lines say about the device.
#[derive(Debug, Default)]
pub(super) struct Heading {
    pub device: Device,
    pub device_lines: Vec<u64>,
    pub firmware: Option<(Firmware, u64)>,
}

impl Heading {
    /// Looks at one line, without its comment sign.
    pub fn take(&mut self, number: u64, line: &str) {
        let line = line.trim_start_matches('!').trim();
        if let Some(version) = version(line) {
            // IOS-XE writes both its own version and that of the IOS in it; its own comes first and is the one that counts.
            self.firmware.get_or_insert((version, number));
        }
        let model = model(line);
        let serial = ["Processor board ID ", "Serial Number: ", "System Serial Number : ", "Processor ID: "]
            .into_iter()
            .find_map(|start| line.strip_prefix(start));
        let name = line
            .split_once(" uptime is ")
            .or_else(|| line.split_once(" up ").filter(|(_, rest)| rest.contains("days")));
        let name = name.map(|(name, _)| name).filter(|name| !name.contains(' '));
        for (place, found) in
            [(&mut self.device.model, model), (&mut self.device.serial, serial), (&mut self.device.name, name)]
        {
            if let Some(found) = found.filter(|found| !found.is_empty()) {
                place.get_or_insert_with(|| found.to_owned());
                self.device_lines.push(number);
            }
        }
    }

    pub fn facts(mut self) -> Vec<Fact> {
        let mut facts = Vec::new();
        if !self.device_lines.is_empty() || self.firmware.is_some() {
            self.device.maker = Some("Cisco".to_owned());
            self.device_lines.extend(self.firmware.as_ref().map(|(_, line)| *line));
            facts.push(Fact::new(self.device, self.device_lines));
        }
        facts.extend(self.firmware.map(|(firmware, line)| Fact::new(firmware, [line])));
        facts
    }
}

/// `cisco WS-C4948E (MPC8548) processor …`, `Hardware:   ASAv, 2048 MB RAM …`, `Chassis type: C9200L-24P-4G`.
fn model(line: &str) -> Option<&str> {
    if let Some(rest) = line.strip_prefix("Chassis type: ").or_else(|| line.strip_prefix("Model Number : ")) {
        return Some(rest.trim());
    }
    if let Some(rest) = line.strip_prefix("Hardware:") {
        return rest.split(',').next().map(str::trim);
    }
    let rest = line.strip_prefix("cisco ").or_else(|| line.strip_prefix("Cisco "))?;
    let (model, rest) = rest.split_once(' ')?;
    (rest.contains("processor") && rest.contains("memory")).then_some(model)
}

/// The version in a line that names the software.
fn version(line: &str) -> Option<Firmware> {
    let product = if line.starts_with("Cisco Adaptive Security Appliance Software") {
        "ASA"
    } else if line.starts_with("Cisco IOS XE Software") || line.starts_with("Cisco IOS-XE software, Version") {
        "IOS XE"
    } else if line.starts_with("Cisco IOS Software") || line.starts_with("IOS (tm)") {
        "IOS"
    } else if line.contains("NX-OS") && line.contains("ersion ") {
        "NX-OS"
    } else {
        return None;
    };
    let (_, rest) = line.split_once("Version ").or_else(|| line.split_once("version "))?;
    let version = rest.split([',', ' ']).next().unwrap_or_default();
    let product = if product == "IOS" && is_xe(version) { "IOS XE" } else { product };
    version.starts_with(|c: char| c.is_ascii_digit()).then(|| firmware(product, version))
}

/// IOS-XE counts from 16 on; IOS ended with 15.
pub(super) fn is_xe(version: &str) -> bool {
    version.split('.').next().and_then(|major| major.parse::<u32>().ok()).is_some_and(|major| major >= 16)
}

pub(super) fn firmware(product: &str, version: &str) -> Firmware {
    Firmware { product: product.to_owned(), version: version.to_owned(), build: None }
}

/// Whether it is the answer to `show version`.
pub(crate) fn kind(text: &str) -> Option<ExportKind> {
    let found = lines(text).take(40).find_map(|line| version(line.text.trim()))?;
    Some(if found.product == "ASA" { ExportKind::CiscoAsaVersion } else { ExportKind::CiscoIosVersion })
}

/// Reads the answer.
#[must_use]
pub fn read(text: &str, kind: ExportKind) -> Reading {
    let mut heading = Heading::default();
    for line in lines(text) {
        heading.take(line.number, line.text);
    }
    Reading { facts: heading.facts(), ..Reading::of(kind) }
}
