//! Where the emergency pack is written, and how the last tries went. How they went is operational: it is about this machine's disks,
//! not about the institution. The only code that writes `readiness_emergency_run`.

mod apply;

pub(crate) use apply::apply;

use crate::{
    Db, StoreError,
    engine::{Tx, args},
    journal,
};
use domain::{
    access::{ManageIncident, Permit, View},
    calendar::Instant,
    id::FacilityId,
    journal::{Event, Seq},
    readiness::incident::EmergencySetting,
};
use time::Date;

const SETTING: &str = "SELECT setting, seq FROM readiness_emergency WHERE facility_id = $1";
const RUN: &str =
    "SELECT made_at, tried_at, failing_since, trouble FROM readiness_emergency_run WHERE facility_id = $1";
const MADE: &str = "INSERT INTO readiness_emergency_run (facility_id, made_at, tried_at) VALUES ($1, $2, $2)
    ON CONFLICT (facility_id) DO UPDATE SET made_at = $2, tried_at = $2, failing_since = NULL, trouble = NULL";
const FAILED: &str = "INSERT INTO readiness_emergency_run (facility_id, tried_at, failing_since, trouble)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (facility_id) DO UPDATE SET tried_at = $2,
    failing_since = COALESCE(readiness_emergency_run.failing_since, $3), trouble = $4";
const FORGET: &str = "DELETE FROM readiness_emergency_run WHERE facility_id = $1";

/// How the last tries went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyRun {
    /// When the newest pack was written.
    pub made_at: Option<Instant>,
    /// When it was last tried.
    pub tried_at: Instant,
    /// Since which day it fails; `None` while it does not.
    pub failing_since: Option<Date>,
    /// Code of why it fails.
    pub trouble: Option<String>,
}

/// What is set, and the entry that set it; the default while nobody set anything.
///
/// # Errors
/// When the database can't be read.
pub async fn setting(db: &Db, permit: &Permit<View>) -> Result<(EmergencySetting, Seq), StoreError> {
    read_setting(&mut db.begin_read(permit.facility()).await?, permit.facility()).await
}

async fn read_setting(tx: &mut Tx, facility: FacilityId) -> Result<(EmergencySetting, Seq), StoreError> {
    match tx.find(SETTING, args![facility.to_string()]).await? {
        Some(row) => Ok((row.json(0)?, Seq::new(row.int(1)?))),
        None => Ok((EmergencySetting::default(), Seq::ZERO)),
    }
}

/// Sets where the pack is written. A change that changes nothing writes nothing.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else set it since that version.
pub async fn set(
    db: &Db,
    permit: &Permit<ManageIncident>,
    at: Instant,
    version: Seq,
    setting: EmergencySetting,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let (before, known) = read_setting(&mut tx.tx, permit.facility()).await?;
    if known != version {
        return Err(StoreError::Stale);
    }
    if before == setting {
        return Ok(known);
    }
    // What failed was the old place.
    tx.tx.execute(FORGET, args![permit.facility().to_string()]).await?;
    journal::commit(tx, Event::EmergencyPackSet(setting)).await
}

/// How the last tries went; `None` before the first.
///
/// # Errors
/// When the database can't be read.
pub async fn run(db: &Db, permit: &Permit<View>) -> Result<Option<EmergencyRun>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let row = tx.find(RUN, args![permit.facility().to_string()]).await?;
    row.map(|row| {
        Ok(EmergencyRun {
            made_at: row.opt_int(0)?.map(Instant::from_millis),
            tried_at: Instant::from_millis(row.int(1)?),
            failing_since: row.opt_day(2)?,
            trouble: row.opt_text(3)?,
        })
    })
    .transpose()
}

/// Notes that a pack was written, or why not.
///
/// # Errors
/// When the database can't be written.
pub async fn tried(db: &Db, permit: &Permit<View>, at: Instant, trouble: Option<&str>) -> Result<(), StoreError> {
    let mut tx = db.begin_write(permit.facility()).await?;
    let facility = permit.facility().to_string();
    match trouble {
        None => tx.execute(MADE, args![facility, at.millis()]).await?,
        Some(why) => tx.execute(FAILED, args![facility, at.millis(), at.date_jst(), why]).await?,
    };
    tx.commit().await
}
