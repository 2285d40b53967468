//! `POST /evidence`, `POST /evidence/{id}`, `POST /evidence/{id}/withdraw`.

use super::{
    form::EvidenceFields,
    show::{list_page, show_page},
};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Form,
    layout::see,
    upload::Upload,
};
use app::AppError;
use axum::{extract::Path, http::StatusCode};
use domain::{access::View, id::EvidenceId, journal::Seq, vendor::Line};
use serde::Deserialize;
use store::StoreError;

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// Adds a file.
pub(crate) async fn add(cx: Cx, upload: Upload) -> PageResult {
    let fields = EvidenceFields::typed(&upload);
    let Some(arrived) = upload.file else {
        return list_page(&cx, REFUSED, fields, Some(("file", "evidence-file-missing"))).await;
    };
    let draft = match fields.draft(&cx, Some(arrived.name.as_str())) {
        Ok(draft) => draft,
        Err(wrong) => return list_page(&cx, REFUSED, fields, Some(wrong)).await,
    };
    match app::evidence::add(cx.app(), &cx.permit()?, &cx.permit()?, draft, arrived).await {
        Ok(id) => Ok(see(&format!("/evidence/{id}"), "evidence-added")),
        Err(AppError::NotTaken(why)) => list_page(&cx, REFUSED, fields, Some(("file", not_taken(why)))).await,
        Err(other) => Err(other.into()),
    }
}

/// Message key of why a file is not taken.
fn not_taken(why: &str) -> &'static str {
    match why {
        "empty" => "evidence-not-taken-empty",
        "program" => "evidence-not-taken-program",
        _ => "evidence-not-taken-unknown",
    }
}

/// Changes what is stated, and the file if another one came.
pub(crate) async fn change(cx: Cx, Path(id): Path<EvidenceId>, upload: Upload) -> PageResult {
    let versions = store::evidence::versions(&cx.app().db, &cx.permit::<View>()?, id).await?;
    let mut before = versions.into_iter().next().ok_or(PageError::NotFound)?.evidence;
    let fields = EvidenceFields::typed(&upload);
    before.version = Seq::new(fields.version);
    let draft = match fields.draft(&cx, None) {
        Ok(draft) => draft,
        Err(wrong) => return show_page(&cx, REFUSED, id, Some(fields), Some(wrong)).await,
    };
    let (status, wrong) =
        match app::evidence::change(cx.app(), &cx.permit()?, &cx.permit()?, &before, draft, upload.file).await {
            Ok(_) => return Ok(see(&format!("/evidence/{id}"), "saved")),
            Err(AppError::NotTaken(why)) => (REFUSED, ("file", not_taken(why))),
            Err(AppError::Store(StoreError::Stale)) => (StatusCode::CONFLICT, ("version", "vendor-changed-meanwhile")),
            Err(other) => return Err(other.into()),
        };
    show_page(&cx, status, id, Some(fields), Some(wrong)).await
}

/// Why a file no longer counts.
#[derive(Deserialize)]
pub(crate) struct WithdrawForm {
    #[serde(default)]
    version: i64,
    #[serde(default)]
    why: String,
}

/// Says that a file no longer counts.
pub(crate) async fn withdraw(cx: Cx, Path(id): Path<EvidenceId>, Form(form): Form<WithdrawForm>) -> PageResult {
    let Ok(why) = Line::parse(&form.why) else {
        return show_page(&cx, REFUSED, id, None, Some(("why", "evidence-why-wrong"))).await;
    };
    let app = cx.app();
    let done = store::evidence::withdraw(&app.db, &cx.permit()?, app.now(), id, Seq::new(form.version), why).await;
    match done {
        Ok(_) => Ok(see("/evidence", "evidence-withdrawn")),
        Err(StoreError::Stale) => {
            let wrong = Some(("version", "vendor-changed-meanwhile"));
            show_page(&cx, StatusCode::CONFLICT, id, None, wrong).await
        }
        Err(other) => Err(other.into()),
    }
}
