//! Wordings: which of the form's sentences are reconstructed, and a person's word that one was compared with the official file.

use crate::{
    assessment::{Marked, marked, title},
    cx::Cx,
    error::{PageError, PageResult},
    form::Form,
    layout::{Layout, html_with, see},
};
use app::assessment::{Opened, load};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::View,
    catalog::{Confidence, ItemId, OfficialText},
    digest::Digest,
    id::AssessmentId,
    journal::WordingVerified,
};
use serde::Deserialize;

/// A reconstructed wording.
pub(crate) struct Wording {
    pub(crate) line: String,
    pub(crate) official: Marked,
    /// What is known of its source.
    pub(crate) note: String,
    pub(crate) verified: bool,
}

/// An official file that the edition names.
pub(crate) struct OfficialFile {
    pub(crate) name: String,
    pub(crate) url: String,
    pub(crate) sha256: String,
}

#[derive(Template)]
#[template(path = "catalog/show.html")]
struct ShowPage {
    l: Layout,
    sheet: String,
    title: String,
    wordings: Vec<Wording>,
    exact: usize,
    files: Vec<OfficialFile>,
    links: Vec<(String, String)>,
    error: Option<&'static str>,
    hash: String,
}

/// `GET /assessments/{id}/wordings`.
pub(crate) async fn show(cx: Cx, Path(id): Path<AssessmentId>) -> PageResult {
    page(&cx, StatusCode::OK, id, None, String::new()).await
}

async fn page(cx: &Cx, status: StatusCode, id: AssessmentId, error: Option<&'static str>, hash: String) -> PageResult {
    let opened = load(cx.app(), &cx.permit::<View>()?, id).await?;
    let (edition, form) = (opened.edition()?, opened.form()?);
    let is_exact = |text: &&OfficialText| matches!(text.confidence(), Confidence::Exact { .. });
    let files = edition.artifacts.iter().map(|file| OfficialFile {
        name: file.name.clone(),
        url: file.url.clone(),
        sha256: file.digest.to_string(),
    });
    let page = ShowPage {
        l: Layout::of(cx, "assessments").await?,
        sheet: id.to_string(),
        title: title(cx, &opened)?,
        wordings: form.wordings().filter(|text| !is_exact(text)).map(|text| wording(cx, &opened, text)).collect(),
        exact: form.wordings().filter(is_exact).count(),
        files: files.collect(),
        links: edition.urls.iter().map(|link| (link.name.clone(), link.url.clone())).collect(),
        error,
        hash,
    };
    html_with(status, &page)
}

fn wording(cx: &Cx, opened: &Opened, text: &OfficialText) -> Wording {
    let official = marked(cx, text, &opened.verification);
    Wording {
        line: text.place().line.to_string(),
        verified: official.mark == "verified",
        note: text.note().unwrap_or_default().to_owned(),
        official,
    }
}

#[derive(Deserialize)]
pub(crate) struct VerifyForm {
    /// SHA-256 of the official file, hex.
    #[serde(default)]
    hash: String,
    /// `yes` to verify, `no` to take it back.
    verified: String,
}

/// `POST /assessments/{id}/wordings/{line}`.
pub(crate) async fn verify(
    cx: Cx,
    Path((id, line)): Path<(AssessmentId, ItemId)>,
    Form(form): Form<VerifyForm>,
) -> PageResult {
    let opened = load(cx.app(), &cx.permit::<View>()?, id).await?;
    let official = opened.form()?.wordings().find(|text| text.place().line == line).ok_or(PageError::NotFound)?;
    let verified = form.verified == "yes";
    let typed: String = form.hash.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let official_file = match typed.parse::<Digest>() {
        Ok(digest) => digest,
        Err(_) if !verified => Digest::ZERO,
        Err(_) => {
            let error = Some("catalog-hash-wrong");
            return page(&cx, StatusCode::UNPROCESSABLE_ENTITY, id, error, form.hash).await;
        }
    };
    let place = official.place();
    let said = WordingVerified {
        edition: place.edition.clone(),
        form: place.form,
        item: place.line.clone(),
        wording: official.wording(),
        official_file,
        verified,
    };
    store::catalog::verify_wording(&cx.app().db, &cx.permit()?, cx.app().now(), said).await?;
    let done = if verified { "wording-verified" } else { "wording-unverified" };
    Ok(see(&format!("/assessments/{id}/wordings"), done))
}
