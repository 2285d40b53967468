//! The ledger: what files would do to it, what a person says of devices, and how it leaves the program.

pub mod bulk;
mod dry_run;
mod edit;
mod export;
pub mod stocktake;
pub mod words;

pub(crate) use dry_run::file_told;
pub use dry_run::{DryRun, FileTold, dry_run, refused};
pub use edit::{EditError, Typed, add, confirm, edit, join, keep_apart, part, typed_fields};
pub use export::{columns, csv, workbook};
