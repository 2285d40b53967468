//! Files by their SHA-256: `blobs/<facility>/<aa>/<sha256>`. Written whole or not at all, read back checked.

use crate::StoreError;
use domain::{digest::Digest, id::FacilityId};
use sha2::{Digest as _, Sha256};
use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, SystemTime},
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
            touch(&path);
            return Ok(digest);
        }
        let folder = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder).map_err(from_io)?;
        // A name of its own for each writer: two of the same bytes at once must not write into one file.
        let temporary = path.with_extension(unfinished());
        let written = write_whole(&temporary, bytes).and_then(|()| fs::rename(&temporary, &path));
        if let Err(error) = written {
            let _ = fs::remove_file(&temporary);
            return Err(from_io(error));
        }
        sync_folder(folder).map_err(from_io)?;
        Ok(digest)
    }

    /// Begins a blob whose bytes come one part after the other. It is not kept before [`Blobs::keep`].
    ///
    /// # Errors
    /// [`StoreError::DiskFull`], [`StoreError::ReadOnly`].
    pub fn arrive(&self, facility: FacilityId) -> Result<Arriving, StoreError> {
        let folder = self.root.join(facility.to_string());
        fs::create_dir_all(&folder).map_err(from_io)?;
        let path = folder.join(format!("arriving.{}", unfinished()));
        let file = File::create(&path).map_err(from_io)?;
        Ok(Arriving { facility, path, file, hasher: Sha256::new(), size: 0 })
    }

    /// Keeps what arrived: fsync → rename → fsync of the folder. Known bytes are not kept twice.
    ///
    /// # Errors
    /// As [`Blobs::put`].
    pub fn keep(&self, arrived: Arriving) -> Result<(Digest, u64), StoreError> {
        let digest = Digest::from_bytes(arrived.hasher.clone().finalize().into());
        let path = self.path(arrived.facility, &digest);
        if !path.exists() {
            let folder = path.parent().unwrap_or(&self.root);
            fs::create_dir_all(folder).map_err(from_io)?;
            arrived.file.sync_all().and_then(|()| fs::rename(&arrived.path, &path)).map_err(from_io)?;
            sync_folder(folder).map_err(from_io)?;
        } else {
            touch(&path);
        }
        Ok((digest, arrived.size))
    }

    /// Opens a blob to read a part of it, unchecked: only to look at what it is.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn open(&self, facility: FacilityId, digest: &Digest) -> Result<File, StoreError> {
        File::open(self.path(facility, digest)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => StoreError::NotFound,
            _ => from_io(error),
        })
    }

    /// Removes files that nothing in the database names and that are older than a day: what stayed behind when a disk was
    /// full or the power went. Returns how many.
    ///
    /// # Errors
    /// When a folder can't be read or a file can't be removed.
    #[expect(clippy::disallowed_methods, reason = "the age of a file is measured by the file system's own clock")]
    pub fn sweep(&self, facility: FacilityId, named: &BTreeSet<Digest>) -> Result<usize, StoreError> {
        const DAY: Duration = Duration::from_secs(24 * 60 * 60);
        let now = SystemTime::now();
        let mut swept = 0;
        let mut open = vec![self.root.join(facility.to_string())];
        while let Some(folder) = open.pop() {
            let Ok(entries) = fs::read_dir(&folder) else { continue };
            for entry in entries {
                let entry = entry.map_err(from_io)?;
                let about = entry.metadata().map_err(from_io)?;
                if about.is_dir() {
                    open.push(entry.path());
                    continue;
                }
                let is_named =
                    entry.file_name().to_str().and_then(|name| name.parse().ok()).is_some_and(|d| named.contains(&d));
                let age = about.modified().ok().and_then(|at| now.duration_since(at).ok()).unwrap_or_default();
                if !is_named && age > DAY {
                    fs::remove_file(entry.path()).map_err(from_io)?;
                    swept += 1;
                }
            }
        }
        Ok(swept)
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

/// The ending of a file that is being written: no other has it.
fn unfinished() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    format!("part-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

/// Old bytes that are wanted again are not old any more: [`Blobs::sweep`] leaves them until their entry is written.
#[expect(clippy::disallowed_methods, reason = "the age of a file is measured by the file system's own clock")]
fn touch(path: &Path) {
    let _ = File::options().append(true).open(path).and_then(|file| file.set_modified(SystemTime::now()));
}

/// A blob that is still coming. Dropped, it leaves nothing.
#[derive(Debug)]
pub struct Arriving {
    facility: FacilityId,
    path: PathBuf,
    file: File,
    hasher: Sha256,
    size: u64,
}

impl Arriving {
    /// Takes the next bytes.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`] and other errors of writing.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.file.write_all(bytes).map_err(from_io)?;
        self.hasher.update(bytes);
        self.size += bytes.len() as u64;
        Ok(())
    }

    /// Bytes so far.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Opens what came so far, to look at it.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn look(&self) -> Result<File, StoreError> {
        File::open(&self.path).map_err(from_io)
    }
}

impl Drop for Arriving {
    fn drop(&mut self) {
        // Kept, it has another name by now.
        let _ = fs::remove_file(&self.path);
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
