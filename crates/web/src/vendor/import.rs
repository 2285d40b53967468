//! Taking in a list of vendors: the file comes, its columns are settled, what would change is shown, a person says yes.

use super::register::Fields;
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Form,
    intake::refusal_words,
    layout::{Layout, html_with, see},
    upload::Upload,
};
use app::{
    AppError,
    intake::{
        self, Columns, IntakeError, Preview, VENDOR_FIELDS, VendorPlan, Waiting, apply_vendors, field_words,
        keep_vendor_profile, plan_vendors,
    },
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse as _, Redirect},
};
use domain::{
    access::{ManageVendors, View},
    digest::Digest,
    evidence::FileName,
    intake::Mapping,
    vendor::Line,
};

#[derive(Template)]
#[template(path = "vendor/import.html")]
struct ImportPage {
    l: Layout,
    refused: Option<String>,
}

/// A field with the column that it stands on.
struct FieldView {
    code: &'static str,
    words: String,
    required: bool,
    column: String,
}

#[derive(Template)]
#[template(path = "vendor/import_preview.html")]
struct PreviewPage {
    l: Layout,
    file: String,
    name: String,
    columns: Columns,
    fields: Vec<FieldView>,
    plan: Option<Preview>,
    /// Why the columns can't be used yet.
    wrong: Option<String>,
    changed: bool,
}

/// `GET /vendors/import`.
pub(crate) async fn show(cx: Cx) -> PageResult {
    let _ = cx.permit::<ManageVendors>()?;
    page(&cx, StatusCode::OK, None)
}

fn page(cx: &Cx, status: StatusCode, refused: Option<String>) -> PageResult {
    html_with(status, &ImportPage { l: Layout::of(cx, "vendors"), refused })
}

/// `POST /vendors/import`: the file is kept, its columns come.
pub(crate) async fn take(cx: Cx, upload: Upload) -> PageResult {
    let Some(arrived) = upload.file else {
        return page(&cx, StatusCode::UNPROCESSABLE_ENTITY, Some(cx.t().get("evidence-file-missing").into_owned()));
    };
    match intake::keep_list::<ManageVendors>(cx.app(), &cx.permit()?, arrived) {
        Ok(waiting) => {
            let name = serde_urlencoded::to_string([("name", waiting.name.as_str())]);
            let name = name.map_err(|error| PageError::Internal(error.to_string()))?;
            Ok(Redirect::to(&format!("/vendors/import/{}?{name}", waiting.file)).into_response())
        }
        Err(error) => refused(&cx, error),
    }
}

fn refused(cx: &Cx, error: IntakeError) -> PageResult {
    match error {
        IntakeError::Refused(refusal) => {
            page(cx, StatusCode::UNPROCESSABLE_ENTITY, Some(refusal_words(cx.t(), &refusal)))
        }
        IntakeError::Changed => Err(PageError::App(AppError::Store(store::StoreError::Stale))),
        IntakeError::App(error) => Err(error.into()),
    }
}

/// `GET /vendors/import/{file}`: the columns, and what would change. A chosen column is a field `column:CODE`.
pub(crate) async fn preview(
    cx: Cx,
    Path(file): Path<Digest>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> PageResult {
    let fields = Fields::of(pairs);
    let waiting = waiting(file, fields.text("name"))?;
    let _ = cx.permit::<ManageVendors>()?;
    match plan_vendors(cx.app(), &cx.permit::<View>()?, &waiting, chosen(&fields), cx.t()).await {
        Ok(plan) => preview_page(&cx, StatusCode::OK, &waiting, plan, false),
        Err(error) => refused(&cx, error),
    }
}

fn waiting(file: Digest, name: &str) -> PageResult<Waiting> {
    Ok(Waiting { file, name: FileName::clean(name).map_err(|_| PageError::BadForm)? })
}

/// The columns that a person chose; `None` while nobody did.
fn chosen(fields: &Fields) -> Option<Mapping> {
    fields.text("chosen").eq("yes").then(|| {
        let with = |mapping: Mapping, code: &str| mapping.with(code, fields.text(&format!("column:{code}")));
        VENDOR_FIELDS.iter().fold(Mapping::default(), |mapping, field| with(mapping, field.code))
    })
}

fn preview_page(cx: &Cx, status: StatusCode, waiting: &Waiting, plan: VendorPlan, changed: bool) -> PageResult {
    let t = cx.t();
    let field = |field: &domain::intake::Field| FieldView {
        code: field.code,
        words: field_words(t, field.code),
        required: field.required,
        column: plan.columns.mapping.column(field.code).unwrap_or_default().to_owned(),
    };
    let fields = VENDOR_FIELDS.iter().map(field).collect();
    let (plan_shown, wrong) = match plan.preview {
        Ok(preview) => (Some(preview), None),
        Err(words) => (None, Some(words)),
    };
    let page = PreviewPage {
        l: Layout::of(cx, "vendors"),
        file: waiting.file.to_string(),
        name: waiting.name.to_string(),
        columns: plan.columns,
        fields,
        plan: plan_shown,
        wrong,
        changed,
    };
    html_with(status, &page)
}

/// `POST /vendors/import/{file}`: what was shown is written, or nothing.
pub(crate) async fn apply(cx: Cx, Path(file): Path<Digest>, Form(pairs): Form<Vec<(String, String)>>) -> PageResult {
    let fields = Fields::of(pairs);
    let waiting = waiting(file, fields.text("name"))?;
    let seal: Digest = fields.text("seal").parse().map_err(|_| PageError::BadForm)?;
    let (app, view, permit) = (cx.app(), cx.permit::<View>()?, cx.permit::<ManageVendors>()?);
    let plan = match plan_vendors(app, &view, &waiting, chosen(&fields), cx.t()).await {
        Ok(plan) => plan,
        Err(error) => return refused(&cx, error),
    };
    let mapping = plan.columns.mapping.clone();
    match apply_vendors(app, &permit, plan, seal).await {
        Ok(count) => {
            if let Ok(Some(name)) = Line::maybe(fields.text("keep")) {
                keep_vendor_profile(app, &permit, name, mapping).await?;
            }
            Ok(see("/vendors", if count == 0 { "workbook-nothing" } else { "vendors-imported" }))
        }
        Err(IntakeError::Changed) => match plan_vendors(app, &view, &waiting, chosen(&fields), cx.t()).await {
            Ok(plan) => preview_page(&cx, StatusCode::CONFLICT, &waiting, plan, true),
            Err(error) => refused(&cx, error),
        },
        Err(error) => refused(&cx, error),
    }
}
