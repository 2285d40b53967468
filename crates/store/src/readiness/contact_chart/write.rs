//! Recording entries, their order, confirmations, approvals and call tests.

use super::read::{read_entries, read_loaded};
use crate::{Db, StoreError, engine::Tx, journal, staff::read_members, vendor::read_vendors};
use domain::{
    access::{ApproveChart, ManageChart, Permit},
    calendar::Instant,
    id::{ChartApprovalId, ChartEntryId, FacilityId},
    journal::{CallTested, Event, Seq},
    readiness::contact_chart::{Approval, ChartEntry, EntryError, Party, Verified},
};

/// Records entries in one go, new ones with version [`Seq::ZERO`]: they come last, in the order given. Entries that change nothing are
/// left out; if nothing is left, nothing is written.
///
/// # Errors
/// [`StoreError::Stale`] when one changed since its version; [`StoreError::Chart`] when the arrows would run in a circle, or an entry
/// refers to nobody; [`StoreError::NotFound`] for a person or vendor that is not recorded.
pub async fn record(
    db: &Db,
    permit: &Permit<ManageChart>,
    at: Instant,
    entries: Vec<ChartEntry>,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let facility = permit.facility();
    let mut chart = read_entries(&mut tx.tx, facility).await?;
    let mut changed = Vec::new();
    for mut entry in entries {
        require_party(&mut tx.tx, facility, &entry).await?;
        let before = chart.iter().position(|known| known.id == entry.id);
        match before.map(|at| &chart[at]) {
            Some(known) if known.version != entry.version => return Err(StoreError::Stale),
            None if entry.version != Seq::ZERO => return Err(StoreError::Stale),
            Some(known) => entry.place = known.place,
            None => entry.place = chart.iter().map(|known| known.place).max().unwrap_or_default() + 1,
        }
        let same = before.is_some_and(|at| chart[at].stated == entry.stated);
        if let Some(at) = before {
            chart[at] = entry.clone();
        } else {
            chart.push(entry.clone());
        }
        if !same {
            changed.push(entry);
        }
    }
    // Only whole: the entries of one write may call each other.
    for entry in &changed {
        let others: Vec<ChartEntry> = chart.iter().filter(|other| other.id != entry.id).cloned().collect();
        entry.stated.check(entry.id, &others)?;
    }
    if changed.is_empty() {
        return Ok(chart.iter().map(|known| known.version).max().unwrap_or_default());
    }
    journal::commit(tx, Event::ChartRecorded { entries: changed }).await
}

async fn require_party(tx: &mut Tx, facility: FacilityId, entry: &ChartEntry) -> Result<(), StoreError> {
    let known = match &entry.stated.party {
        Party::Staff { staff } => read_members(tx, facility).await?.iter().any(|member| member.id == *staff),
        Party::Vendor { vendor } => read_vendors(tx, facility).await?.iter().any(|one| one.id == *vendor),
        Party::Post { .. } | Party::Authority { .. } => true,
    };
    if known { Ok(()) } else { Err(EntryError::Who.into()) }
}

/// Takes an entry off the chart. Its versions, confirmations and tests stay; arrows to it lead nowhere and are not shown.
///
/// # Errors
/// [`StoreError::Stale`] when it changed since that version; [`StoreError::NotFound`].
pub async fn remove(
    db: &Db,
    permit: &Permit<ManageChart>,
    at: Instant,
    entry: ChartEntryId,
    version: Seq,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let loaded = read_loaded(&mut tx.tx, permit.facility()).await?;
    let known = loaded.entries.iter().find(|known| known.id == entry).ok_or(StoreError::NotFound)?;
    if known.version != version {
        return Err(StoreError::Stale);
    }
    // What points at it goes with it, so that nothing stands in for nobody.
    let name = loaded.chart().name(entry).to_owned();
    if loaded.entries.iter().any(|other| other.stated.deputy_of == Some(entry)) {
        return Err(EntryError::DeputyOf.into());
    }
    journal::commit(tx, Event::ChartEntryRemoved { entry, name }).await
}

/// Puts the entries in this order. Entries that it does not name keep their order after the others.
///
/// # Errors
/// [`StoreError::NotFound`] for an entry that is not on the chart.
pub async fn order(
    db: &Db,
    permit: &Permit<ManageChart>,
    at: Instant,
    order: Vec<ChartEntryId>,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let entries = read_entries(&mut tx.tx, permit.facility()).await?;
    if order.iter().any(|id| !entries.iter().any(|entry| entry.id == *id)) {
        return Err(StoreError::NotFound);
    }
    let rest = entries.iter().map(|entry| entry.id).filter(|id| !order.contains(id));
    let order: Vec<ChartEntryId> = order.iter().copied().chain(rest).collect();
    if entries.iter().map(|entry| entry.id).eq(order.iter().copied()) {
        return Ok(entries.iter().map(|entry| entry.version).max().unwrap_or_default());
    }
    journal::commit(tx, Event::ChartOrdered { order }).await
}

/// Records that contacts are right. `seen` is what the person saw: a contact that changed since is refused.
///
/// # Errors
/// [`StoreError::Stale`] when one of them is reached in another way by now; [`StoreError::NotFound`].
pub async fn verify(
    db: &Db,
    permit: &Permit<ManageChart>,
    at: Instant,
    verified: Vec<Verified>,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let chart = read_loaded(&mut tx.tx, permit.facility()).await?.chart();
    for one in &verified {
        let person = chart.person(one.entry).ok_or(StoreError::NotFound)?;
        if person.reach() != one.seen {
            return Err(StoreError::Stale);
        }
    }
    journal::commit(tx, Event::ContactsVerified { verified }).await
}

/// Approves the chart as it stands. `seen` is the version that the person saw: the newest entry of the journal about the chart.
///
/// # Errors
/// [`StoreError::Stale`] when the chart is another by now; [`StoreError::NotFound`] for an empty one; [`StoreError::Exists`] when
/// exactly this chart is approved.
pub async fn approve(
    db: &Db,
    permit: &Permit<ApproveChart>,
    at: Instant,
    id: ChartApprovalId,
    seen: &str,
) -> Result<i64, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let loaded = read_loaded(&mut tx.tx, permit.facility()).await?;
    let chart = loaded.chart();
    if chart.people.is_empty() {
        return Err(StoreError::NotFound);
    }
    if chart.digest() != seen {
        return Err(StoreError::Stale);
    }
    let before = loaded.approved.map(|row| row.approval);
    if before.as_ref().is_some_and(|before| before.chart == chart) {
        return Err(StoreError::Exists("approval"));
    }
    let number = before.map_or(0, |before| before.number) + 1;
    journal::commit(tx, Event::ChartApproved(Box::new(Approval { id, number, chart }))).await?;
    Ok(number)
}

/// Records a call as a test, with the task that it left.
///
/// # Errors
/// [`StoreError::NotFound`] for an entry that is not on the chart; [`StoreError::Stale`] when it is reached in another way by now.
pub async fn test(db: &Db, permit: &Permit<ManageChart>, at: Instant, tested: CallTested) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let chart = read_loaded(&mut tx.tx, permit.facility()).await?.chart();
    let person = chart.person(tested.test.entry).ok_or(StoreError::NotFound)?;
    if person.reach() != tested.test.seen {
        return Err(StoreError::Stale);
    }
    journal::commit(tx, Event::CallTested(Box::new(tested))).await
}
