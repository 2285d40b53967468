//! Ends of support by day, for the calendar.

use crate::{Db, StoreError, engine::args};
use domain::access::{Permit, View};
use time::Date;

const SUPPORT_ENDS: &str = "SELECT support_on, COUNT(*) FROM ledger_device
    WHERE facility_id = $1 AND listed = 1 AND support = 'day' AND support_on IS NOT NULL AND support_on <> ''
    GROUP BY support_on ORDER BY support_on";

/// How many listed devices lose their support on each day.
///
/// # Errors
/// When the database can't be read.
pub async fn support_ends(db: &Db, permit: &Permit<View>) -> Result<Vec<(Date, i64)>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let rows = tx.all(SUPPORT_ENDS, args![permit.facility().to_string()]).await?;
    rows.iter().map(|row| Ok((row.day(0)?, row.int(1)?))).collect()
}
