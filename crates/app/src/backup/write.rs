//! Making a backup, while the server goes on.

use super::{
    BackupError,
    manifest::{Entry, FORMAT, MANIFEST, Manifest, SIGNATURE},
};
use crate::InstallationKey;
use domain::{calendar::Instant, digest::Digest, id::FacilityId};
use sha2::{Digest as _, Sha256};
use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, BufWriter, Read as _, Write},
    path::{Path, PathBuf},
};
use store::{Db, StoreError, journal::Piece};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Files and folders of the data folder that are copied as they are.
const COPIED: [&str; 3] = ["installation.key", "catalog", "tls"];

/// Writes everything of a data folder and its database into `to`, which must not be there. First into a file beside it, which
/// becomes `to` when it is whole and on the disk.
///
/// # Errors
/// See [`BackupError`]; nothing stays under `to` then.
pub async fn write(db: &Db, folder: &Path, now: Instant, to: &Path) -> Result<Manifest, BackupError> {
    if to.exists() {
        return Err(BackupError::Exists);
    }
    let part = beside(to);
    let written = write_part(db, folder, now, &part).await;
    let done = written.and_then(|manifest| {
        // A link fails where the name is taken meanwhile; a rename would overwrite.
        fs::hard_link(&part, to)
            .or_else(|_| if to.exists() { Err(io::ErrorKind::AlreadyExists.into()) } else { fs::rename(&part, to) })?;
        Ok(manifest)
    });
    let _ = fs::remove_file(&part);
    done
}

fn beside(to: &Path) -> PathBuf {
    let mut name = to.as_os_str().to_owned();
    name.push(format!(".part-{}", std::process::id()));
    name.into()
}

async fn write_part(db: &Db, folder: &Path, now: Instant, part: &Path) -> Result<Manifest, BackupError> {
    let key_file = folder.join("installation.key");
    if !key_file.exists() {
        return Err(BackupError::NoKey);
    }
    let key = InstallationKey::open(&key_file).map_err(|error| io::Error::other(error.to_string()))?;
    let mut archive = Archive::create(part)?;
    let mut facilities = BTreeSet::new();
    let mut open: Option<FacilityId> = None;
    let amount = store::journal::read_out::<BackupError>(db, |facility, piece| {
        if open.replace(facility) != Some(facility) {
            facilities.insert(facility);
            archive.begin(format!("facilities/{facility}.jsonl"), CompressionMethod::Deflated)?;
        }
        archive.line(&piece)
    })
    .await?;
    // Blobs are written before the entry that names them: everything that the journal names is there by now.
    for facility in &facilities {
        let blobs = folder.join("blobs").join(facility.to_string());
        archive.folder(&blobs, &format!("blobs/{facility}"))?;
    }
    for name in COPIED {
        archive.folder(&folder.join(name), name)?;
    }
    let manifest = Manifest {
        format: FORMAT.to_owned(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: now.millis(),
        fingerprint: key.fingerprint().to_string(),
        amount,
        entries: archive.finish_entry(),
    };
    archive.finish(&manifest, &key)?;
    Ok(manifest)
}

/// The archive as it grows. It knows the hash of each entry when the entry ends.
struct Archive {
    zip: ZipWriter<BufWriter<File>>,
    entries: Vec<Entry>,
    open: Option<(String, u64, Sha256)>,
}

impl Archive {
    fn create(part: &Path) -> Result<Self, BackupError> {
        let mut options = File::options();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let zip = ZipWriter::new(BufWriter::new(options.open(part)?));
        Ok(Self { zip, entries: Vec::new(), open: None })
    }

    fn begin(&mut self, path: String, method: CompressionMethod) -> Result<(), BackupError> {
        self.end();
        let options = SimpleFileOptions::default().compression_method(method).large_file(true).unix_permissions(0o600);
        self.zip.start_file(path.as_str(), options)?;
        self.open = Some((path, 0, Sha256::new()));
        Ok(())
    }

    fn end(&mut self) {
        if let Some((path, bytes, hash)) = self.open.take() {
            let sha256 = Digest::from_bytes(hash.finalize().into());
            self.entries.push(Entry { path, bytes, sha256 });
        }
    }

    fn line(&mut self, piece: &Piece) -> Result<(), BackupError> {
        let mut line = serde_json::to_vec(piece).map_err(|error| StoreError::Internal(error.to_string()))?;
        line.push(b'\n');
        Ok(self.write_all(&line)?)
    }

    /// A file, or every file under a folder; nothing where there is none.
    fn folder(&mut self, path: &Path, name: &str) -> Result<(), BackupError> {
        if path.is_file() {
            return self.file(path, name);
        }
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        let mut names = Vec::new();
        for entry in entries {
            // A name that is no Unicode is none of ours.
            names.extend(entry?.file_name().into_string());
        }
        names.sort();
        for inner in names.iter().filter(|inner| !inner.contains(".part-")) {
            self.folder(&path.join(inner), &format!("{name}/{inner}"))?;
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, name: &str) -> Result<(), BackupError> {
        self.begin(flat(name), CompressionMethod::Stored)?;
        let mut file = File::open(path)?;
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = file.read(&mut buffer)?;
            if read == 0 {
                return Ok(());
            }
            let part = buffer.get(..read).unwrap_or_default();
            self.write_all(part)?;
        }
    }

    fn finish_entry(&mut self) -> Vec<Entry> {
        self.end();
        std::mem::take(&mut self.entries)
    }

    fn finish(mut self, manifest: &Manifest, key: &InstallationKey) -> Result<(), BackupError> {
        let bytes = serde_json::to_vec_pretty(manifest).map_err(|error| StoreError::Internal(error.to_string()))?;
        let signature = key.sign(&bytes);
        self.begin(MANIFEST.to_owned(), CompressionMethod::Deflated)?;
        self.write_all(&bytes)?;
        self.begin(SIGNATURE.to_owned(), CompressionMethod::Stored)?;
        self.write_all(signature.as_bytes())?;
        let file = self.zip.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
        Ok(file.sync_all()?)
    }
}

impl Write for Archive {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.zip.write(bytes)?;
        if let Some((_, count, hash)) = &mut self.open {
            *count += written as u64;
            hash.update(bytes.get(..written).unwrap_or_default());
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.zip.flush()
    }
}

/// `blobs/<facility>/<aa>/<sha256>` lies in two folders on the disk and in one in the archive.
fn flat(name: &str) -> String {
    match name.split('/').collect::<Vec<_>>()[..] {
        ["blobs", facility, _, sha256] => format!("blobs/{facility}/{sha256}"),
        _ => name.to_owned(),
    }
}
