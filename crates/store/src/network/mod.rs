//! The network: segments that a person named, 切断手順 by version, and how lines to the outside are cut.

mod apply;
mod read;
mod write;

pub(crate) use apply::apply;
pub use read::{NamedSegments, ProcedureVersion, cuts, procedures, segments, versions};
pub use write::{note_cut, record_procedure, record_segments};
