//! The first sheet of a workbook that has a heading. Values are those that were there when it was saved; nothing is calculated.

use super::{MAX_COLUMNS, Raw, RowFault, Table, TableError, assemble};
use crate::workbook::{BookCell, BookRow, Bounds, Workbook};
use domain::calendar::iso;

pub(super) fn parse(bytes: &[u8], bounds: Bounds) -> Result<Table, TableError> {
    let mut book = Workbook::open(bytes, bounds)?;
    for name in book.sheet_names() {
        let sheet = book.sheet(&name)?;
        match assemble("excel", sheet.rows.iter().map(|row| Ok(raw(row)))) {
            Err(TableError::NoHeading) => {}
            other => return other,
        }
    }
    Err(TableError::NoHeading)
}

fn raw(row: &BookRow) -> Raw {
    let line = u64::from(row.number) + 1;
    let (mut cells, mut fault) = (Vec::new(), None);
    for (column, cell) in &row.cells {
        let at = *column as usize;
        if at >= MAX_COLUMNS {
            break;
        }
        cells.resize(at, String::new());
        cells.push(match cell {
            BookCell::Text(text) => text.trim().to_owned(),
            BookCell::Number(number) => number.to_string(),
            BookCell::Day(day) => iso(*day),
            BookCell::Truth(truth) => truth.to_string(),
            BookCell::Fault(found) => {
                fault = Some(RowFault::Fault { line, found: found.clone() });
                String::new()
            }
        });
    }
    Raw { line, cells, fault }
}
