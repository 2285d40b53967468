//! Who talks on the network: ARP tables, address tables of switches, leases of DHCP servers, as commands print them.
//! Read by what a line holds, an IP address and a hardware address; the words around them differ from maker to maker.

use super::{
    fault::{FileFault, RemarkWhy},
    reading::{InventoryKind, Reading, Record},
};
use domain::ledger::{FieldKey, Value, parse_ip, parse_mac};

pub(super) fn read_if(text: &str) -> Option<Result<Reading, FileFault>> {
    if text.contains("lease {")
        || text.lines().take(50).any(|line| line.trim_start().starts_with("lease ") && line.trim_end().ends_with('{'))
    {
        return Some(Ok(dhcpd(text)));
    }
    let lines: Vec<(u32, &str)> = text
        .lines()
        .enumerate()
        .map(|(at, line)| (u32::try_from(at + 1).unwrap_or(u32::MAX), line.trim()))
        .filter(|(_, line)| !line.is_empty())
        .collect();
    // A list with separators is a table, whatever is in it.
    let separated =
        lines.iter().filter(|(_, line)| line.contains(',') || line.contains('\t') || line.contains(';')).count();
    let pairs = lines.iter().filter(|(_, line)| is_entry(line)).count();
    let headed = lines.iter().take(30).any(|(_, line)| is_headline(line));
    (pairs > 0 && (headed || pairs * 3 >= lines.len()) && separated * 2 < lines.len().max(1)).then(|| Ok(table(&lines)))
}

/// What tables of neighbours have above them.
fn is_headline(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "mac address table",
        "hardware addr",
        "hwaddress",
        "physical address",
        "物理アドレス",
        "mac-address",
        "arp table",
        "arp entries",
        "dhcp binding",
        "bindings from",
        "client-id",
        "mac address",
    ];
    let lower = line.to_lowercase();
    WORDS.iter().any(|words| lower.contains(words))
}

/// The words of a line, without what brackets them: `(192.168.1.1)`, `<incomplete>`.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split_whitespace().map(|word| word.trim_matches(['(', ')', '<', '>', '[', ']', ',', '"']))
}

/// A hardware address as tables print it. Twelve digits alone may be a number of anything.
fn mac(word: &str) -> Option<String> {
    let joined = word.contains([':', '-', '.']);
    // Cisco prints a client's identifier with the kind of network in front: 01 and the address.
    let client = word.strip_prefix("01").filter(|_| word.replace(['.', ':', '-'], "").len() == 14);
    joined.then(|| parse_mac(word).or_else(|| parse_mac(&client?.replace(['.', ':', '-'], "")))).flatten()
}

fn ip(word: &str) -> Option<String> {
    let four = word.bytes().filter(|byte| *byte == b'.').count() == 3;
    let six = word.bytes().filter(|byte| *byte == b':').count() >= 2;
    (four || six).then(|| parse_ip(word)).flatten().map(|address| address.to_string())
}

fn is_entry(line: &str) -> bool {
    words(line).any(|word| mac(word).is_some())
}

/// Words of a table that are no names: kinds of entries, states, interfaces.
fn is_word_of_table(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "internet",
        "arpa",
        "dynamic",
        "static",
        "ether",
        "arp",
        "at",
        "on",
        "permanent",
        "vlan",
        "all",
        "cpu",
        "reachable",
        "stale",
        "delay",
        "dev",
        "lladdr",
        "router",
        "self",
        "igmp",
        "system",
        "automatic",
        "manual",
        "active",
        "expired",
        "infinite",
        "netmask",
        "動的",
        "静的",
        "incomplete",
        "failed",
        "learned",
        "learn",
        "forward",
        "c",
        "cm",
        "m",
        "h",
        "d",
        "s",
        "ipv4",
        "id",
        "-",
        "*",
        "?",
        "mac",
        "address",
    ];
    WORDS.contains(&word.to_lowercase().as_str())
        || word.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '/' | '-' | '.' | '+'))
}

/// Names of interfaces: `Gi1/0/5`, `eth0`, `port3`.
fn is_interface(word: &str) -> bool {
    const BEGINNINGS: &[&str] = &[
        "gi", "te", "fa", "eth", "po", "vlan", "ge-", "xe-", "et-", "lan", "port", "wan", "internal", "dmz", "br",
        "en", "wl", "lo", "ae", "irb", "reth", "bond", "mgmt", "tw", "hu", "fo", "mgt",
    ];
    let lower = word.to_lowercase();
    word.chars().any(|c| c.is_ascii_digit()) && BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning))
}

fn table(lines: &[(u32, &str)]) -> Reading {
    let leases = lines.iter().any(|(_, line)| {
        let lower = line.to_lowercase();
        lower.contains("lease") || lower.contains("dhcp") || dnsmasq(line).is_some()
    });
    let mut reading = Reading::new(if leases { InventoryKind::Leases } else { InventoryKind::Neighbours });
    for (number, line) in lines {
        if is_entry(line) {
            entry(&mut reading, *number, line, leases);
        }
    }
    reading
}

/// dnsmasq: seconds, hardware address, address, name, identifier of the client.
fn dnsmasq(line: &str) -> Option<&str> {
    let all: Vec<&str> = line.split_whitespace().collect();
    let [seconds, hardware, address, name, _] = all.as_slice() else { return None };
    let fits = seconds.len() >= 9
        && seconds.bytes().all(|byte| byte.is_ascii_digit())
        && mac(hardware).is_some()
        && ip(address).is_some();
    fits.then_some(*name)
}

fn entry(reading: &mut Reading, number: u32, line: &str, leases: bool) {
    let mut record = Record::new(number);
    let mut name = dnsmasq(line).filter(|name| *name != "*");
    for word in words(line) {
        if let Some(mac) = mac(word) {
            record.put_measured(reading, FieldKey::Macs, &mac, number, "MAC");
        } else if let Some(ip) = ip(word) {
            record.put_measured(reading, FieldKey::Addresses, &ip, number, "IP");
        }
    }
    // The hardware address of all, or of a group, is nobody's; neither is the address beside it.
    if !record.has(FieldKey::Macs) {
        return;
    }
    // `arp -a` of Unix begins with the name; lists of leases carry it among their words.
    let first = words(line).next().filter(|first| line.contains(" at ") && *first != "?");
    name = name.or(first).or_else(|| {
        let candidate = |word: &&str| {
            word.len() > 1
                && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
                && word.chars().any(char::is_alphabetic)
                && mac(word).is_none()
                && ip(word).is_none()
                && !is_word_of_table(word)
                && !is_interface(word)
        };
        leases.then(|| words(line).find(candidate)).flatten()
    });
    let name = name.filter(|name| ip(name).is_none() && matches!(Value::parse(FieldKey::HostName, name), Ok(Some(_))));
    if let Some(name) = name.filter(|name| !is_month(name)) {
        record.put_measured(reading, FieldKey::HostName, name, number, "name");
    }
    reading.take(record);
}

fn is_month(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon", "tue", "wed", "thu",
        "fri", "sat", "sun", "am", "pm",
    ];
    WORDS.contains(&word.to_lowercase().as_str())
}

/// `dhcpd.leases` of ISC's server. A later lease of an address replaces an earlier one.
fn dhcpd(text: &str) -> Reading {
    let mut reading = Reading::new(InventoryKind::Leases);
    let mut open: Option<(Record, String)> = None;
    let mut found = std::collections::BTreeMap::<String, Record>::new();
    for (at, line) in text.lines().enumerate() {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let line = line.trim().trim_end_matches(';');
        if let Some(address) = line.strip_prefix("lease ").and_then(|rest| rest.strip_suffix('{')) {
            let mut record = Record::new(number);
            record.put_measured(&mut reading, FieldKey::Addresses, address, number, "lease");
            open = Some((record, address.trim().to_owned()));
        } else if line == "}" {
            if let Some((record, address)) = open.take() {
                found.insert(address, record);
            }
        } else if let Some((record, _)) = open.as_mut() {
            if let Some(mac) = line.strip_prefix("hardware ethernet ") {
                record.put_measured(&mut reading, FieldKey::Macs, mac, number, "hardware ethernet");
            } else if let Some(name) = line.strip_prefix("client-hostname ") {
                record.put_measured(
                    &mut reading,
                    FieldKey::HostName,
                    name.trim_matches('"'),
                    number,
                    "client-hostname",
                );
            }
        }
    }
    if let Some((record, address)) = open {
        reading.remark(record.line, "lease", RemarkWhy::Cut, &address);
    }
    for record in found.into_values() {
        reading.take(record);
    }
    reading
}
