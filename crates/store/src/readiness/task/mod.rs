//! What is left to do after call tests and drills: a row per version.

mod apply;

pub(crate) use apply::apply_recorded;

use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
    journal,
};
use domain::{
    access::{ManageChart, Permit, View},
    calendar::Instant,
    id::{FacilityId, ReadinessTaskId},
    journal::{Event, Seq},
    readiness::task::{Task, TaskDraft, TaskOrigin},
};
use serde::{Deserialize, Serialize};

const NOW: &str = "SELECT id, from_seq, stated FROM readiness_task WHERE facility_id = $1 AND to_seq IS NULL
    ORDER BY is_open DESC, due_on, id";

/// What is kept of a task as JSON.
#[derive(Serialize, Deserialize)]
struct Kept {
    origin: TaskOrigin,
    #[serde(flatten)]
    stated: TaskDraft,
}

/// Every task: the open ones first, by 目標日.
///
/// # Errors
/// When the database can't be read.
pub async fn list(db: &Db, permit: &Permit<View>) -> Result<Vec<Task>, StoreError> {
    read_tasks(&mut db.begin_read(permit.facility()).await?, permit.facility()).await
}

pub(crate) async fn read_tasks(tx: &mut Tx, facility: FacilityId) -> Result<Vec<Task>, StoreError> {
    tx.all(NOW, args![facility.to_string()]).await?.iter().map(read_task).collect()
}

fn read_task(row: &Row) -> Result<Task, StoreError> {
    let kept: Kept = row.json(2)?;
    Ok(Task { id: row.parse(0)?, origin: kept.origin, stated: kept.stated, version: Seq::new(row.int(1)?) })
}

/// Changes what is stated about a task. A change that changes nothing writes nothing.
///
/// # Errors
/// [`StoreError::Stale`] when it changed since that version; [`StoreError::NotFound`].
pub async fn change(
    db: &Db,
    permit: &Permit<ManageChart>,
    at: Instant,
    (id, version): (ReadinessTaskId, Seq),
    stated: TaskDraft,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let known = read_tasks(&mut tx.tx, permit.facility()).await?;
    let before = known.into_iter().find(|task| task.id == id).ok_or(StoreError::NotFound)?;
    if before.version != version {
        return Err(StoreError::Stale);
    }
    if before.stated == stated {
        return Ok(before.version);
    }
    journal::commit(tx, Event::ReadinessTaskRecorded(Box::new(Task { stated, ..before }))).await
}
