//! Reading vendors.

use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
};
use domain::{
    access::{Permit, View},
    id::{FacilityId, VendorId},
    journal::Seq,
    staff::Name,
    vendor::{Line, Vendor, VendorDraft},
};

const ALL: &str = "SELECT id, name, contact, phone, mail, contract, version FROM vendor_record
    WHERE facility_id = $1 ORDER BY name, id";
const ONE: &str = "SELECT id FROM vendor_record WHERE facility_id = $1 AND id = $2";

/// Every vendor of the facility, by name; those without a contract too.
///
/// # Errors
/// When the database can't be read.
pub async fn vendors(db: &Db, permit: &Permit<View>) -> Result<Vec<Vendor>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    read_vendors(&mut tx, permit.facility()).await
}

pub(crate) async fn read_vendors(tx: &mut Tx, facility: FacilityId) -> Result<Vec<Vendor>, StoreError> {
    tx.all(ALL, args![facility.to_string()]).await?.iter().map(read_vendor).collect()
}

/// Refuses a vendor that is not of this facility.
pub(crate) async fn require_vendor(tx: &mut Tx, facility: FacilityId, id: VendorId) -> Result<(), StoreError> {
    let found = tx.find(ONE, args![facility.to_string(), id.to_string()]).await?;
    found.map(drop).ok_or(StoreError::NotFound)
}

fn read_vendor(row: &Row) -> Result<Vendor, StoreError> {
    let damaged = |error: String| StoreError::Damaged(error);
    let name = |text: &str| Name::parse(text).map_err(|e| damaged(e.to_string()));
    let line = |text: &str| Line::parse(text).map_err(|e| damaged(e.to_string()));
    let stated = VendorDraft {
        name: name(&row.text(1)?)?,
        contact: row.opt_text(2)?.as_deref().map(name).transpose()?,
        phone: row.opt_text(3)?.as_deref().map(line).transpose()?,
        mail: row.opt_text(4)?.as_deref().map(line).transpose()?,
        contract: row.flag(5)?,
    };
    Ok(Vendor { id: row.parse(0)?, stated, version: Seq::new(row.int(6)?) })
}
