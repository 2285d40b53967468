//! Recording plans, copies, runs, procedures and rehearsals. Each is one event.

use super::read::{read_copies, read_copy_versions, read_jobs, read_plans, read_procedure_versions, read_rehearsal};
use crate::{Db, StoreError, engine::Tx, journal, ledger::read_systems};
use domain::{
    access::{ApproveProcedure, ManageBackups, Permit},
    calendar::Instant,
    id::{BackupCopyId, FacilityId, SystemId},
    journal::{Event, Seq},
    readiness::backup::{Approval, BackupCopy, BackupPlan, BackupRunsTaken, JobKey, Procedure, Rehearsal},
    vendor::Line,
};

/// What became of a write: a change that changes nothing writes nothing.
pub type Recorded = Result<Seq, StoreError>;

/// States what must be saved of a system. The first time `version` is [`Seq::ZERO`].
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::NotFound`] for a system that is not there.
pub async fn plan(db: &Db, permit: &Permit<ManageBackups>, at: Instant, plan: BackupPlan) -> Recorded {
    let mut tx = db.write(permit, at).await?;
    require_system(&mut tx.tx, permit.facility(), plan.system).await?;
    let plans = read_plans(&mut tx.tx, permit.facility()).await?;
    match plans.into_iter().find(|one| one.system == plan.system) {
        Some(before) if before.version != plan.version => return Err(StoreError::Stale),
        None if plan.version != Seq::ZERO => return Err(StoreError::Stale),
        Some(before) if before.stated == plan.stated => return Ok(before.version),
        _ => {}
    }
    journal::commit(tx, Event::BackupPlanned(Box::new(plan))).await
}

/// Adds a copy, or changes it. For a new one `version` is [`Seq::ZERO`].
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::NotFound`] for a system that is not there, or a copy that is no longer made.
pub async fn record_copy(db: &Db, permit: &Permit<ManageBackups>, at: Instant, copy: BackupCopy) -> Recorded {
    let mut tx = db.write(permit, at).await?;
    require_system(&mut tx.tx, permit.facility(), copy.stated.system).await?;
    match newest_copy(&mut tx.tx, permit.facility(), copy.id).await? {
        Some(before) if before.version != copy.version => return Err(StoreError::Stale),
        None if copy.version != Seq::ZERO => return Err(StoreError::NotFound),
        Some(before) if before.stated == copy.stated => return Ok(before.version),
        _ => {}
    }
    journal::commit(tx, Event::BackupCopyRecorded(Box::new(copy))).await
}

/// Says that a copy is no longer made. Its versions and runs stay.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::NotFound`].
pub async fn end_copy(
    db: &Db,
    permit: &Permit<ManageBackups>,
    at: Instant,
    copy: BackupCopyId,
    version: Seq,
    why: Line,
) -> Recorded {
    let mut tx = db.write(permit, at).await?;
    let before = newest_copy(&mut tx.tx, permit.facility(), copy).await?.ok_or(StoreError::NotFound)?;
    if before.version != version {
        return Err(StoreError::Stale);
    }
    journal::commit(tx, Event::BackupCopyEnded { copy, why }).await
}

/// Takes runs from a file.
///
/// # Errors
/// [`StoreError::NotFound`] when a job is given to a copy that is not made.
pub async fn take_runs(db: &Db, permit: &Permit<ManageBackups>, at: Instant, taken: BackupRunsTaken) -> Recorded {
    let mut tx = db.write(permit, at).await?;
    if !taken.assigned.is_empty() {
        let copies = read_copies(&mut tx.tx, permit.facility()).await?;
        if taken.assigned.iter().any(|(_, copy)| copies.iter().all(|one| one.id != *copy)) {
            return Err(StoreError::NotFound);
        }
    }
    journal::commit(tx, Event::BackupRunsTaken(Box::new(taken))).await
}

/// Gives a job to a copy, or takes it from one.
///
/// # Errors
/// [`StoreError::NotFound`] for a job of which no run was read, or a copy that is not made; [`StoreError::Stale`].
pub async fn assign(
    db: &Db,
    permit: &Permit<ManageBackups>,
    at: Instant,
    job: JobKey,
    copy: Option<BackupCopyId>,
    version: Seq,
) -> Recorded {
    let mut tx = db.write(permit, at).await?;
    let jobs = read_jobs(&mut tx.tx, permit.facility()).await?;
    let before = jobs.into_iter().find(|one| one.key == job).ok_or(StoreError::NotFound)?;
    if before.version != version {
        return Err(StoreError::Stale);
    }
    if before.copy == copy {
        return Ok(before.version);
    }
    if let Some(copy) = copy
        && newest_copy(&mut tx.tx, permit.facility(), copy).await?.is_none()
    {
        return Err(StoreError::NotFound);
    }
    journal::commit(tx, Event::BackupJobAssigned { job, copy }).await
}

/// Writes down how a system is restored. A change takes the approval away. The first time `version` is [`Seq::ZERO`].
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::NotFound`] for a system that is not there.
pub async fn record_procedure(db: &Db, permit: &Permit<ManageBackups>, at: Instant, procedure: Procedure) -> Recorded {
    let mut tx = db.write(permit, at).await?;
    require_system(&mut tx.tx, permit.facility(), procedure.system).await?;
    let versions = read_procedure_versions(&mut tx.tx, permit.facility(), procedure.system).await?;
    match versions.into_iter().next().map(|newest| newest.procedure) {
        Some(before) if before.version != procedure.version => return Err(StoreError::Stale),
        None if procedure.version != Seq::ZERO => return Err(StoreError::Stale),
        Some(before) if before.stated == procedure.stated => return Ok(before.version),
        _ => {}
    }
    journal::commit(tx, Event::ProcedureRecorded(Box::new(procedure))).await
}

/// Approves how a system is restored, as it stands. An approval is not given twice.
///
/// # Errors
/// [`StoreError::Stale`] when it changed since that version; [`StoreError::NotFound`].
pub async fn approve(
    db: &Db,
    permit: &Permit<ApproveProcedure>,
    at: Instant,
    system: SystemId,
    version: Seq,
) -> Recorded {
    let mut tx = db.write(permit, at).await?;
    let versions = read_procedure_versions(&mut tx.tx, permit.facility(), system).await?;
    let newest = versions.into_iter().next().ok_or(StoreError::NotFound)?;
    if newest.procedure.version != version {
        return Err(StoreError::Stale);
    }
    if newest.approved.is_some() {
        return Ok(version);
    }
    let approval = Approval { by: permit.by().name.clone(), on: at.date_jst() };
    journal::commit(tx, Event::ProcedureApproved { system, version, approval }).await
}

/// Records a rehearsal, or changes its record. For a new one `version` is [`Seq::ZERO`].
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::NotFound`] for a copy that was never recorded for the system.
pub async fn record_rehearsal(db: &Db, permit: &Permit<ManageBackups>, at: Instant, rehearsal: Rehearsal) -> Recorded {
    let mut tx = db.write(permit, at).await?;
    let versions = read_copy_versions(&mut tx.tx, permit.facility(), rehearsal.stated.copy).await?;
    if versions.first().is_none_or(|newest| newest.copy.stated.system != rehearsal.stated.system) {
        return Err(StoreError::NotFound);
    }
    match read_rehearsal(&mut tx.tx, permit.facility(), rehearsal.id).await? {
        Some(before) if before.version != rehearsal.version => return Err(StoreError::Stale),
        None if rehearsal.version != Seq::ZERO => return Err(StoreError::NotFound),
        Some(before) if before.stated == rehearsal.stated => return Ok(before.version),
        _ => {}
    }
    journal::commit(tx, Event::RestoreRehearsed(Box::new(rehearsal))).await
}

async fn require_system(tx: &mut Tx, facility: FacilityId, system: SystemId) -> Result<(), StoreError> {
    let known = read_systems(tx, facility).await?.iter().any(|one| one.id == system);
    if known { Ok(()) } else { Err(StoreError::NotFound) }
}

/// The copy as it stands; `None` if there is none of that identifier.
async fn newest_copy(tx: &mut Tx, facility: FacilityId, id: BackupCopyId) -> Result<Option<BackupCopy>, StoreError> {
    match read_copy_versions(tx, facility, id).await?.into_iter().next() {
        Some(version) if version.ended.is_some() => Err(StoreError::NotFound),
        found => Ok(found.map(|version| version.copy)),
    }
}
