//! What can go wrong between the program and its database, told apart by what a person can do about it.

use domain::{
    assessment::{DraftError, Row},
    id::IdError,
    journal::ChainError,
    readiness::contact_chart::EntryError,
    remediation::RemediationError,
};

/// Why a read or a write did not happen. Nothing is half-written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The record changed since the person saw it. Carries what stands there now.
    #[error("the record changed in the meantime")]
    Conflict(Box<Row>),
    /// Something else changed in the meantime: the page has to be read again.
    #[error("the data changed in the meantime")]
    Stale,
    /// The draft can't be taken.
    #[error(transparent)]
    Draft(#[from] DraftError),
    /// The plan or the comment can't be taken.
    #[error(transparent)]
    Remediation(#[from] RemediationError),
    /// The entry of the contact chart can't be taken.
    #[error(transparent)]
    Chart(#[from] EntryError),
    /// There is no such record in this facility.
    #[error("not found")]
    NotFound,
    /// There is one already.
    #[error("exists already: {0}")]
    Exists(&'static str),
    /// The change would leave nobody who may manage the facility.
    #[error("nobody would be left who may manage the facility")]
    LastManager,
    /// The disk or the database is full.
    #[error("the disk is full")]
    DiskFull,
    /// The database can't be written.
    #[error("the database can't be written")]
    ReadOnly,
    /// Another program holds the database.
    #[error("the database is in use by another program")]
    Busy,
    /// The file is damaged, or no database at all.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// The database was made by a newer version.
    #[error("the database has schema {found}, this program knows up to {known}")]
    NewerSchema {
        /// Newest step found.
        found: i64,
        /// Newest step known.
        known: i64,
    },
    /// The PostgreSQL schema is older, and no owner's address was given.
    #[error("the database schema is older than this program; run `sakimori migrate` with the owner's address")]
    SchemaBehind,
    /// A step of the migration failed; everything is as it was.
    #[error("schema step {step} failed, nothing was changed: {why}")]
    MigrationFailed {
        /// Step.
        step: String,
        /// Reason.
        why: String,
    },
    /// The PostgreSQL role would see every facility.
    #[error("the database role bypasses row-level security")]
    RoleBypassesRowSecurity,
    /// The journal's chain does not hold.
    #[error("journal: {0}")]
    Chain(#[from] ChainError),
    /// The database server can't be reached.
    #[error("the database can't be reached: {0}")]
    Unreachable(String),
    /// Anything else.
    #[error("database: {0}")]
    Internal(String),
}

impl StoreError {
    pub(crate) fn unreadable(column: usize, text: &str) -> Self {
        let start: String = text.chars().take(40).collect();
        Self::Damaged(format!("column {column} holds {start:?}"))
    }
}

impl From<IdError> for StoreError {
    fn from(error: IdError) -> Self {
        Self::Damaged(error.to_string())
    }
}
impl From<domain::journal::EntryError> for StoreError {
    fn from(error: domain::journal::EntryError) -> Self {
        Self::Damaged(error.to_string())
    }
}
impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(inner) => from_database(inner.as_ref()),
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::Tls(_) => {
                Self::Unreachable(error.to_string())
            }
            _ => Self::Internal(error.to_string()),
        }
    }
}

/// SQLite: <https://www.sqlite.org/rescode.html> (primary code in the low byte). PostgreSQL: appendix A of its manual.
fn from_database(error: &dyn sqlx::error::DatabaseError) -> StoreError {
    let message = error.message().to_owned();
    let code = error.code().unwrap_or_default();
    if let Ok(code) = code.parse::<i64>().map(|code| code & 0xff)
        && code < 101
        && error.try_downcast_ref::<sqlx::postgres::PgDatabaseError>().is_none()
    {
        return match code {
            5 | 6 => StoreError::Busy,
            8 | 14 => StoreError::ReadOnly,
            11 | 26 => StoreError::Damaged(message),
            10 if message.contains("disk") => StoreError::DiskFull,
            13 => StoreError::DiskFull,
            _ => StoreError::Internal(message),
        };
    }
    match code.as_ref() {
        "53100" => StoreError::DiskFull,
        "25006" => StoreError::ReadOnly,
        "40001" | "40P01" => StoreError::Stale,
        // Connection, login and database name: PostgreSQL's error classes 08, 28, 57P and 3D000.
        code if ["08", "28", "57P", "3D000"].iter().any(|class| code.starts_with(class)) => {
            StoreError::Unreachable(message)
        }
        "XX001" | "XX002" => StoreError::Damaged(message),
        _ => StoreError::Internal(message),
    }
}
