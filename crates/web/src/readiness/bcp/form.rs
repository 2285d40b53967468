//! A form of one part, and the form of what the plan is for.

use super::{Wrong, refusal, state};
use crate::{
    cx::Cx,
    error::PageResult,
    form::Fields,
    layout::{Layout, html_with},
    readiness::backup::fields::FieldView,
};
use askama::Template;
use axum::http::StatusCode;
use domain::{
    access::View,
    readiness::bcp::{General, GeneralText, Part, PartKey},
};

#[derive(Template)]
#[template(path = "readiness/bcp/form.html")]
pub(super) struct FormPage {
    pub(super) l: Layout,
    pub(super) title: String,
    pub(super) lead: String,
    /// The page above, and what it is called.
    pub(super) above: (&'static str, String),
    /// Where the form goes.
    pub(super) action: String,
    pub(super) version: i64,
    pub(super) fields: Vec<FieldView>,
    pub(super) wrong: bool,
    /// Where a line is taken away; empty where nothing is.
    pub(super) remove: String,
}

/// A field with what stands in it.
pub(super) fn field(name: &str, label: impl Into<String>, value: &str, wrong: Option<Wrong>) -> FieldView {
    let mut field = FieldView::text(name, label.into(), value);
    field.error = wrong.filter(|(wrong, _)| *wrong == name).map(|(_, key)| key);
    field
}

/// The form of what the plan is for.
pub(crate) async fn general(cx: Cx) -> PageResult {
    let loaded = store::readiness::bcp::load(&cx.app().db, &cx.permit::<View>()?).await?;
    let known = loaded.general();
    let kept_at = known.kept_at.as_ref().map(ToString::to_string).unwrap_or_default();
    let text = GeneralText { purpose: known.purpose.as_str(), scope: known.scope.as_str(), kept_at: &kept_at };
    page(&cx, StatusCode::OK, loaded.version(&PartKey::General).get(), &text, None)
}

fn page(cx: &Cx, status: StatusCode, version: i64, text: &GeneralText<'_>, wrong: Option<Wrong>) -> PageResult {
    let t = cx.t();
    let fields = vec![
        field("purpose", t.get("bcp-general-purpose"), text.purpose, wrong)
            .kind("long")
            .hint(t.get("bcp-general-purpose-hint")),
        field("scope", t.get("bcp-general-scope"), text.scope, wrong)
            .kind("long")
            .hint(t.get("bcp-general-scope-hint")),
        field("kept_at", t.get("bcp-general-kept_at"), text.kept_at, wrong).hint(t.get("bcp-general-kept_at-hint")),
    ];
    let page = FormPage {
        l: Layout::of(cx, "readiness"),
        title: t.code("bcp-section", "general").into_owned(),
        lead: t.get("bcp-general-lead").into_owned(),
        above: ("/bcp", t.get("bcp-title").into_owned()),
        action: "/bcp/general".to_owned(),
        version,
        fields,
        wrong: wrong.is_some(),
        remove: String::new(),
    };
    html_with(status, &page)
}

/// Records what the plan is for.
pub(crate) async fn change_general(cx: Cx, fields: Fields) -> PageResult {
    let text =
        GeneralText { purpose: fields.text("purpose"), scope: fields.text("scope"), kept_at: fields.text("kept_at") };
    match General::parse(&text) {
        Ok(general) => state(&cx, &fields, PartKey::General, Some(Part::General(general)), "saved").await,
        Err(error) => {
            let version = super::version_of(&fields)?.get();
            page(&cx, StatusCode::UNPROCESSABLE_ENTITY, version, &text, Some(refusal(&error)))
        }
    }
}
