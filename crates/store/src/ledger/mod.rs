//! The ledger: 医療情報システム; what sources say of devices, version by version, and what each device shows.

mod alias;
mod apply;
mod as_of;
mod book;
mod device;
mod list;
mod outside;
mod read;
mod write;

pub(crate) use alias::apply_alias;
pub use alias::{UsedName, aliases, record_alias, used_names};
pub(crate) use apply::{apply_stated, apply_system, apply_taken};
pub use as_of::as_of;
pub use book::{Kept, KeptBook, book, file_digests};
pub use device::{Change, DeviceRecord, History, KeptStatement, OpenConflict, conflicts, device, files, history};
pub use list::{Counts, Days, Facet, Filter, Listed, Support, counts, facets, list};
pub use outside::{Scope, net_devices, unsaid};
pub(crate) use read::read_systems;
pub use read::systems;
pub use write::{record_system, state, take};
