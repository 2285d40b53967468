//! Runs out of a file: it comes, what it would bring is shown job by job, a person gives jobs to copies and says yes.

use super::list::page as list_page;
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::{Fields, Form},
    intake::refusal_words,
    layout::{Layout, html_with, see},
    upload::Upload,
};
use app::intake::{
    Columns, IntakeError, RUN_FIELDS, RunsPlan, RunsPreview, Waiting, apply_runs, keep_run_profile, keep_runs,
    plan_runs, run_field_words,
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse as _, Redirect},
};
use domain::{
    access::{ManageBackups, View},
    digest::Digest,
    evidence::FileName,
    id::BackupCopyId,
    intake::Mapping,
    vendor::Line,
};

/// A field of a list with the column that it stands on.
pub(crate) struct ColumnField {
    pub(crate) code: &'static str,
    pub(crate) words: String,
    pub(crate) required: bool,
    pub(crate) column: String,
}

/// A copy to give a job to: identifier, and system with name.
pub(crate) struct CopyChoice {
    pub(crate) id: String,
    pub(crate) words: String,
}

#[derive(Template)]
#[template(path = "readiness/backup/preview.html")]
struct PreviewPage {
    l: Layout,
    file: String,
    name: String,
    columns: Option<Columns>,
    fields: Vec<ColumnField>,
    plan: Option<RunsPreview>,
    /// Why the columns can't be used yet.
    wrong: Option<String>,
    copies: Vec<CopyChoice>,
    changed: bool,
}

impl PreviewPage {
    /// Whether a job makes that copy, as far as it is known.
    fn makes(&self, copy: &Option<BackupCopyId>, choice: &str) -> bool {
        copy.is_some_and(|copy| copy.to_string() == choice)
    }
}

/// `POST /backups/intake`: the file is kept, its preview comes.
pub(crate) async fn take(cx: Cx, upload: Upload) -> PageResult {
    let Some(arrived) = upload.file else {
        let words = cx.t().get("evidence-file-missing").into_owned();
        return list_page(&cx, StatusCode::UNPROCESSABLE_ENTITY, Some(words)).await;
    };
    match keep_runs(cx.app(), &cx.permit()?, arrived) {
        Ok(waiting) => {
            let name = serde_urlencoded::to_string([("name", waiting.name.as_str())]);
            let name = name.map_err(|error| PageError::Internal(error.to_string()))?;
            Ok(Redirect::to(&format!("/backups/intake/{}?{name}", waiting.file)).into_response())
        }
        Err(error) => failed(&cx, error).await,
    }
}

async fn failed(cx: &Cx, error: IntakeError) -> PageResult {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    match error {
        IntakeError::Refused(refusal) => list_page(cx, status, Some(refusal_words(cx.t(), &refusal))).await,
        IntakeError::Changed => {
            list_page(cx, StatusCode::CONFLICT, Some(cx.t().get("backup-preview-changed").into_owned())).await
        }
        IntakeError::App(error) => Err(error.into()),
    }
}

/// `GET /backups/intake/{file}`. A chosen column is a field `column:CODE`.
pub(crate) async fn preview(
    cx: Cx,
    Path(file): Path<Digest>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> PageResult {
    let _ = cx.permit::<ManageBackups>()?;
    let fields = Fields::of(pairs);
    preview_page(&cx, StatusCode::OK, &waiting(file, fields.text("name"))?, &fields, false).await
}

fn waiting(file: Digest, name: &str) -> PageResult<Waiting> {
    Ok(Waiting { file, name: FileName::clean(name).map_err(|_| PageError::BadForm)? })
}

/// The columns that a person chose; `None` while nobody did.
fn chosen(fields: &Fields) -> Option<Mapping> {
    fields.text("chosen").eq("yes").then(|| {
        let with = |mapping: Mapping, code: &str| mapping.with(code, fields.text(&format!("column:{code}")));
        RUN_FIELDS.iter().fold(Mapping::default(), |mapping, field| with(mapping, field.code))
    })
}

async fn preview_page(cx: &Cx, status: StatusCode, waiting: &Waiting, fields: &Fields, changed: bool) -> PageResult {
    let permit = cx.permit::<View>()?;
    let plan = match plan_runs(cx.app(), &permit, waiting, chosen(fields), cx.t()).await {
        Ok(Ok(plan)) => plan,
        Ok(Err(words)) => {
            let words = format!("{}: {words}", waiting.name);
            return list_page(cx, StatusCode::UNPROCESSABLE_ENTITY, Some(words)).await;
        }
        Err(error) => return failed(cx, error).await,
    };
    let systems = store::ledger::systems(&cx.app().db, &permit).await?;
    let choice = |copy: &domain::readiness::backup::BackupCopy| {
        let system = systems.iter().find(|one| one.id == copy.stated.system);
        let system = system.map(|one| one.stated.name.to_string()).unwrap_or_default();
        CopyChoice { id: copy.id.to_string(), words: format!("{system} · {}", copy.stated.name) }
    };
    let copies = plan.copies.iter().map(choice).collect();
    let RunsPlan { columns, preview, .. } = plan;
    let column = |field: &domain::intake::Field| ColumnField {
        code: field.code,
        words: run_field_words(cx.t(), field.code),
        required: field.required,
        column: columns.as_ref().and_then(|columns| columns.mapping.column(field.code)).unwrap_or_default().to_owned(),
    };
    let fields = RUN_FIELDS.iter().map(column).collect();
    let (plan, wrong) = match preview {
        Ok(preview) => (Some(preview), None),
        Err(words) => (None, Some(words)),
    };
    let page = PreviewPage {
        l: Layout::of(cx, "backups"),
        file: waiting.file.to_string(),
        name: waiting.name.to_string(),
        columns,
        fields,
        plan,
        wrong,
        copies,
        changed,
    };
    html_with(status, &page)
}

/// `POST /backups/intake/{file}`: what was shown is written, or nothing. A copy for a job is a field `copy:NUMBER`.
pub(crate) async fn apply(cx: Cx, Path(file): Path<Digest>, Form(pairs): Form<Vec<(String, String)>>) -> PageResult {
    let fields = Fields::of(pairs);
    let waiting = waiting(file, fields.text("name"))?;
    let seal: Digest = fields.text("seal").parse().map_err(|_| PageError::BadForm)?;
    let (app, view, permit) = (cx.app(), cx.permit::<View>()?, cx.permit::<ManageBackups>()?);
    let plan = match plan_runs(app, &view, &waiting, chosen(&fields), cx.t()).await {
        Ok(Ok(plan)) => plan,
        Ok(Err(words)) => return list_page(&cx, StatusCode::UNPROCESSABLE_ENTITY, Some(words)).await,
        Err(error) => return failed(&cx, error).await,
    };
    let given: Vec<(u32, BackupCopyId)> = fields
        .starting("copy:")
        .filter_map(|(number, copy)| Some((number.parse().ok()?, copy.parse().ok()?)))
        .collect();
    let mapping = plan.columns.as_ref().map(|columns| columns.mapping.clone());
    match apply_runs(app, &permit, plan, seal, &given).await {
        Ok(count) => {
            if let (Ok(Some(name)), Some(mapping)) = (Line::maybe(fields.text("keep")), mapping) {
                keep_run_profile(app, &permit, name, mapping).await?;
            }
            let done = if count == 0 && given.is_empty() { "nothing-changed" } else { "taken-in" };
            Ok(see("/backups", done))
        }
        Err(IntakeError::Changed) => preview_page(&cx, StatusCode::CONFLICT, &waiting, &fields, true).await,
        Err(error) => failed(&cx, error).await,
    }
}
