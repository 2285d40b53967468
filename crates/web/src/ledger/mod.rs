//! The ledger: its list, one device, what contradicts, taking inventories in, and handing it out.

mod device;
mod export;
mod inbox;
mod list;
mod take;

pub(crate) use device::{add, change, part, settle, show, show_edit, show_new};
pub(crate) use export::{csv, print, workbook};
pub(crate) use inbox::{apart, join, show as show_inbox};
pub(crate) use list::{bulk, counts, list};
pub(crate) use take::{apply, preview, stop, take};
