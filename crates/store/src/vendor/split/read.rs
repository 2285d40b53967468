//! Reading splits.

use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
};
use domain::{
    access::{Permit, View},
    calendar::Instant,
    id::{FacilityId, SplitId},
    journal::Seq,
    vendor::{Line, split::Split},
};

/// One version of a split.
#[derive(Debug, Clone)]
pub struct SplitVersion {
    /// What stood in it.
    pub split: Split,
    /// Why it no longer counts, if it was withdrawn with this version.
    pub withdrawn: Option<Line>,
    /// When it was written.
    pub changed_at: Instant,
    /// By whom.
    pub changed_by: String,
}

const NOW: &str = "SELECT id, from_seq, stated, withdrawn, changed_at, changed_by FROM vendor_split
    WHERE facility_id = $1 AND to_seq IS NULL AND withdrawn IS NULL ORDER BY id";
const VERSIONS: &str = "SELECT id, from_seq, stated, withdrawn, changed_at, changed_by FROM vendor_split
    WHERE facility_id = $1 AND id = $2 ORDER BY from_seq DESC";

/// Every split that counts, in the order in which they were recorded.
///
/// # Errors
/// When the database can't be read.
pub async fn list(db: &Db, permit: &Permit<View>) -> Result<Vec<Split>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let rows = tx.all(NOW, args![permit.facility().to_string()]).await?;
    rows.iter().map(|row| Ok(read_version(row)?.split)).collect()
}

/// Every version of one split, newest first. Empty if there is none of that identifier.
///
/// # Errors
/// When the database can't be read.
pub async fn versions(db: &Db, permit: &Permit<View>, id: SplitId) -> Result<Vec<SplitVersion>, StoreError> {
    read_versions(&mut db.begin_read(permit.facility()).await?, permit.facility(), id).await
}

pub(super) async fn read_versions(
    tx: &mut Tx,
    facility: FacilityId,
    id: SplitId,
) -> Result<Vec<SplitVersion>, StoreError> {
    tx.all(VERSIONS, args![facility.to_string(), id.to_string()]).await?.iter().map(read_version).collect()
}

fn read_version(row: &Row) -> Result<SplitVersion, StoreError> {
    let why = row.opt_text(3)?.as_deref().map(Line::parse).transpose();
    Ok(SplitVersion {
        split: Split { id: row.parse(0)?, stated: row.json(2)?, version: Seq::new(row.int(1)?) },
        withdrawn: why.map_err(|error| StoreError::Damaged(error.to_string()))?,
        changed_at: Instant::from_millis(row.int(4)?),
        changed_by: row.text(5)?,
    })
}
