//! Files by their SHA-256: `blobs/<facility>/<aa>/<sha256>`. Written whole or not at all, read back checked.

use crate::StoreError;
use domain::{digest::Digest, id::FacilityId};
use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// The blob store in a data folder.
#[derive(Debug, Clone)]
pub struct Blobs {
    root: PathBuf,
}

impl Blobs {
    /// In `blobs` of the data folder.
    #[must_use]
    pub fn new(data: &Path) -> Self {
        Self { root: data.join("blobs") }
    }

    fn path(&self, facility: FacilityId, digest: &Digest) -> PathBuf {
        let name = digest.to_string();
        let (start, _) = name.split_at(2);
        self.root.join(facility.to_string()).join(start).join(&name)
    }

    /// Keeps bytes. Temporary file → fsync → rename → fsync of the folder; known bytes are not written again.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`], [`StoreError::ReadOnly`]; nothing half-written stays under the blob's name.
    pub fn put(&self, facility: FacilityId, bytes: &[u8]) -> Result<Digest, StoreError> {
        let digest = Digest::of(bytes);
        let path = self.path(facility, &digest);
        if path.exists() {
            return Ok(digest);
        }
        let folder = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder).map_err(from_io)?;
        let temporary = path.with_extension(format!("part-{}", std::process::id()));
        let written = write_whole(&temporary, bytes).and_then(|()| fs::rename(&temporary, &path));
        if let Err(error) = written {
            let _ = fs::remove_file(&temporary);
            return Err(from_io(error));
        }
        sync_folder(folder).map_err(from_io)?;
        Ok(digest)
    }

    /// Bytes of a blob, checked against their hash.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Damaged`] when the bytes are not those that were kept.
    pub fn get(&self, facility: FacilityId, digest: &Digest) -> Result<Vec<u8>, StoreError> {
        let bytes = match fs::read(self.path(facility, digest)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(StoreError::NotFound),
            Err(error) => return Err(from_io(error)),
        };
        if Digest::of(&bytes) == *digest { Ok(bytes) } else { Err(StoreError::Damaged(format!("blob {digest}"))) }
    }

    /// Removes everything of a facility: only for the sample hospital.
    ///
    /// # Errors
    /// When a file can't be removed.
    pub fn drop_facility(&self, facility: FacilityId) -> Result<(), StoreError> {
        match fs::remove_dir_all(self.root.join(facility.to_string())) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(from_io(error)),
            _ => Ok(()),
        }
    }
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

fn from_io(error: io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => StoreError::DiskFull,
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => StoreError::ReadOnly,
        _ => StoreError::Internal(error.to_string()),
    }
}
