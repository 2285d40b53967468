//! Everything that is known of systems' backups at a moment, in one view of the data.

use super::{
    read::{read_copies, read_jobs, read_plans, read_procedures, read_rehearsals},
    runs::read_job_state,
};
use crate::{
    Db, StoreError,
    ledger::{read_backup_words, read_systems},
};
use domain::{
    access::{Permit, View},
    calendar::Instant,
    id::SystemId,
    readiness::backup::{BackupCopy, CopyState, SystemState},
};

/// Every system of the register with its backups, by name.
///
/// # Errors
/// When the database can't be read.
pub async fn all(db: &Db, permit: &Permit<View>, now: Instant) -> Result<Vec<SystemState>, StoreError> {
    read(db, permit, now, None).await
}

/// One system with its backups.
///
/// # Errors
/// [`StoreError::NotFound`] for a system that is not there.
pub async fn one(db: &Db, permit: &Permit<View>, now: Instant, system: SystemId) -> Result<SystemState, StoreError> {
    read(db, permit, now, Some(system)).await?.into_iter().next().ok_or(StoreError::NotFound)
}

async fn read(
    db: &Db,
    permit: &Permit<View>,
    now: Instant,
    only: Option<SystemId>,
) -> Result<Vec<SystemState>, StoreError> {
    let facility = permit.facility();
    let mut tx = db.begin_read(facility).await?;
    let systems = read_systems(&mut tx, facility).await?;
    let (plans, copies) = (read_plans(&mut tx, facility).await?, read_copies(&mut tx, facility).await?);
    let (procedures, rehearsals) =
        (read_procedures(&mut tx, facility).await?, read_rehearsals(&mut tx, facility).await?);
    let jobs = read_jobs(&mut tx, facility).await?;
    let words = read_backup_words(&mut tx, facility).await?;
    let mut states = Vec::new();
    for system in systems.into_iter().filter(|system| only.is_none_or(|only| only == system.id)) {
        let mut own = Vec::new();
        for copy in copies.iter().filter(|copy| copy.stated.system == system.id) {
            let since = span_start(copy, now);
            let mut found = Vec::new();
            for job in jobs.iter().filter(|job| job.copy == Some(copy.id)) {
                found.push(read_job_state(&mut tx, facility, job.key.clone(), job.held, since).await?);
            }
            own.push(CopyState { copy: copy.clone(), jobs: found });
        }
        let mut tried: Vec<_> = rehearsals.iter().filter(|one| one.stated.system == system.id).cloned().collect();
        tried.sort_by_key(|one| std::cmp::Reverse((one.stated.on, one.version)));
        let procedure = procedures.iter().find(|one| one.procedure.system == system.id);
        let name = system.stated.name.as_str();
        states.push(SystemState {
            plan: plans.iter().find(|plan| plan.system == system.id).cloned(),
            copies: own,
            procedure: procedure.map(|one| (one.procedure.clone(), one.approved.clone())),
            rehearsals: tried,
            ledger: words.iter().filter(|(of, _)| of == name).map(|(_, word)| word.clone()).collect(),
            system,
        });
    }
    Ok(states)
}

/// The beginning of the time that the promised generations of a copy span: so many intervals before now, with the delay that is allowed.
fn span_start(copy: &BackupCopy, now: Instant) -> Option<Instant> {
    let (interval, allowed) = (copy.stated.frequency.interval_hours()?, copy.stated.frequency.allowed_hours()?);
    let hours = i64::from(interval) * i64::from(copy.stated.generations?) + i64::from(allowed);
    Some(Instant::from_millis(now.millis() - hours * 3_600_000))
}
