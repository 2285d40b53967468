//! The only code that writes `readiness_drill*`.

use crate::{
    StoreError,
    engine::{Tx, args, json},
    journal::Applied,
};
use domain::{
    journal::Event,
    readiness::drill::{Drill, DrillHeld},
};

const END_VERSION: &str = "UPDATE readiness_drill SET to_seq = $3
    WHERE facility_id = $1 AND id = $2 AND to_seq IS NULL";
const ADD_VERSION: &str = "INSERT INTO readiness_drill (facility_id, id, from_seq, stated, changed_at, changed_by)
    VALUES ($1, $2, $3, $4, $5, $6)";
const ADD_RUN: &str = "INSERT INTO readiness_drill_run (facility_id, drill_id, card, started_at, started_by, seq)
    VALUES ($1, $2, $3, $4, $5, $6)";
const ADD_STEP: &str = "INSERT INTO readiness_drill_step (facility_id, drill_id, step, said, ended_at, ended_by, seq)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";
const FORGET_HELD: &str = "DELETE FROM readiness_drill_held WHERE facility_id = $1 AND drill_id = $2";
const ADD_HELD: &str = "INSERT INTO readiness_drill_held (facility_id, drill_id, held_on, stated, recorded_at,
    recorded_by, seq) VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// Writes what an event of drills says; every other event is none of this room's.
pub(crate) async fn apply(tx: &mut Tx, cx: &Applied<'_>, event: &Event) -> Result<(), StoreError> {
    match event {
        Event::DrillRecorded(drill) => apply_recorded(tx, cx, drill).await,
        Event::DrillStarted(started) => {
            let values = args![
                cx.facility.as_str(),
                started.drill.to_string(),
                json(&started.card)?,
                cx.at.millis(),
                cx.by.name.as_str(),
                cx.seq.get()
            ];
            tx.execute(ADD_RUN, values).await.map(drop)
        }
        Event::DrillStepped(stepped) => {
            let values = args![
                cx.facility.as_str(),
                stepped.drill.to_string(),
                i64::try_from(stepped.step).unwrap_or(i64::MAX),
                stepped.said.as_str(),
                cx.at.millis(),
                cx.by.name.as_str(),
                cx.seq.get()
            ];
            tx.execute(ADD_STEP, values).await.map(drop)
        }
        Event::DrillHeld(held) => apply_held(tx, cx, held).await,
        _ => Ok(()),
    }
}

async fn apply_recorded(tx: &mut Tx, cx: &Applied<'_>, drill: &Drill) -> Result<(), StoreError> {
    let id = drill.id.to_string();
    tx.execute(END_VERSION, args![cx.facility.as_str(), id.as_str(), cx.seq.get()]).await?;
    let values =
        args![cx.facility.as_str(), id, cx.seq.get(), json(&drill.stated)?, cx.at.millis(), cx.by.name.as_str()];
    tx.execute(ADD_VERSION, values).await.map(drop)
}

async fn apply_held(tx: &mut Tx, cx: &Applied<'_>, held: &DrillHeld) -> Result<(), StoreError> {
    tx.execute(FORGET_HELD, args![cx.facility.as_str(), held.drill.to_string()]).await?;
    let values = args![
        cx.facility.as_str(),
        held.drill.to_string(),
        held.on,
        json(held)?,
        cx.at.millis(),
        cx.by.name.as_str(),
        cx.seq.get()
    ];
    tx.execute(ADD_HELD, values).await.map(drop)
}
