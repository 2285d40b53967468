//! Planning what becomes of an いいえ, and saying something about it.

use super::read::read_newest;
use crate::{Db, StoreError, assessment::says_no, journal, staff::read_members, vendor::read_vendors};
use domain::{
    access::{ManageRemediation, Permit},
    calendar::Instant,
    journal::{Event, Seq},
    remediation::{Remediation, RemediationCommented, RemediationError},
};
use time::Date;

/// Records what is planned for an いいえ. The first time `version` is [`Seq::ZERO`]. A change that changes nothing writes nothing.
///
/// # Errors
/// [`StoreError::Stale`] when it changed since that version; [`StoreError::Remediation`] when it can't be taken;
/// [`StoreError::NotFound`] for a sheet that is not there.
pub async fn record(
    db: &Db,
    permit: &Permit<ManageRemediation>,
    at: Instant,
    today: Date,
    remediation: Remediation,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let facility = permit.facility();
    if !says_no(&mut tx.tx, facility, remediation.key.sheet, &remediation.key.item).await? {
        return Err(RemediationError::NotNo.into());
    }
    let before = read_newest(&mut tx.tx, facility, &remediation.key).await?;
    if before.version != remediation.version {
        return Err(StoreError::Stale);
    }
    let members = read_members(&mut tx.tx, facility).await?;
    let vendors = read_vendors(&mut tx.tx, facility).await?;
    remediation.stated.check(&before.stated, &members, &vendors, today)?;
    if before.stated == remediation.stated {
        return Ok(before.version);
    }
    journal::commit(tx, Event::RemediationRecorded(Box::new(remediation))).await
}

/// Adds a comment. Comments are never changed, so nothing is in its way.
///
/// # Errors
/// [`StoreError::Remediation`] when the item says いいえ in no round; [`StoreError::NotFound`] for a sheet that is not there.
pub async fn comment(
    db: &Db,
    permit: &Permit<ManageRemediation>,
    at: Instant,
    said: RemediationCommented,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    if !says_no(&mut tx.tx, permit.facility(), said.key.sheet, &said.key.item).await? {
        return Err(RemediationError::NotNo.into());
    }
    journal::commit(tx, Event::RemediationCommented(Box::new(said))).await
}
