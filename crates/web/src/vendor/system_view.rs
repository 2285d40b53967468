//! `GET /systems`, `GET /systems/{system}`: each system with the three answers to every item, and where they contradict each other.

use super::disclosure::title;
use crate::{
    cx::Cx,
    error::PageResult,
    layout::{Layout, html},
};
use app::vendor::system_view::{SystemView, TopicSaid, ViewLine, system_view};
use askama::Template;
use axum::extract::Path;
use domain::{access::View, id::SystemId};

/// A system in the list.
pub(crate) struct SystemLine {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: &'static str,
    pub(crate) vendor: String,
    /// How many items contradict; empty where there is no sheet.
    pub(crate) contradictions: String,
}

#[derive(Template)]
#[template(path = "vendor/system_view/list.html")]
struct ListPage {
    l: Layout,
    lines: Vec<SystemLine>,
}

/// An answer of MDS/SDS to show.
pub(crate) struct SaidLine {
    pub(crate) topic: String,
    pub(crate) answer: &'static str,
    pub(crate) remark: String,
    pub(crate) address: String,
}

/// One item.
pub(crate) struct ItemRow {
    pub(crate) reference: String,
    pub(crate) words: String,
    pub(crate) address: String,
    /// `yes`, `no`, `blank`.
    pub(crate) institution: &'static str,
    /// `yes`, `no`, `blank`.
    pub(crate) vendor: &'static str,
    pub(crate) said: Vec<SaidLine>,
    pub(crate) contradictions: Vec<&'static str>,
}

#[derive(Template)]
#[template(path = "vendor/system_view/show.html")]
struct ShowPage {
    l: Layout,
    name: String,
    kind: &'static str,
    vendor: Option<(String, String)>,
    /// Address and name.
    disclosures: Vec<(String, String)>,
    vendor_sheet: String,
    rows: Vec<ItemRow>,
    contradicting: usize,
    has_sheet: bool,
    id: SystemId,
    /// Names that devices use for it: the list of them, the name, and how many of which kind in words.
    names: Vec<(String, String, String)>,
}

/// Every system.
pub(crate) async fn list(cx: Cx) -> PageResult {
    let (db, permit) = (&cx.app().db, cx.permit::<View>()?);
    let vendors = store::vendor::vendors(db, &permit).await?;
    let mut lines = Vec::new();
    for system in store::ledger::systems(db, &permit).await? {
        let found = system_view(cx.app(), &permit, system.id).await?;
        let vendor = vendors.iter().find(|vendor| Some(vendor.id) == system.stated.vendor);
        lines.push(SystemLine {
            id: system.id.to_string(),
            name: system.stated.name.to_string(),
            kind: system.stated.kind.code(),
            vendor: vendor.map(|vendor| vendor.stated.name.to_string()).unwrap_or_default(),
            contradictions: found.map(|view| contradicting(&view).to_string()).unwrap_or_default(),
        });
    }
    html(&ListPage { l: Layout::of(&cx, "vendors"), lines })
}

fn contradicting(view: &SystemView) -> usize {
    view.lines.iter().filter(|line| !line.contradictions.is_empty()).count()
}

/// One system.
pub(crate) async fn show(cx: Cx, Path(id): Path<SystemId>) -> PageResult {
    let permit = cx.permit::<View>()?;
    let systems = store::ledger::systems(&cx.app().db, &permit).await?;
    let found = system_view(cx.app(), &permit, id).await?;
    let system = systems.into_iter().find(|system| system.id == id).ok_or(store::StoreError::NotFound)?;
    let known = app::network::Known::load(cx.app(), &permit).await?;
    let used = store::ledger::used_names(&cx.app().db, &permit).await?;
    let names = used.iter().filter(|one| known.system_of(&one.words).is_some_and(|found| found.id == id));
    let mut page = ShowPage {
        l: Layout::of(&cx, "vendors"),
        id,
        names: names.map(|one| named(&cx, one)).collect(),
        name: system.stated.name.to_string(),
        kind: system.stated.kind.code(),
        vendor: None,
        disclosures: Vec::new(),
        vendor_sheet: String::new(),
        rows: Vec::new(),
        contradicting: 0,
        has_sheet: found.is_some(),
    };
    if let Some(view) = found {
        page.contradicting = contradicting(&view);
        page.rows = view.lines.iter().map(|line| row(&cx, &view, line)).collect();
        page.vendor_sheet = view.sheets.1.map(|id| format!("/assessments/{id}")).unwrap_or_default();
        let disclosure = |row: &store::vendor::disclosure::DisclosureRow| {
            (format!("/disclosures/{}", row.disclosure.id), title(cx.t(), &row.disclosure))
        };
        page.disclosures = view.disclosures.iter().map(disclosure).collect();
        page.vendor = view.vendor.map(|one| (format!("/vendors/{}", one.id), one.stated.name.to_string()));
    }
    html(&page)
}

/// A name that devices use: their list, the name, 「サーバ 2 · 端末PC 30」.
fn named(cx: &Cx, used: &store::ledger::UsedName) -> (String, String, String) {
    let kind = |(code, count): &(String, usize)| {
        let name = if code.is_empty() { cx.t().get("ledger-kind-none") } else { cx.t().code("ledger-kind", code) };
        format!("{name} {count}")
    };
    let kinds: Vec<String> = used.kinds.iter().map(kind).collect();
    (crate::network::devices_of(&used.words), used.words.clone(), kinds.join(" · "))
}

const fn answer(said: Option<bool>) -> &'static str {
    match said {
        Some(true) => "yes",
        Some(false) => "no",
        None => "blank",
    }
}

fn row(cx: &Cx, view: &SystemView, line: &ViewLine) -> ItemRow {
    let guidance = cx.app().catalog.guidance(&line.item, view.form);
    let words = guidance.map(|found| if cx.t().is_ja() { &found.title.ja } else { &found.title.en }.clone());
    let said = |one: &TopicSaid| SaidLine {
        topic: super::disclosure::topic_words(cx, &one.topic).0,
        answer: one.answer.code(),
        remark: one.remark.clone(),
        address: format!("/disclosures/{}/items/{}", one.disclosure, one.item),
    };
    ItemRow {
        reference: line.reference.clone(),
        words: words.unwrap_or_else(|| line.item.to_string()),
        address: format!("/assessments/{}#{}", view.sheets.0, line.item),
        institution: answer(line.answers.institution),
        vendor: answer(line.answers.vendor),
        said: line.said.iter().map(said).collect(),
        contradictions: line.contradictions.iter().map(|one| one.code()).collect(),
    }
}
