//! The only code that writes `staff_member` and `staff_role`.

use crate::{
    StoreError,
    engine::{Tx, args},
    journal::Applied,
};
use domain::{
    id::{RoleId, StaffId},
    staff::{RoleAssignment, StaffMember},
};
use time::Date;

const RECORD: &str = "INSERT INTO staff_member (facility_id, id, name, kana, department, left_on, version)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (facility_id, id) DO UPDATE SET name = excluded.name, kana = excluded.kana,
    department = excluded.department, left_on = excluded.left_on, version = excluded.version";
const LEAVE: &str = "UPDATE staff_member SET left_on = $3, version = $4 WHERE facility_id = $1 AND id = $2";
const END_ALL: &str = "UPDATE staff_role SET until_on = CASE WHEN from_on > $3 THEN from_on ELSE $3 END, version = $4
    WHERE facility_id = $1 AND staff_id = $2 AND (until_on IS NULL OR until_on > $3)";
const ASSIGN: &str = "INSERT INTO staff_role (facility_id, id, staff_id, role, deputy, from_on, until_on, version)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const END: &str = "UPDATE staff_role SET until_on = $3, version = $4 WHERE facility_id = $1 AND id = $2";

pub(crate) async fn apply_recorded(tx: &mut Tx, cx: &Applied<'_>, member: &StaffMember) -> Result<(), StoreError> {
    let values = args![
        cx.facility.as_str(),
        member.id.to_string(),
        member.name.as_str(),
        member.kana.as_ref().map(ToString::to_string),
        member.department.as_ref().map(ToString::to_string),
        member.left_on,
        cx.seq.get()
    ];
    tx.execute(RECORD, values).await.map(drop)
}

pub(crate) async fn apply_left(tx: &mut Tx, cx: &Applied<'_>, staff: StaffId, left_on: Date) -> Result<(), StoreError> {
    let values = || args![cx.facility.as_str(), staff.to_string(), left_on, cx.seq.get()];
    tx.execute(LEAVE, values()).await?;
    tx.execute(END_ALL, values()).await.map(drop)
}

pub(crate) async fn apply_role(tx: &mut Tx, cx: &Applied<'_>, role: &RoleAssignment) -> Result<(), StoreError> {
    let values = args![
        cx.facility.as_str(),
        role.id.to_string(),
        role.staff.to_string(),
        role.role.code(),
        role.deputy,
        role.from_on,
        role.until_on,
        cx.seq.get()
    ];
    tx.execute(ASSIGN, values).await.map(drop)
}

pub(crate) async fn apply_role_ended(
    tx: &mut Tx,
    cx: &Applied<'_>,
    role: RoleId,
    until_on: Date,
) -> Result<(), StoreError> {
    tx.execute(END, args![cx.facility.as_str(), role.to_string(), until_on, cx.seq.get()]).await.map(drop)
}
