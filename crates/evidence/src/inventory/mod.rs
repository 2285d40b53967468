//! Inventories: bytes of a list, an agent, a scan or a device's own answer → devices with their fields, each with its line.
//!
//! A file is known by its bytes, never by its name. What can't be read is told with its line; the rest is taken.

mod agent;
mod command;
mod fault;
mod guide;
mod json;
mod ldif;
mod neighbours;
mod nmap;
mod osquery;
mod reading;
mod systeminfo;
mod table;
mod text;
mod tree;
mod xml;

pub use fault::{FileFault, FileWhy, Remark, RemarkWhy};
pub use guide::Guide;
pub use reading::{At, Column, Found, InventoryKind, Reading};

use crate::{
    kind::{NotTaken, TellError, tell},
    workbook::{Bounds, Workbook},
};
use domain::evidence::FileKind;
use std::io::Cursor;

/// The largest file that is read. A list of 100,000 devices with 20 columns has some 25 MiB. Our choice: beyond it, reading would
/// need more than the 200 MiB of memory that the program allows itself.
pub const MAX_INVENTORY: u64 = 64 << 20;

/// Reads an inventory.
///
/// # Errors
/// [`FileFault`] when nothing of the file can be taken: the line, the reason, and what stands there.
pub fn read_inventory(bytes: &[u8]) -> Result<Reading, FileFault> {
    read_inventory_as(bytes, &Guide::default())
}

/// Reads an inventory, as somebody says.
///
/// # Errors
/// As [`read_inventory`]; [`FileWhy::Stopped`] when the guide says not to go on.
pub fn read_inventory_as(bytes: &[u8], guide: &Guide<'_>) -> Result<Reading, FileFault> {
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MAX_INVENTORY {
        return Err(FileFault::at(1, FileWhy::TooLarge, "64 MiB"));
    }
    let reading = match tell(&mut Cursor::new(bytes)) {
        Ok(FileKind::Excel | FileKind::OfficeWithMacros | FileKind::OldOffice) => {
            table::read_workbook(&mut Workbook::open(bytes, Bounds::BOOK)?, guide)
        }
        Ok(FileKind::Zip) => Err(FileFault::whole(FileWhy::Archive)),
        Ok(FileKind::Text) => read_text(&text::decode(bytes), guide),
        Err(TellError::NotTaken(NotTaken::Empty)) => Err(FileFault::whole(FileWhy::Empty)),
        // UTF-16 without its mark has noughts, as no other text does; a pager leaves control signs in what devices say.
        Err(TellError::NotTaken(NotTaken::Unknown)) => {
            let text = text::decode(bytes);
            if is_text(&text) { read_text(&text, guide) } else { Err(FileFault::whole(FileWhy::NotText)) }
        }
        _ => Err(FileFault::whole(FileWhy::NotText)),
    }?;
    finished(reading)
}

/// Reads a text if it is of its kind.
type ReadIf = fn(&str) -> Option<Result<Reading, FileFault>>;

/// Whether what was decoded is words after all.
fn is_text(text: &str) -> bool {
    let strange = text
        .chars()
        .filter(|c| *c == '\u{fffd}' || (c.is_control() && !c.is_whitespace() && *c != '\u{8}' && *c != '\u{1b}'));
    strange.count() * 50 < text.chars().count().max(1)
}

fn read_text(text: &str, guide: &Guide<'_>) -> Result<Reading, FileFault> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if start.is_empty() {
        return Err(FileFault::whole(FileWhy::Empty));
    }
    if start.starts_with(['{', '[']) && !looks_like_ini(start) {
        return json::read(text);
    }
    if start.starts_with("<?xml") || start.starts_with("<!DOCTYPE") || start.starts_with("<!--") || xml::begins(start) {
        return xml::read(text);
    }
    if ldif::begins(start) {
        return ldif::read(text);
    }
    let readers: [ReadIf; 3] = [systeminfo::read_if, command::read_if, neighbours::read_if];
    match readers.into_iter().find_map(|read| read(text)) {
        Some(read) => read,
        None => table::read_text(text, guide),
    }
}

/// `[section]` on a line of its own: a configuration in INI, no JSON.
fn looks_like_ini(start: &str) -> bool {
    let first = start.lines().next().unwrap_or_default().trim();
    first.starts_with('[')
        && first.ends_with(']')
        && first.len() > 2
        && first.chars().nth(1).is_some_and(char::is_alphabetic)
}

/// A file that was read through and names no device says so, unless its remarks say why.
fn finished(reading: Reading) -> Result<Reading, FileFault> {
    if reading.devices.is_empty() && reading.remarks.is_empty() && reading.kind != InventoryKind::Nmap {
        return Err(FileFault::whole(FileWhy::NoDevice));
    }
    Ok(reading)
}
