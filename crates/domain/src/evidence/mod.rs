//! Evidence (証跡): a file that speaks for or against an answer, with its three dates, where it comes from, and its SHA-256.

mod export;
pub mod fact;
mod file;
pub mod finding;
mod record;

pub use export::ExportKind;
pub use file::{EvidenceFile, FileKind, FileName, FileNameError, MAX_FILE};
pub use record::{DateField, Evidence, EvidenceDraft, EvidenceError, EvidenceLink, EvidenceText, Expiry};
