//! Recording and withdrawing splits.

use super::read::read_versions;
use crate::{Db, StoreError, engine::Tx, journal, vendor::require_vendor};
use domain::{
    access::{ManageVendors, Permit},
    calendar::Instant,
    id::{FacilityId, SplitId},
    journal::{Event, Seq},
    vendor::{Line, split::Split},
};

/// Adds a split, or changes it. For a new one `version` is [`Seq::ZERO`]. A change that changes nothing writes nothing.
///
/// # Errors
/// [`StoreError::Stale`] when it changed since that version; [`StoreError::NotFound`] once it is withdrawn, or for a vendor that is
/// not there.
pub async fn record(db: &Db, permit: &Permit<ManageVendors>, at: Instant, split: Split) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    match newest(&mut tx.tx, permit.facility(), split.id).await? {
        Some(before) if before.version != split.version => return Err(StoreError::Stale),
        None if split.version != Seq::ZERO => return Err(StoreError::NotFound),
        Some(before) if before == split => return Ok(before.version),
        _ => {}
    }
    require_vendor(&mut tx.tx, permit.facility(), split.stated.vendor).await?;
    journal::commit(tx, Event::SplitRecorded(Box::new(split))).await
}

/// Says that a split no longer counts. Its versions stay.
///
/// # Errors
/// [`StoreError::Stale`] when it changed since that version; [`StoreError::NotFound`].
pub async fn withdraw(
    db: &Db,
    permit: &Permit<ManageVendors>,
    at: Instant,
    split: SplitId,
    version: Seq,
    why: Line,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let before = newest(&mut tx.tx, permit.facility(), split).await?.ok_or(StoreError::NotFound)?;
    if before.version != version {
        return Err(StoreError::Stale);
    }
    journal::commit(tx, Event::SplitWithdrawn { split, why }).await
}

/// What counts now; `None` if there is none of that identifier.
async fn newest(tx: &mut Tx, facility: FacilityId, id: SplitId) -> Result<Option<Split>, StoreError> {
    match read_versions(tx, facility, id).await?.into_iter().next() {
        Some(version) if version.withdrawn.is_some() => Err(StoreError::NotFound),
        found => Ok(found.map(|version| version.split)),
    }
}
