//! Taking a backup back: everything is checked before anything is put anywhere.

use super::{
    BackupError,
    manifest::{ANY_VERSION, Entry, FORMAT, MANIFEST, Manifest, SIGNATURE},
};
use crate::InstallationKey;
use domain::{digest::Digest, id::FacilityId};
use sha2::{Digest as _, Sha256};
use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, BufRead as _, BufReader, Read},
    path::{Path, PathBuf},
};
use store::{
    Db,
    journal::{Amount, Piece, put_back},
};
use zip::ZipArchive;

/// Largest manifest taken: 64 MiB, for half a million files.
const MAX_MANIFEST: u64 = 64 << 20;
/// Longest line of a facility taken: 64 MiB. An entry of the journal is some kilobytes.
const MAX_LINE: u64 = 64 << 20;

/// A backup that was opened and holds.
#[derive(Debug)]
pub struct Backup {
    file: PathBuf,
    manifest: Manifest,
}

impl Backup {
    /// Opens a backup and checks every byte of it against its manifest, and the manifest against its signature.
    ///
    /// # Errors
    /// [`BackupError::NotABackup`], [`BackupError::Newer`], [`BackupError::Damaged`].
    pub fn open(file: &Path) -> Result<Self, BackupError> {
        let archive = File::open(file)?;
        let size = archive.metadata()?.len();
        let mut zip = ZipArchive::new(BufReader::new(archive))?;
        let bytes = small(&mut zip, MANIFEST, MAX_MANIFEST)?;
        let manifest = parse(&bytes)?;
        check_names(&zip, &manifest)?;
        check_sizes(size, &manifest)?;
        for entry in &manifest.entries {
            check_entry(&mut zip, entry)?;
        }
        check_signature(&mut zip, &manifest, &bytes)?;
        Ok(Self { file: file.to_owned(), manifest })
    }

    /// What it says of itself.
    #[must_use]
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Puts journals and logins into an empty database, in one transaction.
    ///
    /// # Errors
    /// [`BackupError::NotEmpty`], [`BackupError::Damaged`]; nothing stands in the database then.
    pub async fn put_into(&self, db: &Db) -> Result<Amount, BackupError> {
        let mut zip = ZipArchive::new(BufReader::new(File::open(&self.file)?))?;
        // Pieces are read from the archive as the database takes them: a thread of its own, for the archive waits for the disk.
        let (sender, receiver) = std::sync::mpsc::sync_channel(256);
        let names: Vec<String> = self.facilities().map(|entry| entry.path.clone()).collect();
        let reader = std::thread::spawn(move || {
            for name in names {
                if !send_pieces(&mut zip, &name, &sender) {
                    return;
                }
            }
        });
        let put = put_back(db, receiver.into_iter()).await;
        // The reader ends when its channel does.
        let _ = reader.join();
        match put {
            Err(BackupError::Store(store::StoreError::Exists(_))) => Err(BackupError::NotEmpty),
            other => other,
        }
    }

    fn facilities(&self) -> impl Iterator<Item = &Entry> {
        self.manifest.entries.iter().filter(|entry| entry.path.starts_with("facilities/"))
    }

    /// Writes the files of the data folder under `folder`: key, edition packs, certificate authority, blobs.
    ///
    /// # Errors
    /// When a file can't be written.
    pub fn put_files(&self, folder: &Path) -> Result<(), BackupError> {
        let mut zip = ZipArchive::new(BufReader::new(File::open(&self.file)?))?;
        for entry in &self.manifest.entries {
            let Some(place) = place(&entry.path) else { continue };
            let path = folder.join(place);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            let mut options = File::options();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(&path)?;
            io::copy(&mut zip.by_name(&entry.path)?.take(entry.bytes), &mut file)?;
            file.sync_all()?;
        }
        Ok(())
    }
}

fn parse(bytes: &[u8]) -> Result<Manifest, BackupError> {
    #[derive(serde::Deserialize)]
    struct Format {
        format: String,
    }
    let Format { format } = serde_json::from_slice(bytes).map_err(|_| BackupError::NotABackup)?;
    match format.as_str() {
        FORMAT => serde_json::from_slice(bytes).map_err(|_| BackupError::Damaged { entry: MANIFEST.to_owned() }),
        other if other.starts_with(ANY_VERSION) => Err(BackupError::Newer { found: format }),
        _ => Err(BackupError::NotABackup),
    }
}

fn small(zip: &mut ZipArchive<BufReader<File>>, name: &str, most: u64) -> Result<Vec<u8>, BackupError> {
    let mut bytes = Vec::new();
    let entry = zip.by_name(name).map_err(|_| BackupError::NotABackup)?;
    entry.take(most + 1).read_to_end(&mut bytes).map_err(|_| BackupError::Damaged { entry: name.to_owned() })?;
    if bytes.len() as u64 > most { Err(BackupError::NotABackup) } else { Ok(bytes) }
}

/// The archive holds what the manifest names, once each, and every name is one that a backup has.
fn check_names(zip: &ZipArchive<BufReader<File>>, manifest: &Manifest) -> Result<(), BackupError> {
    let damaged = |entry: &str| BackupError::Damaged { entry: entry.to_owned() };
    let mut known: BTreeSet<&str> = [MANIFEST, SIGNATURE].into();
    for entry in &manifest.entries {
        let is_ours = is_facility(&entry.path) || place(&entry.path).is_some();
        if !is_ours || !known.insert(&entry.path) {
            return Err(damaged(&entry.path));
        }
    }
    for name in zip.file_names() {
        let name = name.map_err(|_| damaged(MANIFEST))?;
        if !known.contains(&*name) {
            return Err(damaged(&name));
        }
    }
    if zip.len() == known.len() { Ok(()) } else { Err(damaged(MANIFEST)) }
}

/// The files that a restore puts on the disk lie in a backup as they are: together they are smaller than it. So nothing that
/// unpacks to more than was sent ever reaches the disk, and an absurd size is refused before anything is unpacked.
fn check_sizes(archive: u64, manifest: &Manifest) -> Result<(), BackupError> {
    let mut sum: u64 = 0;
    for entry in manifest.entries.iter().filter(|entry| !is_facility(&entry.path)) {
        sum = sum.saturating_add(entry.bytes);
        if sum > archive {
            return Err(BackupError::Damaged { entry: entry.path.clone() });
        }
    }
    Ok(())
}

fn check_entry(zip: &mut ZipArchive<BufReader<File>>, entry: &Entry) -> Result<(), BackupError> {
    let damaged = || BackupError::Damaged { entry: entry.path.clone() };
    // One byte more than promised is read at most: an archive that unpacks without end is found out at once.
    let mut file = zip.by_name(&entry.path).map_err(|_| damaged())?.take(entry.bytes.saturating_add(1));
    let (mut hash, mut buffer, mut count) = (Sha256::new(), vec![0; 1 << 16], 0);
    loop {
        let read = file.read(&mut buffer).map_err(|_| damaged())?;
        if read == 0 {
            break;
        }
        count += read as u64;
        hash.update(buffer.get(..read).unwrap_or_default());
    }
    let sha256 = Digest::from_bytes(hash.finalize().into());
    if count == entry.bytes && sha256 == entry.sha256 { Ok(()) } else { Err(damaged()) }
}

/// The key lies in the backup itself: the signature says that nothing was changed by accident or by somebody without the key.
fn check_signature(
    zip: &mut ZipArchive<BufReader<File>>,
    manifest: &Manifest,
    bytes: &[u8],
) -> Result<(), BackupError> {
    let damaged = |entry: &str| BackupError::Damaged { entry: entry.to_owned() };
    let secret = small(zip, "installation.key", 1024).map_err(|_| damaged("installation.key"))?;
    let key = std::str::from_utf8(&secret).ok().and_then(InstallationKey::parse);
    let key = key.ok_or_else(|| damaged("installation.key"))?;
    let signature = small(zip, SIGNATURE, 1024).map_err(|_| damaged(SIGNATURE))?;
    let holds =
        key.made(bytes, &String::from_utf8_lossy(&signature)) && key.fingerprint().to_string() == manifest.fingerprint;
    if holds { Ok(()) } else { Err(damaged(SIGNATURE)) }
}

fn is_facility(path: &str) -> bool {
    let id = path.strip_prefix("facilities/").and_then(|rest| rest.strip_suffix(".jsonl"));
    id.is_some_and(|id| id.parse::<FacilityId>().is_ok())
}

/// Where a file of the archive belongs in the data folder; `None` for what does not belong there. No name from the archive
/// becomes a path unless it is one of these.
fn place(path: &str) -> Option<PathBuf> {
    let plain = |name: &str| {
        !name.is_empty()
            && !name.starts_with('.')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
    };
    match path.split('/').collect::<Vec<_>>()[..] {
        ["installation.key"] => Some(PathBuf::from(path)),
        ["catalog" | "tls", name] if plain(name) => Some(PathBuf::from(path)),
        ["blobs", facility, sha256] => {
            let (facility, sha256): (FacilityId, Digest) = (facility.parse().ok()?, sha256.parse().ok()?);
            let sha256 = sha256.to_string();
            let (start, _) = sha256.split_at(2);
            Some(PathBuf::from("blobs").join(facility.to_string()).join(start).join(&sha256))
        }
        _ => None,
    }
}

/// Sends every line of a facility; `false` when nobody listens any more.
fn send_pieces(
    zip: &mut ZipArchive<BufReader<File>>,
    name: &str,
    to: &std::sync::mpsc::SyncSender<Result<Piece, BackupError>>,
) -> bool {
    let damaged = || BackupError::Damaged { entry: name.to_owned() };
    let Ok(entry) = zip.by_name(name) else { return to.send(Err(damaged())).is_ok() };
    let mut lines = BufReader::new(entry);
    loop {
        let mut line = Vec::new();
        let read = Read::by_ref(&mut lines).take(MAX_LINE).read_until(b'\n', &mut line);
        let piece = match read {
            Ok(0) => return true,
            Ok(_) => serde_json::from_slice(&line).map_err(|_| damaged()),
            Err(_) => Err(damaged()),
        };
        let failed = piece.is_err();
        if to.send(piece).is_err() || failed {
            return false;
        }
    }
}
