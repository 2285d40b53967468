//! The ledger: its list, one device, what contradicts, taking inventories in, and handing it out.

mod bulk;
mod code;
mod device;
mod export;
mod inbox;
mod label;
mod list;
pub(crate) mod stocktake;
mod take;
mod view;

pub(crate) use bulk::{apply as apply_bulk, bulk};
pub(crate) use code::{device as device_code, room as room_code};
pub(crate) use device::{add, change, part, settle, show, show_edit, show_new};
pub(crate) use export::{csv, print, workbook};
pub(crate) use inbox::{apart, join, show as show_inbox};
pub(crate) use label::labels;
pub(crate) use list::{counts, list};
pub(crate) use take::{apply, preview, stop, take};
pub(crate) use view::{forget as forget_view, keep as keep_view};
