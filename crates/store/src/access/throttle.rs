//! Failed attempts per subject (a login name, an address), so that guessing becomes slow.

use crate::{Db, StoreError, engine::args};
use domain::calendar::Instant;

/// Failed attempts of one subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Throttle {
    /// Failures in a row.
    pub failures: i64,
    /// No attempt is taken before.
    pub blocked_until: Instant,
    /// Last failure.
    pub last_at: Instant,
}

const GET: &str = "SELECT failures, blocked_until, last_at FROM access_throttle WHERE subject = $1";
const PUT: &str = "INSERT INTO access_throttle (subject, failures, blocked_until, last_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, blocked_until = excluded.blocked_until,
    last_at = excluded.last_at";
const CLEAR: &str = "DELETE FROM access_throttle WHERE subject = $1";

/// What is known of a subject.
///
/// # Errors
/// When the database can't be read.
pub async fn throttle(db: &Db, subject: &str) -> Result<Option<Throttle>, StoreError> {
    let Some(row) = db.find_operational(GET, args![subject]).await? else { return Ok(None) };
    Ok(Some(Throttle {
        failures: row.int(0)?,
        blocked_until: Instant::from_millis(row.int(1)?),
        last_at: Instant::from_millis(row.int(2)?),
    }))
}

/// Keeps a subject's failures.
///
/// # Errors
/// When the database can't be written.
pub async fn put_throttle(db: &Db, subject: &str, throttle: Throttle) -> Result<(), StoreError> {
    let mut tx = db.begin_operational().await?;
    let values = args![subject, throttle.failures, throttle.blocked_until.millis(), throttle.last_at.millis()];
    tx.execute(PUT, values).await?;
    tx.commit().await
}

/// Forgets a subject's failures.
///
/// # Errors
/// When the database can't be written.
pub async fn clear_throttle(db: &Db, subject: &str) -> Result<(), StoreError> {
    let mut tx = db.begin_operational().await?;
    tx.execute(CLEAR, args![subject]).await?;
    tx.commit().await
}
