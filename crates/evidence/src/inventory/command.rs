//! What network devices say of themselves: `show version` (Cisco IOS, IOS XE, NX-OS, ASA; Junos), `get system status` (FortiOS),
//! `show system info` (PAN-OS), `show environment` (YAMAHA). Lines are found by the words that these systems print in every version.

use super::{
    fault::{FileFault, FileWhy},
    reading::{InventoryKind, Reading, Record},
};
use domain::ledger::{DeviceKind, FieldKey};

/// A line with its number.
#[derive(Clone, Copy)]
struct Line<'a> {
    number: u32,
    text: &'a str,
}

impl<'a> Line<'a> {
    /// The words behind the first of these beginnings, without case.
    fn after(self, beginnings: &[&str]) -> Option<&'a str> {
        beginnings.iter().find_map(|beginning| {
            let head = self.text.get(..beginning.len())?;
            head.eq_ignore_ascii_case(beginning).then(|| {
                self.text
                    .get(beginning.len()..)
                    .unwrap_or_default()
                    .trim_start_matches([' ', '\t', ':', '.', '#'])
                    .trim()
            })
        })
    }
}

/// One family of systems.
struct Family {
    maker: &'static str,
    kind: DeviceKind,
    read: fn(&mut Reading, &mut Record, &[Line<'_>]),
}

pub(super) fn read_if(text: &str) -> Option<Result<Reading, FileFault>> {
    let lines: Vec<Line<'_>> = text
        .lines()
        .enumerate()
        .take(20_000)
        .map(|(at, text)| Line { number: u32::try_from(at + 1).unwrap_or(u32::MAX), text: text.trim() })
        .filter(|line| !line.text.is_empty())
        .collect();
    if let Some(why) = something_else(&lines) {
        let first = lines.first().map_or("", |line| line.text);
        return Some(Err(FileFault::at(1, why, first)));
    }
    let family = family(&lines)?;
    let mut reading = Reading::new(InventoryKind::ShowVersion);
    for part in members(&lines) {
        let mut record = Record::new(part.first().map_or(1, |line| line.number));
        (family.read)(&mut reading, &mut record, part);
        let line = record.line;
        record.put_measured(&mut reading, FieldKey::Maker, family.maker, line, "");
        let kind = if record.has(FieldKey::Kind) { "" } else { family.kind.code() };
        record.put_measured(&mut reading, FieldKey::Kind, kind, line, "");
        reading.take(record);
    }
    Some(Ok(reading))
}

/// Logs and configurations come from the same devices and say nothing that the ledger keeps.
fn something_else(lines: &[Line<'_>]) -> Option<FileWhy> {
    let head = |count: usize| lines.iter().take(count);
    let begins = |line: &Line<'_>, words: &str| line.text.starts_with(words);
    let is_log = |line: &&Line<'_>| {
        line.text.starts_with('%') && line.text.contains("-") && line.text.contains(": ")
            || line.text.contains(" logid=") && line.text.contains("type=")
            || line.text.contains("]: %")
            || line.text.contains(": %SYS-")
            || line.text.contains(": %LINE")
    };
    if head(3).any(|line| begins(line, "Syslog logging:")) || head(3).any(|line| line.text.ends_with("logs found.")) {
        return Some(FileWhy::Log);
    }
    if lines.len() > 2 && head(20).filter(is_log).count() * 2 > lines.len().min(20) {
        return Some(FileWhy::Log);
    }
    let config = head(30).any(|line| {
        begins(line, "#config-version=")
            || begins(line, "Building configuration...")
            || begins(line, "Current configuration :")
    });
    let nested = head(200)
        .filter(|line| begins(line, "config ") || begins(line, "set ") || line.text == "next" || line.text == "end")
        .count();
    (config || nested > 20).then_some(FileWhy::Configuration)
}

fn family(lines: &[Line<'_>]) -> Option<Family> {
    let any = |words: &str| lines.iter().take(400).any(|line| line.text.contains(words));
    let network = DeviceKind::Network;
    if any("Cisco Adaptive Security Appliance Software") || any("Cisco Firepower") {
        return Some(Family { maker: "Cisco", kind: network, read: cisco });
    }
    if any("Cisco Nexus Operating System")
        || any("Cisco IOS")
        || any("IOS (tm)")
        || any("Cisco Internetwork Operating System")
    {
        return Some(Family { maker: "Cisco", kind: network, read: cisco });
    }
    if any("Version: Forti") || (any("Serial-Number:") && any("Firmware Signature:")) {
        return Some(Family { maker: "Fortinet", kind: network, read: fortinet });
    }
    if any("JUNOS") || lines.iter().take(40).any(|line| line.after(&["Junos:"]).is_some()) {
        return Some(Family { maker: "Juniper", kind: network, read: juniper });
    }
    if any("sw-version:") && any("serial:") && any("hostname:") {
        return Some(Family { maker: "Palo Alto Networks", kind: network, read: palo_alto });
    }
    if lines.iter().take(20).any(|line| is_yamaha(line.text)) {
        return Some(Family { maker: "YAMAHA", kind: network, read: yamaha });
    }
    None
}

/// `RTX1210 Rev.14.01.38 (Fri Jul 24 11:27:28 2020)`; `SWX2310P-10G Rev.2.04.11`.
fn is_yamaha(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let model = words.next().unwrap_or_default();
    let known = ["RTX", "NVR", "FWX", "SWX", "SWR", "WLX", "UTX", "vRX"].iter().any(|series| model.starts_with(series));
    known && words.next().is_some_and(|revision| revision.starts_with("Rev."))
}

/// A cluster answers for each of its members: `node0:` and a rule of dashes.
fn members<'a, 'b>(lines: &'b [Line<'a>]) -> Vec<&'b [Line<'a>]> {
    let is_node = |at: usize| {
        let rule =
            lines.get(at + 1).is_some_and(|line| line.text.len() > 10 && line.text.bytes().all(|byte| byte == b'-'));
        lines.get(at).is_some_and(|line| line.text.ends_with(':') && line.text.starts_with("node")) && rule
    };
    let mut starts: Vec<usize> = (0..lines.len()).filter(|at| is_node(*at)).collect();
    if starts.is_empty() {
        return vec![lines];
    }
    starts.push(lines.len());
    starts.windows(2).filter_map(|pair| lines.get(*pair.first()?..*pair.get(1)?)).collect()
}

/// The prompt that a copied session begins with: `router1#show version`, `user@srx1> show version`.
fn prompt<'a>(line: Line<'a>) -> Option<&'a str> {
    let (head, command) = line.text.split_once(['#', '>'])?;
    let command = command.trim_start();
    let asked = ["sh", "get ", "dis"].iter().any(|words| command.starts_with(words));
    let host = head.rsplit('@').next().unwrap_or(head);
    (asked && !host.is_empty() && !host.contains(' ')).then_some(host)
}

fn put(reading: &mut Reading, record: &mut Record, key: FieldKey, text: &str, line: Line<'_>) {
    let label: String = line.text.split([':', ',']).next().unwrap_or_default().chars().take(40).collect();
    record.put_measured(reading, key, text, line.number, label.trim());
}

fn cisco(reading: &mut Reading, record: &mut Record, lines: &[Line<'_>]) {
    for line in lines.iter().copied() {
        if let Some(host) = prompt(line) {
            put(reading, record, FieldKey::HostName, host, line);
        }
        // `router1 uptime is 2 years`; `asa1 up 41 days 19 hours`.
        let host = line
            .text
            .split_once(" uptime is ")
            .or_else(|| {
                line.text
                    .split_once(" up ")
                    .filter(|(_, rest)| rest.contains(" hour") || rest.contains(" day") || rest.contains(" min"))
            })
            .map(|(host, _)| host);
        if let Some(host) = host.filter(|host| !host.contains(' ')) {
            put(reading, record, FieldKey::HostName, host, line);
        }
        if let Some(name) = line.after(&["Device name:"]) {
            put(reading, record, FieldKey::HostName, name, line);
        }
        cisco_version(reading, record, line);
        cisco_hardware(reading, record, line);
    }
}

/// `Cisco IOS Software, C2900 Software (C2900-UNIVERSALK9-M), Version 15.2(1)T1, RELEASE SOFTWARE (fc1)` and its kin.
fn cisco_version(reading: &mut Reading, record: &mut Record, line: Line<'_>) {
    const SYSTEMS: &[(&str, &str)] = &[
        ("Cisco Adaptive Security Appliance Software", "Cisco ASA"),
        ("Cisco Nexus Operating System", "Cisco NX-OS"),
        ("Cisco IOS XE Software", "Cisco IOS XE"),
        ("Cisco IOS-XE Software", "Cisco IOS XE"),
        ("Cisco IOS Software", "Cisco IOS"),
        ("Cisco Internetwork Operating System Software", "Cisco IOS"),
        ("IOS (tm)", "Cisco IOS"),
    ];
    if let Some((_, name)) = SYSTEMS.iter().find(|(words, _)| line.text.starts_with(words)) {
        put(reading, record, FieldKey::Os, name, line);
        if let Some((_, rest)) = line.text.split_once("Version ") {
            put(reading, record, FieldKey::OsVersion, rest.split([',', ' ']).next().unwrap_or_default(), line);
        }
    }
    if let Some(version) = line.after(&["NXOS: version", "system:    version", "system: version"]) {
        put(reading, record, FieldKey::OsVersion, version.split(' ').next().unwrap_or_default(), line);
    }
    if let Some(version) = line.after(&["ROM:"]) {
        put(reading, record, FieldKey::Firmware, version, line);
    }
}

fn cisco_hardware(reading: &mut Reading, record: &mut Record, line: Line<'_>) {
    // `cisco WS-C4948E (MPC8548) processor (revision 4) with 1048576K bytes of memory.`
    if let Some(rest) = line.after(&["cisco "])
        && line.text.contains("bytes of")
        && (line.text.contains(") processor") || line.text.contains(" processor "))
    {
        put(reading, record, FieldKey::Model, rest.split([' ', '(']).next().unwrap_or_default(), line);
    }
    if let Some(model) = line.after(&["Model number", "Model Id"]) {
        put(reading, record, FieldKey::Model, model, line);
    }
    // `Hardware:   ASA5512, 4096 MB RAM, CPU …`; `cisco Nexus9000 C93180YC-EX chassis`.
    if let Some(rest) = line.after(&["Hardware:"]) {
        let model = rest.split(',').next().unwrap_or_default();
        put(reading, record, FieldKey::Model, model, line);
    }
    if let Some(rest) = line.after(&["cisco "])
        && let Some((model, _)) = rest.split_once(" chassis").or_else(|| rest.split_once(" Chassis"))
    {
        put(reading, record, FieldKey::Model, model.trim_end_matches(','), line);
    }
    if let Some(serial) = line.after(&["System serial number", "Serial Number", "Chassis Serial Number"]) {
        put(reading, record, FieldKey::Serial, serial, line);
    }
    if let Some(serial) = line.after(&["Processor board ID"]) {
        put(reading, record, FieldKey::Serial, serial.split([' ', ',']).next().unwrap_or_default(), line);
    }
    if let Some(mac) = line.after(&["Base ethernet MAC Address"]) {
        put(reading, record, FieldKey::Macs, mac, line);
    }
    // ` 0: Ext: Management0/0       : address is 5000.000a.0000, irq 11`
    if let Some((_, rest)) = line.text.split_once(": address is ") {
        put(reading, record, FieldKey::Macs, rest.split(',').next().unwrap_or_default(), line);
    }
}

/// `Version: FortiGate-40F v7.0.15,build0632,240401 (GA.M)`.
fn fortinet(reading: &mut Reading, record: &mut Record, lines: &[Line<'_>]) {
    for line in lines.iter().copied() {
        if let Some(rest) = line.after(&["Version:"]) {
            let (model, version) = rest.split_once(" v").unwrap_or((rest, ""));
            put(reading, record, FieldKey::Model, model, line);
            put(reading, record, FieldKey::Os, "FortiOS", line);
            put(reading, record, FieldKey::OsVersion, version, line);
        }
        if let Some(serial) = line.after(&["Serial-Number:", "Serial Number:"]) {
            put(reading, record, FieldKey::Serial, serial, line);
        }
        if let Some(host) = line.after(&["Hostname:"]) {
            put(reading, record, FieldKey::HostName, host, line);
        }
        if let Some(bios) = line.after(&["BIOS version:"]) {
            put(reading, record, FieldKey::Firmware, bios, line);
        }
    }
}

fn juniper(reading: &mut Reading, record: &mut Record, lines: &[Line<'_>]) {
    for line in lines.iter().copied() {
        if let Some(host) = prompt(line).or_else(|| line.after(&["Hostname:"])) {
            put(reading, record, FieldKey::HostName, host, line);
        }
        if let Some(model) = line.after(&["Model:"]) {
            put(reading, record, FieldKey::Model, model, line);
        }
        let software = line.after(&["Junos:"]).or_else(|| {
            let named = line.text.starts_with("JUNOS Software Release")
                || line.text.starts_with("JUNOS Base OS")
                || line.text.starts_with("JUNOS EX  Software");
            named.then(|| line.text.split_once('[').map(|(_, rest)| rest.trim_end_matches(']'))).flatten()
        });
        if let Some(version) = software {
            put(reading, record, FieldKey::Os, "Junos", line);
            put(reading, record, FieldKey::OsVersion, version, line);
        }
        if let Some(serial) = line.after(&["Chassis Serial Number", "Serial Number:"]) {
            put(reading, record, FieldKey::Serial, serial, line);
        }
    }
}

fn palo_alto(reading: &mut Reading, record: &mut Record, lines: &[Line<'_>]) {
    const LABELS: &[(&str, FieldKey)] = &[
        ("hostname:", FieldKey::HostName),
        ("ip-address:", FieldKey::Addresses),
        ("public-ip-address:", FieldKey::Addresses),
        ("ipv6-address:", FieldKey::Addresses),
        ("mac-address:", FieldKey::Macs),
        ("model:", FieldKey::Model),
        ("serial:", FieldKey::Serial),
        ("sw-version:", FieldKey::OsVersion),
        ("vm-uuid:", FieldKey::HardwareId),
    ];
    for line in lines.iter().copied() {
        for (label, key) in LABELS {
            if let Some(text) = line.after(&[label]) {
                put(reading, record, *key, text, line);
            }
        }
        if line.after(&["sw-version:"]).is_some() {
            put(reading, record, FieldKey::Os, "PAN-OS", line);
        }
    }
}

fn yamaha(reading: &mut Reading, record: &mut Record, lines: &[Line<'_>]) {
    for line in lines.iter().copied() {
        if is_yamaha(line.text) {
            let mut words = line.text.split_whitespace();
            put(reading, record, FieldKey::Model, words.next().unwrap_or_default(), line);
            put(reading, record, FieldKey::Firmware, words.next().unwrap_or_default(), line);
        }
        // `main:  RTX1210 ver=00 serial=S4H000000 MAC-Address=00:a0:de:00:00:01`
        for word in line.text.split([' ', ',']) {
            if let Some(serial) = word.strip_prefix("serial=") {
                put(reading, record, FieldKey::Serial, serial, line);
            }
            if let Some(mac) = word.strip_prefix("MAC-Address=") {
                put(reading, record, FieldKey::Macs, mac, line);
            }
        }
    }
}
