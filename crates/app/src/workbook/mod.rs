//! Workbooks that leave the program: a form in its printed layout, and lists. What comes back goes through `intake`.

mod form;
mod lists;
mod request;
mod split;
mod words;

pub use form::form_workbook;
pub(crate) use form::{form_workbook_of, sheet_label};
pub(crate) use lists::LinkWords;
pub use lists::{lists_workbook, remediation_workbook};
pub use request::request_workbook;
pub use split::split_workbook;
pub use words::{marked, official_words};
pub(crate) use words::{printed, same_words};

use crate::AppError;

/// Name of the file type (RFC 4288; registered with IANA).
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A workbook to hand out.
#[derive(Debug, Clone)]
pub struct Written {
    /// Name under which it is saved; may hold letters that a file system does not take.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

pub(crate) fn unwritten(error: &report::workbook::WriteError) -> AppError {
    AppError::Internal(error.to_string())
}
