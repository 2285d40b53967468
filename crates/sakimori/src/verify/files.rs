//! The files that records name: editions, signed rounds, scans, packs. Their bytes have to be those that were recorded.

use super::Found;
use domain::{
    access::{Permit, View},
    assessment::SignMethod,
    digest::Digest,
};
use store::{Db, StoreError, blob::Blobs};

/// The first file that is missing or has other bytes. Counts those that are whole.
pub(super) async fn check(
    db: &Db,
    view: &Permit<View>,
    blobs: &Blobs,
    whole: &mut usize,
) -> Result<Option<Found>, StoreError> {
    for digest in named(db, view).await? {
        match blobs.get(view.facility(), &digest) {
            Ok(_) => *whole += 1,
            Err(StoreError::NotFound) => return Ok(Some(Found::new("file-missing", [("sha256", digest.to_string())]))),
            Err(StoreError::Damaged(_)) => {
                return Ok(Some(Found::new("file-changed", [("sha256", digest.to_string())])));
            }
            Err(other) => return Err(other),
        }
    }
    Ok(None)
}

async fn named(db: &Db, view: &Permit<View>) -> Result<Vec<Digest>, StoreError> {
    let mut digests = Vec::new();
    for sheet in store::assessment::list(db, view).await? {
        digests.push(sheet.pack);
        for sign_off in store::assessment::load(db, view, sheet.id).await?.sign_offs {
            digests.push(sign_off.frozen);
            if let SignMethod::Paper { scan: Some(scan), .. } = sign_off.method {
                digests.push(scan);
            }
        }
    }
    digests.extend(store::evidence::digests(db, view).await?);
    digests.extend(store::ledger::file_digests(db, view).await?);
    digests.extend(store::readiness::backup::taken_digests(db, view).await?);
    digests.extend(store::ledger::stocktake::stocktake_files(db, view).await?);
    for pack in store::inspection::list(db, view).await? {
        digests.extend([pack.archive, pack.pdf]);
    }
    digests.sort_unstable();
    digests.dedup();
    Ok(digests)
}
