//! What is kept: the journal and its projections on SQLite and PostgreSQL. SQL lives here and nowhere else.
//!
//! One folder per room: `read` gives, `write` decides with the domain and commits one event, `apply` alone writes the room's tables.

pub mod access;
pub mod assessment;
pub mod blob;
pub mod catalog;
mod engine;
mod error;
pub mod evidence;
pub mod facility;
pub mod inspection;
pub mod intake;
pub mod journal;
pub mod ledger;
pub mod network;
pub mod readiness;
pub mod remediation;
mod rows;
pub mod staff;
pub mod table;
pub mod vendor;

pub use engine::{ColumnKind, Db, MigrationReport, Options, Source};
pub use error::StoreError;
