//! The sheet on which a vendor answers beside the form: who answers, and what it says about its ways in and disclosures.

use super::{
    BookCell, BookError, BookRow, BookSheet, CellFault, CellWrong, Workbook,
    form::{read_answer, read_words},
};
use domain::assessment::{Choice, workbook::ReplyColumn};
use std::collections::{BTreeMap, BTreeSet};

/// The sheet as read. Empty if the workbook has none.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reply {
    /// Who answers.
    pub name: String,
    /// Their post.
    pub post: String,
    /// Rows about records, by their hidden key as it stands there.
    pub rows: Vec<ReplyRow>,
    /// Whether the vendor says that it has no other way in.
    pub complete: Choice,
    /// Cells that say nothing which can be taken.
    pub faults: Vec<CellFault>,
}

/// A row about a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyRow {
    /// Hidden key.
    pub key: String,
    /// Whether it is so.
    pub so: Choice,
    /// Note.
    pub note: String,
}

/// The most rows that are taken. Our choice: a vendor has a handful of ways in and products.
const MAX_ROWS: usize = 2_000;

pub(super) fn read_reply(book: &mut Workbook<'_>, names: &[String]) -> Result<Reply, BookError> {
    for name in names {
        let sheet = book.sheet(name)?;
        let first = sheet.rows.first().filter(|row| row.number == 0);
        let is_key =
            |(_, cell): &(u32, BookCell)| matches!(cell, BookCell::Text(text) if text == ReplyColumn::Key.code());
        if first.is_some_and(|row| row.cells.iter().any(is_key)) {
            let formulas = book.formulas(name)?;
            return Ok(Sheet { columns: columns(&sheet), sheet: &sheet, formulas: &formulas }.read());
        }
    }
    Ok(Reply::default())
}

fn columns(sheet: &BookSheet) -> BTreeMap<ReplyColumn, u32> {
    let cells = sheet.rows.first().map(|row| row.cells.as_slice()).unwrap_or_default();
    let column = |(at, cell): &(u32, BookCell)| match cell {
        BookCell::Text(text) => ReplyColumn::from_code(text).map(|column| (column, *at)),
        _ => None,
    };
    cells.iter().filter_map(column).collect()
}

struct Sheet<'a> {
    sheet: &'a BookSheet,
    columns: BTreeMap<ReplyColumn, u32>,
    formulas: &'a BTreeSet<(u32, u32)>,
}

impl Sheet<'_> {
    fn read(&self) -> Reply {
        let mut reply = Reply::default();
        let Some(key_at) = self.columns.get(&ReplyColumn::Key) else { return reply };
        for row in self.sheet.rows.iter().skip(1).take(MAX_ROWS) {
            let Some(key) = row.text(*key_at) else { continue };
            let faults = &mut reply.faults;
            match key {
                "name" => reply.name = self.words(row, ReplyColumn::Answer, faults),
                "post" => reply.post = self.words(row, ReplyColumn::Answer, faults),
                "complete" => reply.complete = self.choice(row, faults),
                key => {
                    let (so, note) = (self.choice(row, faults), self.words(row, ReplyColumn::Note, faults));
                    reply.rows.push(ReplyRow { key: key.to_owned(), so, note });
                }
            }
        }
        reply
    }

    fn words(&self, row: &BookRow, column: ReplyColumn, faults: &mut Vec<CellFault>) -> String {
        self.take(row, column, faults, read_words).unwrap_or_default().trim().to_owned()
    }

    fn choice(&self, row: &BookRow, faults: &mut Vec<CellFault>) -> Choice {
        self.take(row, ReplyColumn::Answer, faults, read_answer).unwrap_or_default()
    }

    /// A column that is gone reads as empty: what is asked here need not be answered.
    fn take<V>(
        &self,
        row: &BookRow,
        column: ReplyColumn,
        faults: &mut Vec<CellFault>,
        read: impl Fn(Option<&BookCell>) -> Result<V, CellWrong>,
    ) -> Option<V> {
        let at = *self.columns.get(&column)?;
        let found = match row.cell(at) {
            _ if self.formulas.contains(&(row.number, at)) => Err(CellWrong::Formula),
            Some(BookCell::Fault(error)) => Err(CellWrong::Fault(error.clone())),
            cell => read(cell),
        };
        found.map_err(|wrong| faults.push(CellFault { place: self.sheet.place(row.number, at), wrong })).ok()
    }
}
