//! The one-time set-up code, kept hashed, while no facility exists.

use crate::{Db, StoreError, engine::args};
use domain::calendar::Instant;

const PUT: &str = "INSERT INTO access_set_up_code (id, code_hash, made_at) VALUES (1, $1, $2)
    ON CONFLICT (id) DO UPDATE SET code_hash = excluded.code_hash, made_at = excluded.made_at";
const GET: &str = "SELECT code_hash FROM access_set_up_code WHERE id = 1";
const CLEAR: &str = "DELETE FROM access_set_up_code";

/// Keeps the hash of a new code; the one before is void.
///
/// # Errors
/// When the database can't be written.
pub async fn put_set_up_code(db: &Db, code_hash: &str, at: Instant) -> Result<(), StoreError> {
    let mut tx = db.begin_operational().await?;
    tx.execute(PUT, args![code_hash, at.millis()]).await?;
    tx.commit().await
}

/// The hash of the open code.
///
/// # Errors
/// When the database can't be read.
pub async fn set_up_code(db: &Db) -> Result<Option<String>, StoreError> {
    db.find_operational(GET, Vec::new()).await?.map(|row| row.text(0)).transpose()
}

/// Voids the code.
///
/// # Errors
/// When the database can't be written.
pub async fn clear_set_up_code(db: &Db) -> Result<(), StoreError> {
    let mut tx = db.begin_operational().await?;
    tx.execute(CLEAR, Vec::new()).await?;
    tx.commit().await
}
