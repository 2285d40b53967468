//! A list of vendors, taken in as one event.

use super::{
    read::read_vendors,
    register::{read_contacts, read_contracts},
};
use crate::{Db, StoreError, journal, ledger::read_systems};
use domain::{
    access::{ManageVendors, Permit},
    calendar::Instant,
    journal::{Event, Seq, VendorsImported},
};

/// Records everything that a list changes, all of it or nothing. Each record bears the version that the preview stood on.
///
/// # Errors
/// [`StoreError::Stale`] when one of the records changed since the preview.
pub async fn import(
    db: &Db,
    permit: &Permit<ManageVendors>,
    at: Instant,
    imported: VendorsImported,
    contacts_stood_on: Seq,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let facility = permit.facility();
    let vendors = read_vendors(&mut tx.tx, facility).await?;
    let contacts = read_contacts(&mut tx.tx, facility).await?;
    let contracts = read_contracts(&mut tx.tx, facility).await?;
    let systems = read_systems(&mut tx.tx, facility).await?;
    let version = |found: Option<Seq>| found.unwrap_or(Seq::ZERO);
    let same =
        imported.vendors.iter().all(|one| {
            version(vendors.iter().find(|known| known.id == one.id).map(|known| known.version)) == one.version
                && !vendors.iter().any(|known| known.id != one.id && known.stated.name == one.stated.name)
        }) && imported.systems.iter().all(|one| {
            version(systems.iter().find(|known| known.id == one.id).map(|known| known.version)) == one.version
        }) && imported.contracts.iter().all(|one| {
            version(contracts.iter().find(|known| known.id == one.id).map(|known| known.version)) == one.version
        });
    let newest = contacts.values().map(|one| one.version).max().unwrap_or(Seq::ZERO);
    if !same || newest != contacts_stood_on {
        return Err(StoreError::Stale);
    }
    journal::commit(tx, Event::VendorsImported(Box::new(imported))).await
}
