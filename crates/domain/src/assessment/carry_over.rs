//! Carry-over: what of last year's answers is offered to the form of another edition, and what becomes of each old answer.
//! Nothing is answered by it: every edition asks for its own dated 1回目, so a person confirms each offer.

use super::Slot;
use crate::{
    catalog::{Change, Crosswalk, Fate, Form, FormKind, ItemId},
    id::AssessmentId,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One step from an edition to the next: its crosswalk, and the form on both sides.
#[derive(Debug, Clone, Copy)]
pub struct CarryStep<'a> {
    /// What becomes of every item.
    pub crosswalk: &'a Crosswalk,
    /// The form of the later edition.
    pub to: &'a Form,
}

/// How an offer came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Offering {
    /// The last answer of the same item.
    Kept,
    /// Several items became this one: はい only if every one of them was はい.
    Merged,
    /// There is no earlier answer, or none that helps: the item is asked.
    Asked,
}

/// What an item of the later form is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Item of the later form.
    pub item: ItemId,
    /// How.
    pub how: Offering,
    /// はい or いいえ as a proposal; `None` where nothing is offered.
    pub yes: Option<bool>,
    /// Items of the earlier form on which it stands, in printed order.
    pub sources: Vec<ItemId>,
}

/// What becomes of an answer of the earlier form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OldFate {
    /// It is offered to the same item.
    Kept(ItemId),
    /// It is one of the answers behind this item.
    Merged(ItemId),
    /// The item is asked again without an offer.
    AskedAgain(ItemId),
    /// The item is gone; its history stays with the earlier sheet.
    Retired(Change),
}

/// An answer of the earlier form and its fate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldAnswer {
    /// Item of the earlier form.
    pub item: ItemId,
    /// Its last answer: はい, いいえ, or none.
    pub yes: Option<bool>,
    /// What becomes of it.
    pub fate: OldFate,
}

/// What was offered when a sheet was opened from an earlier one. It stays as it was then, whatever becomes of the earlier sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// The earlier sheet.
    pub from: AssessmentId,
    /// One for each item behind which earlier answers stand.
    pub offers: Vec<CarriedOffer>,
}

/// What one item was offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedOffer {
    /// Item of the sheet that was opened.
    pub item: ItemId,
    /// How.
    pub how: Offering,
    /// はい or いいえ as a proposal; `None` where nothing is offered.
    pub yes: Option<bool>,
    /// The earlier answers.
    pub sources: Vec<CarriedSource>,
}

/// An earlier answer, as it stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedSource {
    /// Item of the earlier sheet.
    pub item: ItemId,
    /// Its number or name as printed there.
    pub reference: String,
    /// Its last answer.
    pub last: Slot,
}

/// The whole plan, before anything is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarryOver {
    /// Every item of the later form, in printed order.
    pub offers: Vec<Offer>,
    /// Every item of the earlier form, in printed order.
    pub old: Vec<OldAnswer>,
}

/// Where an answer has come to, step by step.
#[derive(Debug, Clone)]
enum Way {
    At { item: ItemId, merged: bool, helps: bool },
    Gone(Change),
}

/// Plans the carry-over of `last` (the last answer of each answered item) along the steps. Without a step both sheets are of
/// one edition, and every answer is offered to its own item.
#[must_use]
pub fn carry_over(from: &Form, steps: &[CarryStep<'_>], last: &BTreeMap<ItemId, bool>) -> CarryOver {
    let mut ways: Vec<(ItemId, Way)> = from.items.iter().map(|item| (item.id.clone(), start(&item.id))).collect();
    for step in steps {
        let helping = helping(&ways);
        for (_, way) in &mut ways {
            *way = after(way, step, from.kind, &helping);
        }
    }
    let to = steps.last().map_or(from, |step| step.to);
    let offers = to.items.iter().map(|item| offer(&item.id, &ways, last)).collect();
    let old = ways.into_iter().map(|(item, way)| OldAnswer { yes: last.get(&item).copied(), fate: fate(way), item });
    CarryOver { offers, old: old.collect() }
}

/// Items that still have an answer which helps.
fn helping(ways: &[(ItemId, Way)]) -> BTreeSet<ItemId> {
    let at = |way: &Way| match way {
        Way::At { item, helps: true, .. } => Some(item.clone()),
        _ => None,
    };
    ways.iter().filter_map(|(_, way)| at(way)).collect()
}

fn start(item: &ItemId) -> Way {
    Way::At { item: item.clone(), merged: false, helps: true }
}

/// One step further.
fn after(way: &Way, step: &CarryStep<'_>, form: FormKind, helping: &BTreeSet<ItemId>) -> Way {
    let Way::At { item, merged, helps } = way else { return way.clone() };
    let stays = step.to.item(item).is_some();
    match step.crosswalk.fate(form, item) {
        Fate::Prefill if stays => Way::At { item: item.clone(), merged: *merged, helps: *helps },
        Fate::SourceOf(into) => into_item(into, step, form, *helps, helping),
        _ => match merged_into(item, step, form) {
            Some(into) => into_item(&into, step, form, *helps, helping),
            None if stays => Way::At { item: item.clone(), merged: *merged, helps: false },
            None => Way::Gone(step.crosswalk.change(form, item).unwrap_or(Change::Removed)),
        },
    }
}

/// The way into another item: the answer helps there only if that item stands on several and each of them helps. One that was
/// new in between, and never asked, leaves nothing to offer.
fn into_item(into: &ItemId, step: &CarryStep<'_>, form: FormKind, helps: bool, helping: &BTreeSet<ItemId>) -> Way {
    let whole = match step.crosswalk.fate(form, into) {
        Fate::ConfirmAllOf(sources) => sources.iter().all(|source| helping.contains(source)),
        _ => false,
    };
    Way::At { item: into.clone(), merged: true, helps: helps && whole }
}

/// The item of the later form that stands on this one among others.
fn merged_into(item: &ItemId, step: &CarryStep<'_>, form: FormKind) -> Option<ItemId> {
    let stands_on = |found: &&crate::catalog::Item| match step.crosswalk.fate(form, &found.id) {
        Fate::ConfirmAllOf(sources) => sources.contains(item),
        _ => false,
    };
    step.to.items.iter().find(stands_on).map(|found| found.id.clone())
}

fn offer(item: &ItemId, ways: &[(ItemId, Way)], last: &BTreeMap<ItemId, bool>) -> Offer {
    let here = |(_, way): &&(ItemId, Way)| matches!(way, Way::At { item: at, .. } if at == item);
    let sources: Vec<&(ItemId, Way)> = ways.iter().filter(here).collect();
    let helps = !sources.is_empty() && sources.iter().all(|(_, way)| matches!(way, Way::At { helps: true, .. }));
    let merged = sources.iter().any(|(_, way)| matches!(way, Way::At { merged: true, .. }));
    let answers: Vec<Option<bool>> = sources.iter().map(|(source, _)| last.get(source).copied()).collect();
    let how = match (helps, merged) {
        (false, _) => Offering::Asked,
        (true, true) => Offering::Merged,
        (true, false) => Offering::Kept,
    };
    let yes = if helps { together(&answers) } else { None };
    Offer { item: item.clone(), how, yes, sources: sources.into_iter().map(|(source, _)| source.clone()).collect() }
}

/// はい only if all were はい; いいえ if one was; nothing if one was not answered and none was いいえ.
fn together(answers: &[Option<bool>]) -> Option<bool> {
    let answers: BTreeSet<Option<bool>> = answers.iter().copied().collect();
    if answers.contains(&Some(false)) {
        return Some(false);
    }
    (answers.len() == 1 && answers.contains(&Some(true))).then_some(true)
}

fn fate(way: Way) -> OldFate {
    match way {
        Way::Gone(change) => OldFate::Retired(change),
        Way::At { item, helps: false, .. } => OldFate::AskedAgain(item),
        Way::At { item, merged: true, .. } => OldFate::Merged(item),
        Way::At { item, .. } => OldFate::Kept(item),
    }
}
