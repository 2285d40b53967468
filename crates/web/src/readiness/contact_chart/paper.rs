//! The chart on paper, the wallet card, and an approved version.

use super::difference_words;
use crate::{
    cx::Cx,
    download::hand_out,
    error::{PageError, PageResult},
    layout::{Layout, html},
};
use app::readiness::contact_chart::{self as room, ChartPaper, Which};
use askama::Template;
use axum::extract::{Path, Query};
use domain::{access::View, id::ChartApprovalId};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Which paper is asked for.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    size: String,
    #[serde(default)]
    which: String,
}

/// `GET /contact-chart/pdf?size=a4&which=approved`.
pub(crate) async fn pdf(cx: Cx, Query(asked): Query<Asked>) -> PageResult {
    let paper = ChartPaper::from_code(&asked.size).unwrap_or(ChartPaper::A4);
    let which = if asked.which == "approved" { Which::Approved } else { Which::Current };
    let bytes = room::pdf(cx.app(), &cx.permit()?, paper, which, cx.t()).await?.ok_or(PageError::NotFound)?;
    let name = format!("{}-{}", cx.t().get("contact-chart-title"), paper.code());
    hand_out(bytes, "application/pdf", "attachment", &format!("{name}.pdf"))
}

#[derive(Template)]
#[template(path = "readiness/contact_chart/card.html")]
struct CardPage {
    l: Layout,
    /// Markup; empty while nobody is on the chart.
    card: String,
    /// How many are on the card.
    count: usize,
}

/// `GET /contact-chart/card`: the wallet card as it stands.
pub(crate) async fn card(cx: Cx) -> PageResult {
    let now = room::standing(cx.app(), &cx.permit::<View>()?).await?;
    let institution = cx.institution().map(|facility| facility.stated.name.to_string()).unwrap_or_default();
    let count = now.chart.people.iter().filter(|person| person.on_card).count();
    let card = match now.chart.people.is_empty() {
        true => String::new(),
        false => room::card(cx.t(), &institution, &now.chart, room::version(cx.t(), &now, Which::Current)),
    };
    html(&CardPage { l: Layout::of(&cx, "readiness"), card, count })
}

#[derive(Template)]
#[template(path = "readiness/contact_chart/version.html")]
struct VersionPage {
    l: Layout,
    number: i64,
    day: String,
    by: String,
    picture: String,
    differences: Vec<String>,
}

/// `GET /contact-chart/versions/{approval}`: a version as it was approved, and what differs today.
pub(crate) async fn version(cx: Cx, Path(id): Path<ChartApprovalId>) -> PageResult {
    let (t, view) = (cx.t(), cx.permit::<View>()?);
    let rows = store::readiness::contact_chart::approvals(&cx.app().db, &view).await?;
    let row = rows.into_iter().find(|row| row.approval.id == id).ok_or(PageError::NotFound)?;
    let now = room::standing(cx.app(), &view).await?;
    let chart = &row.approval.chart;
    html(&VersionPage {
        l: Layout::of(&cx, "readiness"),
        number: row.approval.number,
        day: t.short_day(row.at.date_jst()),
        picture: room::picture(t, chart, &BTreeMap::new()),
        differences: difference_words(t, &chart.differences(&now.chart)),
        by: row.by,
    })
}
