//! `show version`: each node of a cluster says its own.

use crate::{reading::Reading, text::lines};
use domain::evidence::{
    ExportKind,
    fact::{Device, Fact, Firmware},
};

pub(super) fn junos(version: &str) -> Firmware {
    Firmware { product: "Junos".to_owned(), version: version.to_owned(), build: None }
}

/// Whether it is the answer to `show version`.
#[must_use]
pub fn is_version(text: &str) -> bool {
    lines(text).take(60).any(|line| {
        let line = line.text.trim();
        line.strip_prefix("Junos: ").is_some_and(|version| version.starts_with(|c: char| c.is_ascii_digit()))
            || (line.starts_with("JUNOS ") && line.ends_with(']'))
    })
}

/// Reads the answer.
#[must_use]
pub fn read(text: &str) -> Reading {
    let mut reading = Reading::of(ExportKind::JuniperVersion);
    let (mut device, mut at) = (Device::default(), Vec::new());
    let mut software: Option<(String, u64)> = None;
    let mut said = false;
    for line in lines(text) {
        let words = line.text.trim();
        if let Some(name) = words.strip_prefix("Hostname: ") {
            if device.name.is_some() {
                reading.facts.push(node(std::mem::take(&mut device), &at));
                at.clear();
            }
            device.name = Some(name.to_owned());
            at.push(line.number);
        } else if let Some(model) = words.strip_prefix("Model: ") {
            device.model = Some(model.to_owned());
            at.push(line.number);
        } else if let Some(version) = words.strip_prefix("Junos: ") {
            reading.facts.push(Fact::new(junos(version), [line.number]));
            said = true;
        } else if words.starts_with("JUNOS ") && software.is_none() {
            let version = words.rsplit_once('[').and_then(|(_, rest)| rest.strip_suffix(']'));
            software = version.map(|version| (version.to_owned(), line.number));
        }
    }
    reading.facts.push(node(device, &at));
    if !said && let Some((version, line)) = software {
        reading.facts.push(Fact::new(junos(&version), [line]));
    }
    reading
}

fn node(device: Device, at: &[u64]) -> Fact {
    Fact::new(Device { maker: Some("Juniper".to_owned()), ..device }, at.iter().copied())
}
