//! An approved version: what differs today, and to whom it was handed out.

use super::{Wrong, refusal};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Fields,
    layout::{Layout, html_with, see},
};
use app::readiness::bcp as room;
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::View,
    calendar::iso,
    id::BcpApprovalId,
    readiness::bcp::{BcpHandedOut, HandoutText},
};
use store::readiness::bcp::{self as bcp, ApprovalRow};

/// A copy that was handed out.
pub(crate) struct HandoutLine {
    pub(crate) to: String,
    pub(crate) how: String,
    pub(crate) on: String,
    pub(crate) by: String,
}

/// A handout as typed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Typed {
    pub(crate) to: String,
    pub(crate) how: String,
    pub(crate) on: String,
}

#[derive(Template)]
#[template(path = "readiness/bcp/version.html")]
struct VersionPage {
    l: Layout,
    id: String,
    number: i64,
    words: String,
    recorded: String,
    recorded_by: String,
    differences: Vec<String>,
    handouts: Vec<HandoutLine>,
    /// Departments of the roster, to choose from.
    departments: Vec<String>,
    typed: Typed,
    wrong: Option<Wrong>,
}

impl VersionPage {
    fn error(&self, field: &str) -> Option<&'static str> {
        self.wrong.filter(|(name, _)| *name == field).map(|(_, key)| key)
    }
}

/// `GET /bcp/versions/{approval}`.
pub(crate) async fn show(cx: Cx, Path(id): Path<BcpApprovalId>) -> PageResult {
    let typed = Typed { on: iso(cx.app().today()), ..Typed::default() };
    page(&cx, StatusCode::OK, id, typed, None).await
}

async fn find(cx: &Cx, id: BcpApprovalId) -> PageResult<ApprovalRow> {
    let rows = bcp::approvals(&cx.app().db, &cx.permit::<View>()?).await?;
    rows.into_iter().find(|row| row.approval.id == id).ok_or(PageError::NotFound)
}

async fn page(cx: &Cx, status: StatusCode, id: BcpApprovalId, typed: Typed, wrong: Option<Wrong>) -> PageResult {
    let (app, t, view) = (cx.app(), cx.t(), cx.permit::<View>()?);
    let row = find(cx, id).await?;
    let now = room::standing(app, &view).await?;
    let roster = store::staff::roster(&app.db, &view).await?;
    let departments = roster.members.iter().filter_map(|member| member.department.as_ref()).map(ToString::to_string);
    let departments: std::collections::BTreeSet<String> = departments.collect();
    let differences = row.approval.plan.differences(&now.plan);
    let handed = now.loaded.handouts.iter().filter(|one| one.handed.approval == id);
    let page = VersionPage {
        l: Layout::of(cx, "readiness"),
        id: id.to_string(),
        number: row.approval.number,
        words: room::version(t, Some(&row.approval), &now),
        recorded: t.moment(row.at),
        recorded_by: row.recorded_by.clone(),
        differences: differences.iter().map(|one| t.code("bcp-section", one.code()).into_owned()).collect(),
        handouts: handed
            .map(|one| HandoutLine {
                to: one.handed.to.to_string(),
                how: one.handed.how.to_string(),
                on: t.short_day(one.handed.on),
                by: one.recorded_by.clone(),
            })
            .collect(),
        departments: departments.into_iter().collect(),
        typed,
        wrong,
    };
    html_with(status, &page)
}

/// Records that a copy was handed out.
pub(crate) async fn hand_out(cx: Cx, Path(id): Path<BcpApprovalId>, fields: Fields) -> PageResult {
    let app = cx.app();
    let row = find(&cx, id).await?;
    let text = HandoutText { to: fields.text("to"), how: fields.text("how"), on: fields.text("on") };
    match BcpHandedOut::parse(app.ids.next(), (id, row.approval.number), &text, app.today()) {
        Ok(handed) => {
            bcp::hand_out(&app.db, &cx.permit()?, app.now(), handed).await?;
            Ok(see(&format!("/bcp/versions/{id}"), "bcp-handed-out"))
        }
        Err(error) => {
            let typed = Typed { to: text.to.to_owned(), how: text.how.to_owned(), on: text.on.to_owned() };
            page(&cx, StatusCode::UNPROCESSABLE_ENTITY, id, typed, Some(refusal(&error))).await
        }
    }
}
