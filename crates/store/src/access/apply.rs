//! The only code that writes `access_user`.

use crate::{
    StoreError,
    engine::{Tx, args},
    journal::Applied,
};
use domain::{
    id::{StaffId, UserId},
    journal::UserOpened,
};

const OPEN: &str =
    "INSERT INTO access_user (facility_id, id, staff_id, login, closed, version) VALUES ($1, $2, $3, $4, 0, $5)";
const CLOSE: &str = "UPDATE access_user SET closed = 1, version = $3 WHERE facility_id = $1 AND id = $2";
const CLOSE_OF: &str =
    "UPDATE access_user SET closed = 1, version = $3 WHERE facility_id = $1 AND staff_id = $2 AND closed = 0";

pub(crate) async fn apply_opened(tx: &mut Tx, cx: &Applied<'_>, user: &UserOpened) -> Result<(), StoreError> {
    let values =
        args![cx.facility.as_str(), user.user.to_string(), user.staff.to_string(), user.login.as_str(), cx.seq.get()];
    tx.execute(OPEN, values).await.map(drop)
}

pub(crate) async fn apply_closed(tx: &mut Tx, cx: &Applied<'_>, user: UserId) -> Result<(), StoreError> {
    tx.execute(CLOSE, args![cx.facility.as_str(), user.to_string(), cx.seq.get()]).await.map(drop)
}

pub(crate) async fn apply_closed_of(tx: &mut Tx, cx: &Applied<'_>, staff: StaffId) -> Result<(), StoreError> {
    tx.execute(CLOSE_OF, args![cx.facility.as_str(), staff.to_string(), cx.seq.get()]).await.map(drop)
}
