//! 復旧優先度 and 重要度: every system, and the form of one.

use super::{
    Wrong,
    form::{FormPage, field},
    refusal, state,
};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Fields,
    layout::{Layout, html, html_with},
    readiness::backup::fields::choices,
};
use app::readiness::{backup::words::hours, bcp as room};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::View,
    id::SystemId,
    readiness::bcp::{Importance, Part, PartKey, PlanSystem, RankText, SystemRank},
    vendor::Line,
};

/// A system in the list.
pub(crate) struct SystemLine {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: &'static str,
    pub(crate) vendor: String,
    pub(crate) priority: String,
    pub(crate) priority_why: String,
    /// Code; empty while nobody said.
    pub(crate) importance: &'static str,
    pub(crate) importance_why: String,
    pub(crate) impact: String,
    pub(crate) rto: String,
    /// Day on which its restore procedure was approved, in words.
    pub(crate) restore: String,
}

#[derive(Template)]
#[template(path = "readiness/bcp/systems.html")]
struct ListPage {
    l: Layout,
    lines: Vec<SystemLine>,
}

/// `GET /bcp/systems`.
pub(crate) async fn list(cx: Cx) -> PageResult {
    let now = room::standing(cx.app(), &cx.permit::<View>()?).await?;
    let lines = now.plan.systems.iter().map(|one| line(&cx, one)).collect();
    html(&ListPage { l: Layout::of(&cx, "readiness"), lines })
}

fn line(cx: &Cx, one: &PlanSystem) -> SystemLine {
    let (t, rank) = (cx.t(), &one.rank);
    let text = |line: &Option<Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
    SystemLine {
        id: one.id.to_string(),
        name: one.name.clone(),
        kind: one.kind.code(),
        vendor: one.vendor.clone(),
        priority: rank.priority.map(|number| number.to_string()).unwrap_or_default(),
        priority_why: text(&rank.priority_why),
        importance: rank.importance.map(Importance::code).unwrap_or_default(),
        importance_why: text(&rank.importance_why),
        impact: text(&rank.impact),
        rto: one.rto_hours.map(|count| hours(t, i64::from(count))).unwrap_or_default(),
        restore: one.restore_on.map(|on| t.short_day(on)).unwrap_or_default(),
    }
}

/// The form of one system.
pub(crate) async fn show(cx: Cx, Path(id): Path<SystemId>) -> PageResult {
    let loaded = store::readiness::bcp::load(&cx.app().db, &cx.permit::<View>()?).await?;
    let rank = loaded.rank(id);
    let text = |line: &Option<Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
    let (priority_why, importance_why, impact) =
        (text(&rank.priority_why), text(&rank.importance_why), text(&rank.impact));
    let priority = rank.priority.map(|number| number.to_string()).unwrap_or_default();
    let text = RankText {
        priority: &priority,
        priority_why: &priority_why,
        importance: rank.importance.map(Importance::code).unwrap_or_default(),
        importance_why: &importance_why,
        impact: &impact,
    };
    page(&cx, StatusCode::OK, id, loaded.version(&PartKey::System(id)).get(), &text, None).await
}

async fn page(
    cx: &Cx,
    status: StatusCode,
    id: SystemId,
    version: i64,
    text: &RankText<'_>,
    wrong: Option<Wrong>,
) -> PageResult {
    let t = cx.t();
    let systems = store::ledger::systems(&cx.app().db, &cx.permit::<View>()?).await?;
    let system = systems.into_iter().find(|one| one.id == id).ok_or(PageError::NotFound)?;
    let unknown = (String::new(), t.get("bcp-unknown").into_owned());
    let importances = choices(t, "bcp-importance", Importance::ALL.map(Importance::code));
    let fields = vec![
        field("priority", t.get("bcp-priority"), text.priority, wrong)
            .kind("number")
            .hint(t.get("bcp-rank-priority-hint")),
        field("priority_why", t.get("bcp-rank-priority_why"), text.priority_why, wrong)
            .hint(t.get("bcp-rank-priority_why-hint")),
        field("importance", t.get("bcp-importance"), text.importance, wrong)
            .options(std::iter::once(unknown).chain(importances))
            .hint(t.get("bcp-rank-importance-hint")),
        field("importance_why", t.get("bcp-rank-importance_why"), text.importance_why, wrong)
            .hint(t.get("bcp-rank-importance_why-hint")),
        field("impact", t.get("bcp-impact"), text.impact, wrong).hint(t.get("bcp-rank-impact-hint")),
    ];
    let page = FormPage {
        l: Layout::of(cx, "readiness"),
        title: system.stated.name.to_string(),
        lead: t.get("bcp-systems-two-things").into_owned(),
        above: ("/bcp/systems", t.code("bcp-section", "systems").into_owned()),
        action: format!("/bcp/systems/{id}"),
        version,
        fields,
        wrong: wrong.is_some(),
        remove: String::new(),
    };
    html_with(status, &page)
}

/// Records it.
pub(crate) async fn change(cx: Cx, Path(id): Path<SystemId>, fields: Fields) -> PageResult {
    let text = RankText {
        priority: fields.text("priority"),
        priority_why: fields.text("priority_why"),
        importance: fields.text("importance"),
        importance_why: fields.text("importance_why"),
        impact: fields.text("impact"),
    };
    match SystemRank::parse(&text) {
        Ok(rank) => state(&cx, &fields, PartKey::System(id), Some(Part::System(rank)), "saved").await,
        Err(error) => {
            let version = super::version_of(&fields)?.get();
            page(&cx, StatusCode::UNPROCESSABLE_ENTITY, id, version, &text, Some(refusal(&error))).await
        }
    }
}
