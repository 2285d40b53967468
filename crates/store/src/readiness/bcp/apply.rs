//! The only code that writes `readiness_bcp_*`.

use crate::{
    StoreError,
    engine::{Tx, args, json},
    journal::Applied,
};
use domain::{
    journal::Event,
    readiness::bcp::{BcpApproval, BcpHandedOut, Stated},
};

const END_VERSION: &str = "UPDATE readiness_bcp_part SET to_seq = $3
    WHERE facility_id = $1 AND part = $2 AND to_seq IS NULL";
const ADD_VERSION: &str = "INSERT INTO readiness_bcp_part (facility_id, part, from_seq, stated, changed_at, changed_by)
    VALUES ($1, $2, $3, $4, $5, $6)";
const ADD_APPROVAL: &str = "INSERT INTO readiness_bcp_approval (facility_id, id, number, stated, recorded_at,
    recorded_by, seq) VALUES ($1, $2, $3, $4, $5, $6, $7)";
const ADD_HANDOUT: &str = "INSERT INTO readiness_bcp_handout (facility_id, id, approval_id, stated, recorded_at,
    recorded_by, seq) VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// Writes what an event of the BCP says; every other event is none of this room's.
pub(crate) async fn apply(tx: &mut Tx, cx: &Applied<'_>, event: &Event) -> Result<(), StoreError> {
    match event {
        Event::BcpStated(stated) => apply_stated(tx, cx, stated).await,
        Event::BcpApproved(approval) => apply_approval(tx, cx, approval).await,
        Event::BcpHandedOut(handed) => apply_handed(tx, cx, handed).await,
        _ => Ok(()),
    }
}

async fn apply_stated(tx: &mut Tx, cx: &Applied<'_>, stated: &Stated) -> Result<(), StoreError> {
    let key = stated.key.to_string();
    tx.execute(END_VERSION, args![cx.facility.as_str(), key.as_str(), cx.seq.get()]).await?;
    let Some(part) = &stated.part else { return Ok(()) };
    let values = args![cx.facility.as_str(), key, cx.seq.get(), json(part)?, cx.at.millis(), cx.by.name.as_str()];
    tx.execute(ADD_VERSION, values).await.map(drop)
}

async fn apply_approval(tx: &mut Tx, cx: &Applied<'_>, approval: &BcpApproval) -> Result<(), StoreError> {
    let values = args![
        cx.facility.as_str(),
        approval.id.to_string(),
        approval.number,
        json(approval)?,
        cx.at.millis(),
        cx.by.name.as_str(),
        cx.seq.get()
    ];
    tx.execute(ADD_APPROVAL, values).await.map(drop)
}

async fn apply_handed(tx: &mut Tx, cx: &Applied<'_>, handed: &BcpHandedOut) -> Result<(), StoreError> {
    let values = args![
        cx.facility.as_str(),
        handed.id.to_string(),
        handed.approval.to_string(),
        json(handed)?,
        cx.at.millis(),
        cx.by.name.as_str(),
        cx.seq.get()
    ];
    tx.execute(ADD_HANDOUT, values).await.map(drop)
}
