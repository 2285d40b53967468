//! Stating a part, approving a version, recording to whom it was handed out.

use super::read::read_loaded;
use crate::{Db, StoreError, journal, ledger::read_systems};
use domain::{
    access::{ApproveBcp, ManageBcp, Permit},
    calendar::Instant,
    journal::{Event, Seq},
    readiness::bcp::{BcpApproval, BcpHandedOut, Part, PartKey, Stated},
};

/// States a part, changes it, or takes its line away. For a part that nobody stated `version` is [`Seq::ZERO`]. What changes nothing
/// writes nothing.
///
/// # Errors
/// [`StoreError::Stale`] when it changed since that version; [`StoreError::NotFound`] for a system that is not registered, for a line
/// that is not there, and for a part under the key of another.
pub async fn state(
    db: &Db,
    permit: &Permit<ManageBcp>,
    at: Instant,
    version: Seq,
    stated: Stated,
) -> Result<Option<Seq>, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let loaded = read_loaded(&mut tx.tx, permit.facility()).await?;
    if loaded.version(&stated.key) != version {
        return Err(StoreError::Stale);
    }
    let before = loaded.part(&stated.key).map(|row| &row.part);
    match &stated.part {
        Some(part) if !stated.key.holds(part) => return Err(StoreError::NotFound),
        Some(part) if before.is_some_and(|before| is_same(before, part)) => return Ok(None),
        None if before.is_none() || !stated.key.is_line() => return Err(StoreError::NotFound),
        _ => {}
    }
    if let PartKey::System(id) = stated.key
        && !read_systems(&mut tx.tx, permit.facility()).await?.iter().any(|one| one.id == id)
    {
        return Err(StoreError::NotFound);
    }
    journal::commit(tx, Event::BcpStated(Box::new(stated))).await.map(Some)
}

/// Whether a person says the same again. The grounds that were shown are what the program knew, not what the person says.
fn is_same(before: &Part, now: &Part) -> bool {
    match (before, now) {
        (Part::Check(before), Part::Check(now)) => {
            (before.answer, &before.note, before.target_on) == (now.answer, &now.note, now.target_on)
        }
        _ => before == now,
    }
}

/// Records an approval with the next number. `head` is that of the parts that the approved plan was made of.
///
/// # Errors
/// [`StoreError::Stale`] when a part changed since; [`StoreError::Exists`] when exactly this plan is approved already.
pub async fn approve(
    db: &Db,
    permit: &Permit<ApproveBcp>,
    at: Instant,
    head: Seq,
    mut approval: BcpApproval,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let loaded = read_loaded(&mut tx.tx, permit.facility()).await?;
    if loaded.head() != head {
        return Err(StoreError::Stale);
    }
    let newest = loaded.approved.as_ref().map(|row| &row.approval);
    if newest.is_some_and(|newest| {
        newest.plan == approval.plan && newest.on == approval.on && newest.next_review_on == approval.next_review_on
    }) {
        return Err(StoreError::Exists("approval"));
    }
    approval.number = newest.map_or(1, |newest| newest.number + 1);
    journal::commit(tx, Event::BcpApproved(Box::new(approval))).await
}

/// Records that a copy of an approved version was handed out.
///
/// # Errors
/// [`StoreError::NotFound`] for a version that is not there; [`StoreError::Exists`] for a record that is.
pub async fn hand_out(
    db: &Db,
    permit: &Permit<ManageBcp>,
    at: Instant,
    handed: BcpHandedOut,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let facility = permit.facility();
    let versions = super::read::read_approvals(&mut tx.tx, facility).await?;
    if !versions.iter().any(|row| row.approval.id == handed.approval && row.approval.number == handed.number) {
        return Err(StoreError::NotFound);
    }
    if read_loaded(&mut tx.tx, facility).await?.handouts.iter().any(|row| row.handed.id == handed.id) {
        return Err(StoreError::Exists("handout"));
    }
    journal::commit(tx, Event::BcpHandedOut(Box::new(handed))).await
}
