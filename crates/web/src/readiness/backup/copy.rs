//! One copy of a system: added, changed, ended.

use super::fields::{FieldView, choices, yes_no};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Fields,
    layout::{Layout, html_with, see},
};
use app::words::T;
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::{ManageBackups, View},
    id::{BackupCopyId, SystemId},
    journal::Seq,
    ledger::System,
    readiness::backup::{
        BackupCopy, CopyDraft, CopyText, Frequency, MediaKind, MediumClass, Method, Separation, Wrong,
    },
    vendor::Line,
};
use store::{StoreError, readiness::backup as room};

/// Fields of the form in order.
const FIELDS: [&str; 13] = [
    "name",
    "frequency",
    "method",
    "media",
    "medium",
    "separation",
    "off_site",
    "generations",
    "encrypted",
    "place",
    "responsible",
    "vendor",
    "note",
];

/// A version in the history.
pub(crate) struct VersionLine {
    pub(crate) at: String,
    pub(crate) by: String,
    pub(crate) seq: i64,
    pub(crate) words: String,
}

#[derive(Template)]
#[template(path = "readiness/backup/copy.html")]
struct CopyPage {
    l: Layout,
    system: String,
    system_name: String,
    /// Empty for one that is not recorded yet.
    id: String,
    name: String,
    version: i64,
    fields: Vec<FieldView>,
    ended: String,
    versions: Vec<VersionLine>,
    wrong: bool,
    conflict: bool,
    why_wrong: Option<&'static str>,
}

/// `GET /backups/{system}/copies/new`.
pub(crate) async fn new(cx: Cx, Path(system): Path<SystemId>) -> PageResult {
    let _ = cx.permit::<ManageBackups>()?;
    page(&cx, StatusCode::OK, system, None, Said::default()).await
}

/// What is told about the last save.
#[derive(Default)]
struct Said<'a> {
    sent: Option<&'a Fields>,
    wrong: Option<&'a Wrong>,
    conflict: bool,
    why: Option<&'static str>,
}

fn draft(system: SystemId, fields: &Fields) -> Result<CopyDraft, Wrong> {
    let text = CopyText {
        name: fields.text("name"),
        frequency: fields.text("frequency"),
        method: fields.text("method"),
        medium: fields.text("medium"),
        media: fields.text("media"),
        separation: fields.text("separation"),
        off_site: fields.text("off_site"),
        generations: fields.text("generations"),
        encrypted: fields.text("encrypted"),
        place: fields.text("place"),
        responsible: fields.text("responsible"),
        vendor: fields.text("vendor"),
        note: fields.text("note"),
    };
    CopyDraft::parse(system, text)
}

/// `POST /backups/{system}/copies/new`.
pub(crate) async fn add(cx: Cx, Path(system): Path<SystemId>, fields: Fields) -> PageResult {
    let id = cx.app().ids.next();
    save(&cx, system, None, id, Seq::ZERO, &fields).await
}

/// `GET /backups/{system}/copies/{copy}`.
pub(crate) async fn show(cx: Cx, Path((system, copy)): Path<(SystemId, BackupCopyId)>) -> PageResult {
    page(&cx, StatusCode::OK, system, Some(copy), Said::default()).await
}

/// `POST /backups/{system}/copies/{copy}`.
pub(crate) async fn change(cx: Cx, Path((system, copy)): Path<(SystemId, BackupCopyId)>, fields: Fields) -> PageResult {
    let version = Seq::new(fields.text("version").parse().unwrap_or_default());
    save(&cx, system, Some(copy), copy, version, &fields).await
}

async fn save(
    cx: &Cx,
    system: SystemId,
    known: Option<BackupCopyId>,
    id: BackupCopyId,
    version: Seq,
    fields: &Fields,
) -> PageResult {
    let app = cx.app();
    let stated = match draft(system, fields) {
        Ok(stated) => stated,
        Err(wrong) => {
            let said = Said { sent: Some(fields), wrong: Some(&wrong), ..Said::default() };
            return page(cx, StatusCode::UNPROCESSABLE_ENTITY, system, known, said).await;
        }
    };
    match room::record_copy(&app.db, &cx.permit()?, app.now(), BackupCopy { id, stated, version }).await {
        Ok(_) => Ok(see(&format!("/backups/{system}"), "saved")),
        Err(StoreError::Stale) => {
            let said = Said { sent: Some(fields), conflict: true, ..Said::default() };
            page(cx, StatusCode::CONFLICT, system, known, said).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /backups/{system}/copies/{copy}/end`.
pub(crate) async fn end(cx: Cx, Path((system, copy)): Path<(SystemId, BackupCopyId)>, fields: Fields) -> PageResult {
    let Ok(why) = Line::parse(fields.text("why")) else {
        let said = Said { why: Some("evidence-why-wrong"), ..Said::default() };
        return page(&cx, StatusCode::UNPROCESSABLE_ENTITY, system, Some(copy), said).await;
    };
    let app = cx.app();
    let version = Seq::new(fields.text("version").parse().unwrap_or_default());
    match room::end_copy(&app.db, &cx.permit()?, app.now(), copy, version, why).await {
        Ok(_) => Ok(see(&format!("/backups/{system}"), "saved")),
        Err(StoreError::Stale) => {
            let said = Said { conflict: true, ..Said::default() };
            page(&cx, StatusCode::CONFLICT, system, Some(copy), said).await
        }
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn find_system(cx: &Cx, id: SystemId) -> PageResult<System> {
    let systems = store::ledger::systems(&cx.app().db, &cx.permit::<View>()?).await?;
    systems.into_iter().find(|one| one.id == id).ok_or(PageError::NotFound)
}

async fn page(cx: &Cx, status: StatusCode, system: SystemId, id: Option<BackupCopyId>, said: Said<'_>) -> PageResult {
    let (t, db, permit) = (cx.t(), &cx.app().db, cx.permit::<View>()?);
    let found = find_system(cx, system).await?;
    let versions = match id {
        Some(id) => room::versions_of_copy(db, &permit, id).await?,
        None => Vec::new(),
    };
    let newest = versions.first().filter(|one| one.copy.stated.system == system);
    if id.is_some() && newest.is_none() {
        return Err(PageError::NotFound);
    }
    let stated = newest.map(|one| &one.copy.stated);
    let roster = store::staff::roster(db, &permit).await?;
    let vendors = store::vendor::vendors(db, &permit).await?;
    let people = roster.members.iter().filter(|one| one.works_on(cx.app().today()));
    let people: Vec<_> = people.map(|one| (one.id.to_string(), one.name.to_string())).collect();
    let vendors: Vec<_> = vendors.iter().map(|one| (one.id.to_string(), one.stated.name.to_string())).collect();
    let line = |version: &room::CopyVersion| VersionLine {
        at: t.moment(version.changed_at),
        by: version.changed_by.clone(),
        seq: version.copy.version.get(),
        words: match &version.ended {
            Some(why) => t.one("backup-copy-was-ended", "why", why.to_string()),
            None => format!(
                "{} · {}",
                version.copy.stated.name,
                app::readiness::backup::words::copy(t, &version.copy.stated)
            ),
        },
    };
    let page = CopyPage {
        l: Layout::of(cx, "backups"),
        system: system.to_string(),
        system_name: found.stated.name.to_string(),
        id: id.map(|id| id.to_string()).unwrap_or_default(),
        name: stated.map(|stated| stated.name.to_string()).unwrap_or_default(),
        version: match said.sent.filter(|_| !said.conflict) {
            Some(sent) => sent.text("version").parse().unwrap_or_default(),
            None => newest.map_or(0, |one| one.copy.version.get()),
        },
        fields: FIELDS.into_iter().map(|name| field(t, name, stated, &said, &people, &vendors)).collect(),
        ended: newest.and_then(|one| one.ended.as_ref()).map(ToString::to_string).unwrap_or_default(),
        versions: versions.iter().map(line).collect(),
        wrong: said.wrong.is_some(),
        conflict: said.conflict,
        why_wrong: said.why,
    };
    html_with(status, &page)
}

fn field(
    t: T,
    name: &'static str,
    stated: Option<&CopyDraft>,
    said: &Said<'_>,
    people: &[(String, String)],
    vendors: &[(String, String)],
) -> FieldView {
    let stands = stated.map(|stated| value(stated, name)).unwrap_or_default();
    let value = said.sent.map_or(stands, |sent| sent.text(name).to_owned());
    let field = FieldView::text(name, t.code("backup-copy", name).into_owned(), &value).wrong(said.wrong);
    let none = || std::iter::once((String::new(), t.get("common-none").into_owned()));
    // "Not known" is what stands there until somebody chooses.
    let or_unknown = |field: FieldView| {
        if field.value.is_empty() { FieldView { value: "unknown".to_owned(), ..field } } else { field }
    };
    match name {
        "name" => field.required().hint(t.get("backup-copy-name-hint")),
        "frequency" => {
            or_unknown(field).options(choices(t, "backup-frequency", Frequency::ALL.iter().map(|one| one.code())))
        }
        "method" => or_unknown(field).options(choices(t, "backup-method", Method::ALL.iter().map(|one| one.code()))),
        "media" => or_unknown(field).options(choices(t, "backup-media", MediaKind::ALL.iter().map(|one| one.code()))),
        "medium" => or_unknown(field)
            .options(choices(t, "backup-medium", MediumClass::ALL.iter().map(|one| one.code())))
            .hint(t.get("backup-copy-medium-hint")),
        "separation" => or_unknown(field)
            .options(choices(t, "backup-separation", Separation::ALL.iter().map(|one| one.code())))
            .hint(t.get("backup-copy-separation-hint")),
        "off_site" | "encrypted" => field.options(yes_no(t)),
        "generations" => field.kind("number"),
        "responsible" => field.options(none().chain(people.iter().cloned())),
        "vendor" => field.options(none().chain(vendors.iter().cloned())),
        _ => field,
    }
}

fn value(stated: &CopyDraft, name: &str) -> String {
    let line = |line: &Option<Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
    let yes_no = |said: Option<bool>| match said {
        Some(true) => "yes".to_owned(),
        Some(false) => "no".to_owned(),
        None => String::new(),
    };
    match name {
        "name" => stated.name.to_string(),
        "frequency" => stated.frequency.code().to_owned(),
        "method" => stated.method.code().to_owned(),
        "media" => stated.media.code().to_owned(),
        "medium" => stated.medium.code().to_owned(),
        "separation" => stated.separation.code().to_owned(),
        "off_site" => yes_no(stated.off_site),
        "generations" => stated.generations.map(|count| count.to_string()).unwrap_or_default(),
        "encrypted" => yes_no(stated.encrypted),
        "place" => line(&stated.place),
        "responsible" => stated.responsible.map(|id| id.to_string()).unwrap_or_default(),
        "vendor" => stated.vendor.map(|id| id.to_string()).unwrap_or_default(),
        _ => line(&stated.note),
    }
}
