//! The only code that writes `vendor_record`.

use crate::{
    StoreError,
    engine::{Tx, args},
    journal::Applied,
};
use domain::vendor::Vendor;

const RECORD: &str = "INSERT INTO vendor_record (facility_id, id, name, contact, phone, mail, contract, version)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (facility_id, id) DO UPDATE SET name = excluded.name, contact = excluded.contact,
    phone = excluded.phone, mail = excluded.mail, contract = excluded.contract, version = excluded.version";

pub(crate) async fn apply_recorded(tx: &mut Tx, cx: &Applied<'_>, vendor: &Vendor) -> Result<(), StoreError> {
    let stated = &vendor.stated;
    let values = args![
        cx.facility.as_str(),
        vendor.id.to_string(),
        stated.name.as_str(),
        stated.contact.as_ref().map(ToString::to_string),
        stated.phone.as_ref().map(ToString::to_string),
        stated.mail.as_ref().map(ToString::to_string),
        stated.contract,
        cx.seq.get()
    ];
    tx.execute(RECORD, values).await.map(drop)
}
