//! The only code that writes `ledger_system`.

use crate::{
    StoreError,
    engine::{Tx, args},
    journal::Applied,
};
use domain::ledger::System;

const SYSTEM: &str = "INSERT INTO ledger_system (facility_id, id, name, kind, vendor_id, version)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (facility_id, id) DO UPDATE SET name = excluded.name, kind = excluded.kind,
    vendor_id = excluded.vendor_id, version = excluded.version";

pub(crate) async fn apply_system(tx: &mut Tx, cx: &Applied<'_>, system: &System) -> Result<(), StoreError> {
    let stated = &system.stated;
    let values = args![
        cx.facility.as_str(),
        system.id.to_string(),
        stated.name.as_str(),
        stated.kind.code(),
        stated.vendor.map(|vendor| vendor.to_string()),
        cx.seq.get()
    ];
    tx.execute(SYSTEM, values).await.map(drop)
}
