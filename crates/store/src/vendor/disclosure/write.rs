//! Recording disclosures, their answers, and what the institution decides about them.

use super::read::read_one;
use crate::{Db, StoreError, journal, vendor::require_vendor};
use domain::{
    access::{ManageVendors, Permit},
    calendar::Instant,
    id::DisclosureId,
    journal::{DisclosureAnswered, DisclosureDecided, Event, Seq},
    vendor::disclosure::{DecisionDraft, Disclosure, DisclosureAnswers, ItemKey},
};

/// Adds a disclosure, or changes what is stated about it or its file. For a new one `version` is [`Seq::ZERO`]. A change that
/// changes nothing writes nothing. The bytes of a file are in the blob store before.
///
/// # Errors
/// [`StoreError::Stale`] when it changed since that version; [`StoreError::NotFound`] for a vendor that is not there.
pub async fn record(
    db: &Db,
    permit: &Permit<ManageVendors>,
    at: Instant,
    disclosure: Disclosure,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    match read_one(&mut tx.tx, permit.facility(), disclosure.id).await {
        Ok(before) if before.disclosure.version != disclosure.version => return Err(StoreError::Stale),
        Ok(before) if before.disclosure == disclosure => return Ok(disclosure.version),
        Ok(_) => {}
        Err(StoreError::NotFound) if disclosure.version == Seq::ZERO => {}
        Err(error) => return Err(error),
    }
    require_vendor(&mut tx.tx, permit.facility(), disclosure.stated.vendor).await?;
    journal::commit(tx, Event::DisclosureRecorded(Box::new(disclosure))).await
}

/// Records the answers, all of them. `version` is that of the answers that the person saw; [`Seq::ZERO`] if there were none.
///
/// # Errors
/// [`StoreError::Stale`] when the answers changed since; [`StoreError::NotFound`].
pub async fn answer(
    db: &Db,
    permit: &Permit<ManageVendors>,
    at: Instant,
    disclosure: DisclosureId,
    version: Seq,
    answers: DisclosureAnswers,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let before = read_one(&mut tx.tx, permit.facility(), disclosure).await?.answers;
    if before.as_ref().map_or(Seq::ZERO, |row| row.version) != version {
        return Err(StoreError::Stale);
    }
    if before.is_some_and(|row| row.answers == answers) {
        return Ok(version);
    }
    journal::commit(tx, Event::DisclosureAnswered(Box::new(DisclosureAnswered { disclosure, answers }))).await
}

/// Records what was decided about an item.
///
/// # Errors
/// [`StoreError::NotFound`] for an item that is not there; [`StoreError::Stale`] when its answer is not the one decided on.
pub async fn decide(
    db: &Db,
    permit: &Permit<ManageVendors>,
    at: Instant,
    disclosure: DisclosureId,
    item: ItemKey,
    decision: DecisionDraft,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let row = read_one(&mut tx.tx, permit.facility(), disclosure).await?;
    let answers = row.answers.ok_or(StoreError::NotFound)?;
    let found = answers.answers.items.iter().find(|one| one.key == item).ok_or(StoreError::NotFound)?;
    if (found.answer, &found.remark) != (decision.answer, &decision.remark) {
        return Err(StoreError::Stale);
    }
    if row.decisions.get(&item).is_some_and(|before| before.decision == decision) {
        return Ok(row.disclosure.version);
    }
    journal::commit(tx, Event::DisclosureDecided(Box::new(DisclosureDecided { disclosure, item, decision }))).await
}
