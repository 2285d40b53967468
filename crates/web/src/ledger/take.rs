//! Taking an inventory in: it comes, what it would do is shown, a person says yes.

use super::list::{Asked, page as list_page};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Form,
    layout::{Layout, html_with, see},
    upload::Upload,
};
use app::intake::{IntakeError, InventoryPreview, Waiting, apply_inventory, keep_inventory, preview_inventory};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse as _, Redirect},
};
use domain::{access::ManageLedger, digest::Digest, evidence::FileName};
use serde::Deserialize;

/// The name under which the file came; it is kept in the journal.
#[derive(Deserialize)]
pub(crate) struct Named {
    #[serde(default)]
    name: String,
}

#[derive(Template)]
#[template(path = "ledger/preview.html")]
struct PreviewPage {
    l: Layout,
    file: String,
    name: String,
    plan: InventoryPreview,
    changed: bool,
}

/// `POST /ledger/intake`: the file is kept, its preview comes.
pub(crate) async fn take(cx: Cx, upload: Upload) -> PageResult {
    let Some(arrived) = upload.file else {
        let words = cx.t().get("evidence-file-missing").into_owned();
        return refused(&cx, words).await;
    };
    match keep_inventory(cx.app(), &cx.permit()?, arrived) {
        Ok(waiting) => {
            let name = serde_urlencoded::to_string([("name", waiting.name.as_str())]);
            let name = name.map_err(|error| PageError::Internal(error.to_string()))?;
            Ok(Redirect::to(&format!("/ledger/intake/{}?{name}", waiting.file)).into_response())
        }
        Err(error) => failed(&cx, error).await,
    }
}

async fn refused(cx: &Cx, words: String) -> PageResult {
    list_page(cx, StatusCode::UNPROCESSABLE_ENTITY, Asked::default(), Some(words), Vec::new()).await
}

async fn failed(cx: &Cx, error: IntakeError) -> PageResult {
    match error {
        IntakeError::Refused(_) => refused(cx, cx.t().one("ledger-refused-too-large", "found", "64 MiB")).await,
        IntakeError::Changed => refused(cx, cx.t().get("ledger-changed-meanwhile").into_owned()).await,
        IntakeError::App(error) => Err(error.into()),
    }
}

/// `GET /ledger/intake/{file}`.
pub(crate) async fn preview(cx: Cx, Path(file): Path<Digest>, Query(named): Query<Named>) -> PageResult {
    let _ = cx.permit::<ManageLedger>()?;
    preview_page(&cx, StatusCode::OK, &waiting(file, &named.name)?, false).await
}

async fn preview_page(cx: &Cx, status: StatusCode, waiting: &Waiting, changed: bool) -> PageResult {
    match preview_inventory(cx.app(), &cx.permit()?, waiting, cx.t()).await {
        Ok(Ok(plan)) => {
            let (file, name) = (waiting.file.to_string(), waiting.name.to_string());
            html_with(status, &PreviewPage { l: Layout::of(cx, "ledger"), file, name, plan, changed })
        }
        Ok(Err(words)) => refused(cx, format!("{}: {words}", waiting.name)).await,
        Err(error) => failed(cx, error).await,
    }
}

fn waiting(file: Digest, name: &str) -> PageResult<Waiting> {
    Ok(Waiting { file, name: FileName::clean(name).map_err(|_| PageError::BadForm)? })
}

/// What a person said yes to.
#[derive(Deserialize)]
pub(crate) struct Yes {
    name: String,
    seal: Digest,
}

/// `POST /ledger/intake/{file}`: what was shown is written, or nothing.
pub(crate) async fn apply(cx: Cx, Path(file): Path<Digest>, Form(yes): Form<Yes>) -> PageResult {
    let waiting = waiting(file, &yes.name)?;
    match apply_inventory(cx.app(), &cx.permit()?, &cx.permit()?, &waiting, yes.seal).await {
        Ok(counts) if counts.conflict > 0 => Ok(see("/ledger/inbox", "taken-in")),
        Ok(_) => Ok(see("/ledger", "taken-in")),
        Err(IntakeError::Changed) => preview_page(&cx, StatusCode::CONFLICT, &waiting, true).await,
        Err(error) => failed(&cx, error).await,
    }
}
