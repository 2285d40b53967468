//! Reading and keeping profiles.

use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
    journal,
};
use domain::{
    access::{Permit, View},
    calendar::Instant,
    id::FacilityId,
    intake::Profile,
    journal::{Event, Seq},
    vendor::Line,
};

const ALL: &str = "SELECT id, kind, name, mapping, version FROM intake_profile
    WHERE facility_id = $1 AND kind = $2 ORDER BY version DESC";

/// The profiles for a kind of list, the newest first.
///
/// # Errors
/// When the database can't be read.
pub async fn profiles(db: &Db, permit: &Permit<View>, kind: &str) -> Result<Vec<Profile>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    read_profiles(&mut tx, permit.facility(), kind).await
}

async fn read_profiles(tx: &mut Tx, facility: FacilityId, kind: &str) -> Result<Vec<Profile>, StoreError> {
    tx.all(ALL, args![facility.to_string(), kind]).await?.iter().map(read_profile).collect()
}

fn read_profile(row: &Row) -> Result<Profile, StoreError> {
    Ok(Profile {
        id: row.parse(0)?,
        kind: row.text(1)?,
        name: Line::parse(&row.text(2)?).map_err(|e| StoreError::Damaged(e.to_string()))?,
        mapping: row.json(3)?,
        version: Seq::new(row.int(4)?),
    })
}

/// Keeps a profile; one of the same kind and name becomes this. `A` is the action for which the list is taken in. One that
/// changes nothing writes nothing.
///
/// # Errors
/// When the database can't be written.
pub async fn keep_profile<A>(db: &Db, permit: &Permit<A>, at: Instant, profile: Profile) -> Result<(), StoreError> {
    let mut tx = db.write(permit, at).await?;
    let known = read_profiles(&mut tx.tx, permit.facility(), &profile.kind).await?;
    let before = known.into_iter().find(|one| one.name == profile.name);
    if before.as_ref().is_some_and(|one| one.mapping == profile.mapping) {
        return Ok(());
    }
    let profile = Profile { id: before.map_or(profile.id, |one| one.id), version: Seq::ZERO, ..profile };
    journal::commit(tx, Event::ProfileKept(profile)).await.map(drop)
}
