//! The ledger handed out: CSV, Excel, and on paper.

use super::list::{Asked, Line};
use crate::{
    cx::Cx,
    download::hand_out,
    error::PageResult,
    layout::{Layout, html},
    workbook::save,
};
use askama::Template;
use axum::extract::Query;
use domain::{
    access::View,
    calendar::{iso, parse_date},
};
use serde::Deserialize;

/// `GET /ledger/csv`: what the list is narrowed to.
pub(crate) async fn csv(cx: Cx, Query(asked): Query<Asked>) -> PageResult {
    let filter = asked.filter(cx.app().today());
    let written = app::ledger::csv(cx.app(), &cx.permit::<View>()?, &filter, cx.t()).await?;
    hand_out(written.bytes, "text/csv; charset=utf-8", "attachment", &written.name)
}

/// `GET /ledger/workbook`.
pub(crate) async fn workbook(cx: Cx, Query(asked): Query<Asked>) -> PageResult {
    let filter = asked.filter(cx.app().today());
    save(app::ledger::workbook(cx.app(), &cx.permit::<View>()?, &filter, cx.t()).await?)
}

#[derive(Template)]
#[template(path = "ledger/print.html")]
struct PrintPage {
    l: Layout,
    lines: Vec<Line>,
    total: usize,
    /// The day whose ledger it is, in words.
    day: String,
    /// The day that was asked for, as typed.
    on: String,
    /// It can't be read as a day.
    wrong: bool,
}

/// The day whose ledger is asked for.
#[derive(Deserialize)]
pub(crate) struct AsOf {
    #[serde(default)]
    on: String,
}

/// `GET /ledger/print`: 機器台帳 on paper, today's or as it was recorded by the end of another day.
pub(crate) async fn print(cx: Cx, Query(asked): Query<Asked>, Query(AsOf { on }): Query<AsOf>) -> PageResult {
    let (today, view, db) = (cx.app().today(), cx.permit::<View>()?, &cx.app().db);
    let day = parse_date(&on).ok();
    // Another day is shown whole: what a filter finds is known of today only.
    let found = match day.filter(|day| *day != today) {
        Some(day) => store::ledger::as_of(db, &view, day).await?,
        None => store::ledger::list(db, &view, &asked.filter(today), usize::MAX, 0).await?.0,
    };
    let shown = day.unwrap_or(today);
    let lines: Vec<Line> = found.iter().map(|device| Line::of(cx.t(), device, shown)).collect();
    let wrong = day.is_none() && !on.is_empty();
    html(&PrintPage {
        l: Layout::of(&cx, "ledger"),
        total: lines.len(),
        lines,
        day: cx.t().day(shown),
        on: day.map(iso).unwrap_or(on),
        wrong,
    })
}
