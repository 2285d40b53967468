//! Reading logins, and turning one into an actor.

use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
    facility::read_facility,
    staff::{read_member, read_roles_of},
};
use domain::{
    access::{Actor, LoginName, Permit, User, View},
    facility::Facility,
    id::{FacilityId, UserId},
    journal::Seq,
};
use time::Date;

const MEMBER_OF_LOGIN: &str = "SELECT m.id, m.name, m.kana, m.department, m.left_on, m.version FROM access_user u
    JOIN staff_member m ON m.facility_id = u.facility_id AND m.id = u.staff_id
    WHERE u.facility_id = $1 AND u.id = $2 AND u.closed = 0";
const USERS: &str = "SELECT id, staff_id, login, closed, version FROM access_user WHERE facility_id = $1 ORDER BY id";

/// Every login that was ever opened.
///
/// # Errors
/// When the database can't be read.
pub async fn users(db: &Db, permit: &Permit<View>) -> Result<Vec<User>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    read_users(&mut tx, permit.facility()).await
}

pub(crate) async fn read_users(tx: &mut Tx, facility: FacilityId) -> Result<Vec<User>, StoreError> {
    tx.all(USERS, args![facility.to_string()]).await?.iter().map(read_user).collect()
}

fn read_user(row: &Row) -> Result<User, StoreError> {
    Ok(User {
        id: row.parse(0)?,
        staff: row.parse(1)?,
        login: LoginName::parse(&row.text(2)?).map_err(|e| StoreError::Damaged(e.to_string()))?,
        closed: row.flag(3)?,
        version: Seq::new(row.int(4)?),
    })
}

/// Who this login is today, with the roles in force. `None` if the login is closed or its person left.
/// The caller has proved the login by its password or session.
///
/// # Errors
/// When the database can't be read.
pub async fn actor(db: &Db, facility: FacilityId, user: UserId, today: Date) -> Result<Option<Actor>, StoreError> {
    let mut tx = db.begin_read(facility).await?;
    read_actor(&mut tx, facility, user, today).await
}

/// The same with the institution, read in one view of the data: every page of a login begins with it.
///
/// # Errors
/// As [`actor`].
pub async fn visitor(
    db: &Db,
    facility: FacilityId,
    user: UserId,
    today: Date,
) -> Result<Option<(Actor, Facility)>, StoreError> {
    let mut tx = db.begin_read(facility).await?;
    match read_actor(&mut tx, facility, user, today).await? {
        Some(actor) => Ok(Some((actor, read_facility(&mut tx, facility).await?))),
        None => Ok(None),
    }
}

async fn read_actor(tx: &mut Tx, facility: FacilityId, user: UserId, today: Date) -> Result<Option<Actor>, StoreError> {
    let Some(row) = tx.find(MEMBER_OF_LOGIN, args![facility.to_string(), user.to_string()]).await? else {
        return Ok(None);
    };
    let member = read_member(&row)?;
    if !member.works_on(today) {
        return Ok(None);
    }
    let roles = read_roles_of(tx, facility, member.id).await?;
    Ok(Some(Actor::user(facility, user, member.id, member.name, &roles, today)))
}
