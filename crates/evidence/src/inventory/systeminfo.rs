//! `systeminfo` of Windows. Its labels are in the language of the system, but its lines come in one order in every language
//! (host name, system, version, maker of the system, …): they are read by their place and proved by what stands in them.

use super::{
    fault::{FileFault, FileWhy},
    reading::{InventoryKind, Reading, Record},
};
use domain::ledger::{DeviceKind, FieldKey, parse_ip};

/// Places of the lines: 0 host name, 1 system, 2 version, 11 maker, 12 model, 13 type of the machine.
const SYSTEM: usize = 1;
const VERSION: usize = 2;
const MAKER: usize = 11;
const MODEL: usize = 12;
const MACHINE: usize = 13;

/// A line with a label.
struct Labelled<'a> {
    line: u32,
    label: &'a str,
    value: &'a str,
}

pub(super) fn read_if(text: &str) -> Option<Result<Reading, FileFault>> {
    if is_update_list(text) {
        return Some(Err(FileFault::at(1, FileWhy::Updates, text.lines().next().unwrap_or_default().trim())));
    }
    let lines = labelled(text);
    let version = lines.get(VERSION)?.value;
    let system = lines.get(SYSTEM)?.value;
    let is_one = (system.contains("Windows") && version.contains("Build"))
        || (system.starts_with("Microsoft") && version.chars().next().is_some_and(|c| c.is_ascii_digit()));
    is_one.then(|| Ok(read(&lines)))
}

/// Lines that begin with a label; the ones set in belong to the line above.
fn labelled(text: &str) -> Vec<Labelled<'_>> {
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if line.starts_with([' ', '\t']) || line.trim().is_empty() {
            continue;
        }
        if let Some((label, value)) = line.split_once([':', '：']) {
            let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
            found.push(Labelled { line: number, label: label.trim(), value: value.trim() });
        }
        if found.len() > 60 {
            break;
        }
    }
    for (at, line) in text.lines().enumerate() {
        let value = line.trim();
        let inside = line.starts_with([' ', '\t']) && value.starts_with('[') && found.len() < 200;
        if inside && let Some((label, value)) = value.split_once(':') {
            found.push(Labelled {
                line: u32::try_from(at + 1).unwrap_or(u32::MAX),
                label: label.trim(),
                value: value.trim(),
            });
        }
    }
    found
}

fn read(lines: &[Labelled<'_>]) -> Reading {
    let mut reading = Reading::new(InventoryKind::Systeminfo);
    let mut record = Record::new(lines.first().map_or(1, |first| first.line));
    let mut put = |reading: &mut Reading, at: usize, key: FieldKey, change: &dyn Fn(&str) -> String| {
        if let Some(found) = lines.get(at) {
            record.put_measured(reading, key, &change(found.value), found.line, found.label);
        }
    };
    let same = |text: &str| text.to_owned();
    put(&mut reading, 0, FieldKey::HostName, &same);
    put(&mut reading, SYSTEM, FieldKey::Os, &same);
    // `10.0.19045 N/A Build 19045`: without the empty service pack.
    put(&mut reading, VERSION, FieldKey::OsVersion, &|text| text.replace(" N/A ", " "));
    put(&mut reading, SYSTEM, FieldKey::Kind, &|text| {
        let kind = if text.contains("Server") { DeviceKind::Server } else { DeviceKind::Terminal };
        kind.code().to_owned()
    });
    // The machine's type proves that the lines above it are where they belong.
    if lines.get(MACHINE).is_some_and(|machine| {
        machine.value.contains("PC") || machine.value.contains("x64") || machine.value.contains("ARM")
    }) {
        put(&mut reading, MAKER, FieldKey::Maker, &same);
        put(&mut reading, MODEL, FieldKey::Model, &same);
    }
    for found in lines.iter().skip(MACHINE).filter(|found| found.label.starts_with('[') && found.label.ends_with(']')) {
        let address = found.value.trim();
        if parse_ip(address).is_some() && !address.to_lowercase().starts_with("fe80:") {
            record.put_measured(&mut reading, FieldKey::Addresses, address, found.line, found.label);
        }
    }
    reading.take(record);
    reading
}

/// `wmic qfe list`: which updates are installed, of a host that has no more than a name there.
fn is_update_list(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    first.contains("HotFixID") && first.contains("InstalledOn")
}
