//! `GET /backups/jobs` and `POST /backups/jobs`: which job makes which copy.

use super::take::CopyChoice;
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Fields,
    layout::{Layout, html_with, see},
};
use askama::Template;
use axum::http::StatusCode;
use domain::{
    access::View,
    journal::Seq,
    readiness::backup::{JobKey, Tool},
};
use store::{StoreError, readiness::backup as room};

/// A job in the list.
pub(crate) struct JobLine {
    pub(crate) tool: &'static str,
    pub(crate) tool_words: String,
    pub(crate) job: String,
    /// Identifier of its copy; empty while nobody said.
    pub(crate) copy: String,
    /// The same in words.
    pub(crate) copy_words: String,
    pub(crate) version: i64,
}

#[derive(Template)]
#[template(path = "readiness/backup/jobs.html")]
struct JobsPage {
    l: Layout,
    lines: Vec<JobLine>,
    copies: Vec<CopyChoice>,
    conflict: bool,
}

/// `GET /backups/jobs`.
pub(crate) async fn list(cx: Cx) -> PageResult {
    page(&cx, StatusCode::OK, false).await
}

async fn page(cx: &Cx, status: StatusCode, conflict: bool) -> PageResult {
    let (t, db, permit) = (cx.t(), &cx.app().db, cx.permit::<View>()?);
    let systems = store::ledger::systems(db, &permit).await?;
    let choice = |copy: domain::readiness::backup::BackupCopy| {
        let system = systems.iter().find(|one| one.id == copy.stated.system);
        let system = system.map(|one| one.stated.name.to_string()).unwrap_or_default();
        CopyChoice { id: copy.id.to_string(), words: format!("{system} · {}", copy.stated.name) }
    };
    let copies: Vec<CopyChoice> = room::copies(db, &permit).await?.into_iter().map(choice).collect();
    let line = |job: room::Job| {
        let copy = job.copy.map(|copy| copy.to_string()).unwrap_or_default();
        let words = copies.iter().find(|one| one.id == copy).map(|one| one.words.clone()).unwrap_or_default();
        JobLine {
            tool: job.key.tool.code(),
            tool_words: t.code("backup-tool", job.key.tool.code()).into_owned(),
            job: job.key.job,
            copy,
            copy_words: words,
            version: job.version.get(),
        }
    };
    let lines = room::jobs(db, &permit).await?.into_iter().map(line).collect();
    html_with(status, &JobsPage { l: Layout::of(cx, "backups"), lines, copies, conflict })
}

/// `POST /backups/jobs`: gives a job to a copy, or to none.
pub(crate) async fn assign(cx: Cx, fields: Fields) -> PageResult {
    let tool = Tool::from_code(fields.text("tool")).ok_or(PageError::BadForm)?;
    let job = JobKey { tool, job: fields.text("job").to_owned() };
    let copy = match fields.text("copy") {
        "" => None,
        copy => Some(copy.parse().map_err(|_| PageError::BadForm)?),
    };
    let app = cx.app();
    let version = Seq::new(fields.text("version").parse().unwrap_or_default());
    match room::assign(&app.db, &cx.permit()?, app.now(), job, copy, version).await {
        Ok(_) => Ok(see("/backups/jobs", "saved")),
        Err(StoreError::Stale) => page(&cx, StatusCode::CONFLICT, true).await,
        Err(other) => Err(other.into()),
    }
}
