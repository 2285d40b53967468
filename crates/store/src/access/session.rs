//! Sessions, kept by the hash of their token. What a session holds is the web's own text.

use crate::{Db, StoreError, engine::args};
use domain::{
    calendar::Instant,
    id::{FacilityId, UserId},
};

/// One session as kept.
#[derive(Debug, Clone)]
pub struct SessionRow {
    /// SHA-256 of the token, hex. The token itself is only in the browser.
    pub token_hash: String,
    /// Facility and login, once logged in.
    pub user: Option<(FacilityId, UserId)>,
    /// What the session holds.
    pub record: String,
    /// Last use, exact to the web's interval of writing.
    pub seen_at: Instant,
    /// When it ends.
    pub expires_at: Instant,
}

const SAVE: &str = "INSERT INTO access_session (token_hash, facility_id, user_id, record, seen_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (token_hash) DO UPDATE SET facility_id = excluded.facility_id,
    user_id = excluded.user_id, record = excluded.record, seen_at = excluded.seen_at, expires_at = excluded.expires_at";
const LOAD: &str = "SELECT facility_id, user_id, record, seen_at, expires_at FROM access_session
    WHERE token_hash = $1 AND expires_at > $2";
const DELETE: &str = "DELETE FROM access_session WHERE token_hash = $1";
const DELETE_OF: &str = "DELETE FROM access_session WHERE user_id = $1 AND token_hash <> $2";
const DELETE_EXPIRED: &str = "DELETE FROM access_session WHERE expires_at <= $1";

/// Writes a session.
///
/// # Errors
/// When the database can't be written.
pub async fn save_session(db: &Db, row: &SessionRow) -> Result<(), StoreError> {
    let mut tx = db.begin_operational().await?;
    let values = args![
        row.token_hash.as_str(),
        row.user.map(|(facility, _)| facility.to_string()),
        row.user.map(|(_, user)| user.to_string()),
        row.record.as_str(),
        row.seen_at.millis(),
        row.expires_at.millis()
    ];
    tx.execute(SAVE, values).await?;
    tx.commit().await
}

/// A session that has not expired.
///
/// # Errors
/// When the database can't be read.
pub async fn load_session(db: &Db, token_hash: &str, now: Instant) -> Result<Option<SessionRow>, StoreError> {
    let Some(row) = db.find_operational(LOAD, args![token_hash, now.millis()]).await? else { return Ok(None) };
    let user = row.opt_parse(0)?.zip(row.opt_parse(1)?);
    Ok(Some(SessionRow {
        token_hash: token_hash.to_owned(),
        user,
        record: row.text(2)?,
        seen_at: Instant::from_millis(row.int(3)?),
        expires_at: Instant::from_millis(row.int(4)?),
    }))
}

/// Ends a session.
///
/// # Errors
/// When the database can't be written.
pub async fn delete_session(db: &Db, token_hash: &str) -> Result<(), StoreError> {
    let mut tx = db.begin_operational().await?;
    tx.execute(DELETE, args![token_hash]).await?;
    tx.commit().await
}

/// Ends every session of a login but one.
///
/// # Errors
/// When the database can't be written.
pub async fn delete_sessions_of(db: &Db, user: UserId, but: &str) -> Result<(), StoreError> {
    let mut tx = db.begin_operational().await?;
    tx.execute(DELETE_OF, args![user.to_string(), but]).await?;
    tx.commit().await
}

/// Forgets sessions that have expired.
///
/// # Errors
/// When the database can't be written.
pub async fn delete_expired_sessions(db: &Db, now: Instant) -> Result<(), StoreError> {
    let mut tx = db.begin_operational().await?;
    tx.execute(DELETE_EXPIRED, args![now.millis()]).await?;
    tx.commit().await
}
