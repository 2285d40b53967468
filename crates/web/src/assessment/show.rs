//! `GET /assessments/{id}`: the form in one round.

use super::{
    choose::label,
    item::{ItemView, Marked, marked, view},
};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    layout::{Layout, html},
};
use app::assessment::{Opened, load};
use askama::Template;
use axum::extract::{Path, Query};
use domain::{
    access::View,
    assessment::{RoundNo, current_round, open_points},
    id::AssessmentId,
};
use serde::Deserialize;

/// Which round.
#[derive(Debug, Deserialize)]
pub(crate) struct Round {
    #[serde(default)]
    pub(crate) round: Option<u8>,
}

/// A round's tab.
pub(crate) struct Tab {
    pub(crate) round: u8,
    pub(crate) current: bool,
    pub(crate) open: usize,
    pub(crate) signed: bool,
    pub(crate) changed: bool,
}

/// Items under one heading.
pub(crate) struct Block {
    /// Section title, if this block begins a section.
    pub(crate) section: Option<Marked>,
    /// Group label, if the items are of a group.
    pub(crate) group: Option<Marked>,
    pub(crate) items: Vec<ItemView>,
}

/// Counts of a sheet, in words and picture.
pub(crate) struct Counts {
    pub(crate) yes: usize,
    pub(crate) no: usize,
    pub(crate) blank: usize,
    pub(crate) not_asked: usize,
}

#[derive(Template)]
#[template(path = "assessment/show.html")]
struct ShowPage {
    l: Layout,
    sheet: String,
    label: String,
    title: String,
    year: String,
    /// Whether the edition is used for another fiscal year than its own.
    other_year: bool,
    round: u8,
    tabs: Vec<Tab>,
    blocks: Vec<Block>,
    notes: Vec<Marked>,
    counts: Counts,
    credit: String,
    reconstructed: usize,
    of_vendor: bool,
}

/// `GET /assessments/{id}?round=n`.
pub(crate) async fn show(cx: Cx, Path(id): Path<AssessmentId>, Query(query): Query<Round>) -> PageResult {
    let opened = load(cx.app(), &cx.permit::<View>()?, id).await?;
    let sheet = opened.sheet()?;
    let round = match query.round {
        Some(number) => RoundNo::from_number(number).ok_or(PageError::NotFound)?,
        None => current_round(&sheet, &opened.loaded.sign_offs),
    };
    let form = opened.form()?;
    let standing = opened.standing()?;
    let edition = opened.edition()?;
    let page = ShowPage {
        l: Layout::of(&cx, "assessments"),
        sheet: id.to_string(),
        label: label(&cx, &opened)?,
        title: title(&cx, &opened)?,
        year: cx.t().year(opened.assessment().fiscal_year),
        other_year: edition.fiscal_year != opened.assessment().fiscal_year,
        round: round.number(),
        tabs: tabs(&opened, round)?,
        blocks: blocks(&cx, &opened, round)?,
        notes: form.notes.iter().map(|note| marked(&cx, &note.official, &opened.verification)).collect(),
        counts: Counts {
            yes: standing.yes.len(),
            no: standing.no.len(),
            blank: standing.blank.len(),
            not_asked: standing.not_asked.len(),
        },
        credit: edition.credit.clone(),
        reconstructed: reconstructed(&opened)?,
        of_vendor: opened.loaded.vendor.is_some(),
    };
    html(&page)
}

/// The form's title in the visitor's language.
pub(crate) fn title(cx: &Cx, opened: &Opened) -> PageResult<String> {
    let form = opened.form()?;
    let english = || cx.app().catalog.translation_of(&form.title).map(str::to_owned);
    let other = if cx.t().is_ja() { None } else { english() };
    Ok(other.unwrap_or_else(|| form.title.clone()))
}

/// Wordings of the form that nobody has compared with the official file yet.
fn reconstructed(opened: &Opened) -> PageResult<usize> {
    Ok(opened.form()?.wordings().filter(|text| text.words(&opened.verification).mark.waits()).count())
}

fn tabs(opened: &Opened, current: RoundNo) -> PageResult<Vec<Tab>> {
    let sheet = opened.sheet()?;
    let changed = opened.changed_rounds();
    let tab = |round: RoundNo| Tab {
        round: round.number(),
        current: round == current,
        open: open_points(&sheet, round).len(),
        signed: opened.loaded.signed.contains_key(&round),
        changed: changed.contains(&round),
    };
    Ok(RoundNo::ALL.into_iter().map(tab).collect())
}

/// Items in printed order, under the headings of the printed form.
fn blocks(cx: &Cx, opened: &Opened, round: RoundNo) -> PageResult<Vec<Block>> {
    let form = opened.form()?;
    let mut blocks: Vec<Block> = Vec::new();
    let mut last: Option<(&str, Option<&str>)> = None;
    for item in &form.items {
        let here = (item.section.as_str(), item.group.as_deref());
        if last != Some(here) {
            let new_section = last.is_none_or(|(section, _)| section != here.0);
            let section = form.section(item).filter(|_| new_section);
            blocks.push(Block {
                section: section.map(|s| marked(cx, &s.title, &opened.verification)),
                group: form.group(item).map(|g| marked(cx, &g.label, &opened.verification)),
                items: Vec::new(),
            });
            last = Some(here);
        }
        if let Some(block) = blocks.last_mut() {
            block.items.push(view(cx, opened, item, round)?);
        }
    }
    Ok(blocks)
}
