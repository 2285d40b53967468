//! Wordings: which of the form's sentences are reconstructed, and a person's word that one was compared with the official file.

use crate::{
    assessment::{Marked, marked, title},
    cx::Cx,
    error::{PageError, PageResult},
    form::Form,
    layout::{Layout, html_with},
};
use app::{
    assessment::{Opened, load},
    words::T,
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse as _, Redirect},
};
use domain::{
    access::View,
    catalog::{ItemId, OfficialText},
    digest::Digest,
    id::AssessmentId,
    journal::WordingVerified,
};
use serde::Deserialize;

/// A wording that was not read in the final official file.
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

#[derive(Deserialize)]
pub(crate) struct Held {
    /// SHA-256 of the official file at hand.
    #[serde(default)]
    hash: String,
}

/// `GET /assessments/{id}/wordings`.
pub(crate) async fn show(cx: Cx, Path(id): Path<AssessmentId>, Query(held): Query<Held>) -> PageResult {
    page(&cx, StatusCode::OK, id, None, held.hash).await
}

async fn page(cx: &Cx, status: StatusCode, id: AssessmentId, error: Option<&'static str>, hash: String) -> PageResult {
    let opened = load(cx.app(), &cx.permit::<View>()?, id).await?;
    let (edition, form) = (opened.edition()?, opened.form()?);
    let files = edition.artifacts.iter().map(|file| OfficialFile {
        name: file.name.clone(),
        url: file.url.clone(),
        sha256: file.digest.to_string(),
    });
    let page = ShowPage {
        l: Layout::of(cx, "assessments"),
        sheet: id.to_string(),
        title: title(cx, &opened)?,
        wordings: form.wordings().filter(|text| text.is_to_compare()).map(|text| wording(cx, &opened, text)).collect(),
        exact: form.wordings().filter(|text| !text.is_to_compare()).count(),
        files: files.collect(),
        links: edition.urls.iter().map(|link| (link_words(cx.t(), &link.name), link.url.clone())).collect(),
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

/// Names of official documents that have a text of ours; another name from a pack is shown as it is.
const LINKS: [&str; 6] = ["checklist", "manual", "landing", "draft", "manual-copy", "redistributed-copy"];

fn link_words(t: T, name: &str) -> String {
    if LINKS.contains(&name) { t.code("catalog-document", name).into_owned() } else { name.to_owned() }
}

#[derive(Deserialize)]
pub(crate) struct VerifyForm {
    /// SHA-256 of the official file, hex.
    #[serde(default)]
    hash: String,
    /// The line whose wording is the same in that file.
    verify: Option<ItemId>,
    /// The line whose comparison is taken back.
    take_back: Option<ItemId>,
}

/// `POST /assessments/{id}/wordings`. Without a line, the hash alone is looked at and stays in its field.
pub(crate) async fn verify(cx: Cx, Path(id): Path<AssessmentId>, Form(form): Form<VerifyForm>) -> PageResult {
    let typed: String = form.hash.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let digest = typed.parse::<Digest>();
    let (line, verified) = match (form.verify, form.take_back) {
        (None, Some(line)) => (line, false),
        _ if digest.is_err() => {
            let error = Some("catalog-hash-wrong");
            return page(&cx, StatusCode::UNPROCESSABLE_ENTITY, id, error, form.hash).await;
        }
        (Some(line), _) => (line, true),
        (None, None) => return page(&cx, StatusCode::OK, id, None, typed).await,
    };
    let opened = load(cx.app(), &cx.permit::<View>()?, id).await?;
    let official = opened.form()?.wordings().find(|text| text.place().line == line).ok_or(PageError::NotFound)?;
    let place = official.place();
    let kept = digest.as_ref().map(ToString::to_string).unwrap_or_default();
    let said = WordingVerified {
        edition: place.edition.clone(),
        form: place.form,
        item: place.line.clone(),
        wording: official.wording(),
        official_file: digest.unwrap_or(Digest::ZERO),
        verified,
    };
    store::catalog::verify_wording(&cx.app().db, &cx.permit()?, cx.app().now(), said).await?;
    let done = if verified { "wording-verified" } else { "wording-unverified" };
    let path = format!("/assessments/{id}/wordings?hash={kept}&done={done}#{line}");
    Ok(Redirect::to(&path).into_response())
}
