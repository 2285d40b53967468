//! The ledger: 医療情報システム; what sources say of devices, version by version, and what each device shows.

mod alias;
mod apply;
mod as_of;
mod book;
mod device;
mod index;
mod list;
mod list_apply;
mod outside;
mod read;
mod statements;
pub mod stocktake;
mod support;
mod taken;
mod view;
mod write;

pub use alias::{UsedName, aliases, record_alias, used_names};
pub(crate) use apply::{apply_stated, apply_system, apply_taken};
pub use as_of::as_of;
pub use book::{Kept, KeptBook, book, file_digests};
pub use device::{Change, DeviceRecord, History, KeptStatement, OpenConflict, conflicts, device, files, history};
pub use index::Facet;
pub(crate) use index::Indexes;
pub use list::{Counts, Days, Filter, Listed, Support, counts, each, facets, list};
pub(crate) use list_apply::{apply_alias, apply_view};
pub use outside::{Scope, net_devices, unsaid};
pub use read::systems;
pub(crate) use read::{read_backup_words, read_systems};
pub use statements::pack;
pub use support::support_ends;
pub use taken::{TakenFile, decided, taken_files};
pub use view::{MOST_OWN, SavedView, drop_own_view, drop_view, keep_own_view, keep_view, views};
pub use write::{record_system, state, take, take_unless};
