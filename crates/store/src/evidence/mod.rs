//! Evidence: files by their hash, what is stated about them, version by version.

mod apply;
mod read;
mod write;

pub(crate) use apply::{apply_recorded, apply_withdrawn};
pub(crate) use read::read_of_sheet;
pub use read::{EvidenceVersion, digests, evidence_of, list, newest, versions};
pub use write::{record, withdraw};
