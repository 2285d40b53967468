//! Recording vendors.

use super::read::read_vendors;
use crate::{Db, StoreError, journal};
use domain::{
    access::{ManageVendors, Permit},
    calendar::Instant,
    journal::{Event, Seq},
    vendor::Vendor,
};

/// Adds a vendor, or changes its record. For a new one `version` is [`Seq::ZERO`]. A change that changes nothing writes nothing.
///
/// # Errors
/// [`StoreError::Stale`] when the record changed since that version; [`StoreError::Exists`] when another vendor has the name.
pub async fn record(db: &Db, permit: &Permit<ManageVendors>, at: Instant, vendor: Vendor) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let known = read_vendors(&mut tx.tx, permit.facility()).await?;
    let before = known.iter().find(|one| one.id == vendor.id);
    if before.map_or(Seq::ZERO, |one| one.version) != vendor.version {
        return Err(StoreError::Stale);
    }
    if known.iter().any(|one| one.id != vendor.id && one.stated.name == vendor.stated.name) {
        return Err(StoreError::Exists("vendor"));
    }
    if before.is_some_and(|one| one.stated == vendor.stated) {
        return Ok(vendor.version);
    }
    journal::commit(tx, Event::VendorRecorded(vendor)).await
}
