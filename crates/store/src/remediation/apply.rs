//! The only code that writes `remediation_record` and `remediation_comment`.

use crate::{
    StoreError,
    engine::{Tx, args},
    journal::Applied,
};
use domain::remediation::{Remediation, RemediationCommented};

const END_VERSION: &str = "UPDATE remediation_record SET to_seq = $4
    WHERE facility_id = $1 AND sheet_id = $2 AND item = $3 AND to_seq IS NULL";
const ADD_VERSION: &str = "INSERT INTO remediation_record (facility_id, sheet_id, item, from_seq, owner_id, vendor_id,
    next_step, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const ADD_COMMENT: &str = "INSERT INTO remediation_comment (facility_id, seq, sheet_id, item, words, commented_at,
    commented_by) VALUES ($1, $2, $3, $4, $5, $6, $7)";

pub(crate) async fn apply_recorded(tx: &mut Tx, cx: &Applied<'_>, found: &Remediation) -> Result<(), StoreError> {
    let (sheet, item) = (found.key.sheet.to_string(), found.key.item.to_string());
    let ended = args![cx.facility.as_str(), sheet.as_str(), item.as_str(), cx.seq.get()];
    tx.execute(END_VERSION, ended).await?;
    let values = args![
        cx.facility.as_str(),
        sheet,
        item,
        cx.seq.get(),
        found.stated.owner.map(|owner| owner.to_string()),
        found.stated.vendor.map(|vendor| vendor.to_string()),
        found.stated.next_step.as_str(),
        cx.at.millis(),
        cx.by.name.as_str()
    ];
    tx.execute(ADD_VERSION, values).await.map(drop)
}

pub(crate) async fn apply_commented(
    tx: &mut Tx,
    cx: &Applied<'_>,
    said: &RemediationCommented,
) -> Result<(), StoreError> {
    let values = args![
        cx.facility.as_str(),
        cx.seq.get(),
        said.key.sheet.to_string(),
        said.key.item.to_string(),
        said.words.as_str(),
        cx.at.millis(),
        cx.by.name.as_str()
    ];
    tx.execute(ADD_COMMENT, values).await.map(drop)
}
