//! The installation's signatures over journal heads: each names an entry that is there, and this key made it.

use super::Found;
use crate::fault::Fault;
use app::{InstallationKey, inspection::head_to_sign};
use domain::{
    access::{Permit, View},
    journal::Seq,
};
use std::path::Path;
use store::{
    Db, StoreError,
    journal::{Seal, recorded, seals},
};

/// What seals are checked with: the key of the folder, if it is there. None is made.
pub(super) struct Seals {
    key: Option<InstallationKey>,
}

impl Seals {
    pub(super) fn of(folder: &Path) -> Result<Self, Fault> {
        let path = folder.join("installation.key");
        Ok(Self { key: path.exists().then(|| InstallationKey::open(&path)).transpose()? })
    }

    /// The first seal that does not hold. Counts those that hold, and those of other keys.
    pub(super) async fn check(
        &self,
        db: &Db,
        view: &Permit<View>,
        own: &mut usize,
        others: &mut usize,
    ) -> Result<Option<Found>, StoreError> {
        for seal in seals(db, view).await? {
            if !names_its_entry(db, view, &seal).await? {
                return Ok(Some(Found::new("seal-other-entry", [("seq", seal.seq.to_string())])));
            }
            match self.key.as_ref().filter(|key| key.fingerprint().to_string() == seal.key) {
                None => *others += 1,
                Some(key) if key.made(&head_to_sign(seal.seq, &seal.hash), &seal.signature) => *own += 1,
                Some(_) => return Ok(Some(Found::new("seal-forged", [("seq", seal.seq.to_string())]))),
            }
        }
        Ok(None)
    }
}

async fn names_its_entry(db: &Db, view: &Permit<View>, seal: &Seal) -> Result<bool, StoreError> {
    let found = recorded(db, view, Seq::new(seal.seq.get() - 1), 1).await?;
    Ok(found.first().is_some_and(|link| link.seq == seal.seq && link.hash == seal.hash))
}
