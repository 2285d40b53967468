//! Reading ways in and confirmations.

use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
};
use domain::{
    access::{Permit, View},
    calendar::Instant,
    id::{FacilityId, RemoteAccessId, VendorId},
    journal::Seq,
    vendor::{
        Line,
        remote_access::{RemoteAccess, RemoteConfirmation},
    },
};
use std::collections::BTreeMap;
use time::Date;

/// One version of a way in.
#[derive(Debug, Clone)]
pub struct RemoteAccessVersion {
    /// What stood in it.
    pub access: RemoteAccess,
    /// Last day and why, if it ended with this version.
    pub ended: Option<(Date, Line)>,
    /// When it was written.
    pub changed_at: Instant,
    /// By whom.
    pub changed_by: String,
}

/// A confirmation with who recorded it.
#[derive(Debug, Clone)]
pub struct ConfirmationRow {
    /// The confirmation.
    pub confirmation: RemoteConfirmation,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// By whom.
    pub recorded_by: String,
}

const NOW: &str = "SELECT id, from_seq, stated, ended_on, ended_why, changed_at, changed_by FROM vendor_remote_access
    WHERE facility_id = $1 AND to_seq IS NULL AND ended_on IS NULL ORDER BY id";
const NOW_OF: &str =
    "SELECT id, from_seq, stated, ended_on, ended_why, changed_at, changed_by FROM vendor_remote_access
    WHERE facility_id = $1 AND vendor_id = $2 AND to_seq IS NULL AND ended_on IS NULL ORDER BY id";
const NEWEST: &str = "SELECT id, from_seq, stated, ended_on, ended_why, changed_at, changed_by
    FROM vendor_remote_access WHERE facility_id = $1 AND to_seq IS NULL ORDER BY id";
const VERSIONS: &str = "SELECT id, from_seq, stated, ended_on, ended_why, changed_at, changed_by
    FROM vendor_remote_access WHERE facility_id = $1 AND id = $2 ORDER BY from_seq DESC";
const CONFIRMATIONS: &str = "SELECT id, stated, recorded_at, recorded_by FROM vendor_remote_confirmation
    WHERE facility_id = $1 ORDER BY confirmed_on DESC, seq DESC";

/// Every way in that is there, in the order in which they were recorded.
///
/// # Errors
/// When the database can't be read.
pub async fn accesses(db: &Db, permit: &Permit<View>) -> Result<Vec<RemoteAccess>, StoreError> {
    read_accesses(&mut db.begin_read(permit.facility()).await?, permit.facility()).await
}

pub(crate) async fn read_accesses(tx: &mut Tx, facility: FacilityId) -> Result<Vec<RemoteAccess>, StoreError> {
    let rows = tx.all(NOW, args![facility.to_string()]).await?;
    rows.iter().map(|row| Ok(read_version(row)?.access)).collect()
}

/// The ways in of one vendor, and of no other.
pub(crate) async fn read_accesses_of(
    tx: &mut Tx,
    facility: FacilityId,
    vendor: VendorId,
) -> Result<Vec<RemoteAccess>, StoreError> {
    let rows = tx.all(NOW_OF, args![facility.to_string(), vendor.to_string()]).await?;
    rows.iter().map(|row| Ok(read_version(row)?.access)).collect()
}

/// To which system or device each way in leads, also those that ended.
///
/// # Errors
/// When the database can't be read.
pub async fn targets(db: &Db, permit: &Permit<View>) -> Result<BTreeMap<RemoteAccessId, String>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let rows = tx.all(NEWEST, args![permit.facility().to_string()]).await?;
    let target = |row: &Row| {
        let access = read_version(row)?.access;
        Ok((access.id, access.stated.target.to_string()))
    };
    rows.iter().map(target).collect()
}

/// Every version of one way in, newest first. Empty if there is none of that identifier.
///
/// # Errors
/// When the database can't be read.
pub async fn versions(
    db: &Db,
    permit: &Permit<View>,
    id: RemoteAccessId,
) -> Result<Vec<RemoteAccessVersion>, StoreError> {
    read_versions(&mut db.begin_read(permit.facility()).await?, permit.facility(), id).await
}

pub(super) async fn read_versions(
    tx: &mut Tx,
    facility: FacilityId,
    id: RemoteAccessId,
) -> Result<Vec<RemoteAccessVersion>, StoreError> {
    tx.all(VERSIONS, args![facility.to_string(), id.to_string()]).await?.iter().map(read_version).collect()
}

/// Every confirmation, that of the latest day first.
///
/// # Errors
/// When the database can't be read.
pub async fn confirmations(db: &Db, permit: &Permit<View>) -> Result<Vec<ConfirmationRow>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    tx.all(CONFIRMATIONS, args![permit.facility().to_string()]).await?.iter().map(read_confirmation).collect()
}

pub(crate) async fn read_confirmations(
    tx: &mut Tx,
    facility: FacilityId,
) -> Result<Vec<RemoteConfirmation>, StoreError> {
    let rows = tx.all(CONFIRMATIONS, args![facility.to_string()]).await?;
    rows.iter().map(|row| Ok(read_confirmation(row)?.confirmation)).collect()
}

fn read_version(row: &Row) -> Result<RemoteAccessVersion, StoreError> {
    let access = RemoteAccess { id: row.parse(0)?, stated: row.json(2)?, version: Seq::new(row.int(1)?) };
    let why = row.opt_text(4)?.as_deref().map(Line::parse).transpose();
    let why = why.map_err(|error| StoreError::Damaged(error.to_string()))?;
    Ok(RemoteAccessVersion {
        access,
        ended: row.opt_day(3)?.zip(why),
        changed_at: Instant::from_millis(row.int(5)?),
        changed_by: row.text(6)?,
    })
}

fn read_confirmation(row: &Row) -> Result<ConfirmationRow, StoreError> {
    Ok(ConfirmationRow {
        confirmation: RemoteConfirmation { id: row.parse(0)?, stated: row.json(1)? },
        recorded_at: Instant::from_millis(row.int(2)?),
        recorded_by: row.text(3)?,
    })
}
