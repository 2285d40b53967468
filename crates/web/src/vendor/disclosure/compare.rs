//! `GET /disclosures/{disclosure}/compare`: what changed from one version of a product to the next.

use super::{ItemLine, title};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    layout::{Layout, html},
};
use askama::Template;
use axum::extract::{Path, Query};
use domain::{
    access::View,
    id::DisclosureId,
    vendor::disclosure::{Comparison, DisclosureItem, ItemChange, compare as changes},
};
use serde::Deserialize;
use store::vendor::disclosure as register;

/// An item that differs.
pub(crate) struct ChangeLine {
    /// `changed`, `added`, `gone`.
    pub(crate) how: &'static str,
    /// The item that is shown: the newer one where there are two.
    pub(crate) item: ItemLine,
    pub(crate) before: Option<ItemLine>,
    pub(crate) after: Option<ItemLine>,
}

#[derive(Template)]
#[template(path = "vendor/disclosure/compare.html")]
struct ComparePage {
    l: Layout,
    id: String,
    before: String,
    after: String,
    by_number: bool,
    changes: Vec<ChangeLine>,
    equal: usize,
}

/// With which disclosure it is compared.
#[derive(Deserialize)]
pub(crate) struct With {
    with: DisclosureId,
}

/// Side by side.
pub(crate) async fn compare(cx: Cx, Path(id): Path<DisclosureId>, Query(with): Query<With>) -> PageResult {
    let (db, permit) = (&cx.app().db, cx.permit::<View>()?);
    let one = register::find(db, &permit, id).await?;
    let other = register::find(db, &permit, with.with).await?;
    let on = |row: &register::DisclosureRow| (row.disclosure.stated.state.on(), row.disclosure.id);
    let (before, after) = if on(&one) < on(&other) { (&one, &other) } else { (&other, &one) };
    let answers = |row: &'_ register::DisclosureRow| row.answers.as_ref().map(|row| row.answers.clone());
    let (Some(old), Some(new)) = (answers(before), answers(after)) else { return Err(PageError::NotFound) };
    let edition = |row: &register::DisclosureRow| row.disclosure.stated.edition.clone();
    let by = match (edition(before), edition(after)) {
        (Some(old), Some(new)) if old == new => Comparison::ByNumber,
        _ => Comparison::ByTopic,
    };
    let found = changes(&old, &new, by);
    let line = |item: &DisclosureItem| ItemLine::of(&cx, item);
    let lines: Vec<ChangeLine> = found
        .iter()
        .map(|change| match change {
            ItemChange::Changed { before, after } => {
                ChangeLine { how: "changed", item: line(after), before: Some(line(before)), after: Some(line(after)) }
            }
            ItemChange::Added(item) => {
                ChangeLine { how: "added", item: line(item), before: None, after: Some(line(item)) }
            }
            ItemChange::Gone(item) => {
                ChangeLine { how: "gone", item: line(item), before: Some(line(item)), after: None }
            }
        })
        .collect();
    let touched = lines.iter().filter(|line| line.after.is_some()).count();
    html(&ComparePage {
        l: Layout::of(&cx, "vendors"),
        id: id.to_string(),
        before: title(cx.t(), &before.disclosure),
        after: title(cx.t(), &after.disclosure),
        by_number: by == Comparison::ByNumber,
        equal: new.items.len().saturating_sub(touched),
        changes: lines,
    })
}
