//! The only code that writes `network_segment`, `network_procedure` and `network_cut`.

use crate::{
    StoreError,
    engine::{Tx, args, json},
    journal::Applied,
};
use domain::{
    journal::Event,
    network::{CutNote, Procedure, Segments},
};

const CLEAR: &str = "DELETE FROM network_segment WHERE facility_id = $1";
const ADD_SEGMENT: &str = "INSERT INTO network_segment (facility_id, net, stated, version) VALUES ($1, $2, $3, $4)";
const END: &str = "UPDATE network_procedure SET to_seq = $3 WHERE facility_id = $1 AND target = $2 AND to_seq IS NULL";
const ADD: &str = "INSERT INTO network_procedure (facility_id, target, from_seq, stated, changed_at, changed_by)
    VALUES ($1, $2, $3, $4, $5, $6)";
const NOTE: &str = "INSERT INTO network_cut (facility_id, line, how, version) VALUES ($1, $2, $3, $4)
    ON CONFLICT (facility_id, line) DO UPDATE SET how = excluded.how, version = excluded.version";
const FORGET: &str = "DELETE FROM network_cut WHERE facility_id = $1 AND line = $2";

/// Writes what an event of the network says; every other event is none of this room's.
pub(crate) async fn apply(tx: &mut Tx, cx: &Applied<'_>, event: &Event) -> Result<(), StoreError> {
    match event {
        Event::SegmentsRecorded { segments } => apply_segments(tx, cx, segments).await,
        Event::ProcedureRecorded(procedure) => apply_procedure(tx, cx, procedure).await,
        Event::CutNoted(note) => apply_note(tx, cx, note).await,
        _ => Ok(()),
    }
}

async fn apply_segments(tx: &mut Tx, cx: &Applied<'_>, segments: &Segments) -> Result<(), StoreError> {
    tx.execute(CLEAR, args![cx.facility.as_str()]).await?;
    for segment in segments.all() {
        let values = args![cx.facility.as_str(), segment.net.to_string(), json(segment)?, cx.seq.get()];
        tx.execute(ADD_SEGMENT, values).await?;
    }
    Ok(())
}

async fn apply_procedure(tx: &mut Tx, cx: &Applied<'_>, procedure: &Procedure) -> Result<(), StoreError> {
    let target = procedure.target.to_string();
    tx.execute(END, args![cx.facility.as_str(), target.as_str(), cx.seq.get()]).await?;
    let values = args![
        cx.facility.as_str(),
        target,
        cx.seq.get(),
        json(&procedure.stated)?,
        cx.at.millis(),
        cx.by.name.as_str()
    ];
    tx.execute(ADD, values).await.map(drop)
}

async fn apply_note(tx: &mut Tx, cx: &Applied<'_>, note: &CutNote) -> Result<(), StoreError> {
    let line = note.line.to_string();
    match &note.how {
        Some(how) => tx.execute(NOTE, args![cx.facility.as_str(), line, how.as_str(), cx.seq.get()]).await,
        None => tx.execute(FORGET, args![cx.facility.as_str(), line]).await,
    }
    .map(drop)
}
