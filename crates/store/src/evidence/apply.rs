//! The only code that writes `evidence_record` and `evidence_link`.

use crate::{
    StoreError,
    engine::{Tx, args},
    journal::Applied,
};
use domain::{evidence::Evidence, id::EvidenceId, vendor::Line};

const END_VERSION: &str = "UPDATE evidence_record SET to_seq = $3
    WHERE facility_id = $1 AND id = $2 AND to_seq IS NULL";
const ADD_VERSION: &str = "INSERT INTO evidence_record (facility_id, id, from_seq, title, effective_on, received_on,
    expires_on, exported_by, origin, name, kind, size, digest, changed_at, changed_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
const ADD_LINK: &str = "INSERT INTO evidence_link (facility_id, evidence_id, from_seq, sheet_id, item)
    VALUES ($1, $2, $3, $4, $5)";
const ADD_WITHDRAWN: &str = "INSERT INTO evidence_record (facility_id, id, from_seq, title, effective_on, received_on,
    expires_on, exported_by, origin, name, kind, size, digest, withdrawn, changed_at, changed_by)
    SELECT facility_id, id, CAST($3 AS BIGINT), title, effective_on, received_on, expires_on, exported_by, origin, name,
    kind, size, digest, CAST($4 AS TEXT), CAST($5 AS BIGINT), CAST($6 AS TEXT)
    FROM evidence_record WHERE facility_id = $1 AND id = $2 AND to_seq = $3";

pub(crate) async fn apply_recorded(tx: &mut Tx, cx: &Applied<'_>, evidence: &Evidence) -> Result<(), StoreError> {
    let (id, stated, file) = (evidence.id.to_string(), &evidence.stated, &evidence.file);
    tx.execute(END_VERSION, args![cx.facility.as_str(), id.as_str(), cx.seq.get()]).await?;
    let values = args![
        cx.facility.as_str(),
        id.as_str(),
        cx.seq.get(),
        stated.title.as_str(),
        stated.effective_on,
        stated.received_on,
        stated.expires_on,
        stated.exported_by.as_ref().map(ToString::to_string),
        stated.origin.as_ref().map(ToString::to_string),
        file.name.as_str(),
        file.kind.code(),
        i64::try_from(file.size).unwrap_or(i64::MAX),
        file.digest.to_string(),
        cx.at.millis(),
        cx.by.name.as_str()
    ];
    tx.execute(ADD_VERSION, values).await?;
    for link in &stated.links {
        let values =
            args![cx.facility.as_str(), id.as_str(), cx.seq.get(), link.sheet.to_string(), link.item.to_string()];
        tx.execute(ADD_LINK, values).await?;
    }
    Ok(())
}

pub(crate) async fn apply_withdrawn(
    tx: &mut Tx,
    cx: &Applied<'_>,
    evidence: EvidenceId,
    why: &Line,
) -> Result<(), StoreError> {
    let id = evidence.to_string();
    tx.execute(END_VERSION, args![cx.facility.as_str(), id.as_str(), cx.seq.get()]).await?;
    let values = args![cx.facility.as_str(), id, cx.seq.get(), why.as_str(), cx.at.millis(), cx.by.name.as_str()];
    tx.execute(ADD_WITHDRAWN, values).await.map(drop)
}
