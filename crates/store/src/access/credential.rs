//! With what a login enters: operational, never in the journal.

use crate::{
    Db, StoreError,
    engine::{Tx, args},
};
use domain::{
    access::LoginName,
    calendar::Instant,
    id::{FacilityId, StaffId, UserId},
    journal::UserOpened,
};
use serde::{Deserialize, Serialize};

/// The stored credential of a login.
pub struct Credential {
    /// Facility that the login belongs to.
    pub facility: FacilityId,
    /// The login.
    pub user: UserId,
    /// argon2id hash in PHC form.
    pub password_hash: String,
}

impl std::fmt::Debug for Credential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Credential({})", self.user)
    }
}

/// A credential as a backup carries it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredCredential {
    login: String,
    user: String,
    password_hash: String,
    changed_at: i64,
}

impl std::fmt::Debug for StoredCredential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "StoredCredential({})", self.user)
    }
}

const FIND: &str = "SELECT facility_id, user_id, password_hash FROM access_credential WHERE login = $1";
const ADD: &str = "INSERT INTO access_credential (login, facility_id, user_id, password_hash, changed_at)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (login) DO NOTHING";
const ALL_OF: &str = "SELECT login, user_id, password_hash, changed_at FROM access_credential
    WHERE facility_id = $1 ORDER BY login";
const CHANGE: &str = "UPDATE access_credential SET password_hash = $2, changed_at = $3 WHERE user_id = $1";
const REMOVE: &str = "DELETE FROM access_credential WHERE user_id = $1";
const USERS_OF: &str = "SELECT id FROM access_user WHERE facility_id = $1 AND staff_id = $2";
const END_SESSIONS: &str = "DELETE FROM access_session WHERE user_id = $1";

/// The credential of a login name, if such a login is open.
///
/// # Errors
/// When the database can't be read.
pub async fn credential(db: &Db, login: &LoginName) -> Result<Option<Credential>, StoreError> {
    let Some(row) = db.find_operational(FIND, args![login.as_str()]).await? else { return Ok(None) };
    Ok(Some(Credential { facility: row.parse(0)?, user: row.parse(1)?, password_hash: row.text(2)? }))
}

/// Replaces a password's hash and ends the login's sessions. The caller has proved the old password, or may manage people.
///
/// # Errors
/// [`StoreError::NotFound`] when the login is closed.
pub async fn set_password(db: &Db, user: UserId, hash: &str, at: Instant) -> Result<(), StoreError> {
    let mut tx = db.begin_operational().await?;
    if tx.execute(CHANGE, args![user.to_string(), hash, at.millis()]).await? == 0 {
        return Err(StoreError::NotFound);
    }
    tx.execute(END_SESSIONS, args![user.to_string()]).await?;
    tx.commit().await
}

pub(crate) async fn add_credential(
    tx: &mut Tx,
    facility: FacilityId,
    user: &UserOpened,
    hash: &str,
    at: Instant,
) -> Result<(), StoreError> {
    let values = args![user.login.as_str(), facility.to_string(), user.user.to_string(), hash, at.millis()];
    if tx.execute(ADD, values).await? == 0 { Err(StoreError::Exists("login")) } else { Ok(()) }
}

/// Every credential of a facility.
pub(crate) async fn credentials_of(tx: &mut Tx, facility: FacilityId) -> Result<Vec<StoredCredential>, StoreError> {
    let rows = tx.all(ALL_OF, args![facility.to_string()]).await?;
    rows.iter()
        .map(|row| {
            let (login, user, password_hash) = (row.text(0)?, row.text(1)?, row.text(2)?);
            Ok(StoredCredential { login, user, password_hash, changed_at: row.int(3)? })
        })
        .collect()
}

/// Puts a credential back as it was.
pub(crate) async fn put_credential(
    tx: &mut Tx,
    facility: FacilityId,
    kept: &StoredCredential,
) -> Result<(), StoreError> {
    let (user, hash) = (kept.user.as_str(), kept.password_hash.as_str());
    let values = args![kept.login.as_str(), facility.to_string(), user, hash, kept.changed_at];
    if tx.execute(ADD, values).await? == 0 { Err(StoreError::Exists("login")) } else { Ok(()) }
}

/// Takes away what a login enters with, and whoever is in with it.
pub(super) async fn remove_credential(tx: &mut Tx, user: UserId) -> Result<(), StoreError> {
    tx.execute(REMOVE, args![user.to_string()]).await?;
    tx.execute(END_SESSIONS, args![user.to_string()]).await.map(drop)
}

pub(crate) async fn remove_credentials_of(tx: &mut Tx, facility: FacilityId, staff: StaffId) -> Result<(), StoreError> {
    let users = tx.all(USERS_OF, args![facility.to_string(), staff.to_string()]).await?;
    for row in &users {
        remove_credential(tx, row.parse(0)?).await?;
    }
    Ok(())
}
