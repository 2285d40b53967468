//! Recording ways in, their end, and what a vendor confirmed.

use super::read::{read_accesses, read_versions};
use crate::{Db, StoreError, engine::Tx, journal, vendor::require_vendor};
use domain::{
    access::{ManageVendors, Permit},
    calendar::Instant,
    id::{FacilityId, RemoteAccessId},
    journal::{Event, Seq},
    vendor::{
        Line,
        remote_access::{RemoteAccess, RemoteConfirmation},
    },
};
use time::Date;

/// Adds a way in, or changes its record. For a new one `version` is [`Seq::ZERO`]. A change that changes nothing writes nothing.
///
/// # Errors
/// [`StoreError::Stale`] when it changed since that version; [`StoreError::NotFound`] once it has ended, or for a vendor that is
/// not there.
pub async fn record(
    db: &Db,
    permit: &Permit<ManageVendors>,
    at: Instant,
    access: RemoteAccess,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    match newest(&mut tx.tx, permit.facility(), access.id).await? {
        Some(before) if before.version != access.version => return Err(StoreError::Stale),
        None if access.version != Seq::ZERO => return Err(StoreError::NotFound),
        Some(before) if before == access => return Ok(before.version),
        _ => {}
    }
    require_vendor(&mut tx.tx, permit.facility(), access.stated.vendor).await?;
    journal::commit(tx, Event::RemoteAccessRecorded(Box::new(access))).await
}

/// Says that a way in is no longer there. Its versions stay.
///
/// # Errors
/// [`StoreError::Stale`] when it changed since that version; [`StoreError::NotFound`].
pub async fn end(
    db: &Db,
    permit: &Permit<ManageVendors>,
    at: Instant,
    access: RemoteAccessId,
    version: Seq,
    on: Date,
    why: Line,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let before = newest(&mut tx.tx, permit.facility(), access).await?.ok_or(StoreError::NotFound)?;
    if before.version != version {
        return Err(StoreError::Stale);
    }
    journal::commit(tx, Event::RemoteAccessEnded { access, on, why }).await
}

/// Records what a vendor confirmed.
///
/// # Errors
/// [`StoreError::NotFound`] for a vendor that is not there; [`StoreError::Stale`] when a way in that was seen changed since, ended, or
/// is another vendor's.
pub async fn confirm(
    db: &Db,
    permit: &Permit<ManageVendors>,
    at: Instant,
    confirmation: RemoteConfirmation,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let stated = &confirmation.stated;
    require_vendor(&mut tx.tx, permit.facility(), stated.vendor).await?;
    let known = read_accesses(&mut tx.tx, permit.facility()).await?;
    let stands = |access: &RemoteAccess, seen: &domain::vendor::remote_access::SeenAccess| {
        access.id == seen.access && access.version == seen.version && access.stated.vendor == stated.vendor
    };
    if stated.seen.iter().any(|seen| !known.iter().any(|access| stands(access, seen))) {
        return Err(StoreError::Stale);
    }
    journal::commit(tx, Event::RemoteAccessConfirmed(Box::new(confirmation))).await
}

/// What stands there now; `None` if there is none of that identifier.
async fn newest(tx: &mut Tx, facility: FacilityId, id: RemoteAccessId) -> Result<Option<RemoteAccess>, StoreError> {
    match read_versions(tx, facility, id).await?.into_iter().next() {
        Some(version) if version.ended.is_some() => Err(StoreError::NotFound),
        found => Ok(found.map(|version| version.access)),
    }
}
