//! Files that are whole or not there: written under another name, flushed to the disk, renamed. Logs of lines of which a torn last one
//! does not count.

use super::{ArchiveError, at};
use sha2::{Digest as _, Sha256};
use std::{
    fs::{self, File},
    io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write},
    path::{Path, PathBuf},
};

/// The end of the name of a file that is being written.
pub(super) const UNFINISHED: &str = ".unfinished";

/// A file that comes to be at once, with the hash and the length of what was written.
pub(super) struct Whole {
    path: PathBuf,
    out: BufWriter<File>,
    hash: Sha256,
    bytes: u64,
}

impl Whole {
    pub(super) fn new(path: &Path) -> Result<Self, ArchiveError> {
        let unfinished = unfinished(path);
        let file = File::create(&unfinished).map_err(at(&unfinished))?;
        Ok(Self { path: path.to_owned(), out: BufWriter::with_capacity(1 << 18, file), hash: Sha256::new(), bytes: 0 })
    }

    /// Flushes it to the disk and gives it its name. The hash in hex, and the length.
    pub(super) fn finish(mut self) -> Result<(String, u64), ArchiveError> {
        let unfinished = unfinished(&self.path);
        self.out.flush().map_err(at(&unfinished))?;
        self.out.get_ref().sync_all().map_err(at(&unfinished))?;
        fs::rename(&unfinished, &self.path).map_err(at(&self.path))?;
        sync_folder_of(&self.path)?;
        Ok((hex::encode(self.hash.finalize()), self.bytes))
    }
}

fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(UNFINISHED);
    PathBuf::from(name)
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write_all(bytes)?;
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Makes a new name in a folder last. A folder can't be opened on every system; there the system does it by itself.
pub(super) fn sync_folder_of(path: &Path) -> Result<(), ArchiveError> {
    let Some(folder) = path.parent() else { return Ok(()) };
    match File::open(folder) {
        Ok(folder_file) => folder_file.sync_all().map_err(at(folder)),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        Err(error) => Err(at(folder)(error)),
    }
}

/// The SHA-256 of a file.
pub(super) fn hash_of(path: &Path) -> Result<String, ArchiveError> {
    let mut file = File::open(path).map_err(at(path))?;
    let mut hash = Sha256::new();
    let mut part = vec![0; 1 << 18];
    loop {
        let count = file.read(&mut part).map_err(at(path))?;
        if count == 0 {
            return Ok(hex::encode(hash.finalize()));
        }
        hash.update(part.get(..count).unwrap_or_default());
    }
}

/// A log of lines, only ever added to.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    file: File,
}

impl Journal {
    /// Opens it and cuts off a line that was not finished.
    pub(super) fn open(path: &Path) -> Result<Self, ArchiveError> {
        let is_new = !path.exists();
        let mut file =
            File::options().create(true).truncate(false).read(true).write(true).open(path).map_err(at(path))?;
        let mut all = Vec::new();
        file.read_to_end(&mut all).map_err(at(path))?;
        let whole = memchr::memrchr(b'\n', &all).map_or(0, |end| end + 1);
        if whole < all.len() {
            file.set_len(whole as u64).map_err(at(path))?;
            file.sync_all().map_err(at(path))?;
        }
        file.seek(SeekFrom::End(0)).map_err(at(path))?;
        if is_new {
            sync_folder_of(path)?;
        }
        Ok(Self { path: path.to_owned(), file })
    }

    /// Adds a line. When this returns it is on the disk.
    pub(super) fn add(&mut self, line: &str) -> Result<(), ArchiveError> {
        self.file.write_all(format!("{line}\n").as_bytes()).map_err(at(&self.path))?;
        self.file.sync_data().map_err(at(&self.path))
    }
}

/// The finished lines of such a log; none when it is not there.
pub(super) fn lines(path: &Path) -> Result<Vec<String>, ArchiveError> {
    let text = match fs::read(path) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(at(path)(error)),
    };
    let whole = text.rfind('\n').map_or("", |end| text.get(..end).unwrap_or_default());
    Ok(whole.lines().map(str::to_owned).collect())
}
