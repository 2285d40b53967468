//! `GET /remediations` and `GET /remediations/workbook`.

use crate::{
    assessment::{Marked, marked},
    cx::Cx,
    error::PageResult,
    layout::{Layout, html},
    workbook::save,
};
use app::{
    remediation::{Line, Remediations},
    words,
};
use askama::Template;
use axum::extract::Query;
use domain::{access::View, remediation::Course};
use serde::Deserialize;
use std::collections::BTreeMap;

/// States that the list can be narrowed to, in the order of the choice. Nothing chosen is the first.
const STATES: [&str; 8] = ["open", "overdue", "undated", "near", "ahead", "closed", "later", "all"];

/// What the list is narrowed to, as chosen. A choice that says nothing known narrows to nothing that is there.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Filter {
    #[serde(default)]
    owner: String,
    #[serde(default)]
    vendor: String,
    #[serde(default)]
    state: String,
}

/// Chosen for a field that is empty: nobody, no vendor.
const NONE: &str = "none";

impl Filter {
    fn wants(&self, line: &Line) -> bool {
        let fits = |wanted: &str, id: Option<String>| match wanted {
            "" => true,
            NONE => id.is_none(),
            wanted => id.is_some_and(|id| id == wanted),
        };
        let state = match self.state.as_str() {
            "" | "open" => line.course.is_open(),
            "all" => true,
            wanted => line.course.code() == wanted,
        };
        state
            && fits(&self.owner, line.plan.stated.owner.map(|id| id.to_string()))
            && fits(&self.vendor, line.vendor().map(|id| id.to_string()))
    }

    fn is_set(&self) -> bool {
        !(self.owner.is_empty() && self.vendor.is_empty() && matches!(self.state.as_str(), "" | "open"))
    }
}

/// One いいえ in the list.
pub(crate) struct LineView {
    pub(crate) address: String,
    pub(crate) place: String,
    pub(crate) sheet: String,
    pub(crate) official: Marked,
    /// Code of where it stands: `overdue`, `undated`, `near`, `ahead`, `later`, `closed`.
    pub(crate) code: &'static str,
    pub(crate) state: String,
    pub(crate) target: String,
    pub(crate) owner: String,
    /// Whether the owner has left.
    pub(crate) owner_left: bool,
    pub(crate) vendor: String,
    pub(crate) next_step: String,
    pub(crate) comments: usize,
}

impl LineView {
    fn of(cx: &Cx, found: &Remediations, line: &Line) -> Self {
        let t = cx.t();
        let owner = line.plan.stated.owner;
        let member = owner.and_then(|id| found.roster.member(id));
        Self {
            address: format!("/remediations/{}/{}", line.key.sheet, line.key.item),
            place: line.item.reference.clone(),
            sheet: found.sheet_label(cx.app(), t, line),
            official: marked(cx, &line.item.official, &found.verification),
            code: line.course.code(),
            state: words::course(t, line.course),
            target: line.state.target_date.map(|target| t.short_day(target.day())).unwrap_or_default(),
            owner: found.person(owner),
            owner_left: member.is_some_and(|member| !member.works_on(found.today)),
            vendor: found.vendor(line.vendor()),
            next_step: line.plan.stated.next_step.to_string(),
            comments: line.comments.len(),
        }
    }
}

#[derive(Template)]
#[template(path = "remediation/list.html")]
struct ListPage {
    l: Layout,
    overdue: usize,
    undated: usize,
    /// Whether anything ever said いいえ.
    any: bool,
    lines: Vec<LineView>,
    /// SVG: target dates of what is shown.
    picture: String,
    filter: Filter,
    /// Owners and vendors of any line: identifier and name.
    owners: Vec<(String, String)>,
    vendors: Vec<(String, String)>,
}

impl ListPage {
    /// States to choose.
    const fn states(&self) -> [&'static str; 8] {
        STATES
    }
}

/// `GET /remediations`.
pub(crate) async fn list(cx: Cx, Query(filter): Query<Filter>) -> PageResult {
    let found = app::remediation::list(cx.app(), &cx.permit::<View>()?).await?;
    let shown: Vec<&Line> = found.lines.iter().filter(|line| filter.wants(line)).collect();
    let owners = found.lines.iter().filter_map(|line| line.plan.stated.owner);
    let owners: BTreeMap<String, String> = owners.map(|id| (id.to_string(), found.person(Some(id)))).collect();
    let vendors = found.lines.iter().filter_map(Line::vendor);
    let vendors: BTreeMap<String, String> = vendors.map(|id| (id.to_string(), found.vendor(Some(id)))).collect();
    let page = ListPage {
        l: Layout::of(&cx, "remediations"),
        overdue: found.overdue(),
        undated: found.lines.iter().filter(|line| line.course == Course::Undated).count(),
        any: !found.lines.is_empty(),
        picture: app::picture::remediations(cx.t(), &found, &shown),
        lines: shown.iter().map(|line| LineView::of(&cx, &found, line)).collect(),
        filter,
        owners: by_name(owners),
        vendors: by_name(vendors),
    };
    html(&page)
}

fn by_name(names: BTreeMap<String, String>) -> Vec<(String, String)> {
    let mut names: Vec<(String, String)> = names.into_iter().collect();
    names.sort_by(|a, b| a.1.cmp(&b.1));
    names
}

/// `GET /remediations/workbook`.
pub(crate) async fn workbook(cx: Cx) -> PageResult {
    save(app::workbook::remediation_workbook(cx.app(), &cx.permit()?, cx.t()).await?)
}
