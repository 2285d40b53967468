//! The only code that writes `readiness_chart_*` and `readiness_call_test`.

use crate::{
    StoreError,
    engine::{Tx, args, json},
    journal::Applied,
    readiness::task::apply_recorded,
};
use domain::{
    id::ChartEntryId,
    journal::{CallTested, Event},
    readiness::contact_chart::{Approval, ChartEntry, Verified},
};

const END_VERSION: &str = "UPDATE readiness_chart_entry SET to_seq = $3
    WHERE facility_id = $1 AND id = $2 AND to_seq IS NULL";
const ADD_VERSION: &str = "INSERT INTO readiness_chart_entry (facility_id, id, from_seq, place, stated, changed_at,
    changed_by) VALUES ($1, $2, $3, $4, $5, $6, $7)";
const PLACE: &str = "UPDATE readiness_chart_entry SET place = $3
    WHERE facility_id = $1 AND id = $2 AND to_seq IS NULL";
const ADD_VERIFIED: &str = "INSERT INTO readiness_chart_verified (facility_id, seq, entry_id, verified_on, seen,
    verified_by) VALUES ($1, $2, $3, $4, $5, $6)";
const ADD_APPROVAL: &str = "INSERT INTO readiness_chart_approval (facility_id, id, number, chart, approved_at,
    approved_by, seq) VALUES ($1, $2, $3, $4, $5, $6, $7)";
const ADD_TEST: &str = "INSERT INTO readiness_call_test (facility_id, id, entry_id, tested_on, stated, recorded_at,
    recorded_by, seq) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// Writes what an event of the contact chart says; every other event is none of this room's.
pub(crate) async fn apply(tx: &mut Tx, cx: &Applied<'_>, event: &Event) -> Result<(), StoreError> {
    match event {
        Event::ChartRecorded { entries } => {
            for entry in entries {
                apply_entry(tx, cx, entry).await?;
            }
            Ok(())
        }
        Event::ChartEntryRemoved { entry, .. } => {
            tx.execute(END_VERSION, args![cx.facility.as_str(), entry.to_string(), cx.seq.get()]).await.map(drop)
        }
        Event::ChartOrdered { order } => apply_order(tx, cx, order).await,
        Event::ContactsVerified { verified } => {
            for one in verified {
                apply_verified(tx, cx, one).await?;
            }
            Ok(())
        }
        Event::ChartApproved(approval) => apply_approval(tx, cx, approval).await,
        Event::CallTested(tested) => apply_test(tx, cx, tested).await,
        _ => Ok(()),
    }
}

async fn apply_entry(tx: &mut Tx, cx: &Applied<'_>, entry: &ChartEntry) -> Result<(), StoreError> {
    let id = entry.id.to_string();
    tx.execute(END_VERSION, args![cx.facility.as_str(), id.as_str(), cx.seq.get()]).await?;
    let values = args![
        cx.facility.as_str(),
        id,
        cx.seq.get(),
        entry.place,
        json(&entry.stated)?,
        cx.at.millis(),
        cx.by.name.as_str()
    ];
    tx.execute(ADD_VERSION, values).await.map(drop)
}

async fn apply_order(tx: &mut Tx, cx: &Applied<'_>, order: &[ChartEntryId]) -> Result<(), StoreError> {
    for (place, entry) in (1_i64..).zip(order) {
        tx.execute(PLACE, args![cx.facility.as_str(), entry.to_string(), place]).await?;
    }
    Ok(())
}

async fn apply_verified(tx: &mut Tx, cx: &Applied<'_>, one: &Verified) -> Result<(), StoreError> {
    let values =
        args![cx.facility.as_str(), cx.seq.get(), one.entry.to_string(), one.on, json(&one.seen)?, cx.by.name.as_str()];
    tx.execute(ADD_VERIFIED, values).await.map(drop)
}

async fn apply_approval(tx: &mut Tx, cx: &Applied<'_>, approval: &Approval) -> Result<(), StoreError> {
    let values = args![
        cx.facility.as_str(),
        approval.id.to_string(),
        approval.number,
        json(&approval.chart)?,
        cx.at.millis(),
        cx.by.name.as_str(),
        cx.seq.get()
    ];
    tx.execute(ADD_APPROVAL, values).await.map(drop)
}

async fn apply_test(tx: &mut Tx, cx: &Applied<'_>, tested: &CallTested) -> Result<(), StoreError> {
    let test = &tested.test;
    let values = args![
        cx.facility.as_str(),
        test.id.to_string(),
        test.entry.to_string(),
        test.on,
        json(test)?,
        cx.at.millis(),
        cx.by.name.as_str(),
        cx.seq.get()
    ];
    tx.execute(ADD_TEST, values).await?;
    match &tested.task {
        Some(task) => apply_recorded(tx, cx, task).await,
        None => Ok(()),
    }
}
