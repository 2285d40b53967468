//! The data folder: made on first start, held by one process, checked before anything opens in it.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

/// Why the data folder can't be used. Each has its message with a remedy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FolderError {
    /// Another process holds it.
    #[error("{0}: in use by another Sakimori")]
    InUse(PathBuf),
    /// It can't be written.
    #[error("{0}: can't be written")]
    NotWritable(PathBuf),
    /// The path is a file.
    #[error("{0}: is no folder")]
    NoFolder(PathBuf),
    /// The disk is full.
    #[error("{0}: the disk is full")]
    DiskFull(PathBuf),
    /// The key file holds no key.
    #[error("{0}: holds no signing key")]
    KeyDamaged(PathBuf),
    /// There is no data folder there, and the command does not make one.
    #[error("{0}: no data folder")]
    Missing(PathBuf),
    /// Anything else.
    #[error("{0}")]
    Other(String),
}

impl FolderError {
    pub(crate) fn io(path: &Path, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::NotWritable(path.to_owned()),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull(path.to_owned()),
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => Self::NoFolder(path.to_owned()),
            _ => Self::Other(format!("{}: {error}", path.display())),
        }
    }
}

/// A data folder that this process holds until it is dropped. The lock is the operating system's: a killed process leaves none.
#[derive(Debug)]
pub struct DataFolder {
    path: PathBuf,
    _lock: File,
}

impl DataFolder {
    /// Makes the folder if need be, and takes its lock.
    ///
    /// # Errors
    /// See [`FolderError`].
    pub fn open(path: &Path) -> Result<Self, FolderError> {
        if path.is_file() {
            return Err(FolderError::NoFolder(path.to_owned()));
        }
        make_private(path).map_err(|error| FolderError::io(path, &error))?;
        let lock_path = path.join("lock");
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&lock_path)
            .map_err(|error| FolderError::io(path, &error))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(FolderError::InUse(path.to_owned())),
            Err(TryLockError::Error(error)) => Err(FolderError::io(&lock_path, &error)),
        }
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The SQLite file.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.path.join("sakimori.sqlite")
    }

    /// The signing key.
    #[must_use]
    pub fn key(&self) -> PathBuf {
        self.path.join("installation.key")
    }

    /// Edition packs that join the built-in ones.
    #[must_use]
    pub fn catalog(&self) -> PathBuf {
        self.path.join("catalog")
    }
}

fn make_private(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(path)
}
