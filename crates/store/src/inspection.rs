//! Inspection packs that were made.

use crate::{
    Db, StoreError,
    engine::{Tx, args, json},
    journal::{self, Applied, instant},
};
use domain::{
    access::{MakePack, Permit, View},
    calendar::Instant,
    inspection::PackRecord,
    journal::{Event, PackMade, Seq},
};

const ADD: &str = "INSERT INTO inspection_pack (facility_id, id, sheet_id, archive, pdf, bytes, made_by, made_at, seq)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const ALL: &str = "SELECT id, sheet_id, archive, pdf, bytes, made_by, made_at, seq FROM inspection_pack
    WHERE facility_id = $1 ORDER BY seq DESC";

/// Every pack of the facility, newest first.
///
/// # Errors
/// When the database can't be read.
pub async fn list(db: &Db, permit: &Permit<View>) -> Result<Vec<PackRecord>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let rows = tx.all(ALL, args![permit.facility().to_string()]).await?;
    rows.iter()
        .map(|row| {
            Ok(PackRecord {
                id: row.parse(0)?,
                assessment: row.parse(1)?,
                archive: row.parse(2)?,
                pdf: row.parse(3)?,
                bytes: u64::try_from(row.int(4)?).map_err(|e| StoreError::Damaged(e.to_string()))?,
                by: row.json(5)?,
                at: instant(row, 6)?,
                seq: Seq::new(row.int(7)?),
            })
        })
        .collect()
}

/// Records that a pack was made. Its files already lie in the blob store.
///
/// # Errors
/// When the database can't be written.
pub async fn record(db: &Db, permit: &Permit<MakePack>, at: Instant, pack: PackMade) -> Result<Seq, StoreError> {
    let tx = db.write(permit, at).await?;
    journal::commit(tx, Event::PackMade(pack)).await
}

/// The only code that writes `inspection_pack`.
pub(crate) async fn apply_made(tx: &mut Tx, cx: &Applied<'_>, pack: &PackMade) -> Result<(), StoreError> {
    let bytes = i64::try_from(pack.bytes).map_err(|e| StoreError::Internal(e.to_string()))?;
    let values = args![
        cx.facility.as_str(),
        pack.id.to_string(),
        pack.assessment.to_string(),
        pack.archive.to_string(),
        pack.pdf.to_string(),
        bytes,
        json(cx.by)?,
        cx.at.millis(),
        cx.seq.get()
    ];
    tx.execute(ADD, values).await.map(drop)
}
