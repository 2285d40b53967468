//! Sheets, what stands in their items, and sign-offs.

mod apply;
mod read;
mod write;

pub(crate) use apply::{apply_answered, apply_answers, apply_opened, apply_signed, apply_taken};
pub use read::{
    Change, Loaded, NoSheet, SheetNote, VendorSheet, find, history, list, load, load_answers, notes, saying_no,
    sign_off, states_at, vendor_sheets,
};
pub(crate) use read::{find_sheet, read_item, read_rows, read_saying_no, require_sheet, says_no};
pub(crate) use write::require_confirmer;
pub use write::{Answering, Signing, Taking, TakingItem, answer, open, sign, take_workbook};
