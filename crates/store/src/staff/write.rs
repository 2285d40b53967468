//! Changing the roster. Nobody can lock the house out: somebody with a login must be left who may manage people.

use super::read::{read_members, read_roles};
use crate::{Db, StoreError, access, engine::Tx, journal};
use domain::{
    access::{ActionKind, Actor, ManageStaff, Permit, may},
    calendar::Instant,
    id::{FacilityId, RoleId, StaffId},
    journal::{Event, Seq},
    staff::{RoleAssignment, StaffMember},
};
use time::Date;

/// Adds a person, or changes their record. For a new person `version` is [`Seq::ZERO`].
///
/// # Errors
/// [`StoreError::Stale`] when the record changed since that version.
pub async fn record(
    db: &Db,
    permit: &Permit<ManageStaff>,
    at: Instant,
    member: StaffMember,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let members = read_members(&mut tx.tx, permit.facility()).await?;
    let version = members.iter().find(|m| m.id == member.id).map_or(Seq::ZERO, |m| m.version);
    if version != member.version {
        return Err(StoreError::Stale);
    }
    journal::commit(tx, Event::StaffRecorded(member)).await
}

/// Gives a person a role.
///
/// # Errors
/// [`StoreError::NotFound`] when the person is not on the roster.
pub async fn assign_role(
    db: &Db,
    permit: &Permit<ManageStaff>,
    at: Instant,
    role: RoleAssignment,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let members = read_members(&mut tx.tx, permit.facility()).await?;
    if !members.iter().any(|m| m.id == role.staff && m.works_on(role.from_on)) {
        return Err(StoreError::NotFound);
    }
    journal::commit(tx, Event::RoleAssigned(role)).await
}

/// Gives a role its last day.
///
/// # Errors
/// [`StoreError::NotFound`], [`StoreError::LastManager`], and [`StoreError::Stale`] for a last day before the first.
pub async fn end_role(
    db: &Db,
    permit: &Permit<ManageStaff>,
    at: Instant,
    role: RoleId,
    until_on: Date,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let mut roles = read_roles(&mut tx.tx, permit.facility()).await?;
    let held = roles.iter_mut().find(|held| held.id == role).ok_or(StoreError::NotFound)?;
    *held = held.ended(until_on).map_err(|_| StoreError::Stale)?;
    require_manager(&mut tx.tx, permit.facility(), &roles, None, until_on).await?;
    journal::commit(tx, Event::RoleEnded { role, until_on }).await
}

/// A person leaves: roles end with the last day, logins close at once, sessions end.
///
/// # Errors
/// [`StoreError::NotFound`], [`StoreError::LastManager`].
pub async fn leave(
    db: &Db,
    permit: &Permit<ManageStaff>,
    at: Instant,
    staff: StaffId,
    left_on: Date,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let members = read_members(&mut tx.tx, permit.facility()).await?;
    if !members.iter().any(|m| m.id == staff && m.left_on.is_none()) {
        return Err(StoreError::NotFound);
    }
    let roles = read_roles(&mut tx.tx, permit.facility()).await?;
    require_manager(&mut tx.tx, permit.facility(), &roles, Some(staff), left_on).await?;
    access::remove_credentials_of(&mut tx.tx, permit.facility(), staff).await?;
    journal::commit(tx, Event::StaffLeft { staff, left_on }).await
}

/// Refuses a change after which no open login could manage people on the day after.
pub(crate) async fn require_manager(
    tx: &mut Tx,
    facility: FacilityId,
    roles: &[RoleAssignment],
    without: Option<StaffId>,
    last_day: Date,
) -> Result<(), StoreError> {
    let next_day = last_day.next_day().unwrap_or(last_day);
    let members = read_members(tx, facility).await?;
    let users = access::read_users(tx, facility).await?;
    let manager_left = users.iter().filter(|u| !u.closed && Some(u.staff) != without).any(|user| {
        members.iter().filter(|m| m.id == user.staff).any(|member| {
            let actor = Actor::user(facility, user.id, user.staff, member.name.clone(), roles, next_day);
            may(&actor, ActionKind::ManageStaff)
        })
    });
    if manager_left { Ok(()) } else { Err(StoreError::LastManager) }
}
