//! Incidents: the alarm with its first steps, the time line in words, drafts of notices, the report, and the package for the first
//! responders.

mod first;
mod notice;
mod package;
mod paper;
mod words;

pub use first::{Call, FirstSteps, first_steps, note, open};
pub use notice::{NOTICES, contacts_for, notice_pdf, notice_sheet};
pub use package::{Package, package};
pub use paper::{pack_files, report_pdf, report_sheet};
pub use report::sheet::{Sheet, plain_text};
pub use words::{Corrections, field_moment, file_words, happening_words, moment, number, taken_back};

use crate::{App, AppError};
use domain::{
    access::{Permit, View},
    readiness::task::TaskOrigin,
};

/// How many lessons of incidents are past their target date: what rules of readiness read.
///
/// # Errors
/// When the database can't be read.
pub async fn overdue_lessons(app: &App, view: &Permit<View>) -> Result<usize, AppError> {
    let tasks = store::readiness::task::list(&app.db, view).await?;
    let ours = tasks.iter().filter(|task| matches!(task.origin, TaskOrigin::Incident(_)));
    Ok(ours.filter(|task| task.is_overdue(app.today())).count())
}
