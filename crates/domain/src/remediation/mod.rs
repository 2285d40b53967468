//! Remediation (是正・改善): what becomes of each いいえ. It exists because an item says so; nobody creates or closes one.
//! The target date is the item's own and stays there.

mod course;
mod record;

pub use course::{Course, courses};
pub use record::{Remediation, RemediationCommented, RemediationDraft, RemediationError, RemediationKey};
