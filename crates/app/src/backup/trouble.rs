//! Why a nightly backup failed, as far as somebody can do something about it.

use super::BackupError;
use std::io::{Error, ErrorKind};
use store::StoreError;

/// Why a backup failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// Where the folder should be lies a file.
    NoFolder,
    /// The folder is not there, or its disk is not connected.
    Gone,
    /// Nothing may be written there.
    Denied,
    /// The disk is full.
    Full,
    /// Something else: the program's log says what.
    Other,
}

impl Trouble {
    /// Stable code, as in message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoFolder => "no-folder",
            Self::Gone => "gone",
            Self::Denied => "denied",
            Self::Full => "full",
            Self::Other => "other",
        }
    }

    pub(super) fn of(error: &BackupError) -> Self {
        match error {
            BackupError::Io(error) => Self::of_file(error),
            BackupError::Store(StoreError::DiskFull) => Self::Full,
            _ => Self::Other,
        }
    }

    /// What a file system's error means.
    #[must_use]
    pub fn of_file(error: &Error) -> Self {
        match error.kind() {
            ErrorKind::AlreadyExists | ErrorKind::NotADirectory => Self::NoFolder,
            ErrorKind::NotFound | ErrorKind::StaleNetworkFileHandle | ErrorKind::HostUnreachable => Self::Gone,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::Denied,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::Full,
            _ => Self::Other,
        }
    }
}
