//! Reading systems.

use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
};
use domain::{
    access::{Permit, View},
    id::FacilityId,
    journal::Seq,
    ledger::{DeviceStatus, FieldKey, Shown, System, SystemDraft, SystemKind, device_name},
    readiness::backup::LedgerWord,
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

/// Only devices that say anything about it are read.
const BACKED_UP: &str = "SELECT system, shown FROM ledger_device
    WHERE facility_id = $1 AND listed = 1 AND kind = 'server' AND system <> '' AND shown LIKE '%\"backup\"%' ORDER BY sort_key, id";

/// What devices say of being backed up, with the name of their system. What was disposed of says nothing.
pub(crate) async fn read_backup_words(
    tx: &mut Tx,
    facility: FacilityId,
) -> Result<Vec<(String, LedgerWord)>, StoreError> {
    let mut words = Vec::new();
    for row in tx.all(BACKED_UP, args![facility.to_string()]).await? {
        let shown: Shown = row.json(1)?;
        let Some(said) = shown.text(FieldKey::Backup) else { continue };
        if shown.text(FieldKey::Status) != Some(DeviceStatus::Disposed.code()) {
            words.push((row.text(0)?, LedgerWord { device: device_name(&shown).to_owned(), backed_up: said == "yes" }));
        }
    }
    Ok(words)
}
