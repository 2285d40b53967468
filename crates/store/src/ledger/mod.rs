//! The ledger: what sources say of devices, version by version, and what each device shows.

mod apply;
mod as_of;
mod book;
mod device;
mod list;
mod write;

pub(crate) use apply::{apply_stated, apply_taken};
pub use as_of::as_of;
pub use book::{Kept, KeptBook, book, file_digests};
pub use device::{Change, DeviceRecord, History, KeptStatement, OpenConflict, conflicts, device, files, history};
pub use list::{Counts, Days, Facet, Filter, Listed, Support, counts, facets, list};
pub use write::{state, take};
