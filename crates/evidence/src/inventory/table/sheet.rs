//! Sheets of a workbook: each is a list of its own; one without headings that are known is left aside.

use super::{
    super::{
        fault::{FileFault, FileWhy, RemarkWhy},
        guide::Guide,
        reading::{InventoryKind, Reading},
    },
    heading::{LOOKED_AT, find},
    rows::{Cell, Row, Rows},
};
use crate::workbook::{BookCell, BookRow, BookSheet, Place, Workbook};
use std::{borrow::Cow, collections::BTreeSet};

/// Columns of a list; more are no list.
const MAX_COLUMNS: u32 = 300;

pub(in super::super) fn read_workbook(book: &mut Workbook<'_>, guide: &Guide<'_>) -> Result<Reading, FileFault> {
    let mut reading = Reading::new(InventoryKind::Excel);
    let mut aside = Vec::new();
    for name in book.sheet_names() {
        let sheet = book.sheet(&name)?;
        if sheet.rows.is_empty() {
            continue;
        }
        let formulas = book.formulas(&name)?;
        if !read_sheet(&mut reading, &sheet, &formulas, guide)? {
            aside.push((name, sheet.rows.first().map_or(1, |row| row.number + 1)));
        }
    }
    if reading.columns.is_empty() {
        let first = aside.first().map_or((String::new(), 1), |(name, line)| (name.clone(), *line));
        return Err(FileFault::at(first.1.into(), FileWhy::NoHeading, &first.0));
    }
    for (name, line) in aside {
        reading.remark(line, &name, RemarkWhy::NoHeading, "");
    }
    Ok(reading)
}

fn read_sheet(
    reading: &mut Reading,
    sheet: &BookSheet,
    formulas: &BTreeSet<(u32, u32)>,
    guide: &Guide<'_>,
) -> Result<bool, FileFault> {
    let head: Vec<Vec<String>> = sheet
        .rows
        .iter()
        .take(LOOKED_AT + 1)
        .map(|row| cells(row, formulas).iter().map(Cell::words).collect())
        .collect();
    let place = |at: usize| {
        let column = u32::try_from(at).unwrap_or(u32::MAX);
        let cell = Place { sheet: String::new(), row: 0, column }.cell();
        cell.trim_end_matches('1').to_owned()
    };
    let Some(heading) = find(&head, guide) else { return Ok(sideways(reading, sheet, formulas, guide)) };
    let line = sheet.rows.get(heading.row).map_or(1, |row| row.number + 1);
    let first = heading.row + 1;
    let mut rows = Rows::new(reading, heading, guide, &sheet.name, line, place);
    for (count, row) in sheet.rows.iter().skip(first).enumerate() {
        if !guide.goes_on(count) {
            return Err(FileFault::whole(FileWhy::Stopped));
        }
        let mut cells = cells(row, formulas);
        // A sheet does not keep the empty cells at the end of a row.
        if cells.len() < rows.width() {
            cells.resize(rows.width(), Cell::Empty);
        }
        rows.read(reading, &Row { line: row.number + 1, cells });
    }
    Ok(true)
}

/// A card of one device: labels below each other in the first column, or several devices beside each other.
fn sideways(reading: &mut Reading, sheet: &BookSheet, formulas: &BTreeSet<(u32, u32)>, guide: &Guide<'_>) -> bool {
    if sheet.rows.len() > LOOKED_AT {
        return false;
    }
    let grid: Vec<Vec<Cell<'_>>> = sheet.rows.iter().map(|row| cells(row, formulas)).collect();
    let width = grid.iter().map(Vec::len).max().unwrap_or(0);
    let start = grid.iter().filter_map(|row| row.iter().position(|cell| !cell.words().is_empty())).min().unwrap_or(0);
    let column =
        |at: usize| -> Vec<Cell<'_>> { grid.iter().map(|row| row.get(at).cloned().unwrap_or(Cell::Empty)).collect() };
    let labels: Vec<String> = column(start).iter().map(Cell::words).collect();
    let Some(heading) = find(&[labels], guide).filter(|heading| heading.fields.iter().flatten().count() >= 3) else {
        return false;
    };
    let line = sheet.rows.first().map_or(1, |row| row.number + 1);
    let mut rows = Rows::new(reading, heading, guide, &sheet.name, line, |at| (at + 1).to_string());
    for at in start + 1..width {
        rows.read(reading, &Row { line, cells: column(at) });
    }
    true
}

fn cells<'a>(row: &'a BookRow, formulas: &BTreeSet<(u32, u32)>) -> Vec<Cell<'a>> {
    let calculated =
        formulas.range((row.number, 0)..=(row.number, MAX_COLUMNS)).next_back().map_or(0, |(_, column)| column + 1);
    let width = row.cells.last().map_or(0, |(column, _)| column + 1).max(calculated).min(MAX_COLUMNS);
    (0..width)
        .map(|column| match row.cell(column) {
            None if formulas.contains(&(row.number, column)) => Cell::Formula,
            None => Cell::Empty,
            Some(BookCell::Text(text)) => Cell::Words(text),
            Some(BookCell::Number(number)) => Cell::Number(*number),
            Some(BookCell::Day(day)) => Cell::Text(Cow::Owned(domain::calendar::iso(*day))),
            Some(BookCell::Truth(truth)) => Cell::Text(Cow::Borrowed(if *truth { "yes" } else { "no" })),
            Some(BookCell::Fault(fault)) => Cell::Fault(fault.clone()),
        })
        .collect()
}
