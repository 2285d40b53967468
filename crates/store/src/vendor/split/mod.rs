//! 責任分界: splits of duties, version by version.

mod apply;
mod read;
mod write;

pub(crate) use apply::apply;
pub use read::{SplitVersion, list, versions};
pub use write::{record, withdraw};
