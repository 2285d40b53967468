//! `GET /assessments/{id}/items/{item}`: the history of an item in words.

use super::item::{Marked, ProposalView, marked, proposal};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    layout::{Layout, html},
};
use app::{assessment::load, words::changes};
use askama::Template;
use axum::extract::Path;
use domain::{access::View, assessment::ItemState, catalog::ItemId, id::AssessmentId};

/// One change, in sentences.
pub(crate) struct Step {
    pub(crate) seq: i64,
    pub(crate) at: String,
    pub(crate) by: String,
    pub(crate) sentences: Vec<String>,
    pub(crate) shown: ProposalView,
}

#[derive(Template)]
#[template(path = "assessment/history.html")]
struct HistoryPage {
    l: Layout,
    sheet: String,
    item: String,
    official: Marked,
    steps: Vec<Step>,
}

/// `GET /assessments/{id}/items/{item}`.
pub(crate) async fn history(cx: Cx, Path((id, item)): Path<(AssessmentId, ItemId)>) -> PageResult {
    let permit = cx.permit::<View>()?;
    let opened = load(cx.app(), &permit, id).await?;
    let found = opened.form()?.item(&item).ok_or(PageError::NotFound)?;
    let official = marked(&cx, &found.official, &opened.verification);
    let recorded = store::assessment::history(&cx.app().db, &permit, id, &item).await?;
    let mut before = ItemState::default();
    let mut steps = Vec::new();
    for change in recorded {
        steps.push(Step {
            seq: change.seq.get(),
            at: cx.t().moment(change.at),
            by: change.by,
            sentences: changes(cx.t(), opened.roster(), &before, &change.after),
            shown: proposal(cx.t(), &change.shown),
        });
        before = change.after;
    }
    steps.reverse();
    let l = Layout::of(&cx, "assessments");
    html(&HistoryPage { l, sheet: id.to_string(), item: item.to_string(), official, steps })
}
