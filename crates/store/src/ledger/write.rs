//! Recording systems, taking inventories in, and what a person says of devices.

use super::{
    book::version,
    device::{DeviceRecord, read_devices},
    read::read_systems,
};
use crate::{Db, StoreError, journal, vendor::read_vendors};
use domain::{
    access::{ManageLedger, ManageVendors, Permit},
    calendar::Instant,
    id::DeviceId,
    journal::{Event, Seq},
    ledger::{InventoryTaken, LedgerStated, System},
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
    take_unless(db, permit, at, seen, taken, std::future::pending()).await?.ok_or(StoreError::Stale)
}

/// The same, unless `stop` comes first: then nothing is written, and `None` is the answer. Once the entry is being made durable it
/// stays, whoever asks to stop.
///
/// # Errors
/// As [`take`].
pub async fn take_unless(
    db: &Db,
    permit: &Permit<ManageLedger>,
    at: Instant,
    seen: Seq,
    taken: InventoryTaken,
    stop: impl Future<Output = ()>,
) -> Result<Option<Seq>, StoreError> {
    let mut tx = db.write(permit, at).await?;
    if version(&mut tx.tx, permit.facility()).await? != seen {
        return Err(StoreError::Stale);
    }
    journal::commit_unless(tx, Event::InventoryTaken(Box::new(taken)), stop).await
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
    let found = read_devices(&mut tx.tx, permit.facility(), devices).await?;
    if found.len() < devices.len() {
        return Err(StoreError::NotFound.into());
    }
    match decide(&found)? {
        Some(stated) => Ok(Some(journal::commit(tx, Event::LedgerStated(Box::new(stated))).await?)),
        None => Ok(None),
    }
}

/// Adds a system, or changes its record. For a new one `version` is [`Seq::ZERO`]. A change that changes nothing writes nothing.
///
/// # Errors
/// [`StoreError::Stale`] when the record changed since that version; [`StoreError::Exists`] when another system has the name;
/// [`StoreError::NotFound`] for a vendor that is not recorded.
pub async fn record_system(
    db: &Db,
    permit: &Permit<ManageVendors>,
    at: Instant,
    system: System,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let known = read_systems(&mut tx.tx, permit.facility()).await?;
    let before = known.iter().find(|one| one.id == system.id);
    if before.map_or(Seq::ZERO, |one| one.version) != system.version {
        return Err(StoreError::Stale);
    }
    if known.iter().any(|one| one.id != system.id && one.stated.name == system.stated.name) {
        return Err(StoreError::Exists("system"));
    }
    if before.is_some_and(|one| one.stated == system.stated) {
        return Ok(system.version);
    }
    if let Some(vendor) = system.stated.vendor
        && !read_vendors(&mut tx.tx, permit.facility()).await?.iter().any(|one| one.id == vendor)
    {
        return Err(StoreError::NotFound);
    }
    journal::commit(tx, Event::SystemRecorded(system)).await
}
