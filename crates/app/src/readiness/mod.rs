//! Readiness: backups of systems, the contact chart, drills and trainings, and everything that falls due.

pub mod backup;
pub mod contact_chart;
pub mod drill;
pub mod due;
pub mod emergency;
pub mod incident;
mod sections;

use crate::{App, AppError, words::T};
use contact_chart::{ChartPaper, Which};
use domain::access::{Permit, View};
use report::pack::PackFile;

/// What an inspection pack holds of readiness: the approved contact chart with its call tests, the records of drills
/// and trainings, and the report of every incident.
pub(crate) async fn pack_files(app: &App, view: &Permit<View>, t: T) -> Result<Vec<PackFile>, AppError> {
    let chart = contact_chart::pdf(app, view, ChartPaper::A4, Which::Approved, t).await?;
    let drills = drill::pdf(app, view, t).await?;
    let file = |path: &str, bytes| PackFile { path: path.to_owned(), bytes };
    let chart = chart.map(|bytes| file("readiness/contact-chart.pdf", bytes));
    let incidents = incident::pack_files(app, view, t).await?;
    let drills = drills.map(|bytes| file("readiness/drills.pdf", bytes));
    Ok(chart.into_iter().chain(drills).chain(incidents).collect())
}
