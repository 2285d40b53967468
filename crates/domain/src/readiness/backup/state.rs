//! Everything that is known of one system's backups on a moment: what rules read and pages show.

use super::{Approval, BackupCopy, BackupPlan, JobKey, Procedure, Rehearsal, RunResult};
use crate::{calendar::Instant, ledger::System};

/// Bytes of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SizePoint {
    /// When it began.
    pub at: Instant,
    /// Bytes that it covered.
    pub bytes: u64,
}

/// A job and what its runs say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobState {
    /// The job.
    pub key: JobKey,
    /// The last run and how it ended.
    pub last: Option<(Instant, RunResult)>,
    /// Begin of the last run that made a copy.
    pub last_good: Option<Instant>,
    /// Failed runs after it.
    pub failed_since: u64,
    /// Runs that made a copy within the time that the promised generations span.
    pub good_in_span: Option<u64>,
    /// Generations that the tool itself lists, and when its newest was made.
    pub held: Option<(u32, Instant)>,
    /// Sizes of the last runs that made a copy, newest first.
    pub sizes: Vec<SizePoint>,
}

/// A copy and its jobs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyState {
    /// The copy.
    pub copy: BackupCopy,
    /// Jobs that make it.
    pub jobs: Vec<JobState>,
}

impl CopyState {
    /// Begin of the last run that made this copy: of the job that is furthest behind, for each of them is needed.
    #[must_use]
    pub fn last_good(&self) -> Option<Instant> {
        let all: Option<Vec<Instant>> = self.jobs.iter().map(|job| job.last_good).collect();
        all?.into_iter().min()
    }

    /// Whether any run was ever read for it.
    #[must_use]
    pub fn has_runs(&self) -> bool {
        self.jobs.iter().any(|job| job.last.is_some())
    }
}

/// What the ledger says of a device of the system: its name, and whether it is backed up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerWord {
    /// Name of the device.
    pub device: String,
    /// What its field `backup` says.
    pub backed_up: bool,
}

/// A system and everything about its backups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SystemState {
    /// The system.
    pub system: System,
    /// What must be saved; `None` while nobody stated it.
    pub plan: Option<BackupPlan>,
    /// Copies that are made.
    pub copies: Vec<CopyState>,
    /// How it is restored, and who approved that.
    pub procedure: Option<(Procedure, Option<Approval>)>,
    /// Rehearsals, newest first.
    pub rehearsals: Vec<Rehearsal>,
    /// What the ledger says of its devices.
    pub ledger: Vec<LedgerWord>,
}
