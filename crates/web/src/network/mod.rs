//! The network: its picture, its segments, 外部接続機器リスト, 切断手順, and which registered system names of the ledger mean.

mod disconnect;
mod names;
mod outside;
mod picture;
mod segments;

pub(crate) use disconnect::{change as change_procedure, edit, list as list_procedures, show as show_procedure};
pub(crate) use names::{decide, devices_of, show as show_names};
pub(crate) use outside::{note, show as show_outside, workbook};
pub(crate) use picture::show;
pub(crate) use segments::{record as record_segments, show as show_segments};
