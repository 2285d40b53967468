//! What a backup says of itself.

use domain::digest::Digest;
use serde::{Deserialize, Serialize};
use store::journal::Amount;

/// Name and version of the format.
pub const FORMAT: &str = "sakimori-backup-v1";
/// Beginning of the name of every version.
pub(super) const ANY_VERSION: &str = "sakimori-backup-v";
pub(super) const MANIFEST: &str = "manifest.json";
pub(super) const SIGNATURE: &str = "manifest.sig";

/// The list of everything in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// Version of the program that made it.
    pub program: String,
    /// When it was made, milliseconds UTC.
    pub made_at: i64,
    /// Fingerprint of the installation's key.
    pub fingerprint: String,
    /// Facilities and entries in it.
    pub amount: Amount,
    /// Everything else in the archive, in its order.
    pub entries: Vec<Entry>,
}

/// One file in the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Name.
    pub path: String,
    /// Bytes, unpacked.
    pub bytes: u64,
    /// SHA-256 of the bytes.
    pub sha256: Digest,
}
