//! The installation's signatures over journal heads. They follow the entry that they sign, so they are no entries themselves.

use super::read::instant;
use crate::{Db, StoreError, engine::args};
use domain::{
    access::{Permit, View},
    calendar::Instant,
    digest::Digest,
    journal::Seq,
};

/// One signature over a head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// Position of the head.
    pub seq: Seq,
    /// Its hash.
    pub hash: Digest,
    /// When it was signed.
    pub at: Instant,
    /// Fingerprint of the key.
    pub key: String,
    /// Signature, hex.
    pub signature: String,
}

const ADD: &str = "INSERT INTO journal_seal (facility_id, seq, hash, sealed_at, key_fingerprint, signature)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (facility_id, seq) DO NOTHING";
const ALL: &str =
    "SELECT seq, hash, sealed_at, key_fingerprint, signature FROM journal_seal WHERE facility_id = $1 ORDER BY seq";

/// Keeps a signature over a head. A second one over the same head is not kept.
///
/// # Errors
/// When the database can't be written.
pub async fn record_seal(db: &Db, permit: &Permit<View>, seal: &Seal) -> Result<(), StoreError> {
    let facility = permit.facility();
    let mut tx = db.begin_write(facility).await?;
    let values = args![
        facility.to_string(),
        seal.seq.get(),
        seal.hash.to_string(),
        seal.at.millis(),
        seal.key.as_str(),
        seal.signature.as_str()
    ];
    tx.execute(ADD, values).await?;
    tx.commit().await
}

/// Every signature of the facility, oldest first.
///
/// # Errors
/// When the database can't be read.
pub async fn seals(db: &Db, permit: &Permit<View>) -> Result<Vec<Seal>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let rows = tx.all(ALL, args![permit.facility().to_string()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Seal {
                seq: Seq::new(row.int(0)?),
                hash: row.parse(1)?,
                at: instant(row, 2)?,
                key: row.text(3)?,
                signature: row.text(4)?,
            })
        })
        .collect()
}
