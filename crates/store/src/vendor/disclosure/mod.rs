//! MDS/SDS: what is stated of disclosures, their answers and what the institution decided about them, version by version.

mod apply;
mod read;
mod write;

pub(crate) use apply::{apply, apply_accepted};
pub use read::{AnswersRow, DecisionRow, DisclosureRow, DisclosureVersion, find, list, titles, versions};
pub(crate) use read::{read_disclosures, read_disclosures_of};
pub use write::{answer, decide, record};
