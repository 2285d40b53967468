//! Lists of devices in any layout: the row of headings is found, each column is taken for a field by what its heading says, the rest
//! is read row by row.

mod columns;
mod heading;
mod known;
mod rows;
mod separated;
mod sheet;

pub(super) use separated::read_text;
pub(super) use sheet::read_workbook;
