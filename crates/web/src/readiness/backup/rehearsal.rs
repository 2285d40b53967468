//! 復旧訓練: one rehearsal is recorded, with the tool's log as evidence, and corrected.

use super::{copy::find_system, fields::FieldView};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    layout::{Layout, html_with, see},
    upload::Upload,
};
use app::{
    readiness::backup::{LogRefused, add_log},
    words::T,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::{ManageBackups, View},
    calendar::iso,
    id::{EvidenceId, RehearsalId, SystemId},
    journal::Seq,
    readiness::backup::{Outcome, Rehearsal, RehearsalDraft, RehearsalText, Wrong},
};
use store::{StoreError, readiness::backup as room};

/// Fields of the form in order.
const FIELDS: [&str; 9] = ["on", "copy", "generation", "to", "minutes", "outcome", "verified", "who", "learned"];

#[derive(Template)]
#[template(path = "readiness/backup/rehearsal.html")]
struct RehearsalPage {
    l: Layout,
    system: String,
    system_name: String,
    /// Empty for one that is not recorded yet.
    id: String,
    on: String,
    version: i64,
    fields: Vec<FieldView>,
    /// The log: identifier, title, SHA-256.
    log: Option<(String, String, String)>,
    copies: usize,
    wrong: bool,
    conflict: bool,
    file_wrong: Option<&'static str>,
}

/// What is told about the last save.
#[derive(Default)]
struct Said<'a> {
    sent: Option<&'a Upload>,
    wrong: Option<&'a Wrong>,
    conflict: bool,
    file: Option<&'static str>,
}

/// `GET /backups/{system}/rehearsals/new`.
pub(crate) async fn new(cx: Cx, Path(system): Path<SystemId>) -> PageResult {
    let _ = cx.permit::<ManageBackups>()?;
    page(&cx, StatusCode::OK, system, None, Said::default()).await
}

/// `GET /backups/{system}/rehearsals/{rehearsal}`.
pub(crate) async fn show(cx: Cx, Path((system, id)): Path<(SystemId, RehearsalId)>) -> PageResult {
    page(&cx, StatusCode::OK, system, Some(id), Said::default()).await
}

/// `POST /backups/{system}/rehearsals/new`.
pub(crate) async fn add(cx: Cx, Path(system): Path<SystemId>, upload: Upload) -> PageResult {
    save(&cx, system, None, upload).await
}

/// `POST /backups/{system}/rehearsals/{rehearsal}`.
pub(crate) async fn change(cx: Cx, Path((system, id)): Path<(SystemId, RehearsalId)>, upload: Upload) -> PageResult {
    save(&cx, system, Some(id), upload).await
}

async fn save(cx: &Cx, system: SystemId, known: Option<RehearsalId>, mut upload: Upload) -> PageResult {
    let (app, view) = (cx.app(), cx.permit::<View>()?);
    let before = match known {
        Some(id) => Some(room::find_rehearsal(&app.db, &view, id).await?),
        None => None,
    };
    let kept = before.as_ref().and_then(|one| one.stated.log);
    let text = RehearsalText {
        on: upload.text("on"),
        copy: upload.text("copy"),
        to: upload.text("to"),
        minutes: upload.text("minutes"),
        outcome: upload.text("outcome"),
        verified: upload.text("verified"),
        who: upload.text("who"),
        learned: upload.text("learned"),
        generation: upload.text("generation"),
    };
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let mut stated = match RehearsalDraft::parse(system, text, kept, app.today()) {
        Ok(stated) => stated,
        Err(wrong) => {
            let said = Said { sent: Some(&upload), wrong: Some(&wrong), ..Said::default() };
            return page(cx, refused, system, known, said).await;
        }
    };
    if let Some(arrived) = upload.file.take() {
        let name = find_system(cx, system).await?.stated.name.to_string();
        let args = [("system", name.into()), ("day", cx.t().short_day(stated.on).into())];
        let title = cx.t().with("backup-rehearsal-log-title", &args);
        match add_log(app, &view, &cx.permit()?, &title, stated.on, arrived).await {
            Ok(id) => stated.log = Some(id),
            Err(LogRefused::NotTaken(why)) => {
                let said = Said { sent: Some(&upload), file: Some(not_taken(why)), ..Said::default() };
                return page(cx, refused, system, known, said).await;
            }
            Err(LogRefused::App(error)) => return Err(error.into()),
        }
    }
    let version = Seq::new(upload.text("version").parse().unwrap_or_default());
    let id = known.unwrap_or_else(|| app.ids.next());
    match room::record_rehearsal(&app.db, &cx.permit()?, app.now(), Rehearsal { id, stated, version }).await {
        Ok(_) => Ok(see(&format!("/backups/{system}"), "saved")),
        Err(StoreError::Stale) => {
            let said = Said { sent: Some(&upload), conflict: true, ..Said::default() };
            page(cx, StatusCode::CONFLICT, system, known, said).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Message key of why a log is not kept.
fn not_taken(why: &str) -> &'static str {
    match why {
        "empty" => "evidence-not-taken-empty",
        "program" => "evidence-not-taken-program",
        _ => "evidence-not-taken-unknown",
    }
}

async fn page(cx: &Cx, status: StatusCode, system: SystemId, id: Option<RehearsalId>, said: Said<'_>) -> PageResult {
    let (t, db, permit) = (cx.t(), &cx.app().db, cx.permit::<View>()?);
    let found = find_system(cx, system).await?;
    let rehearsal = match id {
        Some(id) => Some(room::find_rehearsal(db, &permit, id).await?),
        None => None,
    };
    if rehearsal.as_ref().is_some_and(|one| one.stated.system != system) {
        return Err(PageError::NotFound);
    }
    let stated = rehearsal.as_ref().map(|one| &one.stated);
    let mut copies: Vec<(String, String)> = room::copies(db, &permit)
        .await?
        .iter()
        .filter(|copy| copy.stated.system == system)
        .map(|copy| (copy.id.to_string(), copy.stated.name.to_string()))
        .collect();
    // The copy of an old rehearsal may no longer be made.
    if let Some(copy) = stated.map(|stated| stated.copy)
        && copies.iter().all(|(id, _)| *id != copy.to_string())
    {
        let names = room::copy_names(db, &permit).await?;
        copies.extend(names.get(&copy).map(|name| (copy.to_string(), name.clone())));
    }
    let page = RehearsalPage {
        l: Layout::of(cx, "backups"),
        system: system.to_string(),
        system_name: found.stated.name.to_string(),
        id: id.map(|id| id.to_string()).unwrap_or_default(),
        on: stated.map(|stated| t.short_day(stated.on)).unwrap_or_default(),
        version: match said.sent.filter(|_| !said.conflict) {
            Some(sent) => sent.text("version").parse().unwrap_or_default(),
            None => rehearsal.as_ref().map_or(0, |one| one.version.get()),
        },
        fields: FIELDS.into_iter().map(|name| field(cx, name, stated, &said, &copies)).collect(),
        log: log(cx, stated.and_then(|stated| stated.log)).await?,
        copies: copies.len(),
        wrong: said.wrong.is_some() || said.file.is_some(),
        conflict: said.conflict,
        file_wrong: said.file,
    };
    html_with(status, &page)
}

async fn log(cx: &Cx, id: Option<EvidenceId>) -> PageResult<Option<(String, String, String)>> {
    let Some(id) = id else { return Ok(None) };
    let versions = store::evidence::versions(&cx.app().db, &cx.permit::<View>()?, id).await?;
    let newest = versions.into_iter().next().map(|version| version.evidence);
    Ok(newest.map(|one| (id.to_string(), one.stated.title.to_string(), one.file.digest.to_string())))
}

fn field(
    cx: &Cx,
    name: &'static str,
    stated: Option<&RehearsalDraft>,
    said: &Said<'_>,
    copies: &[(String, String)],
) -> FieldView {
    let t: T = cx.t();
    let stands = match stated {
        Some(stated) => value(stated, name),
        None if name == "on" => iso(cx.app().today()),
        None if name == "who" => cx.actor().map(|actor| actor.note().name.to_string()).unwrap_or_default(),
        None => String::new(),
    };
    let value = said.sent.map_or(stands, |sent| sent.text(name).to_owned());
    let field = FieldView::text(name, t.code("backup-rehearsal", name).into_owned(), &value).wrong(said.wrong);
    match name {
        "on" => field.kind("day").required(),
        "copy" => field.options(copies.iter().cloned()).required(),
        "minutes" => field.kind("number").required().hint(t.get("backup-rehearsal-minutes-hint")),
        "outcome" => {
            let codes = Outcome::ALL.iter().map(|one| one.code());
            field.options(super::fields::choices(t, "backup-outcome", codes)).required()
        }
        "verified" => field.kind("long").required().hint(t.get("backup-rehearsal-verified-hint")),
        "learned" => field.kind("long"),
        "to" | "who" => field.required(),
        _ => field,
    }
}

fn value(stated: &RehearsalDraft, name: &str) -> String {
    match name {
        "on" => iso(stated.on),
        "copy" => stated.copy.to_string(),
        "generation" => stated.generation.as_ref().map(ToString::to_string).unwrap_or_default(),
        "to" => stated.to.to_string(),
        "minutes" => stated.minutes.to_string(),
        "outcome" => stated.outcome.code().to_owned(),
        "verified" => stated.verified.to_string(),
        "who" => stated.who.to_string(),
        _ => stated.learned.to_string(),
    }
}
