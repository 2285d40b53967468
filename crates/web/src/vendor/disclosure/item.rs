//! `GET` and `POST /disclosures/{disclosure}/items/{item}`: what the institution decides about one answer.

use super::{ItemLine, form::Wrong, title};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Fields,
    layout::{Layout, html_with, see},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::View,
    calendar::iso,
    id::DisclosureId,
    vendor::disclosure::{Decision, DecisionDraft, DecisionError, DecisionText, DisclosureItem, ItemKey},
};
use store::{
    StoreError,
    vendor::disclosure::{self as register, DisclosureRow},
};

#[derive(Template)]
#[template(path = "vendor/disclosure/item.html")]
struct ItemPage {
    l: Layout,
    id: String,
    title: String,
    item: ItemLine,
    /// Code of why it is a task; empty if it is none.
    reason: &'static str,
    decision: String,
    owner: String,
    rule: String,
    why: String,
    due: String,
    /// When and by whom the decision was recorded.
    recorded: String,
    /// Identifier and name.
    people: Vec<(String, String)>,
    wrong: Option<Wrong>,
}

impl ItemPage {
    fn error(&self, field: &str) -> Option<&'static str> {
        self.wrong.filter(|(name, _)| *name == field).map(|(_, key)| key)
    }
    fn decisions(&self) -> [Decision; Decision::ALL.len()] {
        Decision::ALL
    }
}

/// One answer, and what was decided about it.
pub(crate) async fn item(cx: Cx, Path((id, key)): Path<(DisclosureId, String)>) -> PageResult {
    let row = register::find(&cx.app().db, &cx.permit::<View>()?, id).await?;
    let found = find(&row, &key)?;
    let decided = row.decisions.get(&found.key);
    let line = |line: &Option<domain::vendor::Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
    let fields = match decided.map(|row| &row.decision) {
        Some(one) => [
            one.decision.code().to_owned(),
            one.owner.map(|id| id.to_string()).unwrap_or_default(),
            line(&one.rule),
            one.why.to_string(),
            one.due.map(iso).unwrap_or_default(),
        ],
        None => Default::default(),
    };
    page(&cx, StatusCode::OK, &row, found, fields, None).await
}

fn find<'a>(row: &'a DisclosureRow, key: &str) -> PageResult<&'a DisclosureItem> {
    let items = row.answers.as_ref().map(|row| row.answers.items.as_slice()).unwrap_or_default();
    let key = ItemKey::of(key);
    items.iter().find(|item| item.key == key).ok_or(PageError::NotFound)
}

async fn page(
    cx: &Cx,
    status: StatusCode,
    row: &DisclosureRow,
    found: &DisclosureItem,
    [decision, owner, rule, why, due]: [String; 5],
    wrong: Option<Wrong>,
) -> PageResult {
    let t = cx.t();
    let roster = store::staff::roster(&cx.app().db, &cx.permit::<View>()?).await?;
    let works = roster.members.iter().filter(|member| member.left_on.is_none() || member.id.to_string() == owner);
    let recorded = row.decisions.get(&found.key);
    let page = ItemPage {
        l: Layout::of(cx, "vendors"),
        id: row.disclosure.id.to_string(),
        title: title(t, &row.disclosure),
        item: ItemLine::of(cx, found),
        reason: found.task().map(domain::vendor::disclosure::TaskReason::code).unwrap_or_default(),
        people: works.map(|member| (member.id.to_string(), member.name.to_string())).collect(),
        recorded: recorded.map(|row| format!("{} {}", t.moment(row.changed_at), row.changed_by)).unwrap_or_default(),
        decision,
        owner,
        rule,
        why,
        due,
        wrong,
    };
    html_with(status, &page)
}

/// Records a decision.
pub(crate) async fn decide(cx: Cx, Path((id, key)): Path<(DisclosureId, String)>, fields: Fields) -> PageResult {
    let row = register::find(&cx.app().db, &cx.permit::<View>()?, id).await?;
    let found = find(&row, &key)?;
    let typed = ["decision", "owner", "rule", "why", "due"].map(|name| fields.text(name).to_owned());
    let text = DecisionText {
        decision: fields.text("decision"),
        owner: fields.text("owner"),
        rule: fields.text("rule"),
        why: fields.text("why"),
        due: fields.text("due"),
    };
    let decision = match DecisionDraft::parse(text, found) {
        Ok(decision) => decision,
        Err(error) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(&cx, status, &row, found, typed, Some(refusal(&error))).await;
        }
    };
    let app = cx.app();
    match register::decide(&app.db, &cx.permit()?, app.now(), id, found.key.clone(), decision).await {
        Ok(_) => Ok(see(&format!("/disclosures/{id}"), "disclosure-decided")),
        Err(StoreError::Stale) => {
            let wrong = Some(("version", "vendor-changed-meanwhile"));
            page(&cx, StatusCode::CONFLICT, &row, found, typed, wrong).await
        }
        Err(other) => Err(other.into()),
    }
}

fn refusal(error: &DecisionError) -> Wrong {
    match error {
        DecisionError::Missing => ("decision", "remote-choice-missing"),
        DecisionError::Owner => ("owner", "disclosure-owner-missing"),
        DecisionError::RuleMissing => ("rule", "disclosure-rule-missing"),
        DecisionError::Rule(_) => ("rule", "vendor-line-wrong"),
        DecisionError::WhyMissing => ("why", "disclosure-why-missing"),
        DecisionError::Why(_) => ("why", "disclosure-why-long"),
        DecisionError::Due(_) => ("due", "common-date-wrong"),
    }
}
