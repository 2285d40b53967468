//! Reading runs: the last of a job, and which of a file's runs are known.

use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
};
use domain::{
    access::{Permit, View},
    calendar::Instant,
    id::FacilityId,
    readiness::backup::{JobKey, JobState, RunResult, SizePoint},
};
use std::collections::HashSet;

/// A run as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Begin.
    pub started_at: Instant,
    /// End, if the tool says.
    pub ended_at: Option<Instant>,
    /// How it ended.
    pub result: RunResult,
    /// Bytes that it covered.
    pub size: Option<u64>,
    /// Whether the zone of its times was assumed.
    pub zone_assumed: bool,
}

/// Runs of a job that are known: begin, and the tool's own number.
pub type Known = HashSet<(i64, String)>;

const LAST: &str = "SELECT started_at, ended_at, result, size, zone_assumed FROM readiness_backup_run
    WHERE facility_id = $1 AND tool = $2 AND job = $3 ORDER BY started_at DESC, item DESC LIMIT $4";
const GOOD: &str = "SELECT started_at, size FROM readiness_backup_run
    WHERE facility_id = $1 AND tool = $2 AND job = $3 AND result <> 'failed' ORDER BY started_at DESC, item DESC LIMIT 12";
const FAILED: &str = "SELECT COUNT(*) FROM readiness_backup_run
    WHERE facility_id = $1 AND tool = $2 AND job = $3 AND result = 'failed' AND started_at > $4";
const GOOD_SINCE: &str = "SELECT COUNT(*) FROM readiness_backup_run
    WHERE facility_id = $1 AND tool = $2 AND job = $3 AND result <> 'failed' AND started_at >= $4";
const KNOWN: &str = "SELECT started_at, item FROM readiness_backup_run
    WHERE facility_id = $1 AND tool = $2 AND job = $3 AND started_at BETWEEN $4 AND $5";

/// The last runs of a job, newest first.
///
/// # Errors
/// When the database can't be read.
pub async fn last_runs(db: &Db, permit: &Permit<View>, job: &JobKey, most: i64) -> Result<Vec<Listed>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    read_last(&mut tx, permit.facility(), job, most).await
}

/// Which runs of a job are known between two moments.
///
/// # Errors
/// When the database can't be read.
pub async fn known_runs(
    db: &Db,
    permit: &Permit<View>,
    job: &JobKey,
    from: Instant,
    to: Instant,
) -> Result<Known, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let of = args![permit.facility().to_string(), job.tool.code(), job.job.as_str(), from.millis(), to.millis()];
    tx.all(KNOWN, of).await?.iter().map(|row| Ok((row.int(0)?, row.text(1)?))).collect()
}

async fn read_last(tx: &mut Tx, facility: FacilityId, job: &JobKey, most: i64) -> Result<Vec<Listed>, StoreError> {
    let of = args![facility.to_string(), job.tool.code(), job.job.as_str(), most];
    let read = |row: &Row| {
        Ok(Listed {
            started_at: Instant::from_millis(row.int(0)?),
            ended_at: row.opt_int(1)?.map(Instant::from_millis),
            result: row.code(2, RunResult::from_code)?,
            size: row.opt_int(3)?.and_then(|size| u64::try_from(size).ok()),
            zone_assumed: row.flag(4)?,
        })
    };
    tx.all(LAST, of).await?.iter().map(read).collect()
}

/// What the runs of a job say. `since` is the beginning of the time that the promised generations span.
pub(super) async fn read_job_state(
    tx: &mut Tx,
    facility: FacilityId,
    key: JobKey,
    held: Option<(u32, Instant)>,
    since: Option<Instant>,
) -> Result<JobState, StoreError> {
    let last = read_last(tx, facility, &key, 1).await?.into_iter().next();
    let of = || args![facility.to_string(), key.tool.code(), key.job.as_str()];
    let and = |moment: i64| of().into_iter().chain(args![moment]).collect();
    let good = tx.all(GOOD, of()).await?;
    let last_good = good.first().map(|row| row.int(0)).transpose()?;
    let count = |row: Option<Row>| row.map_or(Ok(0), |row| row.int(0).map(|count| u64::try_from(count).unwrap_or(0)));
    let failed_since = count(tx.find(FAILED, and(last_good.unwrap_or(i64::MIN))).await?)?;
    let good_in_span = match since {
        Some(since) => Some(count(tx.find(GOOD_SINCE, and(since.millis())).await?)?),
        None => None,
    };
    let mut sizes = Vec::new();
    for row in &good {
        if let Some(bytes) = row.opt_int(1)?.and_then(|size| u64::try_from(size).ok()) {
            sizes.push(SizePoint { at: Instant::from_millis(row.int(0)?), bytes });
        }
    }
    Ok(JobState {
        last: last.map(|run| (run.started_at, run.result)),
        last_good: last_good.map(Instant::from_millis),
        failed_since,
        good_in_span,
        held,
        sizes,
        key,
    })
}
