//! The contact chart: entries version by version, confirmations, approved versions, call tests.

mod apply;
mod read;
mod write;

pub(crate) use apply::apply;
pub use read::{ApprovalRow, EntryVersion, Loaded, TestRow, VerifiedRow, approvals, load, parties, versions};
pub use write::{approve, order, record, remove, test, verify};
