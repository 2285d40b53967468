//! `GET /remediations/{sheet}/{item}`: one いいえ with its plan, what was said about it, and every change.

use crate::{
    assessment::{Marked, label, marked},
    cx::Cx,
    error::PageResult,
    layout::{Layout, html_with},
};
use app::{
    remediation::{Found, find},
    words,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::View,
    assessment::RoundNo,
    catalog::ItemId,
    id::{AssessmentId, VendorId},
    remediation::{RemediationDraft, RemediationKey},
};
use store::remediation::RemediationVersion;

/// What the fields hold: what stands there, or what was typed and refused.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fields {
    pub(crate) version: i64,
    pub(crate) owner: String,
    pub(crate) vendor: String,
    pub(crate) next_step: String,
}

/// Something to tell about the last save.
#[derive(Debug, Clone, Default)]
pub(super) struct Notice {
    /// Field and words of what was refused.
    pub(super) wrong: Option<(&'static str, String)>,
    /// Whether somebody else changed the plan meanwhile.
    pub(super) conflict: bool,
    /// The plan as typed.
    pub(super) typed: Option<Fields>,
    /// A comment as typed.
    pub(super) comment: String,
}

/// What is planned, in words.
pub(crate) struct PlanWords {
    pub(crate) owner: String,
    pub(crate) owner_left: bool,
    pub(crate) vendor: String,
    pub(crate) next_step: String,
    /// Who recorded it last; empty if nobody did.
    pub(crate) by: String,
    pub(crate) at: String,
}

/// A comment in words.
pub(crate) struct Said {
    pub(crate) at: String,
    pub(crate) by: String,
    pub(crate) seq: i64,
    pub(crate) words: String,
}

/// A change of the plan, in sentences.
pub(crate) struct Step {
    pub(crate) at: String,
    pub(crate) by: String,
    pub(crate) seq: i64,
    pub(crate) sentences: Vec<String>,
}

#[derive(Template)]
#[template(path = "remediation/show.html")]
struct ShowPage {
    l: Layout,
    address: String,
    place: String,
    sheet: String,
    official: Marked,
    /// Code of where it stands; empty when it says いいえ no more.
    code: &'static str,
    state: String,
    answers: Vec<String>,
    target: String,
    note: String,
    item_link: String,
    history_link: String,
    plan: PlanWords,
    fields: Fields,
    conflict: bool,
    wrong: Option<(&'static str, String)>,
    people: Vec<(String, String)>,
    vendors: Vec<(String, String)>,
    /// Whether the sheet is a vendor's, which does its work if no other is named.
    of_vendor: bool,
    comments: Vec<Said>,
    comment: String,
    steps: Vec<Step>,
}

impl ShowPage {
    fn error(&self, field: &str) -> Option<&str> {
        self.wrong.as_ref().filter(|(name, _)| *name == field).map(|(_, words)| words.as_str())
    }
}

/// `GET /remediations/{sheet}/{item}`.
pub(crate) async fn show(cx: Cx, Path((sheet, item)): Path<(AssessmentId, ItemId)>) -> PageResult {
    page(&cx, StatusCode::OK, &RemediationKey { sheet, item }, Notice::default()).await
}

/// Address of an いいえ.
pub(super) fn address(key: &RemediationKey) -> String {
    format!("/remediations/{}/{}", key.sheet, key.item)
}

pub(super) async fn page(cx: &Cx, status: StatusCode, key: &RemediationKey, notice: Notice) -> PageResult {
    let found = find(cx.app(), &cx.permit::<View>()?, key).await?;
    let (t, opened) = (cx.t(), &found.opened);
    let state = opened.row(&key.item).state;
    let standing = Fields {
        version: found.plan.version.get(),
        owner: found.plan.stated.owner.map(|id| id.to_string()).unwrap_or_default(),
        vendor: found.plan.stated.vendor.map(|id| id.to_string()).unwrap_or_default(),
        next_step: found.plan.stated.next_step.to_string(),
    };
    // In a conflict the own words go on from what is saved now: the next save is a decision, not an accident.
    let fields = notice.typed.map_or(standing, |typed| match notice.conflict {
        true => Fields { version: found.plan.version.get(), ..typed },
        false => typed,
    });
    let last_no = RoundNo::ALL.into_iter().rev().find(|round| state.slot(*round).is_no()).unwrap_or(RoundNo::First);
    let page = ShowPage {
        l: Layout::of(cx, "remediations"),
        address: address(key),
        place: found.item.reference.clone(),
        sheet: format!("{} · {}", label(cx, opened)?, t.year(opened.assessment().fiscal_year)),
        official: marked(cx, &found.item.official, &opened.verification),
        code: found.course.map_or("", |course| course.code()),
        state: found.course.map(|course| words::course(t, course)).unwrap_or_default(),
        answers: words::answers(t, opened.roster(), &state),
        target: state.target_date.map(|target| t.day(target.day())).unwrap_or_default(),
        note: state.note.to_string(),
        item_link: format!("/assessments/{}?round={}#{}", key.sheet, last_no.number(), key.item),
        history_link: format!("/assessments/{}/items/{}", key.sheet, key.item),
        plan: plan_words(cx, &found),
        people: people(cx, &found),
        vendors: found.vendors.iter().map(|one| (one.id.to_string(), one.stated.name.to_string())).collect(),
        of_vendor: opened.assessment().vendor.is_some(),
        comments: said(cx, &found),
        steps: steps(cx, &found),
        fields,
        conflict: notice.conflict,
        wrong: notice.wrong,
        comment: notice.comment,
    };
    html_with(status, &page)
}

fn vendor_name(found: &Found, id: VendorId) -> String {
    found.vendors.iter().find(|one| one.id == id).map(|one| one.stated.name.to_string()).unwrap_or_default()
}

fn plan_words(cx: &Cx, found: &Found) -> PlanWords {
    let owner = found.plan.stated.owner.and_then(|id| found.opened.roster().member(id));
    let last = found.history.versions.last();
    let vendor = found.plan.vendor(found.opened.assessment().vendor);
    PlanWords {
        owner: owner.map(|member| member.name.to_string()).unwrap_or_default(),
        owner_left: owner.is_some_and(|member| !member.works_on(found.opened.today)),
        vendor: vendor.map(|id| vendor_name(found, id)).unwrap_or_default(),
        next_step: found.plan.stated.next_step.to_string(),
        by: last.map(|version| version.by.clone()).unwrap_or_default(),
        at: last.map(|version| cx.t().moment(version.at)).unwrap_or_default(),
    }
}

/// People who work here, and whoever is named already.
fn people(cx: &Cx, found: &Found) -> Vec<(String, String)> {
    let today = found.opened.today;
    let owner = found.plan.stated.owner;
    let fits = found.opened.roster().members.iter().filter(|one| one.works_on(today) || Some(one.id) == owner);
    let named = fits.map(|one| {
        let left =
            if one.works_on(today) { String::new() } else { format!("（{}）", cx.t().get("remediation-owner-left")) };
        (one.id.to_string(), format!("{}{left}", one.name))
    });
    let mut people: Vec<(String, String)> = named.collect();
    people.sort_by(|a, b| a.1.cmp(&b.1));
    people
}

fn said(cx: &Cx, found: &Found) -> Vec<Said> {
    let said = found.history.comments.iter().map(|one| Said {
        at: cx.t().moment(one.at),
        by: one.by.clone(),
        seq: one.seq.get(),
        words: one.words.to_string(),
    });
    said.collect()
}

/// Changes of the plan, newest first.
fn steps(cx: &Cx, found: &Found) -> Vec<Step> {
    let mut before = RemediationDraft::default();
    let mut steps = Vec::new();
    for RemediationVersion { remediation, at, by } in &found.history.versions {
        let name = |id| vendor_name(found, id);
        let sentences = words::plan_changes(cx.t(), found.opened.roster(), name, &before, &remediation.stated);
        steps.push(Step { at: cx.t().moment(*at), by: by.clone(), seq: remediation.version.get(), sentences });
        before = remediation.stated.clone();
    }
    steps.reverse();
    steps
}
