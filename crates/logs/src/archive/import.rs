//! Taking a file in: its events into parts of one day each, then one line that makes them count.

use super::{
    ArchiveError, Writer, at, columns,
    durable::{self, Whole},
    part::{self, Part},
};
use crate::{Context, ReadError, Tally, read};
use arrow_array::{RecordBatch, UInt32Array};
use arrow_select::take::take_record_batch;
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs::{self, File},
    io,
    path::Path,
};

/// A file that was taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// Its name without folders.
    pub name: String,
    /// When, microseconds UTC.
    pub received: i64,
    /// Records read.
    pub read: u64,
    /// Records kept as they were.
    pub raw: u64,
    /// Records lost.
    pub lost: u64,
    /// Where its rows lie until they are sealed.
    pub(super) parts: Vec<Part>,
}

/// What came of taking a file in.
#[derive(Debug)]
pub enum Taken {
    /// Its rows are on the disk.
    New(Tally),
    /// The same bytes were taken in before; nothing was added.
    Before(Imported),
}

/// The list of what was taken in. A line that can't be read is passed over; the chain tells what is missing then.
pub(super) fn read(path: &Path) -> Result<Vec<Imported>, ArchiveError> {
    Ok(durable::lines(path)?.iter().filter_map(|line| serde_json::from_str(line).ok()).collect())
}

/// Rows are written when so many, or so many bytes of them, are gathered: what an import holds in memory.
const ROWS: usize = 250_000;
const BYTES: usize = 96 << 20;

impl Writer {
    /// Takes a file in. When this returns without an error, its rows and the file itself are on the disk.
    ///
    /// # Errors
    /// [`ArchiveError::Refused`] or a disk that can't be written; nothing of the file counts then.
    pub fn import(&mut self, path: &Path, context: &Context) -> Result<Taken, ArchiveError> {
        let sha256 = durable::hash_of(path)?;
        if let Some(before) = self.archive.imports()?.into_iter().find(|import| import.sha256 == sha256) {
            return Ok(Taken::Before(before));
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        self.keep_original(path, &sha256)?;
        let mut gathering = Gathering {
            writer: self,
            sha256: &sha256,
            rows: columns::Rows::default(),
            parts: Vec::new(),
            failed: None,
        };
        let received = context.clock.now;
        let outcome = read::read_file(path, &name, context, &mut |event, file| {
            gathering.rows.push(event, received, file);
            gathering.flush_when_full()
        });
        let tally = match outcome {
            Ok(tally) => tally,
            Err(ReadError::Refused(why)) => return Err(why.into()),
            Err(ReadError::Sink(why)) => return Err(gathering.failed.unwrap_or_else(|| at(path)(why))),
        };
        gathering.flush()?;
        let parts = gathering.parts;
        let imported = Imported {
            sha256,
            name,
            received,
            read: tally.read,
            raw: tally.raw_count(),
            lost: tally.lost_count(),
            parts,
        };
        let line = serde_json::to_string(&imported).map_err(|why| at(path)(io::Error::other(why)))?;
        self.imports.add(&line)?;
        Ok(Taken::New(tally))
    }

    /// The file as it was, by its hash.
    fn keep_original(&self, path: &Path, sha256: &str) -> Result<(), ArchiveError> {
        let kept = self.archive.root.join("originals").join(sha256);
        if kept.exists() {
            return Ok(());
        }
        let mut from = File::open(path).map_err(at(path))?;
        let mut whole = Whole::new(&kept)?;
        io::copy(&mut from, &mut whole).map_err(at(&kept))?;
        let (written, _) = whole.finish()?;
        if written != sha256 {
            fs::remove_file(&kept).map_err(at(&kept))?;
            return Err(at(path)(io::Error::other("the file changed while it was read")));
        }
        Ok(())
    }
}

/// Rows on their way into parts.
struct Gathering<'w> {
    writer: &'w Writer,
    sha256: &'w str,
    rows: columns::Rows,
    parts: Vec<Part>,
    failed: Option<ArchiveError>,
}

impl Gathering<'_> {
    fn flush_when_full(&mut self) -> io::Result<()> {
        if self.rows.len() < ROWS && self.rows.bytes() < BYTES {
            return Ok(());
        }
        self.flush().map_err(|error| {
            let words = error.to_string();
            self.failed = Some(error);
            io::Error::other(words)
        })
    }

    /// Writes what is gathered, a part for each day.
    fn flush(&mut self) -> Result<(), ArchiveError> {
        if self.rows.len() == 0 {
            return Ok(());
        }
        let folder = self.writer.archive.open_folder();
        let wrong =
            |why: arrow_schema::ArrowError| ArchiveError::Damaged { path: folder.clone(), why: why.to_string() };
        let mut days: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        let mut last: Option<(i64, String)> = None;
        for (row, time) in (0..).zip(&self.rows.time) {
            // Rows of one day mostly follow each other: the day is worked out when it changes.
            let number =
                time.map_or(i64::MIN, |time| time.saturating_add(9 * 3_600_000_000).div_euclid(86_400_000_000));
            let day = match &last {
                Some((before, day)) if *before == number => day.clone(),
                _ => columns::day(*time),
            };
            last = Some((number, day.clone()));
            days.entry(day).or_default().push(row);
        }
        let all = self.rows.take().map_err(wrong)?;
        for (day, rows) in days {
            let batch = of_day(&all, rows).and_then(|batch| part::sorted(&batch)).map_err(wrong)?;
            let short = self.sha256.get(..16).unwrap_or(self.sha256);
            let name = format!("{short}-{:05}.parquet", self.parts.len() + 1);
            self.parts.push(part::write(&folder.join(name), &day, &batch)?);
        }
        Ok(())
    }
}

fn of_day(all: &RecordBatch, rows: Vec<u32>) -> Result<RecordBatch, arrow_schema::ArrowError> {
    if rows.len() == all.num_rows() {
        return Ok(all.clone());
    }
    take_record_batch(all, &UInt32Array::from(rows))
}
