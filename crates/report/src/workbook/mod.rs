//! Excel workbooks: the forms in their printed layout, and lists. Plain data in, bytes out; every word comes from the caller.
//! Text is always written as text: a cell that begins like a formula stays words, also after it was edited.

mod cell;
mod form;
mod list;
mod reply;

pub use form::{FormBook, FormBookIds, FormBookRow, FormBookSlot, FormBookWords, write_form};
pub use list::{ListCell, ListColumn, ListSheet, write_lists};
pub use reply::{ReplyRow, ReplySheet};

use rust_xlsxwriter::XlsxError;

/// Why a workbook can't be written. Each is a defect of the caller, or a machine without memory or disk.
#[derive(Debug, thiserror::Error)]
#[error("the workbook can't be written: {0}")]
pub struct WriteError(#[from] XlsxError);

/// Half of the time of the library's own level for a tenth more bytes; see docs/decisions/0011-workbooks.md.
const COMPRESSION: u8 = 2;

/// The longest text that a cell holds (ECMA-376 Part 1, §18.17.5.1 of Microsoft's limits): 32,767 UTF-16 units.
const MAX_CELL: usize = 32_767;
