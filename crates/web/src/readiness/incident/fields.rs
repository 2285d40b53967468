//! `/incidents/{incident}/fields`: the title, when it was learned of, and the nine points of the report.

use super::refusal;
use crate::{
    cx::Cx,
    error::PageResult,
    form::Fields,
    layout::{Layout, html_with, see},
};
use app::readiness::incident as room;
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::View,
    id::IncidentId,
    journal::Seq,
    readiness::incident::{Happening, Leak, ReportField, Stated, StatedText},
};
use store::{StoreError, readiness::incident};

/// One of the nine points.
pub(crate) struct PointLine {
    pub(crate) number: usize,
    pub(crate) code: &'static str,
    pub(crate) words: String,
}

#[derive(Template)]
#[template(path = "readiness/incident/fields.html")]
struct FieldsPage {
    l: Layout,
    id: String,
    number: String,
    version: i64,
    title: String,
    learned_at: String,
    leak: String,
    leaks: [Leak; Leak::ALL.len()],
    wrongful: bool,
    effect: String,
    points: Vec<PointLine>,
    wrong: Option<(&'static str, &'static str)>,
}

impl FieldsPage {
    fn error(&self, field: &str) -> Option<&'static str> {
        self.wrong.filter(|(name, _)| *name == field).map(|(_, key)| key)
    }
}

/// The form.
pub(crate) async fn fields(cx: Cx, Path(id): Path<IncidentId>) -> PageResult {
    page(&cx, StatusCode::OK, id, None, None).await
}

async fn page(
    cx: &Cx,
    status: StatusCode,
    id: IncidentId,
    sent: Option<&Fields>,
    wrong: Option<(&'static str, &'static str)>,
) -> PageResult {
    let found = incident::find(&cx.app().db, &cx.permit::<View>()?, id).await?;
    let (stated, version) = found.stated();
    let text = |name: &str, stands: String| sent.map_or(stands, |fields| fields.text(name).to_owned());
    let point = |(at, field): (usize, ReportField)| PointLine {
        number: at + 1,
        code: field.code(),
        words: text(field.code(), stated.field(field).map(ToString::to_string).unwrap_or_default()),
    };
    let page = FieldsPage {
        l: Layout::of(cx, "incident"),
        id: id.to_string(),
        number: room::number(cx.t(), &found),
        version: sent.map_or(version.get(), |fields| fields.text("version").parse().unwrap_or_default()),
        title: text("title", stated.title.to_string()),
        learned_at: text("learned_at", room::field_moment(stated.learned_at)),
        leak: text("leak", stated.leak.code().to_owned()),
        leaks: Leak::ALL,
        wrongful: sent.map_or(stated.wrongful, |fields| fields.text("wrongful") == "yes"),
        effect: text("effect", stated.effect.to_string()),
        points: ReportField::ALL.into_iter().enumerate().map(point).collect(),
        wrong,
    };
    html_with(status, &page)
}

/// Keeps what is stated.
pub(crate) async fn state(cx: Cx, Path(id): Path<IncidentId>, fields: Fields) -> PageResult {
    let app = cx.app();
    let text = StatedText {
        title: fields.text("title"),
        learned_at: fields.text("learned_at"),
        leak: fields.text("leak"),
        wrongful: fields.text("wrongful") == "yes",
        effect: fields.text("effect"),
        fields: ReportField::ALL.into_iter().map(|field| (field, fields.text(field.code()))).collect(),
    };
    let stated = match Stated::parse(&text, app.now()) {
        Ok(stated) => stated,
        Err(error) => {
            return page(&cx, StatusCode::UNPROCESSABLE_ENTITY, id, Some(&fields), Some(refusal(&error))).await;
        }
    };
    let version = Seq::new(fields.text("version").parse().unwrap_or_default());
    let entry = Happening::Stated(Box::new(stated));
    match incident::manage(&app.db, &cx.permit()?, app.now(), (id, version), entry).await {
        Ok(_) => Ok(see(&format!("/incidents/{id}"), "saved#reports")),
        Err(StoreError::Stale) => {
            let wrong = Some(("version", "incident-changed-meanwhile"));
            page(&cx, StatusCode::CONFLICT, id, Some(&fields), wrong).await
        }
        Err(other) => Err(other.into()),
    }
}
