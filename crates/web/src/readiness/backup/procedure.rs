//! How a system is restored: the document, its editing, its approval.

use super::{copy::find_system, fields::wrong_key};
use crate::{
    cx::Cx,
    error::PageResult,
    form::Fields,
    layout::{Layout, html_with, see},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::{ManageBackups, View},
    id::SystemId,
    journal::Seq,
    readiness::backup::{Procedure, ProcedureDraft, StepText, Wrong},
};
use store::{StoreError, readiness::backup as room};

/// Empty steps that the form offers beyond those that are there.
const MORE: usize = 5;

/// A step to show or to fill in.
#[derive(Default)]
pub(crate) struct StepLine {
    pub(crate) number: usize,
    pub(crate) what: String,
    pub(crate) who: String,
    pub(crate) place: String,
    pub(crate) minutes: String,
    /// Message key of what is wrong with it.
    pub(crate) error: Option<&'static str>,
}

/// A version in the history.
pub(crate) struct VersionLine {
    pub(crate) at: String,
    pub(crate) by: String,
    pub(crate) seq: i64,
    pub(crate) steps: usize,
    pub(crate) approved: String,
}

#[derive(Template)]
#[template(path = "readiness/backup/procedure.html")]
struct ShowPage {
    l: Layout,
    system: String,
    system_name: String,
    version: i64,
    before: String,
    after: String,
    steps: Vec<StepLine>,
    minutes: String,
    approved: String,
    versions: Vec<VersionLine>,
    conflict: bool,
}

#[derive(Template)]
#[template(path = "readiness/backup/procedure_edit.html")]
struct EditPage {
    l: Layout,
    system: String,
    system_name: String,
    version: i64,
    before: String,
    after: String,
    steps: Vec<StepLine>,
    wrong: Option<&'static str>,
    conflict: bool,
}

/// `GET /backups/{system}/procedure`.
pub(crate) async fn show(cx: Cx, Path(system): Path<SystemId>) -> PageResult {
    show_page(&cx, StatusCode::OK, system, false).await
}

async fn show_page(cx: &Cx, status: StatusCode, system: SystemId, conflict: bool) -> PageResult {
    let (t, permit) = (cx.t(), cx.permit::<View>()?);
    let found = find_system(cx, system).await?;
    let versions = room::procedure_versions(&cx.app().db, &permit, system).await?;
    let approval = |version: &room::ApprovedProcedure| {
        version.approved.as_ref().map(|one| {
            let args = [("day", t.short_day(one.on).into()), ("name", one.by.to_string().into())];
            t.with("backup-approved-by", &args)
        })
    };
    let newest = versions.first();
    let page = ShowPage {
        l: Layout::of(cx, "backups"),
        system: system.to_string(),
        system_name: found.stated.name.to_string(),
        version: newest.map_or(0, |one| one.procedure.version.get()),
        before: newest.map(|one| one.procedure.stated.before.to_string()).unwrap_or_default(),
        after: newest.map(|one| one.procedure.stated.after.to_string()).unwrap_or_default(),
        steps: newest.map(|one| steps_of(&one.procedure.stated)).unwrap_or_default(),
        minutes: newest
            .and_then(|one| one.procedure.stated.minutes())
            .map(|minutes| t.one("backup-minutes", "count", i64::from(minutes)))
            .unwrap_or_default(),
        approved: newest.and_then(approval).unwrap_or_default(),
        versions: versions
            .iter()
            .map(|version| VersionLine {
                at: t.moment(version.changed_at),
                by: version.changed_by.clone(),
                seq: version.procedure.version.get(),
                steps: version.procedure.stated.steps.len(),
                approved: approval(version).unwrap_or_default(),
            })
            .collect(),
        conflict,
    };
    html_with(status, &page)
}

fn steps_of(stated: &ProcedureDraft) -> Vec<StepLine> {
    let line = |line: &Option<domain::vendor::Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
    let step = |(number, step): (usize, &domain::readiness::backup::Step)| StepLine {
        number,
        what: step.what.to_string(),
        who: line(&step.who),
        place: line(&step.place),
        minutes: step.minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
        error: None,
    };
    (1..).zip(&stated.steps).map(step).collect()
}

/// `GET /backups/{system}/procedure/edit`.
pub(crate) async fn show_edit(cx: Cx, Path(system): Path<SystemId>) -> PageResult {
    let _ = cx.permit::<ManageBackups>()?;
    edit_page(&cx, StatusCode::OK, system, None, None, false).await
}

/// The steps as typed, in their order.
fn typed(fields: &Fields) -> Vec<StepLine> {
    let mut lines = Vec::new();
    for (number, what) in (1..).zip(fields.starting("what-").map(|(_, what)| what)) {
        let field = |name: &str| fields.text(&format!("{name}-{number}")).to_owned();
        lines.push(StepLine {
            number,
            what: what.to_owned(),
            who: field("who"),
            place: field("place"),
            minutes: field("minutes"),
            error: None,
        });
    }
    lines
}

async fn edit_page(
    cx: &Cx,
    status: StatusCode,
    system: SystemId,
    sent: Option<&Fields>,
    wrong: Option<&Wrong>,
    conflict: bool,
) -> PageResult {
    let permit = cx.permit::<View>()?;
    let found = find_system(cx, system).await?;
    let versions = room::procedure_versions(&cx.app().db, &permit, system).await?;
    let stated = versions.first().map(|one| &one.procedure.stated);
    let mut steps = match sent {
        Some(fields) => typed(fields),
        None => stated.map(steps_of).unwrap_or_default(),
    };
    for step in &mut steps {
        let of = |name: &str| format!("{name}-{}", step.number);
        let is_here = |wrong: &&Wrong| ["what", "who", "place", "minutes"].iter().any(|name| wrong.field == of(name));
        step.error = wrong.filter(is_here).map(|wrong| wrong_key(wrong.why));
    }
    if sent.is_none() {
        let there = steps.len();
        steps.extend((there + 1..=there + MORE).map(|number| StepLine { number, ..StepLine::default() }));
    }
    let words = |name: &str, stands: Option<String>| {
        sent.map_or_else(|| stands.unwrap_or_default(), |fields| fields.text(name).to_owned())
    };
    let version = versions.first().map_or(0, |one| one.procedure.version.get());
    let page = EditPage {
        l: Layout::of(cx, "backups"),
        system: system.to_string(),
        system_name: found.stated.name.to_string(),
        version: match sent.filter(|_| !conflict) {
            Some(sent) => sent.text("version").parse().unwrap_or_default(),
            None => version,
        },
        before: words("before", stated.map(|stated| stated.before.to_string())),
        after: words("after", stated.map(|stated| stated.after.to_string())),
        steps,
        wrong: wrong.map(|wrong| wrong_key(wrong.why)),
        conflict,
    };
    html_with(status, &page)
}

/// `POST /backups/{system}/procedure`.
pub(crate) async fn record(cx: Cx, Path(system): Path<SystemId>, fields: Fields) -> PageResult {
    let lines = typed(&fields);
    let steps: Vec<StepText<'_>> = lines
        .iter()
        .map(|line| StepText { what: &line.what, who: &line.who, place: &line.place, minutes: &line.minutes })
        .collect();
    let stated = match ProcedureDraft::parse(fields.text("before"), &steps, fields.text("after")) {
        Ok(stated) => stated,
        Err(wrong) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return edit_page(&cx, status, system, Some(&fields), Some(&wrong), false).await;
        }
    };
    let app = cx.app();
    let version = Seq::new(fields.text("version").parse().unwrap_or_default());
    let procedure = Procedure { system, stated, version };
    match room::record_procedure(&app.db, &cx.permit()?, app.now(), procedure).await {
        Ok(_) => Ok(see(&format!("/backups/{system}/procedure"), "saved")),
        Err(StoreError::Stale) => edit_page(&cx, StatusCode::CONFLICT, system, Some(&fields), None, true).await,
        Err(other) => Err(other.into()),
    }
}

/// `POST /backups/{system}/procedure/approve`.
pub(crate) async fn approve(cx: Cx, Path(system): Path<SystemId>, fields: Fields) -> PageResult {
    let app = cx.app();
    let version = Seq::new(fields.text("version").parse().unwrap_or_default());
    match room::approve(&app.db, &cx.permit()?, app.now(), system, version).await {
        Ok(_) => Ok(see(&format!("/backups/{system}/procedure"), "saved")),
        Err(StoreError::Stale) => show_page(&cx, StatusCode::CONFLICT, system, true).await,
        Err(other) => Err(other.into()),
    }
}
