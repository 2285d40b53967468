//! Naming segments, writing procedures, saying how a line is cut.

use super::read::{read_cuts, read_segments, read_versions};
use crate::{Db, StoreError, engine::args, journal, ledger::read_systems, vendor::remote_access::read_accesses};
use domain::{
    access::{ManageNetwork, Permit},
    calendar::Instant,
    journal::{Event, Seq},
    network::{CutNote, OutsideKey, Procedure, Segments, Target},
};

const DEVICE: &str = "SELECT 1 FROM ledger_device WHERE facility_id = $1 AND id = $2";

/// Records all segments as they stand now. What changes nothing writes nothing.
///
/// # Errors
/// [`StoreError::Stale`] when they changed since that version.
pub async fn record_segments(
    db: &Db,
    permit: &Permit<ManageNetwork>,
    at: Instant,
    segments: Segments,
    version: Seq,
) -> Result<Option<Seq>, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let before = read_segments(&mut tx.tx, permit.facility()).await?;
    if before.version != version {
        return Err(StoreError::Stale);
    }
    if before.segments == segments {
        return Ok(None);
    }
    journal::commit(tx, Event::SegmentsRecorded { segments }).await.map(Some)
}

/// Records a procedure. For one that nobody wrote yet `version` is [`Seq::ZERO`]. What changes nothing writes nothing.
///
/// # Errors
/// [`StoreError::Stale`] when it changed since that version; [`StoreError::NotFound`] for a system that is not registered.
pub async fn record_procedure(
    db: &Db,
    permit: &Permit<ManageNetwork>,
    at: Instant,
    procedure: Procedure,
) -> Result<Option<Seq>, StoreError> {
    let mut tx = db.write(permit, at).await?;
    if let Target::System(id) = procedure.target {
        let known = read_systems(&mut tx.tx, permit.facility()).await?;
        known.iter().find(|one| one.id == id).ok_or(StoreError::NotFound)?;
    }
    let before = read_versions(&mut tx.tx, permit.facility(), procedure.target).await?.into_iter().next();
    if before.as_ref().map_or(Seq::ZERO, |one| one.procedure.version) != procedure.version {
        return Err(StoreError::Stale);
    }
    if before.is_some_and(|one| one.procedure == procedure) {
        return Ok(None);
    }
    journal::commit(tx, Event::DisconnectionRecorded(Box::new(procedure))).await.map(Some)
}

/// Records how a line is cut. What says nothing new writes nothing.
///
/// # Errors
/// [`StoreError::NotFound`] for a line that is not there.
pub async fn note_cut(
    db: &Db,
    permit: &Permit<ManageNetwork>,
    at: Instant,
    note: CutNote,
) -> Result<Option<Seq>, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let facility = permit.facility();
    let is_there = match note.line {
        OutsideKey::Device(id) => tx.tx.find(DEVICE, args![facility.to_string(), id.to_string()]).await?.is_some(),
        OutsideKey::Access(id) => read_accesses(&mut tx.tx, facility).await?.iter().any(|one| one.id == id),
    };
    if !is_there {
        return Err(StoreError::NotFound);
    }
    let before = read_cuts(&mut tx.tx, facility).await?.remove(&note.line);
    if before.as_deref() == note.how.as_ref().map(|line| line.as_str()) {
        return Ok(None);
    }
    journal::commit(tx, Event::CutNoted(note)).await.map(Some)
}
