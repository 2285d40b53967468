//! `get system status`: what the device says of itself, with the time of its clock.

use crate::{reading::Reading, text::lines};
use domain::evidence::{
    ExportKind,
    fact::{Device, Fact, Firmware},
};
use time::Date;

/// `FortiGate-40F v7.0.15,build0632,240401 (GA.M)`.
pub(super) struct Version {
    pub model: Option<String>,
    version: String,
    build: Option<String>,
}

impl Version {
    pub fn firmware(&self) -> Firmware {
        Firmware { product: "FortiOS".to_owned(), version: self.version.clone(), build: self.build.clone() }
    }
}

pub(super) fn version(text: &str) -> Option<Version> {
    let (model, rest) = text.trim().split_once(" v")?;
    let mut parts = rest.split([',', ' ']);
    let version = parts.next().filter(|version| version.starts_with(|c: char| c.is_ascii_digit()))?;
    let build = parts.find_map(|part| part.strip_prefix("build")).map(str::to_owned);
    Some(Version { model: Some(model.to_owned()), version: version.to_owned(), build })
}

/// Whether it is the answer to `get system status`.
pub fn is_status(text: &str) -> bool {
    let mut versions = lines(text).take(60).filter_map(|line| line.text.trim().strip_prefix("Version: "));
    versions.any(|words| words.starts_with("Forti") && version(words).is_some())
}

/// Reads the answer.
#[must_use]
pub fn read(text: &str) -> Reading {
    let mut reading = Reading::of(ExportKind::FortigateStatus);
    let mut device = Device { maker: Some("Fortinet".to_owned()), ..Device::default() };
    let mut lines_of_device = Vec::new();
    for line in lines(text) {
        let Some((name, value)) = line.text.trim().split_once(": ") else { continue };
        let value = value.trim();
        match name {
            "Version" => {
                if let Some(found) = version(value) {
                    device.model = found.model.clone();
                    reading.facts.push(Fact::new(found.firmware(), [line.number]));
                }
            }
            "Hostname" => device.name = Some(value.to_owned()),
            "Serial-Number" => device.serial = Some(value.to_owned()),
            "System time" => {
                reading.effective_on = clock(value);
                continue;
            }
            _ => continue,
        }
        lines_of_device.push(line.number);
    }
    reading.facts.insert(0, Fact::new(device, lines_of_device));
    reading
}

/// `Fri Oct 11 14:01:48 2024`: the civil day on the device.
fn clock(text: &str) -> Option<Date> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [_, month, day, _, year] = words.as_slice() else { return None };
    crate::day::civil(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::Month;

    #[test]
    fn the_clock_of_the_device_is_a_day() {
        assert_eq!(clock("Fri Oct 11 14:01:48 2024"), Date::from_calendar_date(2024, Month::October, 11).ok());
        assert_eq!(clock("yesterday"), None);
    }
}
