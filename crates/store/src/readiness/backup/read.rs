//! Reading what was recorded of backups, version by version.

use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
};
use domain::{
    access::{Permit, View},
    calendar::Instant,
    digest::Digest,
    id::{BackupCopyId, FacilityId, RehearsalId, SystemId},
    journal::Seq,
    readiness::backup::{Approval, BackupCopy, BackupPlan, JobKey, Procedure, Rehearsal, Tool},
    vendor::Line,
};
use std::collections::BTreeMap;

/// One version of a copy.
#[derive(Debug, Clone)]
pub struct CopyVersion {
    /// What stood in it.
    pub copy: BackupCopy,
    /// Why it is no longer made, if it ended with this version.
    pub ended: Option<Line>,
    /// When it was written.
    pub changed_at: Instant,
    /// By whom.
    pub changed_by: String,
}

/// One version of a procedure.
#[derive(Debug, Clone)]
pub struct ApprovedProcedure {
    /// What stood in it.
    pub procedure: Procedure,
    /// Who approved it as it stands, if anybody did.
    pub approved: Option<Approval>,
    /// When it was written.
    pub changed_at: Instant,
    /// By whom.
    pub changed_by: String,
}

/// A job of a tool, and the copy that it makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// The job.
    pub key: JobKey,
    /// The copy; `None` while nobody said.
    pub copy: Option<BackupCopyId>,
    /// Generations that the tool itself lists, and when its newest was made.
    pub held: Option<(u32, Instant)>,
    /// Journal entry of the last change.
    pub version: Seq,
}

/// A file whose runs were taken.
#[derive(Debug, Clone)]
pub struct TakenFile {
    /// Journal entry.
    pub seq: Seq,
    /// Name under which it came.
    pub name: String,
    /// What it was: a code.
    pub kind: String,
    /// Runs taken, known already, refused.
    pub counts: (i64, i64, i64),
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: String,
}

const COPIES: &str = "SELECT id, from_seq, stated, ended, changed_at, changed_by FROM readiness_backup_copy
    WHERE facility_id = $1 AND to_seq IS NULL AND ended IS NULL ORDER BY id";
const ALL_COPIES: &str = "SELECT id, from_seq, stated, ended, changed_at, changed_by FROM readiness_backup_copy
    WHERE facility_id = $1 AND to_seq IS NULL";
const COPY_VERSIONS: &str = "SELECT id, from_seq, stated, ended, changed_at, changed_by FROM readiness_backup_copy
    WHERE facility_id = $1 AND id = $2 ORDER BY from_seq DESC";
const PLANS: &str = "SELECT system_id, from_seq, stated FROM readiness_backup_plan
    WHERE facility_id = $1 AND to_seq IS NULL";
const PROCEDURES: &str = "SELECT system_id, from_seq, stated, approved, changed_at, changed_by
    FROM readiness_backup_procedure WHERE facility_id = $1 AND to_seq IS NULL";
const PROCEDURE_VERSIONS: &str = "SELECT system_id, from_seq, stated, approved, changed_at, changed_by
    FROM readiness_backup_procedure WHERE facility_id = $1 AND system_id = $2 ORDER BY from_seq DESC";
const REHEARSALS: &str = "SELECT id, from_seq, stated FROM readiness_backup_rehearsal
    WHERE facility_id = $1 AND to_seq IS NULL ORDER BY id";
const REHEARSAL: &str = "SELECT id, from_seq, stated FROM readiness_backup_rehearsal
    WHERE facility_id = $1 AND id = $2 AND to_seq IS NULL";
const JOBS: &str = "SELECT tool, job, copy_id, held, held_at, version FROM readiness_backup_job
    WHERE facility_id = $1 ORDER BY tool, job";
const FILES: &str = "SELECT seq, name, kind, taken, known, refused, changed_at, changed_by FROM readiness_backup_file
    WHERE facility_id = $1 ORDER BY seq DESC LIMIT 50";
const DIGESTS: &str = "SELECT file FROM readiness_backup_file WHERE facility_id = $1";

/// Every copy that is made, of every system.
///
/// # Errors
/// When the database can't be read.
pub async fn copies(db: &Db, permit: &Permit<View>) -> Result<Vec<BackupCopy>, StoreError> {
    read_copies(&mut db.begin_read(permit.facility()).await?, permit.facility()).await
}

/// What every copy was called last, also of those that are no longer made.
///
/// # Errors
/// When the database can't be read.
pub async fn copy_names(db: &Db, permit: &Permit<View>) -> Result<BTreeMap<BackupCopyId, String>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let rows = tx.all(ALL_COPIES, args![permit.facility().to_string()]).await?;
    rows.iter().map(|row| read_copy(row).map(|found| (found.copy.id, found.copy.stated.name.to_string()))).collect()
}

/// Every version of one copy, newest first.
///
/// # Errors
/// When the database can't be read.
pub async fn versions_of_copy(
    db: &Db,
    permit: &Permit<View>,
    id: BackupCopyId,
) -> Result<Vec<CopyVersion>, StoreError> {
    read_copy_versions(&mut db.begin_read(permit.facility()).await?, permit.facility(), id).await
}

/// Every version of a system's procedure, newest first.
///
/// # Errors
/// When the database can't be read.
pub async fn procedure_versions(
    db: &Db,
    permit: &Permit<View>,
    system: SystemId,
) -> Result<Vec<ApprovedProcedure>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    read_procedure_versions(&mut tx, permit.facility(), system).await
}

/// One rehearsal.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn find_rehearsal(db: &Db, permit: &Permit<View>, id: RehearsalId) -> Result<Rehearsal, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    read_rehearsal(&mut tx, permit.facility(), id).await?.ok_or(StoreError::NotFound)
}

/// Every job of which runs were read.
///
/// # Errors
/// When the database can't be read.
pub async fn jobs(db: &Db, permit: &Permit<View>) -> Result<Vec<Job>, StoreError> {
    read_jobs(&mut db.begin_read(permit.facility()).await?, permit.facility()).await
}

/// Files whose runs were taken, the last 50, newest first.
///
/// # Errors
/// When the database can't be read.
pub async fn files(db: &Db, permit: &Permit<View>) -> Result<Vec<TakenFile>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let rows = tx.all(FILES, args![permit.facility().to_string()]).await?;
    let read = |row: &Row| {
        Ok(TakenFile {
            seq: Seq::new(row.int(0)?),
            name: row.text(1)?,
            kind: row.text(2)?,
            counts: (row.int(3)?, row.int(4)?, row.int(5)?),
            at: Instant::from_millis(row.int(6)?),
            by: row.text(7)?,
        })
    };
    rows.iter().map(read).collect()
}

/// Every file whose runs were taken. Their bytes are kept.
///
/// # Errors
/// When the database can't be read.
pub async fn taken_digests(db: &Db, permit: &Permit<View>) -> Result<Vec<Digest>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    tx.all(DIGESTS, args![permit.facility().to_string()]).await?.iter().map(|row| row.parse(0)).collect()
}

pub(super) async fn read_copies(tx: &mut Tx, facility: FacilityId) -> Result<Vec<BackupCopy>, StoreError> {
    let rows = tx.all(COPIES, args![facility.to_string()]).await?;
    rows.iter().map(|row| Ok(read_copy(row)?.copy)).collect()
}

pub(super) async fn read_copy_versions(
    tx: &mut Tx,
    facility: FacilityId,
    id: BackupCopyId,
) -> Result<Vec<CopyVersion>, StoreError> {
    tx.all(COPY_VERSIONS, args![facility.to_string(), id.to_string()]).await?.iter().map(read_copy).collect()
}

pub(super) async fn read_plans(tx: &mut Tx, facility: FacilityId) -> Result<Vec<BackupPlan>, StoreError> {
    let rows = tx.all(PLANS, args![facility.to_string()]).await?;
    let read =
        |row: &Row| Ok(BackupPlan { system: row.parse(0)?, stated: row.json(2)?, version: Seq::new(row.int(1)?) });
    rows.iter().map(read).collect()
}

pub(super) async fn read_procedures(tx: &mut Tx, facility: FacilityId) -> Result<Vec<ApprovedProcedure>, StoreError> {
    tx.all(PROCEDURES, args![facility.to_string()]).await?.iter().map(read_procedure).collect()
}

pub(super) async fn read_procedure_versions(
    tx: &mut Tx,
    facility: FacilityId,
    system: SystemId,
) -> Result<Vec<ApprovedProcedure>, StoreError> {
    let of = args![facility.to_string(), system.to_string()];
    tx.all(PROCEDURE_VERSIONS, of).await?.iter().map(read_procedure).collect()
}

pub(super) async fn read_rehearsals(tx: &mut Tx, facility: FacilityId) -> Result<Vec<Rehearsal>, StoreError> {
    tx.all(REHEARSALS, args![facility.to_string()]).await?.iter().map(rehearsal).collect()
}

pub(super) async fn read_rehearsal(
    tx: &mut Tx,
    facility: FacilityId,
    id: RehearsalId,
) -> Result<Option<Rehearsal>, StoreError> {
    tx.find(REHEARSAL, args![facility.to_string(), id.to_string()]).await?.as_ref().map(rehearsal).transpose()
}

pub(super) async fn read_jobs(tx: &mut Tx, facility: FacilityId) -> Result<Vec<Job>, StoreError> {
    let read = |row: &Row| {
        let held = row.opt_int(3)?.zip(row.opt_int(4)?);
        Ok(Job {
            key: JobKey { tool: row.code(0, Tool::from_code)?, job: row.text(1)? },
            copy: row.opt_parse(2)?,
            held: held.map(|(held, at)| (u32::try_from(held).unwrap_or(u32::MAX), Instant::from_millis(at))),
            version: Seq::new(row.int(5)?),
        })
    };
    tx.all(JOBS, args![facility.to_string()]).await?.iter().map(read).collect()
}

fn read_copy(row: &Row) -> Result<CopyVersion, StoreError> {
    let ended = row.opt_text(3)?.as_deref().map(Line::parse).transpose();
    Ok(CopyVersion {
        copy: BackupCopy { id: row.parse(0)?, stated: row.json(2)?, version: Seq::new(row.int(1)?) },
        ended: ended.map_err(|error| StoreError::Damaged(error.to_string()))?,
        changed_at: Instant::from_millis(row.int(4)?),
        changed_by: row.text(5)?,
    })
}

fn read_procedure(row: &Row) -> Result<ApprovedProcedure, StoreError> {
    let approved = match row.opt_text(3)? {
        Some(_) => Some(row.json(3)?),
        None => None,
    };
    Ok(ApprovedProcedure {
        procedure: Procedure { system: row.parse(0)?, stated: row.json(2)?, version: Seq::new(row.int(1)?) },
        approved,
        changed_at: Instant::from_millis(row.int(4)?),
        changed_by: row.text(5)?,
    })
}

fn rehearsal(row: &Row) -> Result<Rehearsal, StoreError> {
    Ok(Rehearsal { id: row.parse(0)?, stated: row.json(2)?, version: Seq::new(row.int(1)?) })
}
