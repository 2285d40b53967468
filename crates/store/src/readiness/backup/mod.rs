//! Backups of the hospital's systems: plans, copies, procedures and rehearsals version by version; jobs and their runs.

mod apply;
mod read;
mod runs;
mod state;
mod write;

pub(crate) use apply::apply;
pub use read::{
    ApprovedProcedure, CopyVersion, Job, TakenFile, copies, copy_names, files, find_rehearsal, jobs,
    procedure_versions, taken_digests, versions_of_copy,
};
pub use runs::{Known, Listed, known_runs, last_runs};
pub use state::{all, one};
pub use write::{
    Recorded, approve, assign, end_copy, plan, record_copy, record_procedure, record_rehearsal, take_runs,
};
