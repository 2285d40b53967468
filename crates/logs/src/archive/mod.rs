//! The archive of one institution's events: Parquet files by day, append-only, each sealed one in a chain of hashes.
//!
//! ```text
//! logs/facility=ID/
//!   day=2024-02-18/000001.parquet   sealed: never written again; its SHA-256 stands in the chain
//!   open/UUID.parquet               confirmed and not sealed yet; one day's rows, like the sealed ones
//!   originals/SHA-256               the files that were taken in, as they were
//!   chain.log                       sealed files, one line each: HASH JSON
//!   imports.log                     files taken in, one JSON per line; a line is the moment at which its rows count
//!   lock                            held by whoever writes
//! ```
//!
//! What no line of the two logs names was left by a crash and is swept away. Days are those of Japan; `day=none` has events without a time.
//! Nothing in it names a machine or an absolute path, so the folder may lie anywhere and be read by any engine.

mod chain;
mod columns;
mod durable;
mod import;
mod part;
mod seal;
mod search;
mod verify;

pub use chain::Sealed;
pub use import::{Imported, Taken};
pub use search::{Found, Page, Query, Row};
pub use verify::{Problem, Report};

use durable::Journal;
use std::{
    collections::BTreeSet,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

/// Why the archive can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// A file or folder can't be read or written.
    #[error("{}: {why}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        why: io::Error,
    },
    /// Another program writes to it.
    #[error("{} is in use by another program", .0.display())]
    InUse(PathBuf),
    /// A name that can be no part of a path.
    #[error("no name of an institution: {0}")]
    Facility(String),
    /// A file of the archive is not what it should be.
    #[error("{}: {why}", path.display())]
    Damaged {
        /// Which.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// The file to take in is refused.
    #[error(transparent)]
    Refused(#[from] crate::Refused),
}

/// Adds the path to an error of the system.
fn at(path: &Path) -> impl FnOnce(io::Error) -> ArchiveError + use<'_> {
    move |why| ArchiveError::Io { path: path.to_owned(), why }
}

fn damaged(path: &Path) -> impl FnOnce(parquet::errors::ParquetError) -> ArchiveError + use<'_> {
    move |why| match why {
        parquet::errors::ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => ArchiveError::Io { path: path.to_owned(), why: *error },
            Err(error) => ArchiveError::Damaged { path: path.to_owned(), why: error.to_string() },
        },
        why => ArchiveError::Damaged { path: path.to_owned(), why: why.to_string() },
    }
}

/// One institution's archive, open for reading.
#[derive(Debug)]
pub struct Archive {
    root: PathBuf,
    facility: String,
}

/// The archive with the right to write: one program at a time.
#[derive(Debug)]
pub struct Writer {
    archive: Archive,
    chain: Journal,
    imports: Journal,
    /// Released when it is closed.
    _lock: File,
}

impl Archive {
    /// The archive of an institution in a data folder. It need not exist yet.
    ///
    /// # Errors
    /// [`ArchiveError::Facility`].
    pub fn new(data_folder: &Path, facility: &str) -> Result<Self, ArchiveError> {
        let sound = !facility.is_empty()
            && facility.len() <= 64
            && facility.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !sound {
            return Err(ArchiveError::Facility(facility.to_owned()));
        }
        Ok(Self { root: data_folder.join("logs").join(format!("facility={facility}")), facility: facility.to_owned() })
    }

    /// Opens it for writing and sweeps away what a crash left behind.
    ///
    /// # Errors
    /// [`ArchiveError::InUse`], or the folder can't be used.
    pub fn writer(self) -> Result<Writer, ArchiveError> {
        for folder in [self.root.clone(), self.open_folder(), self.root.join("originals")] {
            fs::create_dir_all(&folder).map_err(at(&folder))?;
        }
        let path = self.root.join("lock");
        let lock = File::options().create(true).truncate(false).write(true).open(&path).map_err(at(&path))?;
        if lock.try_lock().is_err() {
            return Err(ArchiveError::InUse(self.root));
        }
        let chain = Journal::open(&self.chain_path())?;
        let imports = Journal::open(&self.imports_path())?;
        let writer = Writer { archive: self, chain, imports, _lock: lock };
        writer.sweep()?;
        Ok(writer)
    }

    fn chain_path(&self) -> PathBuf {
        self.root.join("chain.log")
    }

    fn imports_path(&self) -> PathBuf {
        self.root.join("imports.log")
    }

    fn open_folder(&self) -> PathBuf {
        self.root.join("open")
    }

    /// The sealed files, in the order in which they were sealed.
    ///
    /// # Errors
    /// The chain can't be read.
    pub fn sealed(&self) -> Result<Vec<Sealed>, ArchiveError> {
        Ok(chain::read(&self.chain_path())?.into_iter().filter_map(|link| link.body).collect())
    }

    /// What was taken in, in order.
    ///
    /// # Errors
    /// The list can't be read.
    pub fn imports(&self) -> Result<Vec<Imported>, ArchiveError> {
        import::read(&self.imports_path())
    }

    /// The confirmed parts that are not sealed.
    fn open_parts(&self) -> Result<Vec<part::Part>, ArchiveError> {
        let gone: BTreeSet<String> = self.sealed()?.into_iter().flat_map(|sealed| sealed.parts).collect();
        let parts = self.imports()?.into_iter().flat_map(|import| import.parts);
        Ok(parts.filter(|part| !gone.contains(&part.name)).collect())
    }
}

impl Writer {
    /// The archive, for reading.
    #[must_use]
    pub const fn archive(&self) -> &Archive {
        &self.archive
    }

    /// Removes what no line names: parts of an import that was cut off, files of a seal that was cut off.
    fn sweep(&self) -> Result<(), ArchiveError> {
        let open: BTreeSet<String> = self.archive.open_parts()?.into_iter().map(|part| part.name).collect();
        remove_but(&self.archive.open_folder(), &|name| open.contains(name))?;
        let sealed: BTreeSet<String> = self.archive.sealed()?.into_iter().map(|sealed| sealed.file).collect();
        for entry in fs::read_dir(&self.archive.root).map_err(at(&self.archive.root))? {
            let path = entry.map_err(at(&self.archive.root))?.path();
            let Some(day) = path.file_name().and_then(|name| name.to_str()).filter(|name| name.starts_with("day="))
            else {
                continue;
            };
            remove_but(&path, &|name| sealed.contains(&format!("{day}/{name}")))?;
        }
        remove_but(&self.archive.root.join("originals"), &|name| !name.ends_with(durable::UNFINISHED))
    }
}

fn remove_but(folder: &Path, kept: &dyn Fn(&str) -> bool) -> Result<(), ArchiveError> {
    for entry in fs::read_dir(folder).map_err(at(folder))? {
        let path = entry.map_err(at(folder))?.path();
        if !path.file_name().and_then(|name| name.to_str()).is_some_and(kept) {
            fs::remove_file(&path).map_err(at(&path))?;
        }
    }
    Ok(())
}
