//! What tools say about their backup runs: restic and borg (JSON), Veeam (syslog lines and Windows events), Windows Server Backup
//! (Windows events). A file is known by its bytes, never by its name. Lists with columns are read by [`crate::table`] and mapped by a
//! person; Windows events come from the crate `logs` as [`EventLine`]s, so that no log format is read twice.
//!
//! What can't be read is told with its line; the rest is taken.

mod borg;
mod events;
mod json;
mod restic;
mod veeam;

pub use events::{EventLine, Events};

use crate::text::decode;
use domain::{
    calendar::Instant,
    readiness::backup::{JobKey, Run, Zone},
};
use std::collections::BTreeMap;

/// The largest file that is read: 64 MiB. Ten years of daily runs of 50 systems have some 30 MB as a list. Our choice: beyond it, reading
/// would need more memory than the program allows itself.
pub const MAX_RUNS_FILE: u64 = 64 << 20;

/// Most runs that one file may bring. Our choice: twice what ten years of 50 systems have.
pub const MAX_RUNS: usize = 400_000;

/// So many places are kept; the count goes on.
const PLACES: usize = 100;

/// What a file of runs is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunsKind {
    /// What restic writes: `backup --json`, `snapshots --json`.
    Restic,
    /// What borg writes: `create --json`, `list --json`, `info --json`.
    Borg,
    /// Lines that Veeam sends by syslog.
    VeeamSyslog,
    /// Windows events of Veeam or Windows Server Backup.
    WindowsEvents,
    /// A list whose columns a person mapped.
    List,
}

impl RunsKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Restic, Self::Borg, Self::VeeamSyslog, Self::WindowsEvents, Self::List];

    /// Stable code, the end of its message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Restic => "restic",
            Self::Borg => "borg",
            Self::VeeamSyslog => "veeam-syslog",
            Self::WindowsEvents => "windows-events",
            Self::List => "list",
        }
    }
}

/// How many generations a tool says it holds of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The job.
    pub job: JobKey,
    /// How many.
    pub count: u32,
    /// When the newest of them was made.
    pub newest: Instant,
}

/// Runs that were read out of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunsReading {
    /// What it is.
    pub kind: RunsKind,
    /// How it is written.
    pub encoding: &'static str,
    /// The runs, in the order of the file.
    pub runs: Vec<Run>,
    /// Generations that the tool says it holds.
    pub held: Vec<Held>,
    /// Lines or records that could not be taken.
    pub lost: Vec<Lost>,
    /// Lost ones beyond those that are named.
    pub more_lost: u64,
    /// Runs that are still going on.
    pub running: u64,
    /// Records that speak of something else: progress, restores, other events.
    pub other: u64,
}

impl RunsReading {
    /// Nothing read yet.
    #[must_use]
    pub const fn of(kind: RunsKind) -> Self {
        Self {
            kind,
            encoding: "UTF-8",
            runs: Vec::new(),
            held: Vec::new(),
            lost: Vec::new(),
            more_lost: 0,
            running: 0,
            other: 0,
        }
    }

    /// One that could not be taken.
    pub fn lose(&mut self, line: u64, why: LostWhy, found: &str) {
        if self.lost.len() < PLACES {
            let found = found.chars().filter(|c| !c.is_control()).take(60).collect();
            self.lost.push(Lost { line: line.max(1), why, found });
        } else {
            self.more_lost += 1;
        }
    }

    /// Takes a run, unless there are too many.
    pub fn take(&mut self, run: Run) {
        if run.job.job.is_empty() {
            self.lose(run.line, LostWhy::NoJob, "");
        } else if self.runs.len() < MAX_RUNS {
            self.runs.push(run);
        } else {
            self.lose(run.line, LostWhy::TooMany, "");
        }
    }

    /// How many could not be taken.
    #[must_use]
    pub const fn lost_count(&self) -> u64 {
        self.lost.len() as u64 + self.more_lost
    }

    /// How many runs have times whose zone was assumed.
    #[must_use]
    pub fn assumed(&self) -> usize {
        self.runs.iter().filter(|run| run.zone == Zone::Assumed).count()
    }
}

/// A line or record that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// Line or record, from 1.
    pub line: u64,
    /// Why.
    pub why: LostWhy,
    /// What stands there, cut.
    pub found: String,
}

/// Why a line or record could not be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LostWhy {
    /// The tool does not say when: restic before 0.17 says it only in its list of snapshots.
    NoTime,
    /// The time can't be read.
    BadTime,
    /// It ends before it began.
    EndsFirst,
    /// How it ended can't be read.
    BadResult,
    /// The size can't be read.
    BadSize,
    /// No name of a job.
    NoJob,
    /// A failure of which neither time nor job is said.
    FailedSomewhere,
    /// Not written as files of this kind are.
    NotUnderstood,
    /// The file ends inside it.
    Unfinished,
    /// Bytes that mean nothing in the encoding.
    Letters,
    /// More runs than one file may bring.
    TooMany,
}

impl LostWhy {
    /// Every reason.
    pub const ALL: [Self; 11] = [
        Self::NoTime,
        Self::BadTime,
        Self::EndsFirst,
        Self::BadResult,
        Self::BadSize,
        Self::NoJob,
        Self::FailedSomewhere,
        Self::NotUnderstood,
        Self::Unfinished,
        Self::Letters,
        Self::TooMany,
    ];

    /// Stable code, the end of its message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoTime => "no-time",
            Self::BadTime => "bad-time",
            Self::EndsFirst => "ends-first",
            Self::BadResult => "bad-result",
            Self::BadSize => "bad-size",
            Self::NoJob => "no-job",
            Self::FailedSomewhere => "failed-somewhere",
            Self::NotUnderstood => "not-understood",
            Self::Unfinished => "unfinished",
            Self::Letters => "letters",
            Self::TooMany => "too-many",
        }
    }
}

/// Why nothing of a file is taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {}", .why.code())]
pub struct RunsRefused {
    /// Why.
    pub why: RunsRefusedWhy,
    /// Line from which it can't be read on; 1 where the whole file is meant.
    pub line: u64,
    /// What was found there, cut.
    pub found: String,
}

/// Why nothing of a file is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunsRefusedWhy {
    /// No bytes.
    Empty,
    /// Larger than is taken.
    TooLarge,
    /// None of the kinds that are known.
    Unknown,
    /// Of a kind that is known, and no run in it.
    NoRuns,
    /// Of a known kind, and nothing of it can be read.
    Damaged,
}

impl RunsRefusedWhy {
    /// Every reason.
    pub const ALL: [Self; 5] = [Self::Empty, Self::TooLarge, Self::Unknown, Self::NoRuns, Self::Damaged];

    /// Stable code, the end of its message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too-large",
            Self::Unknown => "unknown",
            Self::NoRuns => "no-runs",
            Self::Damaged => "damaged",
        }
    }
}

impl RunsRefusedWhy {
    /// This reason for the whole file.
    #[must_use]
    pub const fn whole(self) -> RunsRefused {
        RunsRefused { why: self, line: 1, found: String::new() }
    }
}

/// Reads what restic, borg or Veeam's syslog wrote. `None`: none of these. `unnamed` is the job's name where the tool says none.
///
/// # Errors
/// [`RunsRefused`] when it is one of these and nothing of it can be taken.
#[must_use = "the runs are the point of reading"]
pub fn read_runs(bytes: &[u8], unnamed: &str) -> Option<Result<RunsReading, RunsRefused>> {
    if bytes.is_empty() {
        return Some(Err(RunsRefusedWhy::Empty.whole()));
    }
    if bytes.len() as u64 > MAX_RUNS_FILE {
        return Some(Err(RunsRefusedWhy::TooLarge.whole()));
    }
    let decoded = decode(bytes);
    let text = decoded.text.as_str();
    let mut read = if restic::is(text) {
        restic::read(text, unnamed)
    } else if borg::is(text) {
        borg::read(text)
    } else if veeam::is(text) {
        veeam::read(text)
    } else {
        return None;
    };
    read.encoding = decoded.encoding;
    Some(finished(read))
}

/// A reading without a run is refused by the first thing that was in the way.
///
/// # Errors
/// [`RunsRefused`].
pub fn finished(mut read: RunsReading) -> Result<RunsReading, RunsRefused> {
    if !read.runs.is_empty() {
        // The same run named twice in one file is one run; the one that says more stays.
        let mut seen: BTreeMap<(JobKey, i64, String), usize> = BTreeMap::new();
        let mut kept: Vec<Run> = Vec::with_capacity(read.runs.len());
        for run in read.runs {
            let key = (run.job.clone(), run.started_at.millis(), run.key.clone());
            match seen.get(&key).and_then(|at| kept.get_mut(*at)) {
                Some(before) => {
                    before.size = before.size.or(run.size);
                    before.ended_at = before.ended_at.or(run.ended_at);
                    before.result = before.result.max(run.result);
                }
                None => {
                    seen.insert(key, kept.len());
                    kept.push(run);
                }
            }
        }
        read.runs = kept;
        return Ok(read);
    }
    Err(match read.lost.first() {
        Some(lost) => RunsRefused { why: RunsRefusedWhy::Damaged, line: lost.line, found: lost.why.code().to_owned() },
        None => RunsRefusedWhy::NoRuns.whole(),
    })
}
