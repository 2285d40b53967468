//! The only code that writes `vendor_remote_access` and `vendor_remote_confirmation`.

use crate::{
    StoreError,
    engine::{Tx, args, json},
    journal::Applied,
};
use domain::{
    id::RemoteAccessId,
    journal::{Event, SubmissionAccepted},
    vendor::{
        Line,
        remote_access::{RemoteAccess, RemoteConfirmation},
    },
};
use time::Date;

const END_VERSION: &str = "UPDATE vendor_remote_access SET to_seq = $3
    WHERE facility_id = $1 AND id = $2 AND to_seq IS NULL";
const ADD_VERSION: &str = "INSERT INTO vendor_remote_access (facility_id, id, from_seq, vendor_id, stated, changed_at,
    changed_by) VALUES ($1, $2, $3, $4, $5, $6, $7)";
const ADD_ENDED: &str = "INSERT INTO vendor_remote_access (facility_id, id, from_seq, vendor_id, stated, ended_on,
    ended_why, changed_at, changed_by)
    SELECT facility_id, id, CAST($3 AS BIGINT), vendor_id, stated, CAST($4 AS TEXT), CAST($5 AS TEXT),
    CAST($6 AS BIGINT), CAST($7 AS TEXT)
    FROM vendor_remote_access WHERE facility_id = $1 AND id = $2 AND to_seq = $3";
const ADD_CONFIRMATION: &str = "INSERT INTO vendor_remote_confirmation (facility_id, id, vendor_id, confirmed_on,
    stated, recorded_at, recorded_by, seq) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// Writes what an event of remote maintenance says; every other event is none of this room's.
pub(crate) async fn apply(tx: &mut Tx, cx: &Applied<'_>, event: &Event) -> Result<(), StoreError> {
    match event {
        Event::RemoteAccessRecorded(access) => apply_recorded(tx, cx, access).await,
        Event::RemoteAccessEnded { access, on, why } => apply_ended(tx, cx, *access, *on, why).await,
        Event::RemoteAccessConfirmed(said) => apply_confirmed(tx, cx, said).await,
        _ => Ok(()),
    }
}

/// Writes what an accepted answer of a vendor says about its ways in.
pub(crate) async fn apply_accepted(
    tx: &mut Tx,
    cx: &Applied<'_>,
    accepted: &SubmissionAccepted,
) -> Result<(), StoreError> {
    for access in &accepted.accesses {
        apply_recorded(tx, cx, access).await?;
    }
    match &accepted.confirmed {
        Some(confirmed) => apply_confirmed(tx, cx, confirmed).await,
        None => Ok(()),
    }
}

async fn apply_recorded(tx: &mut Tx, cx: &Applied<'_>, access: &RemoteAccess) -> Result<(), StoreError> {
    let id = access.id.to_string();
    tx.execute(END_VERSION, args![cx.facility.as_str(), id.as_str(), cx.seq.get()]).await?;
    let values = args![
        cx.facility.as_str(),
        id,
        cx.seq.get(),
        access.stated.vendor.to_string(),
        json(&access.stated)?,
        cx.at.millis(),
        cx.by.name.as_str()
    ];
    tx.execute(ADD_VERSION, values).await.map(drop)
}

async fn apply_ended(
    tx: &mut Tx,
    cx: &Applied<'_>,
    access: RemoteAccessId,
    on: Date,
    why: &Line,
) -> Result<(), StoreError> {
    let id = access.to_string();
    tx.execute(END_VERSION, args![cx.facility.as_str(), id.as_str(), cx.seq.get()]).await?;
    let values = args![cx.facility.as_str(), id, cx.seq.get(), on, why.as_str(), cx.at.millis(), cx.by.name.as_str()];
    tx.execute(ADD_ENDED, values).await.map(drop)
}

async fn apply_confirmed(tx: &mut Tx, cx: &Applied<'_>, confirmation: &RemoteConfirmation) -> Result<(), StoreError> {
    let stated = &confirmation.stated;
    let values = args![
        cx.facility.as_str(),
        confirmation.id.to_string(),
        stated.vendor.to_string(),
        stated.on,
        json(stated)?,
        cx.at.millis(),
        cx.by.name.as_str(),
        cx.seq.get()
    ];
    tx.execute(ADD_CONFIRMATION, values).await.map(drop)
}
