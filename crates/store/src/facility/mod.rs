//! The institution's record.

mod apply;
mod read;
mod write;

pub(crate) use apply::{apply_changed, apply_registered};
pub use read::facility;
pub(crate) use read::read_facility;
pub use write::{FirstUser, change, drop_sample, register};
