//! The BCP: parts version by version, approved versions, to whom they were handed out.

mod apply;
mod read;
mod write;

pub(crate) use apply::apply;
pub use read::{ApprovalRow, HandoutRow, Loaded, approvals, load};
pub use write::{approve, hand_out, state};
