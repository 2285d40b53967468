//! Sheets, what stands in their items, and sign-offs.

mod apply;
mod read;
mod write;

pub(crate) use apply::{apply_answered, apply_opened, apply_signed, apply_taken};
pub(crate) use read::require_sheet;
pub use read::{
    Change, Loaded, SheetNote, VendorSheet, find, history, list, load, load_answers, notes, sign_off, states_at,
    vendor_sheets,
};
pub use write::{Answering, Signing, Taking, TakingItem, answer, open, sign, take_workbook};
