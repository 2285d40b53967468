//! Remote maintenance: ways in, version by version, and what vendors confirmed about them.

mod apply;
mod read;
mod write;

pub(crate) use apply::{apply, apply_accepted};
pub use read::{ConfirmationRow, RemoteAccessVersion, accesses, confirmations, targets, versions};
pub(crate) use read::{read_accesses, read_accesses_of, read_confirmations};
pub use write::{confirm, end, record};
