//! Reading the institution's record.

use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
};
use domain::{
    access::{Permit, View},
    facility::{Facility, FacilityDraft, FacilityKind, InstitutionCode, VendorContract},
    id::FacilityId,
    journal::Seq,
    staff::Name,
};

const ONE: &str = "SELECT kind, name, code, beds, vendor_contract, sample, version FROM facility_record
    WHERE facility_id = $1";

/// The facility of the permit.
///
/// # Errors
/// [`StoreError::NotFound`] if it was removed.
pub async fn facility(db: &Db, permit: &Permit<View>) -> Result<Facility, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    read_facility(&mut tx, permit.facility()).await
}

pub(crate) async fn read_facility(tx: &mut Tx, id: FacilityId) -> Result<Facility, StoreError> {
    let row = tx.find(ONE, args![id.to_string()]).await?.ok_or(StoreError::NotFound)?;
    let stated = FacilityDraft {
        kind: row.code(0, FacilityKind::from_code)?,
        name: Name::parse(&row.text(1)?).map_err(|e| StoreError::Damaged(e.to_string()))?,
        code: read_code(&row)?,
        beds: row.opt_int(3)?.and_then(|beds| u32::try_from(beds).ok()),
        vendor_contract: row.code(4, VendorContract::from_code)?,
    };
    Ok(Facility { id, stated, sample: row.flag(5)?, version: Seq::new(row.int(6)?) })
}

fn read_code(row: &Row) -> Result<Option<InstitutionCode>, StoreError> {
    let Some(text) = row.opt_text(2)? else { return Ok(None) };
    InstitutionCode::parse(&text).map_err(|e| StoreError::Damaged(e.to_string()))
}
