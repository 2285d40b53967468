//! The inspection (立入検査): packs that were made, and verifications of wording that they show.

use crate::{
    access::ActorNote,
    calendar::Instant,
    digest::Digest,
    id::{AssessmentId, PackId},
    journal::Seq,
};

/// One inspection pack that was made. The sealed archive and its PDF lie in the blob store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackRecord {
    /// Stable identifier.
    pub id: PackId,
    /// Sheet.
    pub assessment: AssessmentId,
    /// SHA-256 of the sealed archive.
    pub archive: Digest,
    /// SHA-256 of the PDF.
    pub pdf: Digest,
    /// Bytes of the archive.
    pub bytes: u64,
    /// Who made it.
    pub by: ActorNote,
    /// When.
    pub at: Instant,
    /// Journal entry.
    pub seq: Seq,
}
