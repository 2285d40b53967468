//! The ledger from files: what taking them in would do.

mod dry_run;

pub use dry_run::{DryRun, FileTold, dry_run};
