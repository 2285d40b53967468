//! The only code that writes `vendor_split`.

use crate::{
    StoreError,
    engine::{Tx, args, json},
    journal::Applied,
};
use domain::{
    id::SplitId,
    journal::Event,
    vendor::{Line, split::Split},
};

const END: &str = "UPDATE vendor_split SET to_seq = $3 WHERE facility_id = $1 AND id = $2 AND to_seq IS NULL";
const ADD: &str = "INSERT INTO vendor_split (facility_id, id, from_seq, vendor_id, stated, changed_at, changed_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";
const ADD_WITHDRAWN: &str = "INSERT INTO vendor_split (facility_id, id, from_seq, vendor_id, stated, withdrawn,
    changed_at, changed_by)
    SELECT facility_id, id, CAST($3 AS BIGINT), vendor_id, stated, CAST($4 AS TEXT), CAST($5 AS BIGINT), CAST($6 AS TEXT)
    FROM vendor_split WHERE facility_id = $1 AND id = $2 AND to_seq = $3";

/// Writes what an event of splits says; every other event is none of this part's.
pub(crate) async fn apply(tx: &mut Tx, cx: &Applied<'_>, event: &Event) -> Result<(), StoreError> {
    match event {
        Event::SplitRecorded(split) => apply_recorded(tx, cx, split).await,
        Event::SplitWithdrawn { split, why } => apply_withdrawn(tx, cx, *split, why).await,
        _ => Ok(()),
    }
}

async fn apply_recorded(tx: &mut Tx, cx: &Applied<'_>, split: &Split) -> Result<(), StoreError> {
    let id = split.id.to_string();
    tx.execute(END, args![cx.facility.as_str(), id.as_str(), cx.seq.get()]).await?;
    let values = args![
        cx.facility.as_str(),
        id,
        cx.seq.get(),
        split.stated.vendor.to_string(),
        json(&split.stated)?,
        cx.at.millis(),
        cx.by.name.as_str()
    ];
    tx.execute(ADD, values).await.map(drop)
}

async fn apply_withdrawn(tx: &mut Tx, cx: &Applied<'_>, split: SplitId, why: &Line) -> Result<(), StoreError> {
    let id = split.to_string();
    tx.execute(END, args![cx.facility.as_str(), id.as_str(), cx.seq.get()]).await?;
    let values = args![cx.facility.as_str(), id, cx.seq.get(), why.as_str(), cx.at.millis(), cx.by.name.as_str()];
    tx.execute(ADD_WITHDRAWN, values).await.map(drop)
}
