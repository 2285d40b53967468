//! Taking inventories in, and what a person says of devices.

use super::{
    book::version,
    device::{DeviceRecord, read_device},
};
use crate::{Db, StoreError, journal};
use domain::{
    access::{ManageLedger, Permit},
    calendar::Instant,
    id::DeviceId,
    journal::{Event, Seq},
    ledger::{InventoryTaken, LedgerStated},
};

/// Takes an inventory in as it was planned on the ledger of `seen`.
///
/// # Errors
/// [`StoreError::Stale`] when the ledger changed since.
pub async fn take(
    db: &Db,
    permit: &Permit<ManageLedger>,
    at: Instant,
    seen: Seq,
    taken: InventoryTaken,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    if version(&mut tx.tx, permit.facility()).await? != seen {
        return Err(StoreError::Stale);
    }
    journal::commit(tx, Event::InventoryTaken(Box::new(taken))).await
}

/// Records what a person says of devices. `decide` is given them as they stand, and says `None` when nothing would change.
///
/// # Errors
/// [`StoreError::Stale`] when the ledger changed since `seen`; [`StoreError::NotFound`] for a device that is not there.
pub async fn state<E: From<StoreError>>(
    db: &Db,
    permit: &Permit<ManageLedger>,
    at: Instant,
    seen: Option<Seq>,
    devices: &[DeviceId],
    decide: impl FnOnce(&[DeviceRecord]) -> Result<Option<LedgerStated>, E>,
) -> Result<Option<Seq>, E> {
    let mut tx = db.write(permit, at).await?;
    let now = version(&mut tx.tx, permit.facility()).await?;
    if seen.is_some_and(|seen| seen != now) {
        return Err(StoreError::Stale.into());
    }
    let mut found = Vec::with_capacity(devices.len());
    for id in devices {
        let device = read_device(&mut tx.tx, permit.facility(), *id).await?;
        found.push(device.ok_or(StoreError::NotFound)?);
    }
    match decide(&found)? {
        Some(stated) => Ok(Some(journal::commit(tx, Event::LedgerStated(Box::new(stated))).await?)),
        None => Ok(None),
    }
}
