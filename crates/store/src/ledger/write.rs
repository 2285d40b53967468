//! Recording systems.

use super::read::read_systems;
use crate::{Db, StoreError, journal, vendor::read_vendors};
use domain::{
    access::{ManageVendors, Permit},
    calendar::Instant,
    journal::{Event, Seq},
    ledger::System,
};

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
