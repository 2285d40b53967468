//! The ledger: 医療情報システム.

mod apply;
mod read;
mod write;

pub(crate) use apply::apply_system;
pub(crate) use read::read_systems;
pub use read::systems;
pub use write::record_system;
