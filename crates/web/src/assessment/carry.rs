//! `GET` and `POST /assessments/carry`: what an earlier sheet would offer, and opening with it.

use super::{item::Marked, item::marked, label};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Form,
    layout::{Layout, html, see},
};
use app::assessment::{CarryPlan, open_carried, plan_carry_over};
use askama::Template;
use axum::extract::Query;
use domain::{
    access::{OpenAssessment, View},
    assessment::{Offering, OldFate, Slot},
    calendar::FiscalYear,
    catalog::{EditionId, FormKind, ItemId, Verification},
    id::AssessmentId,
};
use serde::Deserialize;

/// From which sheet, to which edition and fiscal year (`r7:2025`).
#[derive(Debug, Deserialize)]
pub(crate) struct CarryForm {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
}

impl CarryForm {
    fn source(&self) -> PageResult<AssessmentId> {
        self.from.parse().map_err(|_| PageError::BadForm)
    }

    fn target(&self) -> PageResult<(EditionId, FiscalYear)> {
        let (edition, year) = self.to.split_once(':').ok_or(PageError::BadForm)?;
        let year = year.parse().ok().and_then(|year| FiscalYear::new(year).ok()).ok_or(PageError::BadForm)?;
        Ok((edition.parse().map_err(|_| PageError::BadForm)?, year))
    }
}

/// An item of the form that would be opened.
struct OfferLine {
    place: String,
    official: Marked,
    /// `kept`, `merged` or `asked`.
    how: &'static str,
    /// `yes`, `no` or empty.
    offered: &'static str,
    /// The earlier answers, in words.
    sources: Vec<String>,
    remark: String,
}

/// An answer of the earlier form.
struct OldLine {
    place: String,
    title: String,
    last: String,
    /// `kept`, `merged`, `asked` or `retired`.
    fate: &'static str,
    /// Where it goes, or why it is gone.
    into: String,
}

#[derive(Template)]
#[template(path = "assessment/carry.html")]
struct CarryPage {
    l: Layout,
    from: String,
    from_label: String,
    to: String,
    to_label: String,
    offers: Vec<OfferLine>,
    old: Vec<OldLine>,
}

/// `GET /assessments/carry`.
pub(crate) async fn preview(cx: Cx, Query(form): Query<CarryForm>) -> PageResult {
    let (edition, year) = form.target()?;
    let planned = plan_carry_over(cx.app(), &cx.permit::<View>()?, form.source()?, &edition).await?;
    let found = cx.app().catalog.edition(&edition).ok_or(PageError::NotFound)?;
    let name = if cx.t().is_ja() { &found.label } else { &found.label_en };
    let page = CarryPage {
        l: Layout::of(&cx, "assessments"),
        from: form.from.clone(),
        from_label: format!("{} · {}", label(&cx, &planned.from)?, cx.t().year(planned.from.assessment().fiscal_year)),
        to_label: format!("{name} · {}", cx.t().year(year)),
        to: form.to,
        offers: offers(&cx, &planned)?,
        old: old(&cx, &planned)?,
    };
    html(&page)
}

/// `POST /assessments/carry`.
pub(crate) async fn open(cx: Cx, Form(form): Form<CarryForm>) -> PageResult {
    let (edition, year) = form.target()?;
    let permit = cx.permit::<OpenAssessment>()?;
    let id = open_carried(cx.app(), &cx.permit()?, &permit, form.source()?, &edition, year).await?;
    Ok(see(&format!("/assessments/{id}"), "opened"))
}

fn offers(cx: &Cx, planned: &CarryPlan) -> PageResult<Vec<OfferLine>> {
    let edition = cx.app().catalog.edition(&planned.edition).ok_or(PageError::NotFound)?;
    let kind = planned.from.assessment().form;
    let form = edition.form(kind).ok_or(PageError::NotFound)?;
    let crosswalk = cx.app().catalog.crosswalk(&planned.from.assessment().edition, &planned.edition);
    let nobody = Verification::none();
    let line = |offer: &domain::assessment::Offer| {
        let item = form.item(&offer.item)?;
        let remark = crosswalk.and_then(|walk| walk.remark(kind, &offer.item));
        Some(OfferLine {
            place: item.reference.clone(),
            official: marked(cx, &item.official, &nobody),
            how: how_code(offer.how),
            offered: offer.yes.map_or("", |yes| if yes { "yes" } else { "no" }),
            sources: offer.sources.iter().map(|source| source_words(cx, planned, source)).collect(),
            remark: remark.map(|both| if cx.t().is_ja() { &both.ja } else { &both.en }).cloned().unwrap_or_default(),
        })
    };
    Ok(planned.plan.offers.iter().filter_map(line).collect())
}

pub(super) const fn how_code(how: Offering) -> &'static str {
    match how {
        Offering::Kept => "kept",
        Offering::Merged => "merged",
        Offering::Asked => "asked",
    }
}

fn source_words(cx: &Cx, planned: &CarryPlan, item: &ItemId) -> String {
    let reference = planned.old_form().ok().and_then(|form| form.item(item)).map(|found| found.reference.clone());
    let title = item_title(cx, item, planned.from.assessment().form);
    format!("{} {title} {}", reference.unwrap_or_default(), slot_words(cx, &planned.last(item)))
}

/// Our short name of an item; its printed number alone repeats.
pub(super) fn item_title(cx: &Cx, item: &ItemId, form: FormKind) -> String {
    let guidance = cx.app().catalog.guidance(item, form);
    guidance.map(|g| if cx.t().is_ja() { g.title.ja.clone() } else { g.title.en.clone() }).unwrap_or_default()
}

/// はい（令和6年6月10日）.
pub(super) fn slot_words(cx: &Cx, slot: &Slot) -> String {
    let said = cx.t().code("assessment-answer", slot.code()).into_owned();
    match slot.on() {
        Some(day) if cx.t().is_ja() => format!("{said}（{}）", cx.t().short_day(day)),
        Some(day) => format!("{said} ({})", cx.t().short_day(day)),
        None => said,
    }
}

fn old(cx: &Cx, planned: &CarryPlan) -> PageResult<Vec<OldLine>> {
    let form = planned.old_form()?;
    let kind = planned.from.assessment().form;
    let later = cx.app().catalog.edition(&planned.edition).and_then(|edition| edition.form(kind));
    let place = |item: &ItemId| later.and_then(|form| form.item(item)).map(|i| i.reference.clone()).unwrap_or_default();
    let title = |item: &ItemId| item_title(cx, item, kind);
    let line = |answer: &domain::assessment::OldAnswer| {
        let (fate, into) = match &answer.fate {
            OldFate::Kept(item) => ("kept", place(item)),
            OldFate::Merged(item) => ("merged", format!("{} {}", place(item), title(item))),
            OldFate::AskedAgain(item) => ("asked", place(item)),
            OldFate::Retired(_) => ("retired", String::new()),
        };
        OldLine {
            place: form.item(&answer.item).map(|item| item.reference.clone()).unwrap_or_default(),
            title: title(&answer.item),
            last: slot_words(cx, &planned.last(&answer.item)),
            fate,
            into,
        }
    };
    Ok(planned.old().iter().map(line).collect())
}
