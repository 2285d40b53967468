//! Readiness: the contact chart with its papers.

pub mod contact_chart;

use crate::{App, AppError, words::T};
use contact_chart::{ChartPaper, Which};
use domain::access::{Permit, View};
use report::pack::PackFile;

/// What an inspection pack holds of readiness: the approved contact chart with its call tests.
pub(crate) async fn pack_files(app: &App, view: &Permit<View>, t: T) -> Result<Vec<PackFile>, AppError> {
    let chart = contact_chart::pdf(app, view, ChartPaper::A4, Which::Approved, t).await?;
    let file = |bytes| PackFile { path: "readiness/contact-chart.pdf".to_owned(), bytes };
    Ok(chart.into_iter().map(file).collect())
}
