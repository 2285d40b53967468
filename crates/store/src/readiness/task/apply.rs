//! The only code that writes `readiness_task`.

use super::Kept;
use crate::{
    StoreError,
    engine::{Tx, args, json},
    journal::Applied,
};
use domain::readiness::task::Task;

const END_VERSION: &str = "UPDATE readiness_task SET to_seq = $3
    WHERE facility_id = $1 AND id = $2 AND to_seq IS NULL";
const ADD_VERSION: &str = "INSERT INTO readiness_task (facility_id, id, from_seq, is_open, due_on, stated, changed_at,
    changed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

pub(crate) async fn apply_recorded(tx: &mut Tx, cx: &Applied<'_>, task: &Task) -> Result<(), StoreError> {
    let id = task.id.to_string();
    tx.execute(END_VERSION, args![cx.facility.as_str(), id.as_str(), cx.seq.get()]).await?;
    let kept = Kept { origin: task.origin, stated: task.stated.clone() };
    let values = args![
        cx.facility.as_str(),
        id,
        cx.seq.get(),
        task.is_open(),
        task.stated.due_on,
        json(&kept)?,
        cx.at.millis(),
        cx.by.name.as_str()
    ];
    tx.execute(ADD_VERSION, values).await.map(drop)
}
