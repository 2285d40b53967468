//! Reading exports without a database: bytes → kind, facts, findings. What the command line prints and a page shows.

use crate::readiness::backup::read_known;
use domain::{
    calendar::Instant,
    digest::Digest,
    evidence::{
        FileKind,
        finding::{Finding, FindingState, judge},
    },
};
use evidence::Given;
pub use evidence::backup_run::{RunsReading, RunsRefused};
pub use evidence::{MAX_EXPORT, Reading, Refused, UnreadPlace};
use time::Date;

/// A file as it came.
#[derive(Debug)]
pub struct FileBytes {
    /// Its name, for people.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What a file says.
#[derive(Debug, PartialEq, Eq)]
pub struct FileRead {
    /// Its name, for people.
    pub name: String,
    /// SHA-256 of its bytes.
    pub digest: Digest,
    /// What came of it.
    pub says: FileSays,
}

/// What came of a file.
#[derive(Debug, PartialEq, Eq)]
pub enum FileSays {
    /// An export: its facts, and what they mean.
    Export {
        /// Facts and what could not be read.
        reading: Box<Reading>,
        /// What the facts mean for the rules.
        findings: Vec<Finding>,
    },
    /// Runs of backups, as a tool reported them.
    Runs(Box<RunsReading>),
    /// It is of a tool for backups, and nothing of it can be taken.
    RunsRefused(RunsRefused),
    /// A document or picture, which a person reads.
    Document(FileKind),
    /// It is refused.
    Refused(Refused),
}

/// Reads files and judges their facts as of a day.
#[must_use]
pub fn read_files(files: Vec<FileBytes>, as_of: Date) -> Vec<FileRead> {
    files.into_iter().map(|file| read_file(file, as_of)).collect()
}

fn read_file(file: FileBytes, as_of: Date) -> FileRead {
    // A tool's report of its backups is told by its own signs; everything else is asked as before.
    let now = Instant::start_of_day_jst(as_of);
    let runs = if file.bytes.is_empty() { None } else { read_known(&file.bytes, &file.name, now) };
    let says = match runs {
        Some(Ok(reading)) => FileSays::Runs(Box::new(reading)),
        Some(Err(refused)) => FileSays::RunsRefused(refused),
        None => read_export(&file.bytes, as_of),
    };
    FileRead { digest: Digest::of(&file.bytes), name: file.name, says }
}

fn read_export(bytes: &[u8], as_of: Date) -> FileSays {
    match evidence::read(bytes) {
        Ok(Given::Export(reading)) => {
            let findings = judge(&reading.facts, as_of);
            FileSays::Export { reading: Box::new(reading), findings }
        }
        Ok(Given::Document(kind)) => FileSays::Document(kind),
        Err(refused) => FileSays::Refused(refused),
    }
}

/// How many findings are in each state.
#[must_use]
pub fn count(findings: &[Finding]) -> Vec<(FindingState, usize)> {
    let of = |state| findings.iter().filter(|finding| finding.state == state).count();
    FindingState::ALL.into_iter().map(|state| (state, of(state))).filter(|(_, count)| *count > 0).collect()
}
