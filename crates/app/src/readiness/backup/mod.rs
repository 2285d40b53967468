//! Backups of the hospital's systems: files of their runs, what is wrong in words, their workbook and their part of the pack's paper.
//! The program's own backup is `app::backup`.

mod known;
mod log_file;
pub(crate) mod paper;
pub mod words;
mod workbook;

pub use known::read_known;
pub use log_file::{LogRefused, add_log};
pub(crate) use workbook::steps_sheet;
pub use workbook::{backup_workbook, copies_sheet};

use crate::{App, AppError};
use domain::{
    access::{Permit, View},
    readiness::backup::{Finding, SystemState, findings},
};

/// A system with its backups and what is wrong with them.
#[derive(Debug, Clone)]
pub struct Looked {
    /// What is recorded.
    pub state: SystemState,
    /// What is wrong, the gravest first.
    pub findings: Vec<Finding>,
}

/// Every system with what is wrong with its backups.
///
/// # Errors
/// When the database can't be read.
pub async fn look(app: &App, view: &Permit<View>) -> Result<Vec<Looked>, AppError> {
    let now = app.now();
    let states = store::readiness::backup::all(&app.db, view, now).await?;
    let looked = |state: SystemState| Looked { findings: findings(&state, now), state };
    Ok(states.into_iter().map(looked).collect())
}

/// One system with what is wrong with its backups.
///
/// # Errors
/// `StoreError::NotFound`.
pub async fn look_at(app: &App, view: &Permit<View>, system: domain::id::SystemId) -> Result<Looked, AppError> {
    let now = app.now();
    let state = store::readiness::backup::one(&app.db, view, now, system).await?;
    Ok(Looked { findings: findings(&state, now), state })
}
