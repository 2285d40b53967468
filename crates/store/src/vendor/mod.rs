//! Vendors: their records.

mod apply;
mod read;
mod write;

pub(crate) use apply::apply_recorded;
pub(crate) use read::read_vendors;
pub use read::vendors;
pub use write::record;
