//! Texts with columns: commas, tabs, semicolons or bars between cells, whichever the file uses (RFC 4180 with what Excel makes of it).

use super::{
    super::{
        fault::{FileFault, FileWhy},
        guide::{Guide, said_of},
        reading::{InventoryKind, Reading},
    },
    heading::{Heading, LOOKED_AT, find},
    rows::{Cell, Row, Rows},
};
use csv::{ReaderBuilder, StringRecord};
use domain::ledger::FieldKey;
use std::borrow::Cow;

/// A cell with more lines than this is no cell: its quotation mark is not closed.
const MAX_BREAKS: usize = 100;

pub(in super::super) fn read_text(text: &str, guide: &Guide<'_>) -> Result<Reading, FileFault> {
    let separator = separator(text);
    let head = head(text, separator);
    let cells: Vec<Vec<String>> =
        head.iter().map(|(_, record)| record.iter().map(|cell| one_ending(cell).into_owned()).collect()).collect();
    let Some(mut heading) = find(&cells, guide) else { return sideways(text, &head, guide) };
    let mut reading = Reading::new(kind(text, &heading));
    if reading.kind == InventoryKind::Directory {
        names_of_a_directory(&mut heading, guide);
    }
    let line = head.get(heading.row).map_or(1, |(line, _)| *line);
    let first = heading.row + 1;
    let mut rows = Rows::new(&mut reading, heading, guide, "", line, |at| (at + 1).to_string());
    let mut reader = reader(text, separator);
    let mut record = StringRecord::new();
    let mut count = 0;
    while reader.read_record(&mut record).map_err(|error| FileFault::at(1, FileWhy::Unknown, &error.to_string()))? {
        count += 1;
        if !guide.goes_on(count) {
            return Err(FileFault::whole(FileWhy::Stopped));
        }
        let line = line_of(&record, text);
        if let Some(open) = record.iter().find(|cell| cell.matches('\n').take(MAX_BREAKS).count() == MAX_BREAKS) {
            return Err(FileFault::at(line.into(), FileWhy::QuoteOpen, open));
        }
        if count > first {
            let cells = record.iter().map(|cell| Cell::Text(one_ending(cell))).collect();
            rows.read(&mut reading, &Row { line, cells });
        }
    }
    Ok(reading)
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes())
}

/// The line on which a record begins. The reader counts from where the record before ended: the rest of that line's end, and empty
/// lines, lie between.
fn line_of(record: &StringRecord, text: &str) -> u32 {
    let Some(position) = record.position() else { return 1 };
    let rest = usize::try_from(position.byte()).ok().and_then(|from| text.as_bytes().get(from..)).unwrap_or_default();
    let between = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count();
    u32::try_from(position.line()).ok().zip(u32::try_from(between).ok()).map_or(u32::MAX, |(at, more)| at + more)
}

/// A cell whose lines end in one way.
fn one_ending(cell: &str) -> Cow<'_, str> {
    if cell.contains('\r') { cell.replace("\r\n", "\n").into() } else { cell.into() }
}

/// The first rows with their lines. Empty lines are no rows.
fn head(text: &str, separator: u8) -> Vec<(u32, StringRecord)> {
    let records = reader(text, separator).into_records();
    records.take(LOOKED_AT + 1).filter_map(Result::ok).map(|record| (line_of(&record, text), record)).collect()
}

/// The sign by which most of the first rows fall into the same number of cells.
fn separator(text: &str) -> u8 {
    let mut best = (0, b',');
    for separator in [b',', b'\t', b';', b'|'] {
        let widths: Vec<usize> =
            head(text, separator).iter().map(|(_, record)| record.len()).filter(|width| *width > 1).collect();
        let most = widths
            .iter()
            .map(|width| widths.iter().filter(|other| *other == width).count() * (width - 1).min(20))
            .max()
            .unwrap_or(0);
        if most > best.0 {
            best = (most, separator);
        }
    }
    best.1
}

/// A list by a person, or one that a program keeps.
fn kind(text: &str, heading: &Heading) -> InventoryKind {
    let named = |name: &str| heading.named(name).is_some();
    if text.starts_with("#TYPE Microsoft.ActiveDirectory")
        || named("distinguishedname")
        || named("samaccountname")
        || named("objectguid")
        || (named("dn") && named("objectclass"))
    {
        InventoryKind::Directory
    } else if named("osbuildtype") || named("osビルドの種類") {
        InventoryKind::Systeminfo
    } else if named("leaseexpirytime") || (named("scopeid") && named("clientid")) {
        InventoryKind::Leases
    } else {
        InventoryKind::Csv
    }
}

/// In a directory a name is the host's; the first of its columns that is filled counts.
fn names_of_a_directory(heading: &mut Heading, guide: &Guide<'_>) {
    let (said, _) = guide.on(&heading.names);
    for name in ["dnshostname", "name", "cn", "samaccountname"] {
        let free = |at: &usize| heading.names.get(*at).is_some_and(|name| said_of(said, name).is_none());
        if let Some(slot) = heading.named(name).filter(free).and_then(|at| heading.fields.get_mut(at)) {
            *slot = Some(FieldKey::HostName);
        }
    }
}

/// A card of one device, its labels below each other; or nothing that is known.
fn sideways(text: &str, head: &[(u32, StringRecord)], guide: &Guide<'_>) -> Result<Reading, FileFault> {
    let none = || {
        let first = head.first();
        FileFault::at(
            first.map_or(1, |(line, _)| (*line).into()),
            FileWhy::NoHeading,
            first.map_or("", |(_, record)| record.get(0).unwrap_or_default()),
        )
    };
    let width = head.iter().map(|(_, record)| record.len()).max().unwrap_or(0);
    if width < 2 {
        return Err(if text.lines().count() < 2 { FileFault::whole(FileWhy::Unknown) } else { none() });
    }
    let labels: Vec<Vec<String>> =
        vec![head.iter().map(|(_, record)| one_ending(record.get(0).unwrap_or_default()).into_owned()).collect()];
    let heading =
        find(&labels, guide).filter(|heading| heading.fields.iter().flatten().count() >= 3).ok_or_else(none)?;
    let mut reading = Reading::new(InventoryKind::Csv);
    let mut rows = Rows::new(&mut reading, heading, guide, "", 1, |at| (at + 1).to_string());
    for column in 1..width {
        let cells =
            head.iter().map(|(_, record)| Cell::Text(one_ending(record.get(column).unwrap_or_default()))).collect();
        rows.read(&mut reading, &Row { line: head.first().map_or(1, |(line, _)| *line), cells });
    }
    Ok(reading)
}
