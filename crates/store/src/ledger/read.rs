//! Reading systems.

use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
};
use domain::{
    access::{Permit, View},
    id::FacilityId,
    journal::Seq,
    ledger::{System, SystemDraft, SystemKind},
    staff::Name,
};

const ALL: &str = "SELECT id, name, kind, vendor_id, version FROM ledger_system
    WHERE facility_id = $1 ORDER BY name, id";

/// Every system of the facility, by name.
///
/// # Errors
/// When the database can't be read.
pub async fn systems(db: &Db, permit: &Permit<View>) -> Result<Vec<System>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    read_systems(&mut tx, permit.facility()).await
}

pub(crate) async fn read_systems(tx: &mut Tx, facility: FacilityId) -> Result<Vec<System>, StoreError> {
    tx.all(ALL, args![facility.to_string()]).await?.iter().map(read_system).collect()
}

fn read_system(row: &Row) -> Result<System, StoreError> {
    let stated = SystemDraft {
        name: Name::parse(&row.text(1)?).map_err(|e| StoreError::Damaged(e.to_string()))?,
        kind: row.code(2, SystemKind::from_code)?,
        vendor: row.opt_parse(3)?,
    };
    Ok(System { id: row.parse(0)?, stated, version: Seq::new(row.int(4)?) })
}
