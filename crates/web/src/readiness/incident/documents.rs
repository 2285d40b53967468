//! Files of the time line, drafts of notices, the report, and the package for the first responders.

use crate::{
    cx::Cx,
    download::hand_out,
    error::{PageError, PageResult},
    layout::{Layout, html},
};
use app::{readiness::incident as room, words::T};
use askama::Template;
use axum::extract::{Path, Query};
use domain::{
    access::View,
    id::IncidentId,
    journal::Seq,
    readiness::incident::{Incident, Report},
};
use messages::Lang;
use serde::Deserialize;

async fn found(cx: &Cx, id: IncidentId) -> PageResult<Incident> {
    Ok(store::readiness::incident::find(&cx.app().db, &cx.permit::<View>()?, id).await?)
}

/// A file of the time line, to save: nothing in it acts here.
pub(crate) async fn file(cx: Cx, Path((id, seq)): Path<(IncidentId, i64)>) -> PageResult {
    let incident = found(&cx, id).await?;
    let file = incident.file(Seq::new(seq)).ok_or(PageError::NotFound)?;
    let bytes = cx.app().blobs.get(cx.facility()?, &file.digest)?;
    hand_out(bytes, "application/octet-stream", "attachment", &file.name_to_save())
}

/// What has a draft.
fn draft_of(code: &str) -> PageResult<Report> {
    let known = Report::from_code(code);
    known.filter(|report| !matches!(report, Report::Police | Report::Persons)).ok_or(PageError::NotFound)
}

#[derive(Template)]
#[template(path = "readiness/incident/notice.html")]
struct NoticePage {
    l: Layout,
    id: String,
    number: String,
    report: &'static str,
    sheet: room::Sheet,
    /// The same as text, to copy.
    text: String,
}

/// A draft to read, to copy and to print.
pub(crate) async fn notice(cx: Cx, Path((id, code)): Path<(IncidentId, String)>) -> PageResult {
    let (incident, report) = (found(&cx, id).await?, draft_of(&code)?);
    let sheet = room::notice_sheet(cx.app(), &cx.permit()?, cx.t(), &incident, report).await?;
    let text = room::plain_text(&sheet).trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let number = room::number(cx.t(), &incident);
    html(&NoticePage { l: Layout::of(&cx, "incident"), id: id.to_string(), number, report: report.code(), sheet, text })
}

/// The same on paper.
pub(crate) async fn notice_pdf(cx: Cx, Path((id, code)): Path<(IncidentId, String)>) -> PageResult {
    let (incident, report) = (found(&cx, id).await?, draft_of(&code)?);
    let bytes = room::notice_pdf(cx.app(), &cx.permit()?, cx.t(), &incident, report).await?;
    let name = format!("{}_{}.pdf", cx.t().code("incident-report", report.code()), room::number(cx.t(), &incident));
    hand_out(bytes, "application/pdf", "attachment", &name)
}

/// In which language.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    lang: String,
}

/// The report on paper, in either language.
pub(crate) async fn pdf(cx: Cx, Path(id): Path<IncidentId>, Query(asked): Query<Asked>) -> PageResult {
    let t = Lang::from_code(&asked.lang).map_or_else(|| cx.t(), T::new);
    let incident = found(&cx, id).await?;
    let bytes = room::report_pdf(cx.app(), &cx.permit()?, t, &incident).await?;
    let name = format!("{}_{}.pdf", t.get("incident-list-title"), room::number(t, &incident));
    hand_out(bytes, "application/pdf", "attachment", &name)
}

/// Everything for the first responders, in one action.
pub(crate) async fn package(cx: Cx, Path(id): Path<IncidentId>) -> PageResult {
    let incident = found(&cx, id).await?;
    let package = room::package(cx.app(), &cx.permit()?, &cx.permit()?, cx.t(), &incident).await?;
    hand_out(package.bytes, "application/zip", "attachment", &package.name)
}
