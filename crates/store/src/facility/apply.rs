//! The only code that writes `facility_record`.

use crate::{
    StoreError,
    engine::{Tx, Value, args},
    journal::Applied,
};
use domain::facility::{Facility, FacilityDraft};

const ADD: &str = "INSERT INTO facility_record (kind, name, code, beds, vendor_contract, version, facility_id, sample)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const CHANGE: &str = "UPDATE facility_record SET kind = $1, name = $2, code = $3, beds = $4, vendor_contract = $5,
    version = $6 WHERE facility_id = $7";

pub(crate) async fn apply_registered(tx: &mut Tx, cx: &Applied<'_>, facility: &Facility) -> Result<(), StoreError> {
    let mut values = stated(cx, &facility.stated);
    values.push(facility.sample.into());
    tx.execute(ADD, values).await.map(drop)
}

pub(crate) async fn apply_changed(tx: &mut Tx, cx: &Applied<'_>, draft: &FacilityDraft) -> Result<(), StoreError> {
    tx.execute(CHANGE, stated(cx, draft)).await.map(drop)
}

fn stated(cx: &Applied<'_>, draft: &FacilityDraft) -> Vec<Value> {
    args![
        draft.kind.code(),
        draft.name.as_str(),
        draft.code.as_ref().map(|code| code.as_str().to_owned()),
        draft.beds.map(i64::from),
        draft.vendor_contract.code(),
        cx.seq.get(),
        cx.facility.as_str()
    ]
}
