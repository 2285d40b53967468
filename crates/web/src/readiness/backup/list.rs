//! `GET /backups` and `GET /backups/workbook`: every system with the state of its backups, the files whose runs were taken.

use crate::{
    cx::Cx,
    error::PageResult,
    layout::{Layout, html_with},
    workbook::save,
};
use app::readiness::backup::{Looked, backup_workbook, look, words};
use askama::Template;
use axum::http::StatusCode;
use domain::{
    access::{Permit, View},
    readiness::backup::{Weight, home_alarms},
};

/// A system in the list.
pub(crate) struct SystemLine {
    pub(crate) id: String,
    pub(crate) name: String,
    /// Findings: grave, to look at.
    pub(crate) grave: usize,
    pub(crate) look: usize,
    /// The gravest of them as a sentence.
    pub(crate) first: String,
    pub(crate) copies: usize,
    pub(crate) last_good: String,
    pub(crate) procedure: &'static str,
    pub(crate) rehearsed: String,
}

/// A file whose runs were taken.
pub(crate) struct FileLine {
    pub(crate) at: String,
    pub(crate) by: String,
    pub(crate) seq: i64,
    pub(crate) name: String,
    pub(crate) words: String,
}

#[derive(Template)]
#[template(path = "readiness/backup/list.html")]
struct ListPage {
    l: Layout,
    lines: Vec<SystemLine>,
    files: Vec<FileLine>,
    /// Jobs that no copy was named for.
    loose: usize,
    refused: Option<String>,
}

/// An alarm for home: system, address, sentence.
pub(crate) struct Alarm {
    pub(crate) system: String,
    pub(crate) address: String,
    pub(crate) words: String,
}

/// Systems whose last good run is too old, for home.
pub(crate) async fn alarms(cx: &Cx, permit: &Permit<View>) -> PageResult<Vec<Alarm>> {
    let mut found = Vec::new();
    for one in look(cx.app(), permit).await? {
        // One sentence a system: its page says the rest.
        if let Some(finding) = home_alarms(&one.findings).next() {
            found.push(Alarm {
                system: one.state.system.stated.name.to_string(),
                address: format!("/backups/{}", one.state.system.id),
                words: words::finding(cx.t(), &finding.kind),
            });
        }
    }
    Ok(found)
}

/// `GET /backups`.
pub(crate) async fn list(cx: Cx) -> PageResult {
    page(&cx, StatusCode::OK, None).await
}

pub(super) async fn page(cx: &Cx, status: StatusCode, refused: Option<String>) -> PageResult {
    let (t, db, permit) = (cx.t(), &cx.app().db, cx.permit::<View>()?);
    let looked = look(cx.app(), &permit).await?;
    let jobs = store::readiness::backup::jobs(db, &permit).await?;
    let files = store::readiness::backup::files(db, &permit).await?;
    let file = |file: &store::readiness::backup::TakenFile| FileLine {
        at: t.moment(file.at),
        by: file.by.clone(),
        seq: file.seq.get(),
        name: file.name.clone(),
        words: t.with(
            "backup-file-counts",
            &[
                ("kind", t.code("backup-file", &file.kind).into_owned().into()),
                ("new", file.counts.0.into()),
                ("known", file.counts.1.into()),
                ("refused", file.counts.2.into()),
            ],
        ),
    };
    let page = ListPage {
        l: Layout::of(cx, "backups"),
        lines: looked.iter().map(|one| line(cx, one)).collect(),
        files: files.iter().take(10).map(file).collect(),
        loose: jobs.iter().filter(|job| job.copy.is_none()).count(),
        refused,
    };
    html_with(status, &page)
}

fn line(cx: &Cx, one: &Looked) -> SystemLine {
    let (t, state) = (cx.t(), &one.state);
    let grave = one.findings.iter().filter(|finding| finding.kind.weight() == Weight::Grave).count();
    let last = state.copies.iter().filter_map(domain::readiness::backup::CopyState::last_good).max();
    SystemLine {
        id: state.system.id.to_string(),
        name: state.system.stated.name.to_string(),
        grave,
        look: one.findings.len() - grave,
        first: one.findings.first().map(|finding| words::finding(t, &finding.kind)).unwrap_or_default(),
        copies: state.copies.len(),
        last_good: last.map(|at| t.moment(at)).unwrap_or_default(),
        procedure: match &state.procedure {
            None => "none",
            Some((_, None)) => "open",
            Some((_, Some(_))) => "approved",
        },
        rehearsed: state.rehearsals.first().map(|one| t.short_day(one.stated.on)).unwrap_or_default(),
    }
}

/// `GET /backups/workbook`.
pub(crate) async fn workbook(cx: Cx) -> PageResult {
    save(backup_workbook(cx.app(), &cx.permit()?, cx.t()).await?)
}
