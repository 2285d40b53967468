//! `GET /remediations/plan` and `GET /remediations/plan/pdf`: the improvement plan on paper.

use crate::{
    cx::Cx,
    download::hand_out,
    error::PageResult,
    layout::{Layout, html_with},
};
use app::remediation::{PlanAsked, improvement_plan};
use askama::Template;
use axum::{extract::Query, http::StatusCode};
use domain::{
    access::View,
    calendar::{iso, parse_date},
    vendor::Line,
};
use serde::Deserialize;
use time::Date;

/// What is wanted on the paper, as typed.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct MakeForm {
    #[serde(default)]
    to: String,
    #[serde(default)]
    address: String,
    #[serde(default)]
    dated: String,
    #[serde(default)]
    inspected_on: String,
    #[serde(default)]
    vendors: String,
    #[serde(default)]
    closed: String,
}

impl MakeForm {
    /// What is asked for, or the field and message key of what can't be read.
    fn asked(&self) -> Result<PlanAsked, (&'static str, &'static str)> {
        let line = |text: &str, field| Line::maybe(text).map_err(|_| (field, "vendor-line-wrong"));
        let day = |text: &str, field| -> Result<Option<Date>, (&'static str, &'static str)> {
            match text.trim() {
                "" => Ok(None),
                text => parse_date(text).map(Some).map_err(|_| (field, "common-date-wrong")),
            }
        };
        Ok(PlanAsked {
            to: line(&self.to, "to")?,
            address: line(&self.address, "address")?,
            dated: day(&self.dated, "dated")?,
            inspected_on: day(&self.inspected_on, "inspected_on")?,
            with_vendors: !self.vendors.is_empty(),
            with_closed: !self.closed.is_empty(),
        })
    }
}

#[derive(Template)]
#[template(path = "remediation/make.html")]
struct MakePage {
    l: Layout,
    form: MakeForm,
    wrong: Option<(&'static str, &'static str)>,
}

impl MakePage {
    fn error(&self, field: &str) -> Option<&'static str> {
        self.wrong.filter(|(name, _)| *name == field).map(|(_, key)| key)
    }
}

/// `GET /remediations/plan`.
pub(crate) async fn show(cx: Cx) -> PageResult {
    cx.permit::<View>()?;
    let form = MakeForm {
        dated: iso(cx.app().today()),
        vendors: "yes".to_owned(),
        closed: "yes".to_owned(),
        ..MakeForm::default()
    };
    html_with(StatusCode::OK, &MakePage { l: Layout::of(&cx, "remediations"), form, wrong: None })
}

/// `GET /remediations/plan/pdf`. It keeps nothing, so it is a page to get, not a form to send.
pub(crate) async fn pdf(cx: Cx, Query(form): Query<MakeForm>) -> PageResult {
    let permit = cx.permit::<View>()?;
    let asked = match form.asked() {
        Ok(asked) => asked,
        Err(wrong) => {
            let page = MakePage { l: Layout::of(&cx, "remediations"), form, wrong: Some(wrong) };
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let bytes = improvement_plan(cx.app(), &permit, &asked, cx.t()).await?;
    let name = format!("{}_{}.pdf", cx.t().get("remediation-file-name"), iso(cx.app().today()));
    hand_out(bytes, "application/pdf", "attachment", &name)
}
