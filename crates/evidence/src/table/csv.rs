//! CSV and TSV, in UTF-8 with or without its mark, UTF-16, or CP932.

use super::{Raw, RowFault, Table, TableError, assemble};
use csv::{Reader, ReaderBuilder, StringRecord};
use encoding_rs::{SHIFT_JIS, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

pub(super) fn parse(bytes: &[u8]) -> Result<Table, TableError> {
    let (written_as, text) = decode(bytes);
    // The reader counts a line end of two letters to the next record; one of one letter is where it belongs.
    let text = text.replace("\r\n", "\n");
    if let Some(line) = open_quote(&text) {
        return Err(TableError::NotCsv { line });
    }
    let mut reader = reader(&text);
    let rows = reader.records().map(|record| match record {
        Ok(record) => Ok(raw(&record)),
        Err(error) => Err(TableError::NotCsv { line: error.position().map_or(0, csv::Position::line) }),
    });
    assemble(written_as, rows)
}

fn reader(text: &str) -> Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator(text)).from_reader(text.as_bytes())
}

/// The line of a quote that never ends: the reader would take the rest of the file for one cell, without a word. A single sign
/// within a cell (5" のモニタ) is none.
fn open_quote(text: &str) -> Option<u64> {
    if text.matches('"').count().is_multiple_of(2) {
        return None;
    }
    let last = reader(text).into_records().last()?.ok()?;
    let swallows = last.iter().any(|cell| cell.contains('\n'));
    swallows.then(|| last.position().map_or(0, csv::Position::line))
}

/// Letters of the file and how it was written. Shift_JIS is read as Windows writes it (CP932), which is what the name means on
/// the web (WHATWG Encoding Standard).
fn decode(bytes: &[u8]) -> (&'static str, Cow<'_, str>) {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => ("utf-8-bom", String::from_utf8_lossy(rest)),
        [0xff, 0xfe, rest @ ..] => ("utf-16", UTF_16LE.decode_without_bom_handling(rest).0),
        [0xfe, 0xff, rest @ ..] => ("utf-16", UTF_16BE.decode_without_bom_handling(rest).0),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => ("utf-8", Cow::Borrowed(text)),
            Err(_) => ("cp932", SHIFT_JIS.decode_without_bom_handling(bytes).0),
        },
    }
}

/// The separator that the first lines use most.
fn separator(text: &str) -> u8 {
    let start: Vec<&str> = text.lines().take(5).collect();
    let count = |sign: char| start.iter().map(|line| line.matches(sign).count()).sum::<usize>();
    let (comma, tab, semicolon) = (count(','), count('\t'), count(';'));
    if tab > comma && tab >= semicolon {
        b'\t'
    } else if semicolon > comma {
        b';'
    } else {
        b','
    }
}

fn raw(record: &StringRecord) -> Raw {
    let line = record.position().map_or(0, csv::Position::line);
    let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
    let broken = cells.iter().any(|cell| cell.contains(char::REPLACEMENT_CHARACTER));
    Raw { line, cells, fault: broken.then_some(RowFault::Letters { line }) }
}
