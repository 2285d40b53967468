//! Remediation: what is planned for each いいえ, version by version, and what people said about it. The いいえ itself and its
//! target date are the item's own and are read from there.

mod apply;
mod read;
mod write;

pub(crate) use apply::{apply_commented, apply_recorded};
pub use read::{Comment, History, Loaded, RemediationVersion, history, load, plans};
pub use write::{comment, record};
