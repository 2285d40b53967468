//! The network: its picture, lines to the outside, 切断手順 with their proposals, and the facts that rules read of them.

mod grounds;
mod known;
mod lines;
mod picture;
mod procedure;
mod workbook;

pub(crate) use grounds::{outside, source_restriction};
pub use known::Known;
pub use lines::{Lines, OutsideLine, outside_lines};
pub use picture::{JointLine, LineRow, NetRow, NetworkView, network_view};
pub use procedure::{ProcedureView, procedure_status, procedure_view, target_name, targets};
pub(crate) use workbook::outside_sheets;
pub use workbook::outside_workbook;
