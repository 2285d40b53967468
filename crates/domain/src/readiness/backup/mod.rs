//! Backups of the hospital's systems (3(2)): what must be saved, the copies that are made of it, the runs that tools report, how it
//! is restored, and whether that was tried. The program's own backup is none of this; it lives in `app::backup`.

mod copy;
mod finding;
mod moment;
mod plan;
mod procedure;
mod rehearsal;
mod requirement;
mod run;
mod state;

pub use copy::{BackupCopy, CopyDraft, CopyText, Frequency, MediaKind, MediumClass, Method, Separation};
pub use finding::{Finding, FindingKind, Weight, findings, home_alarms};
pub use moment::{MomentError, Zone, parse_moment};
pub use plan::{BackupPlan, PlanDraft, PlanText, Wrong, WrongWhy};
pub use procedure::{Approval, Procedure, ProcedureDraft, Step, StepText};
pub use rehearsal::{Outcome, Rehearsal, RehearsalDraft, RehearsalText};
pub use requirement::{Met, Requirement, RequirementTest, met};
pub use run::{BackupRunsTaken, HeldKept, JobKey, ResultWords, Run, RunKept, RunResult, Tool, parse_size};
pub use state::{CopyState, JobState, LedgerWord, SizePoint, SystemState};
