//! Rows about computers in JSON: answers of osquery (`system_info`, `os_version`, `interface_details`, `interface_addresses`, `programs`,
//! and its log of results), and computers of an Active Directory as `ConvertTo-Json` writes them.
//! Sources: osquery's schema 5.23.1; osquery's documentation of its result log; Microsoft's `Get-ADComputer`.

use super::{
    fault::{FileFault, FileWhy, RemarkWhy},
    json::{Json, Members},
    reading::{InventoryKind, Reading, Record},
};
use domain::ledger::{DeviceKind, FieldKey};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// Columns and the fields that they state.
const COLUMNS: &[(&str, FieldKey)] = &[
    ("computer_name", FieldKey::HostName),
    ("local_hostname", FieldKey::HostName),
    ("hostname", FieldKey::HostName),
    ("hardware_serial", FieldKey::Serial),
    ("hardware_vendor", FieldKey::Maker),
    ("hardware_model", FieldKey::Model),
    ("platform_info_version", FieldKey::Firmware),
    // `interface_details` and `interface_addresses`.
    ("mac", FieldKey::Macs),
    ("address", FieldKey::Addresses),
    // As fleets of osquery export their hosts.
    ("primary_mac", FieldKey::Macs),
    ("primary_ip", FieldKey::Addresses),
    ("seen_time", FieldKey::SeenOn),
    // Active Directory.
    ("dnshostname", FieldKey::HostName),
    ("operatingsystem", FieldKey::Os),
    ("operatingsystemversion", FieldKey::OsVersion),
    ("ipv4address", FieldKey::Addresses),
    ("ipv6address", FieldKey::Addresses),
    ("lastlogondate", FieldKey::SeenOn),
    ("location", FieldKey::Room),
    ("description", FieldKey::Note),
];

/// Columns by which a row is known as one about a computer.
const KNOWN: &[&str] = &[
    "hardware_serial",
    "hardware_vendor",
    "computer_name",
    "dnshostname",
    "operatingsystem",
    "samaccountname",
    "primary_mac",
    "mac",
    "columns",
    "snapshot",
    "diffresults",
    "os_version",
    "interface",
    "install_location",
    "identifying_number",
];

pub(super) fn read_rows<'a>(json: &Json<'a>, items: &[&'a RawValue]) -> Result<Reading, FileFault> {
    let mut rows = Vec::with_capacity(items.len());
    let mut unread = Vec::new();
    for item in items {
        match json.members(item) {
            Some(members) => rows.push((json.line(item), lower(members))),
            None => unread.push((json.line(item), item.get())),
        }
    }
    let known =
        rows.iter().take(200).any(|(_, row)| KNOWN.iter().any(|name| row.contains_key(*name)) || is_os_version(row));
    if !known {
        return Err(FileFault::at(1, FileWhy::OtherData, items.first().map_or("", |item| item.get())));
    }
    let directory =
        rows.iter().take(200).any(|(_, row)| row.contains_key("samaccountname") || row.contains_key("dnshostname"));
    let mut reading = Reading::new(if directory { InventoryKind::Directory } else { InventoryKind::Osquery });
    for (line, found) in unread {
        reading.remark(line, "", RemarkWhy::Damaged, found);
    }
    let mut hosts = Hosts::default();
    let alone =
        rows.iter().filter(|(_, row)| row.contains_key("hardware_serial") || row.contains_key("computer_name")).count()
            <= 1
            && !directory;
    for (line, row) in rows {
        hosts.add(json, &mut reading, line, &row, alone);
    }
    hosts.finish(&mut reading);
    Ok(reading)
}

pub(super) fn read_log<'a>(json: &Json<'a>, lines: &[&'a str]) -> Result<Reading, FileFault> {
    let mut reading = Reading::new(InventoryKind::Osquery);
    let mut hosts = Hosts::default();
    let mut known = false;
    for text in lines {
        let line = json.line_of(text);
        let Ok(members) = serde_json::from_str::<BTreeMap<String, &RawValue>>(text.trim()) else {
            reading.remark(line, "", RemarkWhy::Damaged, text);
            continue;
        };
        let row = lower(members);
        known |= KNOWN.iter().any(|name| row.contains_key(*name));
        hosts.add(json, &mut reading, line, &row, false);
    }
    if !known {
        return Err(FileFault::at(1, FileWhy::OtherData, lines.first().unwrap_or(&"")));
    }
    hosts.finish(&mut reading);
    Ok(reading)
}

fn lower(members: Members<'_>) -> Members<'_> {
    members.into_iter().map(|(name, value)| (name.to_lowercase(), value)).collect()
}

fn is_os_version(row: &Members<'_>) -> bool {
    row.contains_key("platform") && row.contains_key("version") && row.contains_key("name")
}

/// Records by host, where rows name one; and the one record of a file about one host.
#[derive(Default)]
struct Hosts {
    by_host: BTreeMap<String, Record>,
    whole: Option<Record>,
    alone: Vec<Record>,
    software: BTreeMap<String, (u32, String)>,
}

impl Hosts {
    fn add<'a>(&mut self, json: &Json<'a>, reading: &mut Reading, line: u32, row: &Members<'a>, one_host: bool) {
        let word = |name: &str| row.get(name).map(|value| Json::words(value)).unwrap_or_default();
        if row.get("action").is_some_and(|action| Json::words(action) == "removed") {
            return;
        }
        let host = ["hostidentifier", "host_identifier", "hostname_identifier"]
            .map(word)
            .into_iter()
            .find(|host| !host.is_empty());
        // A line of the log of results carries its row, or its rows, inside.
        let inner = row.get("columns").or_else(|| row.get("snapshot"));
        if let Some(inner) = inner {
            let host = host.unwrap_or_default();
            let rows = json.items(inner).unwrap_or_else(|| vec![*inner]);
            for part in rows {
                if let Some(columns) = json.members(part) {
                    let record = self.by_host.entry(host.clone()).or_insert_with(|| Record::new(line));
                    state(reading, record, line, &lower(columns));
                    remember(&mut self.software, &host, line, &lower(json.members(part).unwrap_or_default()));
                }
            }
            if let Some(record) = self.by_host.get_mut(&host) {
                record.put_measured(reading, FieldKey::HostName, host_name(&host), line, "hostIdentifier");
            }
            return;
        }
        if one_host {
            remember(&mut self.software, "", line, row);
            let record = self.whole.get_or_insert_with(|| Record::new(line));
            state(reading, record, line, row);
        } else {
            let mut record = Record::new(line);
            state(reading, &mut record, line, row);
            directory(reading, &mut record, line, row);
            self.alone.push(record);
        }
    }

    fn finish(self, reading: &mut Reading) {
        let mut software = self.software;
        let mut take = |reading: &mut Reading, mut record: Record, host: &str| {
            if let Some((line, all)) = software.remove(host) {
                record.put_measured(reading, FieldKey::Software, &all, line, "programs");
            }
            reading.take(record);
        };
        for (host, record) in self.by_host {
            take(reading, record, &host);
        }
        if let Some(record) = self.whole {
            take(reading, record, "");
        }
        for record in self.alone {
            reading.take(record);
        }
    }
}

/// A host identifier that is no name but a number of osquery's own.
fn host_name(host: &str) -> &str {
    let is_number = host.len() == 36 && host.bytes().filter(|byte| *byte == b'-').count() == 4;
    if is_number { "" } else { host }
}

/// Rows of `programs`, `deb_packages`, `rpm_packages`, `apps`: each is a piece of software.
fn is_software(row: &Members<'_>) -> bool {
    row.contains_key("name")
        && row.contains_key("version")
        && ["install_location", "identifying_number", "arch", "bundle_identifier", "source", "install_date"]
            .iter()
            .any(|name| row.contains_key(*name))
        && !is_os_version(row)
}

fn remember(software: &mut BTreeMap<String, (u32, String)>, host: &str, line: u32, row: &Members<'_>) {
    if is_software(row) {
        let word = |name: &str| {
            row.get(name).map(|value| Json::words(value).replace(['\n', '\r', '\u{fffd}'], " ")).unwrap_or_default()
        };
        let all = &mut software.entry(host.to_owned()).or_insert_with(|| (line, String::new())).1;
        all.push_str(&format!("{} {}\n", word("name").trim(), word("version").trim()));
    }
}

fn state(reading: &mut Reading, record: &mut Record, line: u32, row: &Members<'_>) {
    if is_software(row) {
        return;
    }
    if is_os_version(row) {
        let word = |name: &str| row.get(name).map(|value| Json::words(value)).unwrap_or_default();
        record.put_measured(reading, FieldKey::Os, &word("name"), line, "os_version.name");
        let (version, build) = (word("version"), word("build"));
        let text = if build.is_empty() || version.contains(&build) { version } else { format!("{version} ({build})") };
        record.put_measured(reading, FieldKey::OsVersion, &text, line, "os_version.version");
        if word("name").to_lowercase().contains("server") {
            record.put_measured(reading, FieldKey::Kind, DeviceKind::Server.code(), line, "os_version.name");
        }
        return;
    }
    for (column, key) in COLUMNS {
        if let Some(value) = row.get(*column) {
            let text = Json::words(value);
            let text = if *key == FieldKey::SeenOn { day(&text) } else { text };
            if *key == FieldKey::Addresses && text.to_lowercase().starts_with("fe80:") {
                continue;
            }
            record.put_measured(reading, *key, &text, line, column);
        }
    }
    // `uuid` of `system_info` is the board's; other rows use the word for their own numbers.
    if row.contains_key("hardware_serial") || row.contains_key("cpu_brand") {
        let text = row.get("uuid").map(|value| Json::words(value)).unwrap_or_default();
        record.put_measured(reading, FieldKey::HardwareId, &text, line, "uuid");
    }
    if let Some(text) = row.get("os_version").map(|value| Json::words(value)) {
        record.put_measured(reading, FieldKey::Os, &text, line, "os_version");
    }
}

/// What only a directory's row says.
fn directory(reading: &mut Reading, record: &mut Record, line: u32, row: &Members<'_>) {
    let word = |name: &str| row.get(name).map(|value| Json::words(value)).unwrap_or_default();
    if !record.has(FieldKey::HostName) && (row.contains_key("samaccountname") || row.contains_key("distinguishedname"))
    {
        let name = [word("name"), word("cn"), word("samaccountname")]
            .into_iter()
            .find(|name| !name.is_empty())
            .unwrap_or_default();
        record.put_measured(reading, FieldKey::HostName, name.trim_end_matches('$'), line, "Name");
    }
    if word("operatingsystem").to_lowercase().contains("server") {
        record.put_measured(reading, FieldKey::Kind, DeviceKind::Server.code(), line, "OperatingSystem");
    }
}

/// `/Date(1718000000000)/`, as older PowerShell writes it; anything else as it is.
fn day(text: &str) -> String {
    let millis = text
        .strip_prefix("/Date(")
        .and_then(|rest| rest.split([')', '+']).next())
        .and_then(|digits| digits.parse::<i64>().ok());
    match millis.filter(|millis| (0..32_503_680_000_000).contains(millis)) {
        Some(millis) => domain::calendar::iso(domain::calendar::Instant::from_millis(millis).date_jst()),
        None => text.to_owned(),
    }
}
