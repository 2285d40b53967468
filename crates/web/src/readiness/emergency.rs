//! `/emergency-pack`: what is in it, where it is written every night, and the pack itself.

use crate::{
    cx::Cx,
    download::hand_out,
    error::PageResult,
    form::Fields,
    layout::{Layout, html_with, see},
};
use app::{backup::Trouble, readiness::emergency as room};
use askama::Template;
use axum::http::StatusCode;
use domain::{
    access::View,
    journal::Seq,
    readiness::incident::{EmergencyError, EmergencySetting, MOST_KEPT},
};
use std::path::Path;
use store::{StoreError, readiness::emergency as kept};

#[derive(Template)]
#[template(path = "readiness/emergency.html")]
struct ShowPage {
    l: Layout,
    folder: String,
    keep: String,
    lang: String,
    version: i64,
    most: i64,
    /// Whether a folder is set.
    is_set: bool,
    /// When the newest one was written.
    made: String,
    /// Why it fails, in a sentence; empty while it does not.
    failing: String,
    /// Field and sentence.
    wrong: Option<(&'static str, String)>,
}

impl ShowPage {
    fn error(&self, field: &str) -> Option<&String> {
        self.wrong.as_ref().filter(|(name, _)| *name == field).map(|(_, words)| words)
    }
}

/// The page.
pub(crate) async fn show(cx: Cx) -> PageResult {
    page(&cx, StatusCode::OK, None, None).await
}

/// Why a folder can't be written, in a sentence.
fn why(cx: &Cx, code: &str, folder: &str) -> String {
    cx.t().one(&format!("emergency-why-{code}"), "folder", folder)
}

/// Since when the pack fails, and why; nothing while it does not. For the home page.
pub(crate) async fn alarm(cx: &Cx) -> PageResult<Option<String>> {
    let view = cx.permit::<View>()?;
    let run = kept::run(&cx.app().db, &view).await?;
    let Some(code) = run.and_then(|run| run.trouble) else { return Ok(None) };
    let (setting, _) = kept::setting(&cx.app().db, &view).await?;
    Ok(setting.folder.map(|folder| why(cx, &code, folder.as_str())))
}

async fn page(cx: &Cx, status: StatusCode, sent: Option<&Fields>, wrong: Option<(&'static str, String)>) -> PageResult {
    let view = cx.permit::<View>()?;
    let (setting, version) = kept::setting(&cx.app().db, &view).await?;
    let run = kept::run(&cx.app().db, &view).await?;
    let folder = setting.folder.as_ref().map(ToString::to_string).unwrap_or_default();
    let text = |name: &str, stands: String| sent.map_or(stands, |fields| fields.text(name).to_owned());
    let trouble = run.as_ref().and_then(|run| run.trouble.clone());
    let page = ShowPage {
        l: Layout::of(cx, "incident"),
        folder: text("folder", folder.clone()),
        keep: text("keep", setting.keep.to_string()),
        lang: text("lang", setting.lang.clone()),
        version: version.get(),
        most: MOST_KEPT,
        is_set: setting.folder.is_some(),
        made: run.and_then(|run| run.made_at).map(|at| cx.t().moment(at)).unwrap_or_default(),
        failing: trouble.map(|code| why(cx, &code, &folder)).unwrap_or_default(),
        wrong,
    };
    html_with(status, &page)
}

/// Sets where it goes. The folder is looked at first: a place that can't be written is refused, not kept.
pub(crate) async fn set(cx: Cx, fields: Fields) -> PageResult {
    let app = cx.app();
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let setting = match EmergencySetting::parse(fields.text("folder"), fields.text("keep"), fields.text("lang")) {
        Ok(setting) => setting,
        Err(error) => {
            let (field, key) = match error {
                EmergencyError::Folder(_) => ("folder", "incident-line-wrong"),
                EmergencyError::NotWhole => ("folder", "emergency-folder-not-whole"),
                EmergencyError::Keep => ("keep", "emergency-keep-wrong"),
            };
            let words = cx.t().get(key).into_owned();
            return page(&cx, refused, Some(&fields), Some((field, words))).await;
        }
    };
    if let Some(folder) = setting.folder.clone() {
        let looked = folder.to_string();
        let found = tokio::task::spawn_blocking(move || room::check_folder(Path::new(&looked))).await;
        if let Err(trouble) = found.unwrap_or(Err(Trouble::Other)) {
            let words = why(&cx, trouble.code(), folder.as_str());
            return page(&cx, refused, Some(&fields), Some(("folder", words))).await;
        }
    }
    let version = Seq::new(fields.text("version").parse().unwrap_or_default());
    match kept::set(&app.db, &cx.permit()?, app.now(), version, setting).await {
        Ok(_) => Ok(see("/emergency-pack", "saved")),
        Err(StoreError::Stale) => {
            let words = cx.t().get("incident-changed-meanwhile").into_owned();
            page(&cx, StatusCode::CONFLICT, Some(&fields), Some(("version", words))).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Writes one now, to see that it works.
pub(crate) async fn write(cx: Cx) -> PageResult {
    match room::write_now(cx.app(), &cx.permit::<View>()?).await? {
        None => Ok(see("/emergency-pack", "pack-written")),
        // The page says why.
        Some(_) => page(&cx, StatusCode::SERVICE_UNAVAILABLE, None, None).await,
    }
}

/// The pack itself, at once.
pub(crate) async fn file(cx: Cx) -> PageResult {
    let view = cx.permit::<View>()?;
    let bytes = room::pack(cx.app(), &view, cx.t()).await?;
    hand_out(bytes, "text/html; charset=utf-8", "attachment", &room::file_name(cx.app(), &view))
}
