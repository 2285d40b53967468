//! Wordings that a person compared with the official file.

use crate::{
    Db, StoreError,
    engine::{Tx, args},
    journal::{self, Applied, instant},
};
use domain::{
    access::{Permit, VerifyWording, View},
    calendar::Instant,
    catalog::{EditionId, FormKind, ItemId},
    digest::Digest,
    id::FacilityId,
    journal::{Event, Seq, WordingVerified},
};

/// One verification in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedWording {
    /// Edition.
    pub edition: EditionId,
    /// Form.
    pub form: FormKind,
    /// Item.
    pub item: ItemId,
    /// Digest of the wording that was compared.
    pub wording: Digest,
    /// SHA-256 of the official file.
    pub official_file: Digest,
    /// Name of who compared.
    pub by: String,
    /// When.
    pub at: Instant,
}

const SET: &str = "INSERT INTO catalog_verification (facility_id, edition, form, item, wording, official_file,
    verified_by, verified_at, seq) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (facility_id, edition, form, item) DO UPDATE SET wording = excluded.wording,
    official_file = excluded.official_file, verified_by = excluded.verified_by,
    verified_at = excluded.verified_at, seq = excluded.seq";
const TAKE_BACK: &str = "DELETE FROM catalog_verification
    WHERE facility_id = $1 AND edition = $2 AND form = $3 AND item = $4";
const ALL: &str = "SELECT edition, form, item, wording, official_file, verified_by, verified_at
    FROM catalog_verification WHERE facility_id = $1 ORDER BY seq";

/// Every verification in force.
///
/// # Errors
/// When the database can't be read.
pub async fn verifications(db: &Db, permit: &Permit<View>) -> Result<Vec<VerifiedWording>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    read_verifications(&mut tx, permit.facility()).await
}

pub(crate) async fn read_verifications(tx: &mut Tx, facility: FacilityId) -> Result<Vec<VerifiedWording>, StoreError> {
    let rows = tx.all(ALL, args![facility.to_string()]).await?;
    rows.iter()
        .map(|row| {
            Ok(VerifiedWording {
                edition: row.parse(0)?,
                form: row.code(1, FormKind::from_code)?,
                item: row.parse(2)?,
                wording: row.parse(3)?,
                official_file: row.parse(4)?,
                by: row.text(5)?,
                at: instant(row, 6)?,
            })
        })
        .collect()
}

/// Records that a wording was compared with the official file, or takes that back.
///
/// # Errors
/// When the database can't be written.
pub async fn verify_wording(
    db: &Db,
    permit: &Permit<VerifyWording>,
    at: Instant,
    wording: WordingVerified,
) -> Result<Seq, StoreError> {
    let tx = db.write(permit, at).await?;
    journal::commit(tx, Event::WordingVerified(wording)).await
}

/// The only code that writes `catalog_verification`.
pub(crate) async fn apply_verified(tx: &mut Tx, cx: &Applied<'_>, w: &WordingVerified) -> Result<(), StoreError> {
    let mut values = args![cx.facility.as_str(), w.edition.to_string(), w.form.code(), w.item.to_string()];
    if !w.verified {
        return tx.execute(TAKE_BACK, values).await.map(drop);
    }
    values.extend(args![
        w.wording.to_string(),
        w.official_file.to_string(),
        cx.by.name.as_str(),
        cx.at.millis(),
        cx.seq.get()
    ]);
    tx.execute(SET, values).await.map(drop)
}
