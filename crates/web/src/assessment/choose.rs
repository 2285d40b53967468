//! The list of sheets, and opening a new one.

use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Form,
    layout::{Layout, html, html_with, see},
};
use app::{
    AppError,
    assessment::{About, OpenChoice, Opened, choices, load},
};
use askama::Template;
use axum::http::StatusCode;
use domain::{
    access::View,
    assessment::{Assessment, Standing},
    calendar::FiscalYear,
    catalog::EditionId,
};
use serde::Deserialize;
use store::StoreError;

/// A sheet in the list.
pub(crate) struct Line {
    pub(crate) sheet: Assessment,
    pub(crate) label: String,
    pub(crate) standing: Standing,
    pub(crate) sign_offs: usize,
}

#[derive(Template)]
#[template(path = "assessment/list.html")]
struct ListPage {
    l: Layout,
    lines: Vec<Line>,
}

/// The sheet from which answers can be carried over.
struct Earlier {
    id: String,
    label: String,
    /// Fiscal year of its edition.
    since: FiscalYear,
}

#[derive(Template)]
#[template(path = "assessment/new.html")]
struct NewPage {
    l: Layout,
    choices: Vec<OpenChoice>,
    this_year: Option<FiscalYear>,
    /// The newest own sheet, from which answers can be carried over: identifier and label.
    earlier: Option<Earlier>,
    error: Option<&'static str>,
}

impl NewPage {
    /// Whether the form of a year could be opened from the earlier sheet: every choice of the page.
    fn targets(&self) -> Vec<(String, String)> {
        let label = |choice: &OpenChoice| if self.l.t.is_ja() { choice.label.clone() } else { choice.label_en.clone() };
        let mut found = Vec::new();
        let since = self.earlier.as_ref().map(|earlier| earlier.since);
        for choice in self.choices.iter().filter(|choice| choice.years.first().copied() >= since) {
            for year in &choice.years {
                let words = format!("{} · {}", label(choice), self.l.t.year(*year));
                found.push((format!("{}:{}", choice.edition, year.year()), words));
            }
        }
        found
    }

    fn is_this_year(&self, year: &FiscalYear) -> bool {
        self.this_year == Some(*year)
    }
}

/// The edition's label in the visitor's language; before it the vendor whose sheet it is.
pub(crate) fn label(cx: &Cx, opened: &Opened) -> PageResult<String> {
    let edition = opened.edition()?;
    let label = if cx.t().is_ja() { &edition.label } else { &edition.label_en };
    Ok(match &opened.loaded.vendor {
        Some(vendor) => format!("{} {} · {label}", cx.t().get("vendor-sheet"), vendor.stated.name),
        None => label.clone(),
    })
}

/// `GET /assessments`.
pub(crate) async fn list(cx: Cx) -> PageResult {
    let permit = cx.permit::<View>()?;
    let mut lines = Vec::new();
    for sheet in store::assessment::list(&cx.app().db, &permit).await? {
        let opened = load(cx.app(), &permit, sheet.id).await?;
        let (label, standing) = (label(&cx, &opened)?, opened.standing()?);
        lines.push(Line { sheet, label, standing, sign_offs: opened.loaded.signed.len() });
    }
    html(&ListPage { l: Layout::of(&cx, "assessments"), lines })
}

/// `GET /assessments/new`.
pub(crate) async fn show_new(cx: Cx) -> PageResult {
    page(&cx, StatusCode::OK, None).await
}

async fn page(cx: &Cx, status: StatusCode, error: Option<&'static str>) -> PageResult {
    let choices = choices(cx.app(), &cx.permit::<View>()?).await?;
    let this_year = FiscalYear::of(cx.app().today()).ok();
    let earlier = earlier(cx).await?;
    html_with(status, &NewPage { l: Layout::of(cx, "assessments"), choices, this_year, earlier, error })
}

/// The newest own sheet: answers are carried to its own edition or a later one.
async fn earlier(cx: &Cx) -> PageResult<Option<Earlier>> {
    let permit = cx.permit::<View>()?;
    let sheets = store::assessment::list(&cx.app().db, &permit).await?;
    let Some(sheet) = sheets.into_iter().find(|sheet| sheet.vendor.is_none()) else { return Ok(None) };
    let opened = load(cx.app(), &permit, sheet.id).await?;
    let label = format!("{} · {}", label(cx, &opened)?, cx.t().year(sheet.fiscal_year));
    Ok(Some(Earlier { id: sheet.id.to_string(), label, since: opened.edition()?.fiscal_year }))
}

#[derive(Deserialize)]
pub(crate) struct OpenForm {
    edition: String,
    year: i32,
}

/// `POST /assessments`.
pub(crate) async fn open(cx: Cx, Form(form): Form<OpenForm>) -> PageResult {
    let edition: EditionId = form.edition.parse().map_err(|_| PageError::BadForm)?;
    let year = FiscalYear::new(form.year).map_err(|_| PageError::BadForm)?;
    let kind = store::facility::facility(&cx.app().db, &cx.permit::<View>()?).await?.stated.kind.form();
    match app::assessment::open(cx.app(), &cx.permit()?, &edition, About::Institution(kind), year).await {
        Ok(id) => Ok(see(&format!("/assessments/{id}"), "opened")),
        Err(AppError::Store(StoreError::Exists(_))) => {
            page(&cx, StatusCode::CONFLICT, Some("assessment-open-exists")).await
        }
        Err(AppError::EditionWithoutItems(_)) => {
            page(&cx, StatusCode::UNPROCESSABLE_ENTITY, Some("assessment-open-needs-import")).await
        }
        Err(AppError::FiscalYear(_)) => {
            page(&cx, StatusCode::UNPROCESSABLE_ENTITY, Some("assessment-open-year-wrong")).await
        }
        Err(other) => Err(other.into()),
    }
}
