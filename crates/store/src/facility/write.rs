//! Registering, changing and (sample only) removing a facility.

use super::read::read_facility;
use crate::{
    Db, StoreError, access,
    engine::{Tx, args},
    journal,
    table::TABLES,
};
use domain::{
    access::{DropSample, EditFacility, Permit, SetUp},
    calendar::Instant,
    facility::FacilityDraft,
    journal::{Event, FacilityRegistered, Seq},
};

/// The credential of a first login: its password's hash, made outside of the transaction.
#[derive(Debug)]
pub struct FirstUser {
    /// Position in [`FacilityRegistered::users`].
    pub user: usize,
    /// argon2id hash in PHC form.
    pub password_hash: String,
}

/// Registers a facility with its first people, roles and logins: one event, one transaction.
///
/// # Errors
/// [`StoreError::Exists`] when a login name is taken.
pub async fn register(
    db: &Db,
    set_up: SetUp,
    at: Instant,
    first: FacilityRegistered,
    credentials: Vec<FirstUser>,
) -> Result<Seq, StoreError> {
    let (id, sample) = (first.facility.id, first.facility.sample);
    let users = first.users.clone();
    let event = Event::FacilityRegistered(Box::new(first));
    journal::register(db, set_up.by().clone(), at, id, sample, event, async |tx: &mut Tx| {
        for credential in credentials {
            let Some(user) = users.get(credential.user) else { continue };
            access::add_credential(tx, id, user, &credential.password_hash, at).await?;
        }
        Ok(())
    })
    .await
}

/// Changes what is stated about the facility.
///
/// # Errors
/// [`StoreError::Stale`] when it changed since `seen`.
pub async fn change(
    db: &Db,
    permit: &Permit<EditFacility>,
    at: Instant,
    seen: Seq,
    draft: FacilityDraft,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let before = read_facility(&mut tx.tx, permit.facility()).await?;
    if before.version != seen {
        return Err(StoreError::Stale);
    }
    if before.stated == draft {
        return Ok(before.version);
    }
    journal::commit(tx, Event::FacilityChanged(draft)).await
}

const IS_SAMPLE: &str = "SELECT sample FROM journal_facility WHERE facility_id = $1";

/// Removes the sample hospital as a whole: it is a facility of its own, its journal goes with it.
///
/// # Errors
/// [`StoreError::NotFound`] for a facility that is no sample: nothing real is ever removed.
pub async fn drop_sample(db: &Db, permit: &Permit<DropSample>) -> Result<(), StoreError> {
    let facility = permit.facility().to_string();
    let mut tx = db.begin_write(permit.facility()).await?;
    let row = tx.find(IS_SAMPLE, args![facility.as_str()]).await?.ok_or(StoreError::NotFound)?;
    if !row.flag(0)? {
        return Err(StoreError::NotFound);
    }
    for table in TABLES.iter().rev().filter(|t| t.columns.iter().any(|(name, _)| *name == "facility_id")) {
        let sql = format!("DELETE FROM {} WHERE facility_id = $1", table.name);
        tx.execute_declared(sql, args![facility.as_str()]).await?;
    }
    tx.commit().await
}
