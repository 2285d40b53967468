//! Opening and closing logins.

use super::{
    credential::{add_credential, remove_credential},
    read::read_users,
};
use crate::{
    Db, StoreError, journal,
    staff::{read_members, read_roles, require_manager},
};
use domain::{
    access::{ManageStaff, Permit},
    calendar::Instant,
    id::UserId,
    journal::{Event, Seq, UserOpened},
};
use time::Date;

/// Opens a login for a person who works here.
///
/// # Errors
/// [`StoreError::Exists`] when the name is taken, [`StoreError::NotFound`] when the person is not on the roster.
pub async fn open_user(
    db: &Db,
    permit: &Permit<ManageStaff>,
    at: Instant,
    user: UserOpened,
    password_hash: &str,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let members = read_members(&mut tx.tx, permit.facility()).await?;
    if !members.iter().any(|m| m.id == user.staff && m.left_on.is_none()) {
        return Err(StoreError::NotFound);
    }
    add_credential(&mut tx.tx, permit.facility(), &user, password_hash, at).await?;
    journal::commit(tx, Event::UserOpened(user)).await
}

/// Closes a login; whoever is in with it is out at once.
///
/// # Errors
/// [`StoreError::NotFound`], [`StoreError::LastManager`].
pub async fn close_user(
    db: &Db,
    permit: &Permit<ManageStaff>,
    at: Instant,
    user: UserId,
    today: Date,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let users = read_users(&mut tx.tx, permit.facility()).await?;
    let closing = users.iter().find(|u| u.id == user && !u.closed).ok_or(StoreError::NotFound)?;
    let roles = read_roles(&mut tx.tx, permit.facility()).await?;
    require_manager(&mut tx.tx, permit.facility(), &roles, Some(closing.staff), today).await?;
    remove_credential(&mut tx.tx, user).await?;
    journal::commit(tx, Event::UserClosed { user }).await
}
