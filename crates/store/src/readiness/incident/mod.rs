//! Incidents: how each began, and the entries of its time line. Several may be open at once; each entry belongs to exactly one.

mod apply;

pub(crate) use apply::apply;

use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
    journal::{self, WriteTx, instant},
    readiness::task::read_tasks,
};
use domain::{
    access::{ManageIncident, Permit, ReportIncident, View},
    calendar::Instant,
    id::{FacilityId, IncidentId},
    journal::{Event, Seq},
    readiness::{
        incident::{Entry, Happening, Incident, IncidentOpened, Stated, Step},
        task::Task,
    },
};
use std::collections::BTreeMap;

const ALL: &str = "SELECT id, opened, opened_at, opened_by, seq FROM readiness_incident WHERE facility_id = $1
    ORDER BY number DESC";
const ONE: &str = "SELECT id, opened, opened_at, opened_by, seq FROM readiness_incident WHERE facility_id = $1
    AND id = $2";
const COUNT: &str = "SELECT count(*) FROM readiness_incident WHERE facility_id = $1";
const ENTRIES: &str = "SELECT incident_id, seq, said, written_at, written_by FROM readiness_incident_entry
    WHERE facility_id = $1 AND incident_id = $2 ORDER BY seq";
const TURNS: &str = "SELECT incident_id, seq, said, written_at, written_by FROM readiness_incident_entry
    WHERE facility_id = $1 AND what IN ('stated', 'sent', 'unsent', 'closed', 'reopened') ORDER BY seq";
const WORDS: &str = "SELECT incident_id, seq, said, written_at, written_by FROM readiness_incident_entry
    WHERE facility_id = $1 ORDER BY seq";

/// Every incident, the newest first, with the entries that say where it stands: notes and ticks are left out.
///
/// # Errors
/// When the database can't be read.
pub async fn list(db: &Db, permit: &Permit<View>) -> Result<Vec<Incident>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    read_all(&mut tx, permit.facility(), TURNS).await
}

/// Every incident with all of its entries: what a search looks through.
///
/// # Errors
/// When the database can't be read.
pub async fn whole(db: &Db, permit: &Permit<View>) -> Result<Vec<Incident>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    read_all(&mut tx, permit.facility(), WORDS).await
}

async fn read_all(tx: &mut Tx, facility: FacilityId, sql: &'static str) -> Result<Vec<Incident>, StoreError> {
    let mut entries: BTreeMap<IncidentId, Vec<Entry>> = BTreeMap::new();
    for row in tx.all(sql, args![facility.to_string()]).await? {
        entries.entry(row.parse(0)?).or_default().push(read_entry(&row)?);
    }
    let rows = tx.all(ALL, args![facility.to_string()]).await?;
    let one = |row: &Row| {
        let mut found = read_incident(row)?;
        found.entries = entries.remove(&found.opened.id).unwrap_or_default();
        Ok(found)
    };
    rows.iter().map(one).collect()
}

/// What each incident is called: its number and its title of today.
///
/// # Errors
/// When the database can't be read.
pub async fn titles(db: &Db, permit: &Permit<View>) -> Result<BTreeMap<IncidentId, (i64, String)>, StoreError> {
    let all = list(db, permit).await?;
    Ok(all.iter().map(|one| (one.opened.id, (one.opened.number, one.stated().0.title.to_string()))).collect())
}

/// One incident with its whole time line.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn find(db: &Db, permit: &Permit<View>, id: IncidentId) -> Result<Incident, StoreError> {
    read_one(&mut db.begin_read(permit.facility()).await?, permit.facility(), id).await
}

async fn read_one(tx: &mut Tx, facility: FacilityId, id: IncidentId) -> Result<Incident, StoreError> {
    let of = || args![facility.to_string(), id.to_string()];
    let row = tx.find(ONE, of()).await?.ok_or(StoreError::NotFound)?;
    let mut found = read_incident(&row)?;
    found.entries = tx.all(ENTRIES, of()).await?.iter().map(read_entry).collect::<Result<_, _>>()?;
    Ok(found)
}

fn read_incident(row: &Row) -> Result<Incident, StoreError> {
    Ok(Incident {
        opened: row.json(1)?,
        opened_at: instant(row, 2)?,
        opened_by: row.text(3)?,
        seq: Seq::new(row.int(4)?),
        entries: Vec::new(),
    })
}

fn read_entry(row: &Row) -> Result<Entry, StoreError> {
    Ok(Entry { seq: Seq::new(row.int(1)?), what: row.json(2)?, written_at: instant(row, 3)?, by: row.text(4)? })
}

/// Opens an incident: the alarm. Its number is the next one of the house. `another` says that it is not the one that is open already.
///
/// # Errors
/// [`StoreError::Exists`] when it is there already: the button was pressed twice; or when one is open and nobody said that this is
/// another.
pub async fn open(
    db: &Db,
    permit: &Permit<ReportIncident>,
    at: Instant,
    (id, another): (IncidentId, bool),
    stated: Stated,
    steps: Vec<Step>,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let facility = permit.facility().to_string();
    let known = read_all(&mut tx.tx, permit.facility(), TURNS).await?;
    if known.iter().any(|one| one.opened.id == id || (!another && one.is_open())) {
        return Err(StoreError::Exists("incident"));
    }
    let count = tx.tx.find(COUNT, args![facility]).await?.map_or(Ok(0), |row| row.int(0))?;
    let opened = IncidentOpened { id, number: count + 1, stated, steps };
    journal::commit(tx, Event::IncidentOpened(Box::new(opened))).await
}

/// Writes what was seen or done, or ticks a step, into the time line. A tick that is there already writes nothing.
///
/// # Errors
/// [`StoreError::NotFound`] for another incident, for a step or an entry that it does not have.
pub async fn report(
    db: &Db,
    permit: &Permit<ReportIncident>,
    at: Instant,
    id: IncidentId,
    entry: Happening,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let found = read_one(&mut tx.tx, permit.facility(), id).await?;
    match &entry {
        Happening::Noted(noted) => {
            if noted.corrects.is_some_and(|seq| !found.has_note(seq)) {
                return Err(StoreError::NotFound);
            }
        }
        Happening::Ticked(ticked) => {
            let steps = found.steps();
            let step = steps.get(ticked.step).ok_or(StoreError::NotFound)?;
            if step.is_done() == ticked.done {
                return Ok(found.seq);
            }
        }
        _ => return Err(StoreError::Internal("a report has another permit".to_owned())),
    }
    enter(tx, id, entry).await
}

/// Writes everything else: what is stated about the whole, what went out, how it ended. `version` is the entry that stated what was
/// seen; only a changed statement looks at it.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else stated something since, or when it was closed or opened again meanwhile;
/// [`StoreError::NotFound`].
pub async fn manage(
    db: &Db,
    permit: &Permit<ManageIncident>,
    at: Instant,
    (id, version): (IncidentId, Seq),
    entry: Happening,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let found = read_one(&mut tx.tx, permit.facility(), id).await?;
    match &entry {
        Happening::Stated(stated) => {
            let (before, known) = found.stated();
            if known != version {
                return Err(StoreError::Stale);
            }
            if before == &**stated {
                return Ok(known);
            }
        }
        Happening::Closed(_) if !found.is_open() => return Err(StoreError::Stale),
        Happening::Reopened { .. } if found.is_open() => return Err(StoreError::Stale),
        Happening::Unsent(unsent) if found.sent(unsent.report).is_none() => return Err(StoreError::Stale),
        _ => {}
    }
    enter(tx, id, entry).await
}

async fn enter(tx: WriteTx, incident: IncidentId, entry: Happening) -> Result<Seq, StoreError> {
    journal::commit(tx, Event::IncidentEntered { incident, entry }).await
}

/// Records a lesson as something left to do.
///
/// # Errors
/// [`StoreError::NotFound`] for an incident that is not there; [`StoreError::Stale`] for a task that is.
pub async fn leave_task(
    db: &Db,
    permit: &Permit<ManageIncident>,
    at: Instant,
    id: IncidentId,
    task: Task,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    read_one(&mut tx.tx, permit.facility(), id).await?;
    if read_tasks(&mut tx.tx, permit.facility()).await?.iter().any(|known| known.id == task.id) {
        return Err(StoreError::Stale);
    }
    journal::commit(tx, Event::ReadinessTaskRecorded(Box::new(task))).await
}
