//! The whole installation in one file, and back from it onto either engine.
//!
//! A backup is a ZIP: `facilities/<id>.jsonl` with the journal and what it can't make again, `blobs/<id>/<sha256>`, the signing
//! key, edition packs and the certificate authority from the data folder, and `manifest.json` with the SHA-256 of each,
//! signed in `manifest.sig`. It holds secrets: the file is readable by its owner only.

mod manifest;
mod nightly;
mod restore;
mod trouble;
mod write;

pub use manifest::{Entry, FORMAT, Manifest};
pub use nightly::{Alarm, Nightly, Watch};
pub use restore::Backup;
pub use trouble::Trouble;
pub use write::write;

use store::StoreError;

/// Why a backup was not made or not taken back. Nothing half-written stays.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// There is a file of that name already.
    #[error("the file exists")]
    Exists,
    /// The data folder has no signing key.
    #[error("no signing key")]
    NoKey,
    /// It is no backup of this program.
    #[error("not a backup")]
    NotABackup,
    /// It was made by a later version.
    #[error("format {found} is newer than this program")]
    Newer {
        /// Format that it names.
        found: String,
    },
    /// An entry is missing, superfluous or other than the manifest says.
    #[error("damaged: {entry}")]
    Damaged {
        /// Its name in the archive.
        entry: String,
    },
    /// The data folder or the database is not empty.
    #[error("the target is not empty")]
    NotEmpty,
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file could not be read or written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl From<zip::result::ZipError> for BackupError {
    fn from(error: zip::result::ZipError) -> Self {
        match error {
            zip::result::ZipError::Io(error) => Self::Io(error),
            _ => Self::NotABackup,
        }
    }
}
