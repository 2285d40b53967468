//! Readiness: backups of systems, the BCP, the contact chart, drills and trainings, and everything that falls due.

pub mod backup;
pub mod bcp;
pub mod contact_chart;
pub mod drill;
pub mod due;
pub mod emergency;
pub mod incident;
mod sections;

use crate::{App, AppError, words::T};
use bcp::BcpFile;
use contact_chart::{ChartPaper, Which};
use domain::access::{Permit, View};
use report::pack::PackFile;

/// What an inspection pack holds of readiness: the approved contact chart with its call tests, the records of drills
/// and trainings, the approved BCP as a PDF and for Word, the report of every incident, and the lists of backups.
pub(crate) async fn pack_files(app: &App, view: &Permit<View>, t: T) -> Result<Vec<PackFile>, AppError> {
    let chart = contact_chart::pdf(app, view, ChartPaper::A4, Which::Approved, t).await?;
    let drills = drill::pdf(app, view, t).await?;
    let file = |path: &str, bytes| PackFile { path: path.to_owned(), bytes };
    let chart = chart.map(|bytes| file("readiness/contact-chart.pdf", bytes));
    let incidents = incident::pack_files(app, view, t).await?;
    let drills = drills.map(|bytes| file("readiness/drills.pdf", bytes));
    let mut files: Vec<PackFile> = chart.into_iter().chain(drills).chain(incidents).collect();
    if let Some(paper) = bcp::approved_paper(app, view, t).await? {
        files.push(file("readiness/bcp.pdf", bcp::file(app, &paper, BcpFile::Pdf).await?));
        files.push(file("readiness/bcp.docx", bcp::file(app, &paper, BcpFile::Word).await?));
    }
    let backups = store::readiness::backup::all(&app.db, view, app.now()).await?;
    if backups.iter().any(|system| !system.copies.is_empty()) {
        files.push(file("readiness/backups.xlsx", backup::backup_workbook(app, view, t).await?.bytes));
    }
    Ok(files)
}
