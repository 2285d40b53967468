//! Inventories of GLPI and FusionInventory agents: the same things in JSON and in XML.
//! Sources: the schema of glpi-project/inventory_format; the XML that FusionInventory agents send.

use super::{
    fault::{FileFault, FileWhy, RemarkWhy},
    json::{Json, Members},
    reading::{InventoryKind, Reading, Record},
    tree::Tree,
    xml::{Step, Steps},
};
use domain::{
    calendar::iso,
    ledger::{DeviceKind, FieldKey, parse_ip},
};

/// The sections of an inventory that say something for the ledger.
const WANTED: &[&str] = &[
    "accesslog",
    "antivirus",
    "bios",
    "device",
    "firmwares",
    "hardware",
    "network_device",
    "network_ports",
    "networks",
    "operatingsystem",
    "softwares",
];

pub(super) fn read_json(json: &Json<'_>, members: &Members<'_>) -> Result<Reading, FileFault> {
    let mut reading = Reading::new(InventoryKind::Glpi);
    let Some(content) = members.get("content") else { return Err(FileFault::whole(FileWhy::OtherData)) };
    let line = json.line(content);
    let Some(sections) = json.members(content) else {
        return Err(FileFault::at(line.into(), FileWhy::OtherData, content.get()));
    };
    let word = |name: &str| members.get(name).map(|value| Json::words(value)).unwrap_or_default();
    let mut root = Tree { name: "content".to_owned(), line, ..Tree::default() };
    for (name, section) in sections.iter().filter(|(name, _)| WANTED.contains(&name.to_lowercase().as_str())) {
        match json.items(section) {
            Some(items) => root.children.extend(items.into_iter().map(|item| json.tree(name, item))),
            None => root.children.push(json.tree(name, section)),
        }
    }
    let at = members.get("itemtype").map_or(line, |value| json.line(value));
    let item = Item { kind: word("itemtype"), kind_line: at, path: "content" };
    content_of(&mut reading, &root, &item);
    Ok(reading)
}

pub(super) fn read_xml(steps: &mut Steps<'_>) -> Result<Reading, FileFault> {
    let mut reading = Reading::new(InventoryKind::FusionInventory);
    loop {
        match steps.next()? {
            Step::Open(tree) if tree.name == "content" => {
                let mut root = tree;
                if !sections(steps, &mut root)? {
                    // What came before the cut may lack its better half: nothing of it is taken.
                    return Err(FileFault::at(steps.line().into(), FileWhy::Xml, "CONTENT"));
                }
                let item = Item { kind: String::new(), kind_line: root.line, path: "REQUEST/CONTENT" };
                content_of(&mut reading, &root, &item);
            }
            Step::Open(_) => steps.skip()?,
            Step::Close | Step::End(0) => return Ok(reading),
            Step::End(_) => return Err(FileFault::at(steps.line().into(), FileWhy::Xml, "REQUEST")),
            Step::Words(_) => {}
        }
    }
}

/// The wanted sections; false where the file ends inside.
fn sections(steps: &mut Steps<'_>, root: &mut Tree) -> Result<bool, FileFault> {
    loop {
        match steps.next()? {
            Step::Open(section) if WANTED.contains(&section.name.as_str()) => match steps.grow(section)? {
                Ok(section) => root.children.push(section),
                Err(_) => return Ok(false),
            },
            Step::Open(_) => steps.skip()?,
            Step::Close => return Ok(true),
            Step::End(_) => return Ok(false),
            Step::Words(_) => {}
        }
    }
}

/// What stands around the content.
struct Item {
    kind: String,
    kind_line: u32,
    path: &'static str,
}

fn content_of(reading: &mut Reading, content: &Tree, item: &Item) {
    let seen = content.child("accesslog").map(|log| (log.text_of("logdate"), log.line));
    if let Some((day, _)) = seen {
        reading.on = domain::ledger::Value::parse(FieldKey::SeenOn, day).ok().flatten().and_then(|value| value.day());
    }
    let devices: Vec<&Tree> = content.all("device").collect();
    if devices.is_empty() {
        let mut record = Record::new(content.line);
        whole_device(reading, &mut record, content, item);
        if let (Some(on), Some((_, line))) = (reading.on, seen) {
            record.put_measured(reading, FieldKey::SeenOn, &iso(on), line, &format!("{}/accesslog/logdate", item.path));
        }
        reading.take(record);
    }
    for device in devices {
        let mut record = Record::new(device.line);
        if device.child("error").is_some() && device.child("info").is_none() {
            reading.remark(
                device.line,
                "DEVICE",
                RemarkWhy::Nothing,
                device.child("error").map_or("", |e| e.text_of("message")),
            );
            continue;
        }
        asked_over_the_network(reading, &mut record, device.child("info").unwrap_or(device), item.path);
        ports(reading, &mut record, device, item.path);
        reading.take(record);
    }
}

/// A computer or phone that says it of itself, or a network device asked over SNMP.
fn whole_device(reading: &mut Reading, record: &mut Record, content: &Tree, item: &Item) {
    let path = item.path;
    let mut put = |reading: &mut Reading, section: &str, names: &[&str], key: FieldKey| {
        if let Some(found) = content.child(section).and_then(|section| section.words(names)) {
            record.put_measured(reading, key, &found.text, found.line, &format!("{path}/{section}/{}", found.name));
        }
    };
    put(reading, "hardware", &["name"], FieldKey::HostName);
    put(reading, "hardware", &["uuid"], FieldKey::HardwareId);
    put(reading, "bios", &["assettag"], FieldKey::AssetNumber);
    put(reading, "bios", &["ssn"], FieldKey::Serial);
    put(reading, "bios", &["enclosureserial", "biosserial"], FieldKey::Serial);
    put(reading, "bios", &["smanufacturer", "mmanufacturer"], FieldKey::Maker);
    put(reading, "bios", &["smodel", "mmodel"], FieldKey::Model);
    put(reading, "bios", &["bversion"], FieldKey::Firmware);
    put(reading, "operatingsystem", &["full_name", "name"], FieldKey::Os);
    put(reading, "hardware", &["osname"], FieldKey::Os);
    versions(reading, record, content, path);
    networks(reading, record, content, path);
    software(reading, record, content, path);
    antivirus(reading, record, content, path);
    if let Some(device) = content.child("network_device") {
        asked_over_the_network(reading, record, device, path);
    }
    ports(reading, record, content, path);
    kind(reading, record, content, item);
}

/// `22H2 (10.0.19045)`: the name of the version and the build behind it.
fn versions(reading: &mut Reading, record: &mut Record, content: &Tree, path: &str) {
    let os = content.child("operatingsystem");
    let named = os.and_then(|os| os.words(&["version"]));
    let build = os.and_then(|os| os.words(&["kernel_version"]));
    let build = build.or_else(|| content.child("hardware").and_then(|hardware| hardware.words(&["osversion"])));
    let text = match (named, build) {
        (Some(named), Some(build)) if named.text.trim() != build.text.trim() => {
            let build: String = build.text.trim().chars().take(80).collect();
            format!("{} ({build})", named.text.trim())
        }
        (Some(one), _) | (None, Some(one)) => one.text.clone(),
        (None, None) => return,
    };
    let line = named.or(build).map_or(content.line, |found| found.line);
    record.put_measured(reading, FieldKey::OsVersion, &text, line, &format!("{path}/operatingsystem/version"));
}

/// Interfaces of the device itself: no loop-back; what software made up only where there is nothing else (macOS calls all of them so).
fn networks(reading: &mut Reading, record: &mut Record, content: &Tree, path: &str) {
    let is_made_up = |network: &&Tree| matches!(network.text_of("virtualdev"), "1" | "true");
    let is_own = |network: &&Tree| network.text_of("type") != "loopback";
    let own: Vec<&Tree> = content.all("networks").filter(is_own).collect();
    let reached = |network: &&Tree| ["ipaddress", "ipaddress6"].iter().any(|name| lasts(network.text_of(name)));
    let some_real = own.iter().any(|network| !is_made_up(network) && reached(network));
    let part = format!("{path}/networks");
    for network in own.into_iter().filter(|network| !is_made_up(network) || (!some_real && reached(network))) {
        for name in ["mac", "macaddr"] {
            record.put_measured(reading, FieldKey::Macs, network.text_of(name), network.line, &part);
        }
        for name in ["ipaddress", "ipaddress6"] {
            for text in network.text_of(name).split(['/', ',', ' ']).filter(|text| lasts(text)) {
                record.put_measured(reading, FieldKey::Addresses, text, network.line, &part);
            }
        }
    }
}

/// A link-local address follows from the interface and reaches nowhere.
fn lasts(address: &str) -> bool {
    parse_ip(address).is_some() && !address.to_lowercase().starts_with("fe80:")
}

fn software(reading: &mut Reading, record: &mut Record, content: &Tree, path: &str) {
    let mut all = String::new();
    let mut line = content.line;
    for (at, one) in content.all("softwares").enumerate() {
        if at == 0 {
            line = one.line;
        }
        let name = one.words(&["name", "guid"]).map_or("", |name| name.text.trim());
        let name = name.replace(['\n', '\r', '\u{fffd}'], " ");
        if !name.is_empty() {
            all.push_str(&format!("{name} {}\n", one.text_of("version").replace(['\n', '\r'], " ")));
        }
    }
    record.put_measured(reading, FieldKey::Software, &all, line, &format!("{path}/softwares"));
}

/// Antivirus that is switched on; one that is off protects nobody.
fn antivirus(reading: &mut Reading, record: &mut Record, content: &Tree, path: &str) {
    let on = content.all("antivirus").filter(|one| !matches!(one.text_of("enabled"), "0" | "false"));
    let named: Vec<&Tree> = on.filter(|one| !one.text_of("name").is_empty()).collect();
    let words: Vec<String> = named
        .iter()
        .map(|one| format!("{} {}", one.text_of("name"), one.text_of("version")).trim().to_owned())
        .collect();
    if let Some(first) = named.first() {
        record.put_measured(reading, FieldKey::Antivirus, &words.join(", "), first.line, &format!("{path}/antivirus"));
    }
}

/// What a device told over SNMP: GLPI's `network_device`, FusionInventory's `DEVICE/INFO`.
fn asked_over_the_network(reading: &mut Reading, record: &mut Record, info: &Tree, path: &str) {
    const NAMES: &[(&[&str], FieldKey)] = &[
        (&["name", "snmphostname", "dnshostname", "netbiosname"], FieldKey::HostName),
        (&["assettag"], FieldKey::AssetNumber),
        (&["serial"], FieldKey::Serial),
        (&["manufacturer"], FieldKey::Maker),
        (&["model"], FieldKey::Model),
        (&["firmware", "firmwares"], FieldKey::Firmware),
        (&["location"], FieldKey::Room),
        (&["mac"], FieldKey::Macs),
        (&["ip"], FieldKey::Addresses),
        (&["description", "comments"], FieldKey::Note),
    ];
    let section = &info.name;
    for (names, key) in NAMES {
        if let Some(found) = info.words(names) {
            record.put_measured(reading, *key, &found.text, found.line, &format!("{path}/{section}/{}", found.name));
        }
    }
    let nested = info.all("ips").flat_map(|ips| ips.all("ip"));
    for ip in info.all("ips").chain(nested).filter(|ip| lasts(ip.text.trim())) {
        record.put_measured(reading, FieldKey::Addresses, &ip.text, ip.line, &format!("{path}/{section}/ips"));
    }
    if let Some(found) = info.words(&["type"])
        && let Some(kind) = DeviceKind::from_words(&found.text)
    {
        record.put_measured(reading, FieldKey::Kind, kind.code(), found.line, &format!("{path}/{section}/type"));
    }
}

/// Ports of a switch: their addresses are the switch's own, what hangs on them is not.
fn ports(reading: &mut Reading, record: &mut Record, content: &Tree, path: &str) {
    let nested = content.all("ports").flat_map(|ports| ports.all("port"));
    for port in content.all("network_ports").chain(nested) {
        record.put_measured(reading, FieldKey::Macs, port.text_of("mac"), port.line, &format!("{path}/ports/mac"));
        let inner = port.all("ips").flat_map(|ips| ips.all("ip"));
        for ip in port.all("ips").chain(port.all("ip")).chain(inner).filter(|ip| lasts(ip.text.trim())) {
            record.put_measured(reading, FieldKey::Addresses, &ip.text, ip.line, &format!("{path}/ports/ip"));
        }
    }
}

/// What kind of device it is: by what it says of itself, by its chassis, by its system.
fn kind(reading: &mut Reading, record: &mut Record, content: &Tree, item: &Item) {
    if record.has(FieldKey::Kind) || record.is_empty() {
        return;
    }
    let os = ["operatingsystem", "hardware"]
        .iter()
        .find_map(|section| content.child(section)?.words(&["full_name", "name", "osname"]));
    let system = os.map(|os| os.text.to_lowercase()).unwrap_or_default();
    let chassis = content.child("hardware").and_then(|hardware| hardware.words(&["chassis_type"]));
    let (kind, line, part) = if system.contains("server") && !system.contains("observer") {
        (Some(DeviceKind::Server), os.map(|os| os.line), "operatingsystem/full_name")
    } else if let Some(kind) = chassis.and_then(|chassis| DeviceKind::from_words(&chassis.text)) {
        (Some(kind), chassis.map(|chassis| chassis.line), "hardware/chassis_type")
    } else if !item.kind.is_empty() && item.kind != "Computer" {
        (DeviceKind::from_words(&item.kind), Some(item.kind_line), "itemtype")
    } else {
        (None, None, "")
    };
    if let (Some(kind), Some(line)) = (kind, line) {
        record.put_measured(reading, FieldKey::Kind, kind.code(), line, &format!("{}/{part}", item.path));
    }
}
