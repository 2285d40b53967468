//! A scan in nmap's XML (nmap.dtd 1.05). A scan that was cut off gives the hosts that are whole, and says where it ends.

use super::{
    fault::{FileFault, RemarkWhy},
    reading::{InventoryKind, Reading, Record},
    tree::Tree,
    xml::{Step, Steps},
};
use domain::{
    calendar::{Instant, iso},
    ledger::{DeviceKind, FieldKey},
};

/// From this on a guess of nmap counts, in percent.
const SURE: u32 = 95;

pub(super) fn read(steps: &mut Steps<'_>, root: &Tree) -> Result<Reading, FileFault> {
    let mut reading = Reading::new(InventoryKind::Nmap);
    reading.on = day(root.text_of("start"));
    let mut finished = false;
    loop {
        match steps.next()? {
            Step::Open(tree) if tree.name == "host" => match steps.grow(tree)? {
                Ok(tree) => host(&mut reading, &tree),
                Err(cut) => {
                    let line = steps.line();
                    let address = cut.all("address").next().map(|address| address.text_of("addr").to_owned());
                    reading.remark(line, "host", RemarkWhy::Cut, address.as_deref().unwrap_or("<host>"));
                    return Ok(reading);
                }
            },
            Step::Open(tree) => {
                finished |= tree.name == "runstats";
                steps.skip()?;
            }
            Step::Close | Step::End(0) => break,
            Step::End(_) => {
                reading.remark(steps.line(), "nmaprun", RemarkWhy::Cut, "<nmaprun>");
                return Ok(reading);
            }
            Step::Words(_) => {}
        }
    }
    if !finished {
        reading.remark(steps.line(), "runstats", RemarkWhy::Cut, "<runstats>");
    }
    Ok(reading)
}

fn day(seconds: &str) -> Option<time::Date> {
    let seconds: i64 = seconds.parse().ok().filter(|seconds| (0..32_503_680_000).contains(seconds))?;
    Some(Instant::from_millis(seconds * 1000).date_jst())
}

/// A host that answered. One that is down is no device.
fn host(reading: &mut Reading, host: &Tree) {
    if host.child("status").is_some_and(|status| status.text_of("state") != "up") {
        return;
    }
    let mut record = Record::new(host.line);
    for address in host.all("address") {
        let key = if address.text_of("addrtype") == "mac" { FieldKey::Macs } else { FieldKey::Addresses };
        record.put_measured(reading, key, address.text_of("addr"), address.line, "host/address");
    }
    let names = host.child("hostnames");
    let by_type = |kind: &str| names.and_then(|names| names.all("hostname").find(|name| name.text_of("type") == kind));
    // What the scanned device is called by the name service, before what the person typed.
    if let Some(name) = by_type("PTR").or_else(|| by_type("user")) {
        record.put_measured(reading, FieldKey::HostName, name.text_of("name"), name.line, "host/hostnames/hostname");
    }
    system(reading, &mut record, host);
    services(reading, &mut record, host);
    if let Some(seen) = day(host.text_of("endtime")).or_else(|| day(host.text_of("starttime"))).or(reading.on) {
        record.put_measured(reading, FieldKey::SeenOn, &iso(seen), host.line, "host/endtime");
    }
    reading.take(record);
}

/// What runs there, where nmap is nearly sure and does not name two things.
fn system(reading: &mut Reading, record: &mut Record, host: &Tree) {
    let Some(os) = host.child("os") else { return };
    let accuracy = |tree: &Tree| tree.text_of("accuracy").parse::<u32>().unwrap_or(0);
    let matches: Vec<&Tree> = os.all("osmatch").filter(|found| accuracy(found) >= SURE).collect();
    if let [found] = matches.as_slice() {
        record.put_measured(reading, FieldKey::Os, found.text_of("name"), found.line, "host/os/osmatch");
    }
    let nested = matches.iter().flat_map(|found| found.all("osclass"));
    let mut kinds: Vec<(DeviceKind, u32)> = os
        .all("osclass")
        .chain(nested)
        .filter(|class| accuracy(class) >= SURE)
        .filter_map(|class| Some((DeviceKind::from_words(class.text_of("type"))?, class.line)))
        .collect();
    kinds.sort_unstable();
    kinds.dedup_by_key(|(kind, _)| *kind);
    if let ([(kind, line)], true) = (kinds.as_slice(), !matches.is_empty()) {
        record.put_measured(reading, FieldKey::Kind, kind.code(), *line, "host/os/osclass");
    }
}

/// Open ports as a note: `tcp/22 ssh OpenSSH 7.4`.
fn services(reading: &mut Reading, record: &mut Record, host: &Tree) {
    let Some(ports) = host.child("ports") else { return };
    let mut open = Vec::new();
    for port in ports.all("port") {
        if port.child("state").is_none_or(|state| state.text_of("state") != "open") {
            continue;
        }
        let mut words = format!("{}/{}", port.text_of("protocol"), port.text_of("portid"));
        if let Some(service) = port.child("service") {
            for part in ["name", "product", "version"].map(|name| service.text_of(name)) {
                if !part.is_empty() {
                    words.push(' ');
                    words.push_str(part);
                }
            }
        }
        open.push(words);
    }
    record.put_measured(reading, FieldKey::Note, &open.join(", "), ports.line, "host/ports");
}
