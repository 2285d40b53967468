//! Palo Alto PAN-OS: configuration as `set` lines, in braces or as XML, and `show system info`.

mod doors;
mod rest;
mod xml;

use super::statement::{Statement, behind, of_braces, of_set_lines};
use crate::{
    day,
    reading::{Reading, Refused, Unread},
    text::lines,
};
use domain::evidence::{
    ExportKind,
    fact::{Device, Fact, Firmware},
};

/// Statements without the wrapping that XML and templates put around them. The first word of `vsys` is left out; what it was stands
/// in `vsys`.
pub(super) struct Config<'a> {
    pub all: Vec<Statement<'a>>,
}

impl<'a> Config<'a> {
    pub fn behind<'s>(&'s self, path: &'s [&'s str]) -> impl Iterator<Item = (Vec<&'a str>, u64)> + 's {
        behind(&self.all, path)
    }
    /// The first word behind a path, with its line; the last one that is set counts.
    pub fn value(&self, path: &[&str]) -> Option<(&'a str, u64)> {
        self.behind(path).filter_map(|(rest, line)| Some((*rest.first()?, line))).last()
    }
}

/// Whether it looks like a configuration of PAN-OS.
#[must_use]
pub fn is_config(text: &str) -> bool {
    if is_xml(text) {
        return true;
    }
    let signs = lines(text).take(20_000).filter(|line| {
        let line = line.text.trim();
        let set = [
            "set deviceconfig ",
            "set mgt-config ",
            "set network interface ethernet ",
            "set rulebase security ",
            "set network profiles ",
            "set vsys ",
            "set zone ",
            "set shared ",
        ];
        let braces = ["deviceconfig {", "mgt-config {", "rulebase {", "interface-management-profile {"];
        set.iter().any(|start| line.starts_with(start)) || braces.contains(&line)
    });
    signs.take(2).count() == 2
}

fn is_xml(text: &str) -> bool {
    let head = text.trim_start().get(..).unwrap_or_default();
    let mut cut = head.len().min(4096);
    while !head.is_char_boundary(cut) {
        cut -= 1;
    }
    let head = &head[..cut];
    head.starts_with('<')
        && (head.contains("<config ") || head.contains("<config>") || head.contains("<response"))
        && (text.contains("<deviceconfig") || text.contains("<mgt-config") || text.contains("<vsys"))
}

/// Reads a configuration.
///
/// # Errors
/// [`Refused::Damaged`] for XML that can't be read through.
pub fn read(text: &str) -> Result<Reading, Refused> {
    let mut unread = Unread::default();
    let owned;
    let (raw, version) = if is_xml(text) {
        owned = xml::read(text, &mut unread)?;
        let all = owned
            .statements
            .iter()
            .map(|(words, line)| Statement { words: words.iter().map(String::as_str).collect(), line: *line });
        (all.collect(), owned.version.clone())
    } else if lines(text).any(|line| line.text.starts_with("set ")) {
        (of_set_lines(text, &mut unread), None)
    } else {
        (of_braces(text, &mut unread), None)
    };
    let config = Config { all: raw.into_iter().map(unwrapped).collect() };
    let mut reading = Reading { unread, ..Reading::of(ExportKind::PaloAltoConfig) };
    let facts = &mut reading.facts;
    facts.extend(heading(&config, version));
    let ports = doors::ports(&config);
    facts.extend(ports.iter().map(doors::Port::fact));
    facts.extend(doors::management_port(&config));
    facts.extend(doors::profiles(&config, &ports));
    facts.extend(doors::vpn(&config, &ports));
    facts.extend(rest::admins(&config));
    facts.extend(rest::snmp(&config));
    facts.extend(rest::policies(&config));
    Ok(reading)
}

/// Without `config`, `devices …`, `shared`, `template … config`, and without the name of the virtual system.
fn unwrapped(statement: Statement<'_>) -> Statement<'_> {
    let mut words = statement.words.as_slice();
    loop {
        words = match words {
            ["config" | "shared" | "response" | "result", rest @ ..] => rest,
            ["devices", _, rest @ ..] if rest.len() > 1 => rest,
            ["template" | "template-stack", _, "config", rest @ ..] => rest,
            ["vsys", _, rest @ ..] if rest.len() > 1 => rest,
            _ => break,
        };
    }
    Statement { words: words.to_vec(), line: statement.line }
}

fn heading(config: &Config<'_>, version: Option<(String, u64)>) -> Vec<Fact> {
    let mut found = Vec::new();
    if let Some((name, line)) = config.value(&["deviceconfig", "system", "hostname"]) {
        let maker = Some("Palo Alto Networks".to_owned());
        found.push(Fact::new(Device { name: Some(name.to_owned()), maker, ..Device::default() }, [line]));
    }
    found.extend(version.map(|(version, line)| Fact::new(pan_os(&version), [line])));
    found
}

fn pan_os(version: &str) -> Firmware {
    Firmware { product: "PAN-OS".to_owned(), version: version.to_owned(), build: None }
}

/// Whether it is the answer to `show system info`.
#[must_use]
pub fn is_status(text: &str) -> bool {
    let starts = |start: &str| lines(text).take(80).any(|line| line.text.trim().starts_with(start));
    starts("sw-version: ") && (starts("hostname: ") || starts("model: "))
}

/// Reads the answer.
#[must_use]
pub fn read_status(text: &str) -> Reading {
    let mut reading = Reading::of(ExportKind::PaloAltoStatus);
    let mut device = Device { maker: Some("Palo Alto Networks".to_owned()), ..Device::default() };
    let mut at = Vec::new();
    for line in lines(text) {
        let Some((name, value)) = line.text.trim().split_once(": ") else { continue };
        let value = value.trim();
        match name {
            "hostname" => device.name = Some(value.to_owned()),
            "model" => device.model = Some(value.to_owned()),
            "serial" if value != "unknown" => device.serial = Some(value.to_owned()),
            "sw-version" => {
                reading.facts.push(Fact::new(pan_os(value), [line.number]));
                continue;
            }
            "time" => {
                let words: Vec<&str> = value.split_whitespace().collect();
                if let [_, month, day, _, year] = words.as_slice() {
                    reading.effective_on = day::civil(year, month, day);
                }
                continue;
            }
            _ => continue,
        }
        at.push(line.number);
    }
    reading.facts.insert(0, Fact::new(device, at));
    reading
}
