//! A whole file: what it is, and what it says. The one entry of this crate for exports.

use crate::{
    account,
    kind::{TellError, tell},
    network::{cisco, fortigate, juniper, log, paloalto, yamaha},
    reading::{Reading, Refused, UnreadWhy},
    text::{Decoded, decode, lines, without_secrets},
};
use domain::evidence::FileKind;
use std::{collections::BTreeSet, io::Cursor};

/// The largest file that is read, in bytes: 256 MiB. The largest real one, a list of Microsoft's updates, has 136 MB.
pub const MAX_EXPORT: u64 = 256 << 20;

/// What a file gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// An export that facts were read out of.
    Export(Reading),
    /// A document or picture: a person reads it.
    Document(FileKind),
}

/// Reads a file. Its name says nothing.
///
/// # Errors
/// [`Refused`]: nothing in it is known, or it can't be read through.
pub fn read(bytes: &[u8]) -> Result<Given, Refused> {
    if bytes.len() as u64 > MAX_EXPORT {
        return Err(Refused::TooLarge { most: MAX_EXPORT });
    }
    let kind = tell(&mut Cursor::new(bytes)).map_err(|error| match error {
        TellError::NotTaken(crate::NotTaken::Empty) => Refused::Empty,
        TellError::NotTaken(crate::NotTaken::Program) => Refused::Program,
        TellError::NotTaken(crate::NotTaken::Unknown) | TellError::Io(_) => Refused::Unknown,
    });
    match kind {
        // A text with control signs in it, as a terminal leaves them, is still a text.
        Ok(FileKind::Text) | Err(Refused::Unknown) => text(bytes).map(Given::Export),
        Ok(kind) => Ok(Given::Document(kind)),
        Err(refused) => Err(refused),
    }
}

fn text(bytes: &[u8]) -> Result<Reading, Refused> {
    let decoded = decode(bytes);
    let mut reading = recognise(&decoded.text)?.ok_or(Refused::Unknown)?;
    finish(&mut reading, &decoded);
    if reading.facts.is_empty() {
        return Err(Refused::NoFacts);
    }
    Ok(reading.dated())
}

/// What the text is, and what it says. The clearest signs are asked for first.
fn recognise(text: &str) -> Result<Option<Reading>, Refused> {
    if paloalto::is_config(text) {
        return paloalto::read(text).map(Some);
    }
    if let Some(whole) = json(text)? {
        return Ok(account::read_osquery(&whole));
    }
    Ok(accounts(text).or_else(|| network(text)))
}

/// JSON, if the text begins as such.
fn json(text: &str) -> Result<Option<serde_json::Value>, Refused> {
    let text = text.trim_start();
    if !text.starts_with(['{', '[']) {
        return Ok(None);
    }
    match serde_json::from_str(text) {
        Ok(whole) => Ok(Some(whole)),
        // A log that begins with a bracket is no JSON.
        Err(_) if !text.trim_end().ends_with(['}', ']']) && !text.contains("\":") => Ok(None),
        Err(error) => {
            let (line, column) = (error.line() as u64, error.column() as u64);
            Err(Refused::Damaged { line, column, why: error.to_string() })
        }
    }
}

fn accounts(text: &str) -> Option<Reading> {
    type Reader = (fn(&str) -> bool, fn(&str) -> Reading);
    const CLEAR: [Reader; 3] = [
        (account::is_csv, account::read_csv),
        (account::is_ldif, account::read_ldif),
        (account::is_commands, account::read_windows),
    ];
    let clear = CLEAR.iter().find(|(is, _)| is(text)).map(|(_, read)| read(text));
    clear.or_else(|| account::unix_kind(text).map(|kind| account::read_unix(text, kind)))
}

fn network(text: &str) -> Option<Reading> {
    type Reader = (fn(&str) -> bool, fn(&str) -> Reading);
    const CLEAR: [Reader; 7] = [
        (fortigate::is_config, fortigate::read),
        (juniper::is_config, juniper::read),
        (yamaha::is_config, yamaha::read),
        (fortigate::is_status, fortigate::read_status),
        (paloalto::is_status, paloalto::read_status),
        (log::is_log, log::read),
        (juniper::is_version, juniper::read_version),
    ];
    if let Some((_, read)) = CLEAR.iter().find(|(is, _)| is(text)) {
        return Some(read(text));
    }
    if let Some(kind) = cisco::version::kind(text)
        && cisco::likeness(text).0 < 5
    {
        return Some(cisco::version::read(text, kind));
    }
    match cisco::likeness(text) {
        (ios, asa) if asa > ios => Some(cisco::asa::read(text)),
        (ios, _) if ios >= 2 => Some(cisco::ios::read(text)),
        _ => None,
    }
}

fn finish(reading: &mut Reading, decoded: &Decoded) {
    reading.encoding = decoded.encoding;
    for line in &decoded.undecodable {
        reading.unread.push(*line, UnreadWhy::NotDecodable);
    }
    let cited: BTreeSet<u64> = reading.facts.iter().flat_map(|fact| fact.lines.iter().copied()).collect();
    let quoted = lines(&decoded.text).filter(|line| cited.contains(&line.number));
    reading.quotes = quoted.map(|line| (line.number, without_secrets(line.text))).collect();
}
