//! `POST /assessments/{id}/items/{item}/answer`: one answer in one round; saved, refused with words, or in conflict.

use super::item::{Conflict, Fields, ItemView, Notice, view};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Form,
    layout::{Layout, html, html_with},
};
use app::{AppError, assessment::load, words::refused_draft};
use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse as _, Redirect},
};
use domain::{
    access::{AnswerItem, View},
    assessment::{Choice, Draft, RoundNo, Row},
    calendar::parse_date,
    catalog::ItemId,
    id::AssessmentId,
    journal::Seq,
};
use serde::Deserialize;
use store::StoreError;

/// An answer as typed.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct AnswerForm {
    round: u8,
    version: i64,
    #[serde(default)]
    choice: String,
    #[serde(default)]
    on: String,
    #[serde(default)]
    by: String,
    #[serde(default)]
    target: String,
    #[serde(default)]
    note: String,
}

/// The item alone, as htmx puts it in place of the old one.
#[derive(Template)]
#[template(path = "assessment/item.html")]
struct ItemPart {
    i: ItemView,
}

/// The item on a page of its own: without script, when something was refused.
#[derive(Template)]
#[template(path = "assessment/refused.html")]
struct RefusedPage {
    l: Layout,
    i: ItemView,
}

/// Records one answer.
pub(crate) async fn answer(
    cx: Cx,
    Path((id, item)): Path<(AssessmentId, ItemId)>,
    Form(form): Form<AnswerForm>,
) -> PageResult {
    let round = RoundNo::from_number(form.round).ok_or(PageError::BadForm)?;
    let draft = match draft(&form, round) {
        Ok(draft) => draft,
        Err((field, key)) => {
            let notice = Notice { error: Some(cx.t().get(key).into_owned()), field, ..Notice::default() };
            return refused(&cx, id, &item, round, form, notice).await;
        }
    };
    let (view_permit, permit) = (cx.permit::<View>()?, cx.permit::<AnswerItem>()?);
    match app::assessment::answer(cx.app(), &view_permit, &permit, id, &item, draft).await {
        Ok(row) => saved(&cx, id, &item, round, &row).await,
        Err(AppError::Store(StoreError::Draft(error))) => {
            let (field, words) = refused_draft(cx.t(), &error);
            let notice = Notice { error: Some(words), field, ..Notice::default() };
            refused(&cx, id, &item, round, form, notice).await
        }
        Err(AppError::Store(StoreError::Conflict(now))) => conflict(&cx, id, &item, round, form, *now).await,
        Err(other) => Err(other.into()),
    }
}

/// What was typed, parsed; or the field and message key of what can't be read.
fn draft(form: &AnswerForm, round: RoundNo) -> Result<Draft, (&'static str, &'static str)> {
    let day = |text: &str, field| match text.trim() {
        "" => Ok(None),
        text => parse_date(text).map(Some).map_err(|_| (field, "common-date-wrong")),
    };
    let by = match form.by.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| ("by", "assessment-confirmer-unknown"))?),
    };
    let choice = match form.choice.as_str() {
        "yes" => Choice::Yes,
        "no" => Choice::No,
        _ => Choice::Blank,
    };
    Ok(Draft {
        round,
        choice,
        on: day(&form.on, "on")?,
        by,
        target_date: day(&form.target, "target")?,
        note: form.note.clone(),
        version: Seq::new(form.version),
    })
}

async fn saved(cx: &Cx, id: AssessmentId, item: &ItemId, round: RoundNo, row: &Row) -> PageResult {
    if !cx.is_htmx() {
        let path = format!("/assessments/{id}?round={}&done=saved#{item}", round.number());
        return Ok(Redirect::to(&path).into_response());
    }
    let mut i = item_view(cx, id, item, round).await?;
    let at = row.changed_at.unwrap_or_else(|| cx.app().now());
    let jst = at.jst();
    i.notice.saved = Some(cx.t().one("assessment-saved", "at", format!("{:02}:{:02}", jst.hour, jst.minute)));
    let mut response = html(&ItemPart { i })?;
    // The summary on top listens for this and asks for its new numbers.
    response.headers_mut().insert("hx-trigger", axum::http::HeaderValue::from_static("sakimori-saved"));
    Ok(response)
}

async fn item_view(cx: &Cx, id: AssessmentId, item: &ItemId, round: RoundNo) -> PageResult<ItemView> {
    let opened = load(cx.app(), &cx.permit::<View>()?, id).await?;
    let found = opened.form()?.item(item).ok_or(PageError::NotFound)?;
    view(cx, &opened, found, round)
}

/// The item again with what was typed, and why it was refused.
async fn refused(
    cx: &Cx,
    id: AssessmentId,
    item: &ItemId,
    round: RoundNo,
    form: AnswerForm,
    notice: Notice,
) -> PageResult {
    let mut i = item_view(cx, id, item, round).await?;
    if notice.conflict.is_none() {
        i.version = form.version;
    }
    i.fields = Fields { choice: form.choice, on: form.on, by: form.by, target: form.target, note: form.note };
    let status = if notice.conflict.is_some() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    i.notice = notice;
    if cx.is_htmx() {
        return html_with(status, &ItemPart { i });
    }
    html_with(status, &RefusedPage { l: Layout::of(cx, "assessments"), i })
}

/// Somebody was faster: both words are shown, and saving again writes the own ones over what stands there now.
async fn conflict(cx: &Cx, id: AssessmentId, item: &ItemId, round: RoundNo, form: AnswerForm, now: Row) -> PageResult {
    let t = cx.t();
    let slot = now.state.slot(round);
    let theirs = Conflict {
        by: now.changed_by.clone().unwrap_or_default(),
        at: now.changed_at.map(|at| t.moment(at)).unwrap_or_default(),
        answer: slot.code(),
        on: slot.on().map(|day| t.short_day(day)).unwrap_or_default(),
        target: now.state.target_date.map(|target| t.short_day(target.day())).unwrap_or_default(),
        note: now.state.note.to_string(),
    };
    let notice = Notice { conflict: Some(theirs), ..Notice::default() };
    refused(cx, id, item, round, form, notice).await
}
