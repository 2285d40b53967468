//! The stock-take as a spreadsheet: it goes out, comes back filled in, what it would record is shown, a person says yes.

use super::{refused_words, show::Head};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Form,
    layout::{Layout, html_with, see},
    upload::Upload,
    workbook::save,
};
use app::{
    intake::Waiting,
    ledger::stocktake::{SheetFault, SheetPreview, apply_sheet, keep_sheet, preview_sheet},
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse as _, Redirect},
};
use domain::{
    access::{ManageStocktake, View},
    digest::Digest,
    evidence::FileName,
    id::StocktakeId,
};
use serde::Deserialize;
use store::ledger::stocktake::Narrow;

/// `GET /stocktakes/{stocktake}/workbook`.
pub(crate) async fn workbook(cx: Cx, Path(id): Path<StocktakeId>) -> PageResult {
    save(app::ledger::stocktake::workbook(cx.app(), &cx.permit::<View>()?, id, cx.t()).await?)
}

/// The name under which the file came.
#[derive(Deserialize)]
pub(crate) struct Named {
    #[serde(default)]
    name: String,
}

#[derive(Template)]
#[template(path = "stocktake/preview.html")]
struct PreviewPage {
    l: Layout,
    head: Head,
    file: String,
    name: String,
    plan: SheetPreview,
    changed: bool,
}

impl PreviewPage {
    fn writes(&self) -> bool {
        !self.plan.counts.is_empty()
    }
}

/// `POST /stocktakes/{stocktake}/intake`: the file is kept, its preview comes.
pub(crate) async fn take(cx: Cx, Path(id): Path<StocktakeId>, upload: Upload) -> PageResult {
    let Some(arrived) = upload.file else {
        let words = cx.t().get("evidence-file-missing").into_owned();
        return refused(&cx, id, words).await;
    };
    match keep_sheet(cx.app(), &cx.permit()?, arrived, cx.t()) {
        Ok(waiting) => {
            let name = serde_urlencoded::to_string([("name", waiting.name.as_str())]);
            let name = name.map_err(|error| PageError::Internal(error.to_string()))?;
            Ok(Redirect::to(&format!("/stocktakes/{id}/intake/{}?{name}", waiting.file)).into_response())
        }
        Err(error) => failed(&cx, id, error).await,
    }
}

async fn refused(cx: &Cx, id: StocktakeId, words: String) -> PageResult {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    super::show::devices_page(cx, status, id, Narrow::default(), "", Some(words)).await
}

async fn failed(cx: &Cx, id: StocktakeId, error: SheetFault) -> PageResult {
    match error {
        SheetFault::Refused(words) => refused(cx, id, words).await,
        SheetFault::Changed => refused(cx, id, cx.t().get("ledger-changed-meanwhile").into_owned()).await,
        SheetFault::Stocktake(error) => {
            let words = refused_words(cx.t(), error)?;
            refused(cx, id, words).await
        }
    }
}

/// `GET /stocktakes/{stocktake}/intake/{file}`.
pub(crate) async fn preview(
    cx: Cx,
    Path((id, file)): Path<(StocktakeId, Digest)>,
    Query(named): Query<Named>,
) -> PageResult {
    let _ = cx.permit::<ManageStocktake>()?;
    preview_page(&cx, StatusCode::OK, id, &waiting(file, &named.name)?, false).await
}

fn waiting(file: Digest, name: &str) -> PageResult<Waiting> {
    Ok(Waiting { file, name: FileName::clean(name).map_err(|_| PageError::BadForm)? })
}

async fn preview_page(cx: &Cx, status: StatusCode, id: StocktakeId, waiting: &Waiting, changed: bool) -> PageResult {
    let view = cx.permit::<View>()?;
    match preview_sheet(cx.app(), &view, id, waiting, cx.t()).await {
        Ok(plan) => {
            let (record, _) = store::ledger::stocktake::show(&cx.app().db, &view, id).await?;
            let (file, name) = (waiting.file.to_string(), waiting.name.to_string());
            let (l, head) = (Layout::of(cx, "ledger"), Head::of(cx.t(), record));
            html_with(status, &PreviewPage { l, head, file, name, plan, changed })
        }
        Err(error) => failed(cx, id, error).await,
    }
}

/// What a person said yes to.
#[derive(Deserialize)]
pub(crate) struct Yes {
    name: String,
    seal: Digest,
}

/// `POST /stocktakes/{stocktake}/intake/{file}`: what was shown is recorded, or nothing.
pub(crate) async fn apply(cx: Cx, Path((id, file)): Path<(StocktakeId, Digest)>, Form(yes): Form<Yes>) -> PageResult {
    let waiting = waiting(file, &yes.name)?;
    let view = cx.permit::<View>()?;
    match apply_sheet(cx.app(), &view, cx.permit()?, id, &waiting, yes.seal, cx.t()).await {
        Ok(_) => Ok(see(&format!("/stocktakes/{id}"), "taken-in")),
        Err(SheetFault::Changed) => preview_page(&cx, StatusCode::CONFLICT, id, &waiting, true).await,
        Err(error) => failed(&cx, id, error).await,
    }
}
