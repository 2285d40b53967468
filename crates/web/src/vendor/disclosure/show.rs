//! `GET` and `POST /disclosures/new`, `/disclosures/{disclosure}`: one disclosure.

use super::{
    ItemLine, colour,
    form::{DisclosureFields, Wrong},
    title,
};
use crate::{
    cx::Cx,
    error::PageResult,
    form::Fields,
    layout::{Layout, html_with, see},
    vendor::remote_access::find_vendor,
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use domain::{
    access::View,
    id::{DisclosureId, VendorId},
    journal::Seq,
    vendor::{
        Vendor,
        disclosure::{
            Disclosure, DisclosureAnswer, DisclosureKind, DisclosureSource, DisclosureState, Task, standing, tasks,
        },
    },
};
use serde::Deserialize;
use store::{StoreError, vendor::disclosure as register};

/// A task in the list.
pub(crate) struct TaskLine {
    pub(crate) item: ItemLine,
    pub(crate) state: &'static str,
    pub(crate) decision: String,
}

/// One version in the history.
pub(crate) struct VersionLine {
    pub(crate) at: String,
    pub(crate) by: String,
    pub(crate) seq: i64,
    pub(crate) words: String,
}

/// A paper to save: address and name.
pub(crate) struct Paper {
    pub(crate) address: String,
    pub(crate) name: String,
}

/// A system to choose: identifier and name.
pub(crate) type Choice = (String, String);

#[derive(Template)]
#[template(path = "vendor/disclosure/show.html")]
struct ShowPage {
    l: Layout,
    id: String,
    vendor: Vendor,
    title: String,
    class: &'static str,
    standing: &'static str,
    counts: Vec<(&'static str, usize)>,
    tasks: Vec<TaskLine>,
    others: Vec<ItemLine>,
    papers: Vec<Paper>,
    /// Other disclosures of the vendor to compare with.
    compare: Vec<Choice>,
    versions: Vec<VersionLine>,
    fields: DisclosureFields,
    systems: Vec<Choice>,
    editions: Vec<String>,
    refused: String,
    wrong: Option<Wrong>,
}

#[derive(Template)]
#[template(path = "vendor/disclosure/new.html")]
struct NewPage {
    l: Layout,
    vendor: Vendor,
    fields: DisclosureFields,
    systems: Vec<Choice>,
    editions: Vec<String>,
    wrong: Option<Wrong>,
}

macro_rules! choices {
    ($($page:ident),+) => {$(
        impl $page {
            fn error(&self, field: &str) -> Option<&'static str> {
                self.wrong.filter(|(name, _)| *name == field).map(|(_, key)| key)
            }
            fn kinds(&self) -> [&'static str; 2] {
                DisclosureKind::ALL.map(DisclosureKind::code)
            }
            fn states(&self) -> [&'static str; 4] {
                DisclosureState::CODES
            }
        }
    )+};
}
choices!(ShowPage, NewPage);

/// Whose disclosure is recorded.
#[derive(Deserialize)]
pub(crate) struct OfVendor {
    vendor: VendorId,
}

async fn systems(cx: &Cx, vendor: VendorId) -> PageResult<Vec<Choice>> {
    let systems = store::ledger::systems(&cx.app().db, &cx.permit::<View>()?).await?;
    let mut own: Vec<_> = systems.into_iter().filter(|one| one.stated.vendor.is_none_or(|id| id == vendor)).collect();
    own.sort_by_key(|one| one.stated.vendor.is_none());
    Ok(own.into_iter().map(|one| (one.id.to_string(), one.stated.name.to_string())).collect())
}

fn editions(cx: &Cx) -> Vec<String> {
    cx.app().catalog.disclosure().editions.iter().rev().map(|edition| edition.version.clone()).collect()
}

/// The empty form.
pub(crate) async fn new(cx: Cx, Query(of): Query<OfVendor>) -> PageResult {
    let fields = DisclosureFields {
        kind: "mds".to_owned(),
        state: "requested".to_owned(),
        on: domain::calendar::iso(cx.app().today()),
        ..DisclosureFields::default()
    };
    new_page(&cx, StatusCode::OK, of.vendor, fields, None).await
}

async fn new_page(
    cx: &Cx,
    status: StatusCode,
    vendor: VendorId,
    fields: DisclosureFields,
    wrong: Option<Wrong>,
) -> PageResult {
    let (l, systems) = (Layout::of(cx, "vendors"), systems(cx, vendor).await?);
    let vendor = find_vendor(cx, vendor).await?;
    html_with(status, &NewPage { l, vendor, fields, systems, editions: editions(cx), wrong })
}

/// Records a disclosure.
pub(crate) async fn add(cx: Cx, Query(of): Query<OfVendor>, fields: Fields) -> PageResult {
    let typed = DisclosureFields::typed(&fields);
    let stated = match typed.draft(&cx, of.vendor) {
        Ok(stated) => stated,
        Err(wrong) => return new_page(&cx, StatusCode::UNPROCESSABLE_ENTITY, of.vendor, typed, Some(wrong)).await,
    };
    let app = cx.app();
    let disclosure = Disclosure { id: app.ids.next(), stated, file: None, version: Seq::ZERO };
    let id = disclosure.id;
    register::record(&app.db, &cx.permit()?, app.now(), disclosure).await?;
    Ok(see(&format!("/disclosures/{id}"), "disclosure-added"))
}

/// One disclosure with its answers.
pub(crate) async fn show(cx: Cx, Path(id): Path<DisclosureId>) -> PageResult {
    show_page(&cx, StatusCode::OK, id, None, None, String::new()).await
}

/// The page, with why a form or a file was not taken.
pub(super) async fn show_page(
    cx: &Cx,
    status: StatusCode,
    id: DisclosureId,
    fields: Option<DisclosureFields>,
    wrong: Option<Wrong>,
    refused: String,
) -> PageResult {
    let (t, permit, today) = (cx.t(), cx.permit::<View>()?, cx.app().today());
    let rows = register::list(&cx.app().db, &permit).await?;
    let row = rows.iter().find(|row| row.disclosure.id == id).ok_or(StoreError::NotFound)?;
    let stated = &row.disclosure.stated;
    let found = standing(&row.disclosure, row.answers.is_some(), today);
    let items = row.answers.as_ref().map(|row| row.answers.items.as_slice()).unwrap_or_default();
    let decided = row.decided();
    let tasks = tasks(items, &decided, today);
    let line = |task: &Task<'_>| TaskLine {
        item: ItemLine::of(cx, task.item),
        state: task.state.code(),
        decision: decided
            .get(&task.item.key)
            .map(|one| t.code("disclosure-decision", one.decision.code()).into_owned())
            .unwrap_or_default(),
    };
    let count = |answer: DisclosureAnswer| (answer.code(), items.iter().filter(|item| item.answer == answer).count());
    let other = |row: &&register::DisclosureRow| {
        row.disclosure.stated.vendor == stated.vendor && row.disclosure.id != id && row.answers.is_some()
    };
    let page = ShowPage {
        l: Layout::of(cx, "vendors"),
        id: id.to_string(),
        vendor: find_vendor(cx, stated.vendor).await?,
        title: title(t, &row.disclosure),
        class: colour(&found),
        standing: found.code(),
        counts: if items.is_empty() { Vec::new() } else { DisclosureAnswer::ALL.map(count).to_vec() },
        tasks: tasks.iter().map(line).collect(),
        others: items.iter().filter(|item| item.task().is_none()).map(|item| ItemLine::of(cx, item)).collect(),
        papers: papers(id, row),
        compare: rows
            .iter()
            .filter(other)
            .map(|row| (row.disclosure.id.to_string(), title(t, &row.disclosure)))
            .collect(),
        versions: versions(cx, id).await?,
        systems: systems(cx, stated.vendor).await?,
        editions: editions(cx),
        fields: fields.unwrap_or_else(|| DisclosureFields::of(&row.disclosure)),
        refused,
        wrong,
    };
    html_with(status, &page)
}

fn papers(id: DisclosureId, row: &register::DisclosureRow) -> Vec<Paper> {
    let paper = |digest: String, name: String| Paper { address: format!("/disclosures/{id}/papers/{digest}"), name };
    let mut found = Vec::new();
    if let Some(file) = &row.disclosure.file {
        found.push(paper(file.digest.to_string(), file.name.to_string()));
    }
    match row.answers.as_ref().map(|row| &row.answers.source) {
        Some(DisclosureSource::File { digest, name, .. }) => found.push(paper(digest.to_string(), name.to_string())),
        Some(DisclosureSource::AnswerFile { digest }) => {
            found.push(paper(digest.to_string(), format!("{digest}.json")));
        }
        Some(DisclosureSource::Typed) | None => {}
    }
    found
}

async fn versions(cx: &Cx, id: DisclosureId) -> PageResult<Vec<VersionLine>> {
    let t = cx.t();
    let versions = register::versions(&cx.app().db, &cx.permit::<View>()?, id).await?;
    let line = |version: register::DisclosureVersion| VersionLine {
        at: t.moment(version.changed_at),
        by: version.changed_by,
        seq: version.seq.get(),
        words: match (&version.disclosure, &version.answers) {
            (Some(one), _) => format!("{} · {}", title(t, one), t.code("disclosure-state", one.stated.state.code())),
            (None, Some(answers)) => t.one("disclosure-version-answers", "count", answers.items.len()),
            (None, None) => String::new(),
        },
    };
    Ok(versions.into_iter().map(line).collect())
}

/// Changes what is stated.
pub(crate) async fn change(cx: Cx, Path(id): Path<DisclosureId>, fields: Fields) -> PageResult {
    let before = register::find(&cx.app().db, &cx.permit::<View>()?, id).await?.disclosure;
    let typed = DisclosureFields::typed(&fields);
    let stated = match typed.draft(&cx, before.stated.vendor) {
        Ok(stated) => stated,
        Err(wrong) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return show_page(&cx, status, id, Some(typed), Some(wrong), String::new()).await;
        }
    };
    let app = cx.app();
    let disclosure = Disclosure { stated, version: Seq::new(typed.version), ..before };
    match register::record(&app.db, &cx.permit()?, app.now(), disclosure).await {
        Ok(_) => Ok(see(&format!("/disclosures/{id}"), "saved")),
        Err(StoreError::Stale) => {
            let wrong = Some(("version", "vendor-changed-meanwhile"));
            show_page(&cx, StatusCode::CONFLICT, id, Some(typed), wrong, String::new()).await
        }
        Err(other) => Err(other.into()),
    }
}
