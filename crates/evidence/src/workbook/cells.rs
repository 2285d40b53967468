//! Cells of a sheet, read one after the other: a sheet with two cells at its far corners costs two cells.

use super::{BookError, Bounds, Place, bounds::check};
use calamine::{DataRef, Reader as _, Xlsx, XlsxError};
use std::{collections::BTreeSet, io::Cursor};
use time::{Date, Month};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum BookCell {
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// A date; a time of day beside it is left out.
    Day(Date),
    /// True or false.
    Truth(bool),
    /// An error of a calculation: `#REF!`.
    Fault(String),
}

/// A row with its cells that are not empty, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub struct BookRow {
    /// Its number, from 0.
    pub number: u32,
    /// Column, from 0, and value.
    pub cells: Vec<(u32, BookCell)>,
}

impl BookRow {
    /// The cell in a column.
    #[must_use]
    pub fn cell(&self, column: u32) -> Option<&BookCell> {
        let at = self.cells.binary_search_by_key(&column, |(at, _)| *at).ok()?;
        self.cells.get(at).map(|(_, cell)| cell)
    }

    /// The words in a column.
    #[must_use]
    pub fn text(&self, column: u32) -> Option<&str> {
        match self.cell(column)? {
            BookCell::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// A sheet with its rows that are not empty, from top to bottom.
#[derive(Debug, Clone, PartialEq)]
pub struct BookSheet {
    /// Its name.
    pub name: String,
    /// Its rows.
    pub rows: Vec<BookRow>,
}

impl BookSheet {
    /// A cell of this sheet.
    #[must_use]
    pub fn place(&self, row: u32, column: u32) -> Place {
        Place { sheet: self.name.clone(), row, column }
    }
}

/// An opened workbook.
pub struct Workbook<'a> {
    inner: Xlsx<Cursor<&'a [u8]>>,
    bounds: Bounds,
}

impl<'a> Workbook<'a> {
    /// Opens a workbook.
    ///
    /// # Errors
    /// [`BookError`].
    pub fn open(bytes: &'a [u8], bounds: Bounds) -> Result<Self, BookError> {
        check(bytes, bounds)?;
        Ok(Self { inner: Xlsx::new(Cursor::new(bytes)).map_err(damaged)?, bounds })
    }

    /// Names of the sheets in their order, hidden ones too.
    #[must_use]
    pub fn sheet_names(&self) -> Vec<String> {
        self.inner.sheet_names()
    }

    /// The cells of a sheet, as they were when the workbook was saved.
    ///
    /// # Errors
    /// [`BookError::TooLarge`], [`BookError::Damaged`].
    pub fn sheet(&mut self, name: &str) -> Result<BookSheet, BookError> {
        let most = self.bounds.cells;
        let mut reader = self.inner.worksheet_cells_reader(name).map_err(damaged)?;
        let (mut rows, mut count) = (Vec::<BookRow>::new(), 0);
        while let Some(found) = reader.next_cell().map_err(damaged)? {
            let (row, column) = found.get_position();
            let Some(cell) = value(found.get_value()) else { continue };
            count += 1;
            if count > most {
                return Err(BookError::TooLarge("cells"));
            }
            place(&mut rows, row, (column, cell))?;
        }
        Ok(BookSheet { name: name.to_owned(), rows })
    }

    /// Where a sheet calculates.
    ///
    /// # Errors
    /// As [`Workbook::sheet`].
    pub fn formulas(&mut self, name: &str) -> Result<BTreeSet<(u32, u32)>, BookError> {
        let mut reader = self.inner.worksheet_cells_reader(name).map_err(damaged)?;
        let mut found = BTreeSet::new();
        while let Some(cell) = reader.next_formula().map_err(damaged)? {
            if !cell.get_value().is_empty() {
                found.insert(cell.get_position());
            }
            if found.len() > self.bounds.cells {
                return Err(BookError::TooLarge("cells"));
            }
        }
        Ok(found)
    }
}

/// Rows and cells come in order (ECMA-376 Part 1, §18.3.1.73 and §18.3.1.4 as every program writes them); a file that
/// repeats or reverses them contradicts itself.
fn place(rows: &mut Vec<BookRow>, row: u32, cell: (u32, BookCell)) -> Result<(), BookError> {
    match rows.last_mut() {
        Some(last) if last.number == row && last.cells.last().is_none_or(|(before, _)| *before < cell.0) => {
            last.cells.push(cell);
        }
        Some(last) if last.number >= row => return Err(BookError::Damaged(format!("row {} is out of order", row + 1))),
        _ => rows.push(BookRow { number: row, cells: vec![cell] }),
    }
    Ok(())
}

fn value(found: &DataRef<'_>) -> Option<BookCell> {
    match found {
        DataRef::Empty => None,
        DataRef::String(text) => words(text),
        DataRef::SharedString(text) => words(text),
        DataRef::Int(number) => Some(BookCell::Number(*number as f64)),
        DataRef::Float(number) => Some(BookCell::Number(*number)),
        DataRef::Bool(truth) => Some(BookCell::Truth(*truth)),
        DataRef::DateTime(moment) if moment.is_datetime() && DAYS.contains(&moment.as_f64()) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            Some(civil(year.into(), month, day).unwrap_or_else(|| BookCell::Number(moment.as_f64())))
        }
        DataRef::DateTime(moment) => Some(BookCell::Number(moment.as_f64())),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Some(iso(text)),
        DataRef::Error(error) => Some(BookCell::Fault(error.to_string())),
    }
}

/// Day numbers that a date can have: 1900 to 9999 (ECMA-376 Part 1, §18.17.4.1).
const DAYS: std::ops::Range<f64> = 1.0..2_958_466.0;

fn words(text: &str) -> Option<BookCell> {
    (!text.is_empty()).then(|| BookCell::Text(text.to_owned()))
}

fn civil(year: i32, month: u8, day: u8) -> Option<BookCell> {
    Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok().map(BookCell::Day)
}

/// `2024-06-10T00:00:00` (ECMA-376 Part 1, §18.18.11, type `d`).
fn iso(text: &str) -> BookCell {
    let day = text.get(..10).and_then(|day| domain::calendar::parse_date(day).ok());
    day.map_or_else(|| BookCell::Text(text.to_owned()), BookCell::Day)
}

fn damaged(error: XlsxError) -> BookError {
    BookError::Damaged(error.to_string().chars().take(200).collect())
}
