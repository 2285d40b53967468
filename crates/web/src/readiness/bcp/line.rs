//! Lines that people add and take away: 紙運用 and the decision table.

use super::{
    Wrong,
    form::{FormPage, field},
    refusal, state,
};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Fields,
    layout::{Layout, html, html_with},
    readiness::backup::fields::FieldView,
};
use app::readiness::bcp::has_left;
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::View,
    id::{BcpLineId, StaffId},
    readiness::bcp::{Decision, DecisionText, PaperLine, PaperText, Part, PartKey},
    vendor::Line,
};
use std::collections::BTreeSet;
use store::staff::Roster;

/// Deputies that the form offers. Our choice: past the third nobody is called in time.
const DEPUTIES: [&str; 3] = ["deputy-1", "deputy-2", "deputy-3"];

/// A line of the paper operation.
pub(crate) struct PaperRow {
    pub(crate) id: String,
    pub(crate) department: String,
    pub(crate) work: String,
    pub(crate) form: String,
    pub(crate) place: String,
    pub(crate) after: String,
}

#[derive(Template)]
#[template(path = "readiness/bcp/papers.html")]
struct PapersPage {
    l: Layout,
    lines: Vec<PaperRow>,
    /// Departments of the roster that have no line yet.
    lacking: Vec<String>,
}

/// Who decides, and whether that one left.
pub(crate) struct Decider {
    pub(crate) name: String,
    pub(crate) left: bool,
}

/// A line of the decision table.
pub(crate) struct DecisionRow {
    pub(crate) id: String,
    pub(crate) what: String,
    pub(crate) sign: String,
    pub(crate) decider: Option<Decider>,
    pub(crate) deputies: Vec<Decider>,
    pub(crate) out_of_hours: String,
}

#[derive(Template)]
#[template(path = "readiness/bcp/decisions.html")]
struct DecisionsPage {
    l: Layout,
    lines: Vec<DecisionRow>,
}

fn text(line: &Option<Line>) -> String {
    line.as_ref().map(ToString::to_string).unwrap_or_default()
}

/// `GET /bcp/paper`.
pub(crate) async fn papers(cx: Cx) -> PageResult {
    let (db, view) = (&cx.app().db, cx.permit::<View>()?);
    let loaded = store::readiness::bcp::load(db, &view).await?;
    let roster = store::staff::roster(db, &view).await?;
    let lines: Vec<PaperRow> = loaded
        .paper()
        .into_iter()
        .map(|(id, line)| PaperRow {
            id: id.to_string(),
            department: line.department.to_string(),
            work: line.work.to_string(),
            form: text(&line.form),
            place: text(&line.place),
            after: text(&line.after),
        })
        .collect();
    let lacking = departments(&cx, &roster).into_iter().filter(|one| lines.iter().all(|line| line.department != *one));
    html(&PapersPage { l: Layout::of(&cx, "readiness"), lacking: lacking.collect(), lines })
}

/// Departments of people who work here.
fn departments(cx: &Cx, roster: &Roster) -> BTreeSet<String> {
    let today = cx.app().today();
    let works = roster.members.iter().filter(|member| member.works_on(today));
    works.filter_map(|member| member.department.as_ref()).map(ToString::to_string).collect()
}

/// The form of a new line; `?department=` fills it.
pub(crate) async fn new_paper(cx: Cx, asked: axum::extract::Query<Department>) -> PageResult {
    let text = PaperText { department: &asked.department, ..PaperText::default() };
    paper_page(&cx, StatusCode::OK, None, 0, &text, None)
}

/// The department for which a line is begun.
#[derive(serde::Deserialize)]
pub(crate) struct Department {
    #[serde(default)]
    department: String,
}

/// The form of a line.
pub(crate) async fn paper(cx: Cx, Path(id): Path<BcpLineId>) -> PageResult {
    let loaded = store::readiness::bcp::load(&cx.app().db, &cx.permit::<View>()?).await?;
    let lines = loaded.paper();
    let (_, line) = lines.iter().find(|(known, _)| *known == id).ok_or(PageError::NotFound)?;
    let (form, place, after) = (text(&line.form), text(&line.place), text(&line.after));
    let text = PaperText {
        department: line.department.as_str(),
        work: line.work.as_str(),
        form: &form,
        place: &place,
        after: &after,
    };
    paper_page(&cx, StatusCode::OK, Some(id), loaded.version(&PartKey::Paper(id)).get(), &text, None)
}

fn paper_page(
    cx: &Cx,
    status: StatusCode,
    id: Option<BcpLineId>,
    version: i64,
    text: &PaperText<'_>,
    wrong: Option<Wrong>,
) -> PageResult {
    let t = cx.t();
    let fields = vec![
        field("department", t.get("bcp-paper-department"), text.department, wrong)
            .required()
            .hint(t.get("bcp-paper-department-hint")),
        field("work", t.get("bcp-paper-work"), text.work, wrong).required().hint(t.get("bcp-paper-work-hint")),
        field("form", t.get("bcp-paper-form"), text.form, wrong).hint(t.get("bcp-paper-form-hint")),
        field("place", t.get("bcp-paper-place"), text.place, wrong).hint(t.get("bcp-paper-place-hint")),
        field("after", t.get("bcp-paper-after"), text.after, wrong).hint(t.get("bcp-paper-after-hint")),
    ];
    line_page(cx, status, ("/bcp/paper", "paper", "bcp-paper-new"), id, version, fields, wrong.is_some())
}

fn line_page(
    cx: &Cx,
    status: StatusCode,
    (list, section, new): (&'static str, &str, &str),
    id: Option<BcpLineId>,
    version: i64,
    fields: Vec<FieldView>,
    wrong: bool,
) -> PageResult {
    let t = cx.t();
    let section = t.code("bcp-section", section).into_owned();
    let page = FormPage {
        l: Layout::of(cx, "readiness"),
        title: if id.is_some() { section.clone() } else { t.get(new).into_owned() },
        lead: String::new(),
        above: (list, section),
        action: id.map_or_else(|| format!("{list}/new"), |id| format!("{list}/{id}")),
        version,
        fields,
        wrong,
        remove: id.map(|id| format!("{list}/{id}/remove")).unwrap_or_default(),
    };
    html_with(status, &page)
}

async fn record_paper(cx: &Cx, id: Option<BcpLineId>, fields: &Fields) -> PageResult {
    let text = PaperText {
        department: fields.text("department"),
        work: fields.text("work"),
        form: fields.text("form"),
        place: fields.text("place"),
        after: fields.text("after"),
    };
    match PaperLine::parse(&text) {
        Ok(line) => {
            let key = PartKey::Paper(id.unwrap_or_else(|| cx.app().ids.next()));
            state(cx, fields, key, Some(Part::Paper(line)), "saved").await
        }
        Err(error) => {
            let version = super::version_of(fields)?.get();
            paper_page(cx, StatusCode::UNPROCESSABLE_ENTITY, id, version, &text, Some(refusal(&error)))
        }
    }
}

/// Adds a line.
pub(crate) async fn add_paper(cx: Cx, fields: Fields) -> PageResult {
    record_paper(&cx, None, &fields).await
}

/// Changes a line.
pub(crate) async fn change_paper(cx: Cx, Path(id): Path<BcpLineId>, fields: Fields) -> PageResult {
    record_paper(&cx, Some(id), &fields).await
}

/// Takes a line away.
pub(crate) async fn remove_paper(cx: Cx, Path(id): Path<BcpLineId>, fields: Fields) -> PageResult {
    state(&cx, &fields, PartKey::Paper(id), None, "bcp-removed").await
}

/// `GET /bcp/decisions`.
pub(crate) async fn decisions(cx: Cx) -> PageResult {
    let (db, view, today) = (&cx.app().db, cx.permit::<View>()?, cx.app().today());
    let loaded = store::readiness::bcp::load(db, &view).await?;
    let roster = store::staff::roster(db, &view).await?;
    let decider = |id: StaffId| {
        let member = roster.member(id);
        Decider { name: member.map(|one| one.name.to_string()).unwrap_or_default(), left: has_left(member, today) }
    };
    let row = |(id, line): (BcpLineId, &Decision)| DecisionRow {
        id: id.to_string(),
        what: line.what.to_string(),
        sign: text(&line.sign),
        decider: line.decider.map(decider),
        deputies: line.deputies.iter().copied().map(decider).collect(),
        out_of_hours: text(&line.out_of_hours),
    };
    let lines = loaded.decisions().into_iter().map(row).collect();
    html(&DecisionsPage { l: Layout::of(&cx, "readiness"), lines })
}

/// The form of a new decision.
pub(crate) async fn new_decision(cx: Cx) -> PageResult {
    decision_page(&cx, StatusCode::OK, None, 0, &DecisionText::default(), None).await
}

/// The form of a decision.
pub(crate) async fn decision(cx: Cx, Path(id): Path<BcpLineId>) -> PageResult {
    let loaded = store::readiness::bcp::load(&cx.app().db, &cx.permit::<View>()?).await?;
    let lines = loaded.decisions();
    let (_, line) = lines.iter().find(|(known, _)| *known == id).ok_or(PageError::NotFound)?;
    let (sign, out_of_hours) = (text(&line.sign), text(&line.out_of_hours));
    let decider = line.decider.map(|id| id.to_string()).unwrap_or_default();
    let deputies: Vec<String> = line.deputies.iter().map(ToString::to_string).collect();
    let text = DecisionText {
        what: line.what.as_str(),
        sign: &sign,
        decider: &decider,
        deputies: deputies.iter().map(String::as_str).collect(),
        out_of_hours: &out_of_hours,
    };
    decision_page(&cx, StatusCode::OK, Some(id), loaded.version(&PartKey::Decision(id)).get(), &text, None).await
}

async fn decision_page(
    cx: &Cx,
    status: StatusCode,
    id: Option<BcpLineId>,
    version: i64,
    text: &DecisionText<'_>,
    wrong: Option<Wrong>,
) -> PageResult {
    let (t, today) = (cx.t(), cx.app().today());
    let roster = store::staff::roster(&cx.app().db, &cx.permit::<View>()?).await?;
    let people = |kept: &str| {
        let works = roster.members.iter().filter(move |one| one.works_on(today) || one.id.to_string() == kept);
        let nobody = (String::new(), t.get("bcp-unknown").into_owned());
        let all: Vec<_> = works.map(|one| (one.id.to_string(), one.name.to_string())).collect();
        std::iter::once(nobody).chain(all).collect::<Vec<_>>()
    };
    let mut fields = vec![
        field("what", t.get("bcp-decision-what"), text.what, wrong).required().hint(t.get("bcp-decision-what-hint")),
        field("sign", t.get("bcp-decision-sign"), text.sign, wrong).hint(t.get("bcp-decision-sign-hint")),
        field("decider", t.get("bcp-decision-decider"), text.decider, wrong).options(people(text.decider)),
    ];
    for (at, name) in DEPUTIES.into_iter().enumerate() {
        let kept = text.deputies.get(at).copied().unwrap_or_default();
        let label = t.one("bcp-decision-deputy", "number", at + 1);
        let mut field = FieldView::text(name, label, kept).options(people(kept));
        field.error = wrong.filter(|(field, _)| *field == "deputy").map(|(_, key)| key);
        fields.push(field);
    }
    let out_of_hours = field("out_of_hours", t.get("bcp-decision-out_of_hours"), text.out_of_hours, wrong);
    fields.push(out_of_hours.hint(t.get("bcp-decision-out_of_hours-hint")));
    line_page(cx, status, ("/bcp/decisions", "decisions", "bcp-decision-new"), id, version, fields, wrong.is_some())
}

async fn record_decision(cx: &Cx, id: Option<BcpLineId>, fields: &Fields) -> PageResult {
    let text = DecisionText {
        what: fields.text("what"),
        sign: fields.text("sign"),
        decider: fields.text("decider"),
        deputies: DEPUTIES.into_iter().map(|name| fields.text(name)).collect(),
        out_of_hours: fields.text("out_of_hours"),
    };
    let roster = store::staff::roster(&cx.app().db, &cx.permit::<View>()?).await?;
    match Decision::parse(&text, &roster.members) {
        Ok(line) => {
            let key = PartKey::Decision(id.unwrap_or_else(|| cx.app().ids.next()));
            state(cx, fields, key, Some(Part::Decision(line)), "saved").await
        }
        Err(error) => {
            let version = super::version_of(fields)?.get();
            decision_page(cx, StatusCode::UNPROCESSABLE_ENTITY, id, version, &text, Some(refusal(&error))).await
        }
    }
}

/// Adds a decision.
pub(crate) async fn add_decision(cx: Cx, fields: Fields) -> PageResult {
    record_decision(&cx, None, &fields).await
}

/// Changes a decision.
pub(crate) async fn change_decision(cx: Cx, Path(id): Path<BcpLineId>, fields: Fields) -> PageResult {
    record_decision(&cx, Some(id), &fields).await
}

/// Takes a decision away.
pub(crate) async fn remove_decision(cx: Cx, Path(id): Path<BcpLineId>, fields: Fields) -> PageResult {
    state(&cx, &fields, PartKey::Decision(id), None, "bcp-removed").await
}
