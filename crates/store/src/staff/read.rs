//! Reading the roster.

use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
};
use domain::{
    access::{Permit, View},
    id::{FacilityId, StaffId},
    journal::Seq,
    staff::{Name, Role, RoleAssignment, StaffMember},
};

/// Everybody who was ever recorded, and every role ever held.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    /// People, those who left too, by name.
    pub members: Vec<StaffMember>,
    /// Roles, newest first.
    pub roles: Vec<RoleAssignment>,
}

impl Roster {
    /// The person with this identifier.
    #[must_use]
    pub fn member(&self, id: StaffId) -> Option<&StaffMember> {
        self.members.iter().find(|member| member.id == id)
    }

    /// Whoever holds the role in person on that day, or else a deputy.
    #[must_use]
    pub fn holder(&self, role: Role, day: time::Date) -> Option<&StaffMember> {
        let held = |deputy| {
            self.roles.iter().find(move |r| r.role == role && r.deputy == deputy && r.in_force(day)).map(|r| r.staff)
        };
        held(false).or_else(|| held(true)).and_then(|id| self.member(id))
    }
}

const MEMBERS: &str = "SELECT id, name, kana, department, left_on, version FROM staff_member
    WHERE facility_id = $1 ORDER BY id";
const ROLES: &str = "SELECT id, staff_id, role, deputy, from_on, until_on FROM staff_role
    WHERE facility_id = $1 ORDER BY from_on DESC, id DESC";

const MEMBER: &str = "SELECT id, name, kana, department, left_on, version FROM staff_member
    WHERE facility_id = $1 AND id = $2";
const ROLES_OF: &str = "SELECT id, staff_id, role, deputy, from_on, until_on FROM staff_role
    WHERE facility_id = $1 AND staff_id = $2 ORDER BY from_on DESC, id DESC";

/// The roster of the permit's facility.
///
/// # Errors
/// When the database can't be read.
pub async fn roster(db: &Db, permit: &Permit<View>) -> Result<Roster, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    read_roster(&mut tx, permit.facility()).await
}

pub(crate) async fn read_roster(tx: &mut Tx, facility: FacilityId) -> Result<Roster, StoreError> {
    Ok(Roster { members: read_members(tx, facility).await?, roles: read_roles(tx, facility).await? })
}

pub(crate) async fn read_members(tx: &mut Tx, facility: FacilityId) -> Result<Vec<StaffMember>, StoreError> {
    tx.all(MEMBERS, args![facility.to_string()]).await?.iter().map(read_member).collect()
}

pub(crate) async fn find_member(
    tx: &mut Tx,
    facility: FacilityId,
    id: StaffId,
) -> Result<Option<StaffMember>, StoreError> {
    tx.find(MEMBER, args![facility.to_string(), id.to_string()]).await?.as_ref().map(read_member).transpose()
}

pub(crate) async fn read_roles_of(
    tx: &mut Tx,
    facility: FacilityId,
    id: StaffId,
) -> Result<Vec<RoleAssignment>, StoreError> {
    tx.all(ROLES_OF, args![facility.to_string(), id.to_string()]).await?.iter().map(read_role).collect()
}

pub(crate) async fn read_roles(tx: &mut Tx, facility: FacilityId) -> Result<Vec<RoleAssignment>, StoreError> {
    tx.all(ROLES, args![facility.to_string()]).await?.iter().map(read_role).collect()
}

pub(crate) fn read_member(row: &Row) -> Result<StaffMember, StoreError> {
    let name = |text: &str| Name::parse(text).map_err(|e| StoreError::Damaged(e.to_string()));
    Ok(StaffMember {
        id: row.parse(0)?,
        name: name(&row.text(1)?)?,
        kana: row.opt_text(2)?.as_deref().map(name).transpose()?,
        department: row.opt_text(3)?.as_deref().map(name).transpose()?,
        left_on: row.opt_day(4)?,
        version: Seq::new(row.int(5)?),
    })
}

fn read_role(row: &Row) -> Result<RoleAssignment, StoreError> {
    Ok(RoleAssignment {
        id: row.parse(0)?,
        staff: row.parse(1)?,
        role: row.code(2, Role::from_code)?,
        deputy: row.flag(3)?,
        from_on: row.day(4)?,
        until_on: row.opt_day(5)?,
    })
}
