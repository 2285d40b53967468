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

const FIND: &str = "SELECT facility_id, user_id, password_hash FROM access_credential WHERE login = $1";
const ADD: &str = "INSERT INTO access_credential (login, facility_id, user_id, password_hash, changed_at)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (login) DO NOTHING";
const CHANGE: &str = "UPDATE access_credential SET password_hash = $2, changed_at = $3 WHERE user_id = $1";
const REMOVE: &str = "DELETE FROM access_credential WHERE user_id = $1";
const USERS_OF: &str = "SELECT id FROM access_user WHERE facility_id = $1 AND staff_id = $2";
const END_SESSIONS: &str = "DELETE FROM access_session WHERE user_id = $1";

/// The credential of a login name, if such a login is open.
///
/// # Errors
/// When the database can't be read.
pub async fn credential(db: &Db, login: &LoginName) -> Result<Option<Credential>, StoreError> {
    let mut tx = db.begin_operational_read().await?;
    let Some(row) = tx.find(FIND, args![login.as_str()]).await? else { return Ok(None) };
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
