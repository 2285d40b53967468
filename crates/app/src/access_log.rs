//! Access logs: reading files of any kind for the command line and, later, for the archive.

pub use logs::archive::{Archive, ArchiveError, Found, Imported, Page, Problem, Query, Report, Sealed, Taken};
pub use logs::{
    Clock as LogClock, Outcome, Place, Profile, ProfileError, ReadError, Reason, Refused, Seen, Tally, parse_instant,
};

use crate::Clock;
use logs::{Context, ndjson};
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// How logs are read: what their files do not say themselves.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Minutes east of UTC of sources that write no zone.
    pub offset_minutes: i16,
    /// Mapping profiles for tables, tried before those of the program.
    pub profiles: Vec<Profile>,
}

/// What came of one file.
#[derive(Debug)]
pub struct FileRead {
    /// The file as it was named.
    pub path: PathBuf,
    /// What came of it, or why nothing did.
    pub outcome: Result<Tally, Refused>,
}

/// Reads files, and those in folders, and writes their events as NDJSON.
///
/// # Errors
/// When `out` can't be written. A file that is refused is said in the result and stops no other.
pub fn read_files(paths: &[PathBuf], how: &Reading, clock: &Clock, out: &mut impl Write) -> io::Result<Vec<FileRead>> {
    let context = context(how, clock);
    let received = context.clock.now;
    let mut all = Vec::new();
    for path in paths.iter().flat_map(|path| files_of(path)) {
        let name = path.display().to_string();
        let mut line = Vec::new();
        let outcome = logs::read_file(&path, &name, &context, &mut |event, file| {
            line.clear();
            ndjson::write(event, ndjson::Origin { received, file }, &mut line);
            out.write_all(&line)
        });
        let outcome = match outcome {
            Ok(tally) => Ok(tally),
            Err(ReadError::Refused(why)) => Err(why),
            Err(ReadError::Sink(error)) => return Err(error),
        };
        all.push(FileRead { path, outcome });
    }
    out.flush()?;
    Ok(all)
}

fn context(how: &Reading, clock: &Clock) -> Context {
    let mut profiles = how.profiles.clone();
    profiles.extend(Profile::built_in().unwrap_or_default());
    Context { clock: logs::Clock { now: clock.now().millis() * 1000, offset_minutes: how.offset_minutes }, profiles }
}

/// What came of taking one file into the archive.
#[derive(Debug)]
pub struct FileTaken {
    /// The file as it was named.
    pub path: PathBuf,
    /// What came of it, or why nothing did.
    pub outcome: Result<Taken, Refused>,
}

/// Takes files, and those in folders, into the archive of an institution and seals every day that is over. `each` hears of every file
/// as soon as its rows are on the disk.
///
/// # Errors
/// The archive can't be used; what `each` heard of is kept. A refused file stops no other.
pub fn import_files(
    paths: &[PathBuf],
    archive: Archive,
    how: &Reading,
    clock: &Clock,
    each: &mut dyn FnMut(FileTaken),
) -> Result<Vec<Sealed>, ArchiveError> {
    let context = context(how, clock);
    let mut writer = archive.writer()?;
    for path in paths.iter().flat_map(|path| files_of(path)) {
        let outcome = match writer.import(&path, &context) {
            Ok(taken) => Ok(taken),
            Err(ArchiveError::Refused(why)) => Err(why),
            Err(error) => return Err(error),
        };
        each(FileTaken { path, outcome });
    }
    writer.seal(context.clock.now, false)
}

/// A file, or the files of a folder and those below it, by name.
fn files_of(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(path) else { return vec![path.to_owned()] };
    let mut inside: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    inside.sort();
    inside.iter().filter(|path| !path.is_symlink()).flat_map(|path| files_of(path)).collect()
}
