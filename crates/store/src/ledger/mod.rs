//! The ledger: 医療情報システム; what sources say of devices, version by version, and what each device shows.

mod apply;
mod as_of;
mod book;
mod device;
mod list;
mod read;
pub mod stocktake;
mod view;
mod write;

pub(crate) use apply::{apply_stated, apply_system, apply_taken};
pub use as_of::as_of;
pub use book::{Kept, KeptBook, book, file_digests};
pub use device::{Change, DeviceRecord, History, KeptStatement, OpenConflict, conflicts, device, files, history};
pub use list::{Counts, Days, Facet, Filter, Listed, Support, counts, facets, list};
pub(crate) use read::read_systems;
pub use read::systems;
pub(crate) use view::apply_view;
pub use view::{MOST_OWN, SavedView, drop_own_view, drop_view, keep_own_view, keep_view, views};
pub use write::{record_system, state, take};
