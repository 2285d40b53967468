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
use domain::access::View;

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
    today: String,
}

/// `GET /ledger/print`: 機器台帳 on paper.
pub(crate) async fn print(cx: Cx, Query(asked): Query<Asked>) -> PageResult {
    let today = cx.app().today();
    let (found, total) =
        store::ledger::list(&cx.app().db, &cx.permit::<View>()?, &asked.filter(today), usize::MAX, 0).await?;
    let lines = found.iter().map(|device| Line::of(cx.t(), device, today)).collect();
    html(&PrintPage { l: Layout::of(&cx, "ledger"), lines, total, today: cx.t().day(today) })
}
