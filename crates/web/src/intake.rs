//! Taking in a file: it comes, it is shown what it would change, a person says yes.

use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Form,
    layout::{Layout, html, html_with, see},
    upload::Upload,
    workbook::{RefusedFile, list_page},
};
use app::{
    AppError,
    intake::{self, IntakeError, Line, Preview, Refusal, Waiting},
    words::T,
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse as _, Redirect},
};
use domain::{access::AnswerItem, digest::Digest, evidence::FileName};
use messages::Value;
use serde::Deserialize;
use std::collections::BTreeSet;

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// The name under which the file came; it is kept in the journal.
#[derive(Deserialize)]
pub(crate) struct Named {
    #[serde(default)]
    name: String,
}

#[derive(Template)]
#[template(path = "intake/preview.html")]
struct PreviewPage {
    l: Layout,
    file: String,
    name: String,
    plan: Preview,
    /// What a person ticked before it changed in the meantime.
    ticked: BTreeSet<String>,
    changed: bool,
}

impl PreviewPage {
    fn is_ticked(&self, line: &Line) -> bool {
        self.ticked.contains(&line.key)
    }
}

/// `POST /intake`: the file is kept, its preview comes.
pub(crate) async fn take(cx: Cx, upload: Upload) -> PageResult {
    let Some(arrived) = upload.file else {
        let words = cx.t().get("evidence-file-missing").into_owned();
        return list_page(&cx, REFUSED, Some(RefusedFile { words, place: String::new() })).await;
    };
    match intake::keep(cx.app(), &cx.permit()?, arrived) {
        Ok(waiting) => {
            let mut address = format!("/intake/{}?", waiting.file);
            let name = serde_urlencoded::to_string([("name", waiting.name.as_str())]);
            address.push_str(&name.map_err(|error| PageError::Internal(error.to_string()))?);
            Ok(Redirect::to(&address).into_response())
        }
        Err(error) => refused(&cx, error).await,
    }
}

/// `GET /intake/{file}`.
pub(crate) async fn preview(cx: Cx, Path(file): Path<Digest>, Query(named): Query<Named>) -> PageResult {
    let _ = cx.permit::<AnswerItem>()?;
    let waiting = waiting(file, &named.name)?;
    match intake::preview(cx.app(), &cx.permit()?, &waiting, cx.t()).await {
        Ok(plan) => html(&page(&cx, &waiting, plan, BTreeSet::new(), false)),
        Err(error) => refused(&cx, error).await,
    }
}

fn page(cx: &Cx, waiting: &Waiting, plan: Preview, ticked: BTreeSet<String>, changed: bool) -> PreviewPage {
    let (file, name) = (waiting.file.to_string(), waiting.name.to_string());
    PreviewPage { l: Layout::of(cx, "workbooks"), file, name, plan, ticked, changed }
}

fn waiting(file: Digest, name: &str) -> PageResult<Waiting> {
    Ok(Waiting { file, name: FileName::clean(name).map_err(|_| PageError::BadForm)? })
}

/// `POST /intake/{file}`: what was shown is written, or nothing. A ticked box is a field `over`, once for each.
pub(crate) async fn apply(cx: Cx, Path(file): Path<Digest>, Form(fields): Form<Vec<(String, String)>>) -> PageResult {
    let all = |name: &'static str| fields.iter().filter(move |(known, _)| known == name).map(|(_, value)| value);
    let waiting = waiting(file, all("name").next().map_or("", String::as_str))?;
    let seal = all("seal").next().and_then(|seal| seal.parse().ok()).ok_or(PageError::BadForm)?;
    let over: BTreeSet<String> = all("over").cloned().collect();
    let (view, permit) = (cx.permit()?, cx.permit()?);
    match intake::apply(cx.app(), &view, &permit, &waiting, seal, &over, cx.t()).await {
        Ok(taken) if taken.count == 0 => Ok(see(&taken.address, "workbook-nothing")),
        Ok(taken) => Ok(see(&taken.address, "workbook-taken")),
        Err(IntakeError::Changed) => match intake::preview(cx.app(), &view, &waiting, cx.t()).await {
            Ok(plan) => html_with(StatusCode::CONFLICT, &page(&cx, &waiting, plan, over, true)),
            Err(error) => refused(&cx, error).await,
        },
        Err(error) => refused(&cx, error).await,
    }
}

/// The page that says why nothing was taken, and what to do.
async fn refused(cx: &Cx, error: IntakeError) -> PageResult {
    match error {
        IntakeError::Refused(refusal) => {
            let refused = RefusedFile { words: refusal_words(cx.t(), &refusal), place: place(&refusal) };
            list_page(cx, REFUSED, Some(refused)).await
        }
        IntakeError::Changed => Err(PageError::App(AppError::Store(store::StoreError::Stale))),
        IntakeError::App(error) => Err(error.into()),
    }
}

pub(crate) fn refusal_words(t: T, refusal: &Refusal) -> String {
    t.with(&format!("intake-refused-{}", refusal.why.code()), &[("found", Value::from(refusal.found.clone()))])
}

fn place(refusal: &Refusal) -> String {
    refusal.place.as_ref().map(ToString::to_string).unwrap_or_default()
}
