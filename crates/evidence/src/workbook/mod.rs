//! Excel workbooks (.xlsx): bytes → cells, within bounds. Nothing is calculated, nothing is run, no link is followed.

mod bounds;
mod cells;
mod disclosure;
mod form;
mod place;
mod reply;

pub use bounds::{Bounds, MAX_WORKBOOK};
pub use cells::{BookCell, BookRow, BookSheet, Workbook};
pub use disclosure::{ReadDisclosure, ReadHeader, ReadRow, Unread, UnreadWhy, read_disclosure};
pub use form::{CellFault, CellWrong, FormFault, FormWorkbook, ReadItem, ReadSlot, parse_form};
pub use place::Place;
pub use reply::{Reply, ReplyRow};

/// Why a file can't be read as a workbook.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BookError {
    /// Another kind of file.
    #[error("no Excel workbook")]
    NotAWorkbook,
    /// An Excel file from before 2007, or one that opens only with a password: both have the same signature.
    #[error("an old Excel file, or one with a password")]
    OldOrLocked,
    /// It holds programs.
    #[error("the workbook holds macros")]
    Macros,
    /// It would need more memory than is given to it.
    #[error("the workbook is larger inside than is taken: {0}")]
    TooLarge(&'static str),
    /// It can't be read through.
    #[error("the workbook is damaged: {0}")]
    Damaged(String),
}
