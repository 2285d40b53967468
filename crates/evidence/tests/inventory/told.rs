//! A reading in words that a snapshot can hold.

use domain::ledger::FieldKey;
use evidence::inventory::{Reading, read_inventory};

/// Longer values are cut: lists of software.
const SHOWN: usize = 110;
/// So many devices and remarks are shown.
const MOST: usize = 6;

/// What comes of the bytes.
pub fn told(bytes: &[u8]) -> String {
    match read_inventory(bytes) {
        Ok(reading) => reading_told(&reading),
        Err(fault) => format!("refused: line {} {} {:?}", fault.line, fault.why.code(), fault.found),
    }
}

fn reading_told(reading: &Reading) -> String {
    let day = reading.on.map_or_else(|| "-".to_owned(), domain::calendar::iso);
    let mut lines = vec![format!(
        "{} {day}: {} devices, {} refused",
        reading.kind.code(),
        reading.devices.len(),
        reading.refused()
    )];
    for device in reading.devices.iter().take(MOST) {
        lines.push(format!("line {}", device.line));
        for (key, at) in &device.places {
            let text = device.fields.get(*key).unwrap_or_default().replace('\n', " | ");
            let cut: String = text.chars().take(SHOWN).collect();
            let more =
                if cut.len() < text.len() { format!("… ({} letters)", text.chars().count()) } else { String::new() };
            lines.push(format!("  {}: {cut}{more}  <{} {}>", key.code(), at.line, reading.part_name(at.part)));
        }
    }
    if reading.devices.len() > MOST {
        lines.push(format!("… {} more", reading.devices.len() - MOST));
    }
    for remark in reading.remarks.iter().take(MOST) {
        lines.push(format!("! {} {}: {} {:?}", remark.line, remark.part, remark.why.code(), remark.found));
    }
    if reading.remarks.len() > MOST {
        lines.push(format!("! … {} more", reading.remarks.len() - MOST));
    }
    lines.join("\n")
}

/// One line per device: the named fields.
pub fn table(bytes: &[u8], fields: &[FieldKey]) -> String {
    match read_inventory(bytes) {
        Err(fault) => format!("refused: line {} {} {:?}", fault.line, fault.why.code(), fault.found),
        Ok(reading) => {
            let mut lines: Vec<String> = Vec::new();
            for device in &reading.devices {
                let values: Vec<&str> = fields.iter().map(|key| device.fields.get(*key).unwrap_or("-")).collect();
                lines.push(format!("{} {}", device.line, values.join(" · ")));
            }
            for remark in &reading.remarks {
                lines.push(format!("! {} {}: {} {:?}", remark.line, remark.part, remark.why.code(), remark.found));
            }
            lines.join("\n")
        }
    }
}
