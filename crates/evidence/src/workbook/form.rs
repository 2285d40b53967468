//! A form's workbook as it comes back: what it says of itself, and what stands in its cells. Whether it is this institution's,
//! of this edition and unchanged in its wording is decided by whoever knows the edition.

use super::{
    BookCell, BookError, BookRow, BookSheet, Bounds, Place, Workbook,
    reply::{Reply, read_reply},
};
use domain::{
    assessment::{
        Choice, RoundNo,
        workbook::{BookColumn, FORMAT, FORMAT_FAMILY, Record, TECHNICAL_SHEET},
    },
    calendar::{iso, parse_date},
    catalog::{EditionId, ItemId},
    digest::Digest,
    id::{AssessmentId, FacilityId, RequestId, StaffId},
    journal::Seq,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    str::FromStr,
};
use time::Date;
use unicode_normalization::UnicodeNormalization as _;

/// A form's workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct FormWorkbook {
    /// Facility that wrote it, and where it says so.
    pub facility: (FacilityId, Place),
    /// Sheet (assessment) that it is of.
    pub sheet: (AssessmentId, Place),
    /// Edition.
    pub edition: (EditionId, Place),
    /// SHA-256 of the edition pack.
    pub pack: (Digest, Place),
    /// Journal position at which it was written.
    pub head: Seq,
    /// Request that it answers, if it was written for a vendor, and where it says so.
    pub request: Option<(RequestId, Place)>,
    /// What the vendor answered beside the form.
    pub reply: Reply,
    /// People that could be chosen, by the name in the list.
    pub people: BTreeMap<String, StaffId>,
    /// The name of the form's sheet in the workbook.
    pub name: String,
    /// Its items, from top to bottom.
    pub items: Vec<ReadItem>,
    columns: BTreeMap<BookColumn, u32>,
}

/// An item as it stands in the workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadItem {
    /// Which.
    pub item: ItemId,
    /// Its row, from 0.
    pub row: u32,
    /// Its wording, with marks.
    pub words: String,
    /// The three rounds.
    pub slots: [ReadSlot; 3],
    /// 目標日.
    pub target: Option<Date>,
    /// Note.
    pub note: String,
    /// Cells that say nothing which can be taken. Then the other fields say only part of it.
    pub faults: Vec<CellFault>,
}

/// One slot as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadSlot {
    /// はい, いいえ or nothing.
    pub choice: Choice,
    /// 確認日.
    pub on: Option<Date>,
    /// Name of 確認者; empty if there is none.
    pub by: String,
}

/// A cell that can't be taken.
#[derive(Debug, Clone, PartialEq)]
pub struct CellFault {
    /// Where.
    pub place: Place,
    /// Why.
    pub wrong: CellWrong,
}

/// Why a cell can't be taken.
#[derive(Debug, Clone, PartialEq)]
pub enum CellWrong {
    /// It calculates.
    Formula,
    /// An error of a calculation.
    Fault(String),
    /// Neither はい nor いいえ nor empty.
    Answer(String),
    /// No date.
    Day(String),
    /// No words.
    Words,
}

impl CellWrong {
    /// Stable code, as in message keys.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Formula => "formula",
            Self::Fault(_) => "fault",
            Self::Answer(_) => "answer",
            Self::Day(_) => "day",
            Self::Words => "words",
        }
    }
}

/// Why a workbook is not read as a form's.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum FormFault {
    /// It can't be read at all.
    #[error(transparent)]
    Book(#[from] BookError),
    /// It is a workbook, but none that this program wrote.
    #[error("not a form's workbook of this program")]
    NotOurs,
    /// A later version of the program wrote it.
    #[error("{place}: the format is {found}")]
    Newer {
        /// Where it says so.
        place: Place,
        /// What it says.
        found: String,
    },
    /// The hidden sheet lacks a row, or its value can't be read.
    #[error("the hidden sheet does not say {}", .0.code())]
    Record(Record),
    /// The form's sheet is gone, or its hidden first row.
    #[error("the form's sheet is not there")]
    SheetMissing,
    /// A column of the form's sheet is gone.
    #[error("the column {} of {sheet} is not there", .column.code())]
    ColumnMissing {
        /// Sheet.
        sheet: String,
        /// Column.
        column: BookColumn,
    },
    /// A column or an item stands there twice.
    #[error("{0}: twice")]
    Twice(Place),
    /// The hidden item id of a row can't be read.
    #[error("{0}: no item")]
    Item(Place),
}

/// Reads a form's workbook.
///
/// # Errors
/// [`FormFault`]. A cell that can't be taken is no error: it is named in [`ReadItem::faults`].
pub fn parse_form(bytes: &[u8], bounds: Bounds) -> Result<FormWorkbook, FormFault> {
    let mut book = Workbook::open(bytes, bounds)?;
    let names = book.sheet_names();
    if !names.iter().any(|name| name == TECHNICAL_SHEET) {
        return Err(FormFault::NotOurs);
    }
    let records = Records::read(book.sheet(TECHNICAL_SHEET)?)?;
    let sheet = form_sheet(&mut book, &names)?;
    let columns = columns(&sheet)?;
    let formulas = book.formulas(&sheet.name)?;
    let reader = Reader { sheet: &sheet, columns: &columns, formulas: &formulas };
    let items = reader.items()?;
    let reply = read_reply(&mut book, &names)?;
    Ok(FormWorkbook {
        request: records.find(Record::Request)?,
        reply,
        facility: records.value(Record::Facility)?,
        sheet: records.value(Record::Sheet)?,
        edition: records.value(Record::Edition)?,
        pack: records.value(Record::Pack)?,
        head: Seq::new(records.value(Record::Head)?.0),
        people: records.people()?,
        name: sheet.name.clone(),
        items,
        columns,
    })
}

impl FormWorkbook {
    /// The cell of an item in a column.
    #[must_use]
    pub fn place(&self, item: &ReadItem, column: BookColumn) -> Place {
        let at = self.columns.get(&column).copied().unwrap_or_default();
        Place { sheet: self.name.clone(), row: item.row, column: at }
    }
}

/// The rows of the hidden sheet.
struct Records(BookSheet);

impl Records {
    fn read(sheet: BookSheet) -> Result<Self, FormFault> {
        let records = Self(sheet);
        let (format, place): (String, Place) = records.value(Record::Format)?;
        if format == FORMAT {
            return Ok(records);
        }
        Err(if format.starts_with(FORMAT_FAMILY) {
            FormFault::Newer { place, found: format }
        } else {
            FormFault::NotOurs
        })
    }

    fn rows(&self, record: Record) -> impl Iterator<Item = &BookRow> {
        self.0.rows.iter().filter(move |row| row.text(0).and_then(Record::from_code) == Some(record))
    }

    fn value<V: FromStr>(&self, record: Record) -> Result<(V, Place), FormFault> {
        let row = self.rows(record).next().ok_or(FormFault::Record(record))?;
        let value = row.text(1).and_then(|text| text.parse().ok()).ok_or(FormFault::Record(record))?;
        Ok((value, self.0.place(row.number, 1)))
    }

    /// A row that need not be there.
    fn find<V: FromStr>(&self, record: Record) -> Result<Option<(V, Place)>, FormFault> {
        if self.rows(record).next().is_none() { Ok(None) } else { self.value(record).map(Some) }
    }

    fn people(&self) -> Result<BTreeMap<String, StaffId>, FormFault> {
        let person = |row: &BookRow| {
            let id = row.text(1).and_then(|id| id.parse().ok());
            id.zip(row.text(2)).map(|(id, name)| (name_key(name), id)).ok_or(FormFault::Record(Record::Staff))
        };
        self.rows(Record::Staff).map(person).collect()
    }
}

/// How names are compared: NFKC, without spaces.
fn name_key(name: &str) -> String {
    name.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// The sheet whose first row holds the codes of the columns.
fn form_sheet(book: &mut Workbook<'_>, names: &[String]) -> Result<BookSheet, FormFault> {
    for name in names.iter().filter(|name| *name != TECHNICAL_SHEET) {
        let sheet = book.sheet(name)?;
        let first = sheet.rows.first().filter(|row| row.number == 0);
        let is_form = |(_, cell): &(u32, BookCell)| matches!(cell, BookCell::Text(text) if text == FORMAT);
        if first.is_some_and(|row| row.cells.iter().any(is_form)) {
            return Ok(sheet);
        }
    }
    Err(FormFault::SheetMissing)
}

fn columns(sheet: &BookSheet) -> Result<BTreeMap<BookColumn, u32>, FormFault> {
    let mut columns = BTreeMap::new();
    for (at, cell) in sheet.rows.first().map(|row| row.cells.as_slice()).unwrap_or_default() {
        let BookCell::Text(text) = cell else { continue };
        let Some(column) = BookColumn::from_code(text) else { continue };
        if columns.insert(column, *at).is_some() {
            return Err(FormFault::Twice(sheet.place(0, *at)));
        }
    }
    match BookColumn::ALL.into_iter().find(|column| !columns.contains_key(column)) {
        Some(column) => Err(FormFault::ColumnMissing { sheet: sheet.name.clone(), column }),
        None => Ok(columns),
    }
}

struct Reader<'a> {
    sheet: &'a BookSheet,
    columns: &'a BTreeMap<BookColumn, u32>,
    formulas: &'a BTreeSet<(u32, u32)>,
}

impl Reader<'_> {
    fn items(&self) -> Result<Vec<ReadItem>, FormFault> {
        let (mut items, mut seen) = (Vec::new(), BTreeSet::new());
        for row in self.sheet.rows.iter().skip(1) {
            let at = self.at(BookColumn::Item);
            let Some(cell) = row.cell(at) else { continue };
            let place = || self.sheet.place(row.number, at);
            let BookCell::Text(id) = cell else { return Err(FormFault::Item(place())) };
            let item: ItemId = id.parse().map_err(|_| FormFault::Item(place()))?;
            if !seen.insert(item.clone()) {
                return Err(FormFault::Twice(place()));
            }
            items.push(self.item(row, item));
        }
        Ok(items)
    }

    fn at(&self, column: BookColumn) -> u32 {
        self.columns.get(&column).copied().unwrap_or_default()
    }

    fn item(&self, row: &BookRow, item: ItemId) -> ReadItem {
        let mut faults = Vec::new();
        let words = self.take(row, BookColumn::Words, &mut faults, read_words);
        let mut slot = |round| ReadSlot {
            choice: self.take(row, BookColumn::Answer(round), &mut faults, read_answer).unwrap_or(Choice::Blank),
            on: self.take(row, BookColumn::On(round), &mut faults, read_day).flatten(),
            by: self.take(row, BookColumn::By(round), &mut faults, read_words).unwrap_or_default().trim().to_owned(),
        };
        let slots = RoundNo::ALL.map(&mut slot);
        let target = self.take(row, BookColumn::Target, &mut faults, read_day).flatten();
        let note = self.take(row, BookColumn::Note, &mut faults, read_words).unwrap_or_default();
        ReadItem { item, row: row.number, words: words.unwrap_or_default(), slots, target, note, faults }
    }

    /// What a cell says, or a fault with its place.
    fn take<V>(
        &self,
        row: &BookRow,
        column: BookColumn,
        faults: &mut Vec<CellFault>,
        read: impl Fn(Option<&BookCell>) -> Result<V, CellWrong>,
    ) -> Option<V> {
        let at = self.at(column);
        let found = match row.cell(at) {
            _ if self.formulas.contains(&(row.number, at)) => Err(CellWrong::Formula),
            Some(BookCell::Fault(error)) => Err(CellWrong::Fault(error.clone())),
            cell => read(cell),
        };
        found.map_err(|wrong| faults.push(CellFault { place: self.sheet.place(row.number, at), wrong })).ok()
    }
}

pub(super) fn read_words(cell: Option<&BookCell>) -> Result<String, CellWrong> {
    match cell {
        None => Ok(String::new()),
        Some(BookCell::Text(text)) => Ok(text.clone()),
        Some(BookCell::Number(number)) => Ok(number.to_string()),
        Some(BookCell::Day(day)) => Ok(iso(*day)),
        Some(BookCell::Truth(_) | BookCell::Fault(_)) => Err(CellWrong::Words),
    }
}

pub(super) fn read_answer(cell: Option<&BookCell>) -> Result<Choice, CellWrong> {
    let words = read_words(cell)?;
    match name_key(&words).to_lowercase().as_str() {
        "" => Ok(Choice::Blank),
        "はい" | "yes" => Ok(Choice::Yes),
        "いいえ" | "no" => Ok(Choice::No),
        _ => Err(CellWrong::Answer(words.chars().take(40).collect())),
    }
}

fn read_day(cell: Option<&BookCell>) -> Result<Option<Date>, CellWrong> {
    match cell {
        Some(BookCell::Day(day)) => Ok(Some(*day)),
        other => match read_words(other)?.trim() {
            "" => Ok(None),
            text => parse_date(text).map(Some).map_err(|_| CellWrong::Day(text.chars().take(40).collect())),
        },
    }
}

impl FormWorkbook {
    /// Whose name this is, by the list that the workbook came with.
    #[must_use]
    pub fn person(&self, name: &str) -> Option<StaffId> {
        self.people.get(&name_key(name)).copied()
    }
}
