//! Recording and withdrawing evidence.

use super::read::read_versions;
use crate::{Db, StoreError, engine::Tx, journal};
use domain::{
    access::{ManageEvidence, Permit},
    calendar::Instant,
    evidence::Evidence,
    id::{EvidenceId, FacilityId},
    journal::{Event, Seq},
    vendor::Line,
};

/// Adds a piece of evidence, or changes what is stated about it or its file. For a new one `version` is [`Seq::ZERO`].
/// A change that changes nothing writes nothing. The bytes are in the blob store before.
///
/// # Errors
/// [`StoreError::Stale`] when it changed since that version; [`StoreError::NotFound`] once it is withdrawn, or for a sheet
/// that is not there.
pub async fn record(
    db: &Db,
    permit: &Permit<ManageEvidence>,
    at: Instant,
    evidence: Evidence,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    match newest(&mut tx.tx, permit.facility(), evidence.id).await? {
        Some(before) if before.version != evidence.version => return Err(StoreError::Stale),
        None if evidence.version != Seq::ZERO => return Err(StoreError::NotFound),
        Some(before) if before == evidence => return Ok(before.version),
        _ => {}
    }
    for link in &evidence.stated.links {
        crate::assessment::require_sheet(&mut tx.tx, permit.facility(), link.sheet).await?;
    }
    journal::commit(tx, Event::EvidenceRecorded(Box::new(evidence))).await
}

/// Says that a piece of evidence no longer counts, and why. Its versions and bytes stay.
///
/// # Errors
/// [`StoreError::Stale`] when it changed since that version; [`StoreError::NotFound`].
pub async fn withdraw(
    db: &Db,
    permit: &Permit<ManageEvidence>,
    at: Instant,
    evidence: EvidenceId,
    version: Seq,
    why: Line,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let before = newest(&mut tx.tx, permit.facility(), evidence).await?.ok_or(StoreError::NotFound)?;
    if before.version != version {
        return Err(StoreError::Stale);
    }
    journal::commit(tx, Event::EvidenceWithdrawn { evidence, why }).await
}

/// What counts now; `None` if there is none of that identifier.
async fn newest(tx: &mut Tx, facility: FacilityId, id: EvidenceId) -> Result<Option<Evidence>, StoreError> {
    match read_versions(tx, facility, id).await?.into_iter().next() {
        Some(version) if version.withdrawn.is_some() => Err(StoreError::NotFound),
        found => Ok(found.map(|version| version.evidence)),
    }
}
