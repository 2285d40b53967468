//! Signing the head of a facility's journal with the installation's key.

use crate::{App, AppError};
use domain::{
    access::{Permit, View},
    digest::Digest,
    journal::Seq,
};
use store::journal::{Seal, head, record_seal};

/// Signs the head of the facility's journal with the installation's key.
///
/// # Errors
/// When the database can't be written.
pub async fn seal_head(app: &App, permit: &Permit<View>) -> Result<Seal, AppError> {
    let (seq, hash) = head(&app.db, permit).await?;
    let seal = Seal {
        seq,
        hash,
        at: app.now(),
        key: app.key.fingerprint().to_string(),
        signature: app.key.sign(&head_to_sign(seq, &hash)),
    };
    record_seal(&app.db, permit, &seal).await?;
    Ok(seal)
}

/// What the key signs of a head: the kind of statement, the position, the hash.
#[must_use]
pub fn head_to_sign(seq: Seq, hash: &Digest) -> Vec<u8> {
    [b"sakimori-journal-head-v1".as_slice(), &seq.get().to_le_bytes(), hash.as_bytes()].concat()
}
