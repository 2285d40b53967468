//! Computers of an Active Directory in LDIF (RFC 2849), as `ldifde` exports them.

use super::{
    fault::{FileFault, FileWhy, RemarkWhy},
    reading::{InventoryKind, Reading, Record},
};
use domain::{
    calendar::{Instant, iso},
    ledger::{DeviceKind, FieldKey},
};

/// Attributes and the fields that they state; compared without case.
const ATTRIBUTES: &[(&str, FieldKey)] = &[
    ("dnshostname", FieldKey::HostName),
    ("cn", FieldKey::HostName),
    ("name", FieldKey::HostName),
    ("samaccountname", FieldKey::HostName),
    ("operatingsystem", FieldKey::Os),
    ("operatingsystemversion", FieldKey::OsVersion),
    ("serialnumber", FieldKey::Serial),
    ("location", FieldKey::Room),
    ("description", FieldKey::Note),
];

pub(super) fn begins(start: &str) -> bool {
    let mut lines = start.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let Some(first) = lines.next() else { return false };
    let dn = |line: &str| line.starts_with("dn: ") || line.starts_with("dn:: ");
    dn(first) || (first.starts_with("version: 1") && lines.next().is_some_and(dn))
}

/// A value of an entry.
struct Attribute {
    line: u32,
    name: String,
    text: String,
}

pub(super) fn read(text: &str) -> Result<Reading, FileFault> {
    let mut reading = Reading::new(InventoryKind::Ldif);
    let mut entry = Vec::<Attribute>::new();
    let mut others = 0_usize;
    for (at, line) in text.lines().enumerate() {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        if line.trim_end().is_empty() {
            others += usize::from(!take(&mut reading, std::mem::take(&mut entry)));
        } else if let Some(more) = line.strip_prefix(' ') {
            // A long value goes on in the next line.
            if let Some(last) = entry.last_mut() {
                last.text.push_str(more);
            }
        } else if !line.starts_with('#') {
            match line.split_once(':') {
                Some((name, value)) => {
                    entry.push(Attribute { line: number, name: name.to_lowercase(), text: value.to_owned() })
                }
                None => reading.remark(number, "", RemarkWhy::LineUnknown, line),
            }
        }
    }
    others += usize::from(!take(&mut reading, entry));
    if reading.devices.is_empty() && others > 0 && reading.remarks.is_empty() {
        return Err(FileFault::at(1, FileWhy::NoDevice, "objectClass: computer"));
    }
    Ok(reading)
}

/// Takes an entry in; false for one that is no computer. An empty one counts as taken.
fn take(reading: &mut Reading, entry: Vec<Attribute>) -> bool {
    let Some(line) = entry.iter().find(|one| one.name == "dn").map(|one| one.line) else {
        return entry.is_empty() || entry.iter().all(|one| one.name == "version");
    };
    let class = |one: &Attribute| one.name == "objectclass" || one.name == "objectcategory";
    if !entry.iter().filter(|one| class(one)).any(|one| value(one).to_lowercase().contains("computer")) {
        return false;
    }
    let mut record = Record::new(line);
    for (name, key) in ATTRIBUTES {
        for one in entry.iter().filter(|one| one.name == *name) {
            record.put_measured(reading, *key, value(one).trim_end_matches('$'), one.line, &one.name);
        }
    }
    for one in entry.iter().filter(|one| matches!(one.name.as_str(), "lastlogontimestamp" | "lastlogon")) {
        if let Some(day) = file_time(&value(one)) {
            record.put_measured(reading, FieldKey::SeenOn, &iso(day), one.line, &one.name);
        }
    }
    for one in entry.iter().filter(|one| one.name == "operatingsystem" && one.text.to_lowercase().contains("server")) {
        record.put_measured(reading, FieldKey::Kind, DeviceKind::Server.code(), one.line, &one.name);
    }
    reading.take(record);
    true
}

/// `name: words`, or `name:: ` and Base64. A value that is kept elsewhere (`:<`) is nothing.
fn value(one: &Attribute) -> String {
    match one.text.strip_prefix(':') {
        Some(coded) => {
            base64(coded.trim()).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
        }
        None if one.text.starts_with('<') => String::new(),
        None => one.text.trim().to_owned(),
    }
}

/// Base64 (RFC 4648 §4); `None` for anything else.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for sign in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let six = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xff).unwrap_or_default());
        }
    }
    Some(bytes)
}

/// Microsoft's count of 100 ns since 1601 (MS-DTYP §2.3.3); nought and "never" are no day.
fn file_time(text: &str) -> Option<time::Date> {
    const TO_1970: i64 = 11_644_473_600_000;
    let ticks: i64 = text.trim().parse().ok()?;
    let millis = ticks / 10_000 - TO_1970;
    (0..32_503_680_000_000).contains(&millis).then(|| Instant::from_millis(millis).date_jst())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coded_values_are_read() {
        assert_eq!(
            base64("5Y+X5LuY").map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).as_deref(),
            Some("受付")
        );
        assert_eq!(base64("YQ==").as_deref(), Some(&b"a"[..]));
        assert_eq!(base64("あ"), None);
        assert_eq!(file_time("133624512000000000").map(iso).as_deref(), Some("2024-06-10"));
        assert_eq!([file_time("0"), file_time("9223372036854775807"), file_time("x")], [None, None, None]);
    }
}
