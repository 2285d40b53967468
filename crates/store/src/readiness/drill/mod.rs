//! Drills and trainings: plans version by version, the clock with its steps, how each was held.

mod apply;

pub(crate) use apply::apply;

use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
    journal::{self, instant},
    readiness::task::read_tasks,
};
use domain::{
    access::{ManageDrills, Permit, View},
    assessment::Note,
    calendar::Instant,
    id::{DrillId, FacilityId},
    journal::{Event, Seq},
    readiness::{
        drill::{Drill, DrillHeld, DrillRun, DrillStarted, DrillStepped},
        task::Task,
    },
};
use std::collections::BTreeMap;

const NOW: &str = "SELECT id, from_seq, stated FROM readiness_drill WHERE facility_id = $1 AND to_seq IS NULL
    ORDER BY id";
const RUNS: &str = "SELECT drill_id, card, started_at FROM readiness_drill_run WHERE facility_id = $1";
const STEPS: &str = "SELECT drill_id, ended_at, said FROM readiness_drill_step WHERE facility_id = $1
    ORDER BY drill_id, step";
const HELD: &str = "SELECT drill_id, stated, recorded_by, seq FROM readiness_drill_held WHERE facility_id = $1";

/// How it was held, with who recorded it.
#[derive(Debug, Clone)]
pub struct HeldRow {
    /// How it was held.
    pub held: DrillHeld,
    /// Who recorded it.
    pub by: String,
    /// Journal entry of it.
    pub version: Seq,
}

/// A drill or training with everything that was recorded about it.
#[derive(Debug, Clone)]
pub struct DrillRow {
    /// The plan.
    pub drill: Drill,
    /// The clock, once it was started.
    pub run: Option<DrillRun>,
    /// How it was held, once that was recorded.
    pub held: Option<HeldRow>,
}

/// Every drill and training: those that were held last, first; what is planned before them.
///
/// # Errors
/// When the database can't be read.
pub async fn list(db: &Db, permit: &Permit<View>) -> Result<Vec<DrillRow>, StoreError> {
    read_drills(&mut db.begin_read(permit.facility()).await?, permit.facility()).await
}

/// What each drill or training is called.
///
/// # Errors
/// When the database can't be read.
pub async fn titles(db: &Db, permit: &Permit<View>) -> Result<BTreeMap<DrillId, String>, StoreError> {
    let rows = list(db, permit).await?;
    Ok(rows.into_iter().map(|row| (row.drill.id, row.drill.stated.title.to_string())).collect())
}

/// One drill.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn find(db: &Db, permit: &Permit<View>, id: DrillId) -> Result<DrillRow, StoreError> {
    list(db, permit).await?.into_iter().find(|row| row.drill.id == id).ok_or(StoreError::NotFound)
}

async fn read_drills(tx: &mut Tx, facility: FacilityId) -> Result<Vec<DrillRow>, StoreError> {
    let of = || args![facility.to_string()];
    let mut steps: BTreeMap<DrillId, Vec<(Instant, Note)>> = BTreeMap::new();
    for row in tx.all(STEPS, of()).await? {
        let said = Note::parse(&row.text(2)?).map_err(|error| StoreError::Damaged(error.to_string()))?;
        steps.entry(row.parse(0)?).or_default().push((instant(&row, 1)?, said));
    }
    let mut runs: BTreeMap<DrillId, DrillRun> = BTreeMap::new();
    for row in tx.all(RUNS, of()).await? {
        let id = row.parse(0)?;
        let steps = steps.remove(&id).unwrap_or_default();
        runs.insert(id, DrillRun { started_at: instant(&row, 2)?, card: row.json(1)?, steps });
    }
    let mut held: BTreeMap<DrillId, HeldRow> = BTreeMap::new();
    for row in tx.all(HELD, of()).await? {
        held.insert(row.parse(0)?, HeldRow { held: row.json(1)?, by: row.text(2)?, version: Seq::new(row.int(3)?) });
    }
    let one = |row: &Row| {
        let drill = Drill { id: row.parse(0)?, stated: row.json(2)?, version: Seq::new(row.int(1)?) };
        let (run, held) = (runs.remove(&drill.id), held.remove(&drill.id));
        Ok(DrillRow { drill, run, held })
    };
    let mut rows = tx.all(NOW, of()).await?.iter().map(one).collect::<Result<Vec<DrillRow>, StoreError>>()?;
    // What is planned comes first by its day; what was held, newest first.
    rows.sort_by_key(|row| {
        let held = row.held.as_ref().map(|held| std::cmp::Reverse(held.held.on));
        (held.is_some(), held, row.drill.stated.planned_on, row.drill.id)
    });
    Ok(rows)
}

/// Adds a plan, or changes it. For a new one `version` is [`Seq::ZERO`]. A change that changes nothing writes nothing.
///
/// # Errors
/// [`StoreError::Stale`] when it changed since that version.
pub async fn record(db: &Db, permit: &Permit<ManageDrills>, at: Instant, drill: Drill) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let known = read_drills(&mut tx.tx, permit.facility()).await?;
    match known.iter().find(|row| row.drill.id == drill.id) {
        Some(before) if before.drill.version != drill.version => return Err(StoreError::Stale),
        None if drill.version != Seq::ZERO => return Err(StoreError::Stale),
        Some(before) if before.drill == drill => return Ok(drill.version),
        _ => {}
    }
    journal::commit(tx, Event::DrillRecorded(Box::new(drill))).await
}

/// Starts the clock.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Exists`] when it runs or ran already.
pub async fn start(
    db: &Db,
    permit: &Permit<ManageDrills>,
    at: Instant,
    started: DrillStarted,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let known = read_drills(&mut tx.tx, permit.facility()).await?;
    let row = known.iter().find(|row| row.drill.id == started.drill).ok_or(StoreError::NotFound)?;
    if row.run.is_some() {
        return Err(StoreError::Exists("run"));
    }
    journal::commit(tx, Event::DrillStarted(Box::new(started))).await
}

/// Ends a step; its time is the entry's.
///
/// # Errors
/// [`StoreError::Stale`] when another step runs by now: nothing is counted twice; [`StoreError::NotFound`].
pub async fn step(
    db: &Db,
    permit: &Permit<ManageDrills>,
    at: Instant,
    stepped: DrillStepped,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let known = read_drills(&mut tx.tx, permit.facility()).await?;
    let row = known.iter().find(|row| row.drill.id == stepped.drill).ok_or(StoreError::NotFound)?;
    if row.run.as_ref().and_then(DrillRun::current) != Some(stepped.step) {
        return Err(StoreError::Stale);
    }
    journal::commit(tx, Event::DrillStepped(stepped)).await
}

/// Records how it was held, or changes it. The first time `version` is [`Seq::ZERO`].
///
/// # Errors
/// [`StoreError::Stale`] when somebody else recorded it since; [`StoreError::NotFound`].
pub async fn hold(
    db: &Db,
    permit: &Permit<ManageDrills>,
    at: Instant,
    version: Seq,
    held: DrillHeld,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let known = read_drills(&mut tx.tx, permit.facility()).await?;
    let row = known.iter().find(|row| row.drill.id == held.drill).ok_or(StoreError::NotFound)?;
    let before = row.held.as_ref().map_or(Seq::ZERO, |before| before.version);
    if before != version {
        return Err(StoreError::Stale);
    }
    if row.held.as_ref().is_some_and(|before| before.held == held) {
        return Ok(before);
    }
    journal::commit(tx, Event::DrillHeld(Box::new(held))).await
}

/// Records what a drill left to do.
///
/// # Errors
/// [`StoreError::NotFound`] for a drill that is not there; [`StoreError::Stale`] for a task that is.
pub async fn leave_task(
    db: &Db,
    permit: &Permit<ManageDrills>,
    at: Instant,
    drill: DrillId,
    task: Task,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let known = read_drills(&mut tx.tx, permit.facility()).await?;
    if !known.iter().any(|row| row.drill.id == drill) {
        return Err(StoreError::NotFound);
    }
    if read_tasks(&mut tx.tx, permit.facility()).await?.iter().any(|known| known.id == task.id) {
        return Err(StoreError::Stale);
    }
    journal::commit(tx, Event::ReadinessTaskRecorded(Box::new(task))).await
}
