//! Carry-over along the real crosswalk: for every pair of editions and every combination of answers, no old answer is without
//! a fate, and nothing is offered that the old answers don't bear.

use domain::{
    assessment::{CarryOver, CarryStep, Offering, OldFate, carry_over},
    catalog::{Catalog, Edition, Fate, Form, FormKind, ItemId},
};
use proptest::prelude::*;
use std::{collections::BTreeMap, sync::LazyLock};

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::builtin().unwrap());

/// Every pair of editions between which answers can be carried, for every form.
fn pairs() -> Vec<(&'static Form, Vec<CarryStep<'static>>)> {
    let mut editions: Vec<&Edition> = CATALOG.editions();
    editions.sort_by_key(|edition| edition.fiscal_year);
    let mut pairs = Vec::new();
    for kind in FormKind::ALL {
        for (at, from) in editions.iter().enumerate() {
            let Some(form) = from.form(kind).filter(|form| !form.items.is_empty()) else { continue };
            let mut steps = Vec::new();
            pairs.push((form, steps.clone()));
            for both in editions[at..].windows(2) {
                let Some(to) = both[1].form(kind).filter(|form| !form.items.is_empty()) else { break };
                let crosswalk = CATALOG.crosswalk(&both[0].id, &both[1].id).unwrap();
                steps.push(CarryStep { crosswalk, to });
                pairs.push((form, steps.clone()));
            }
        }
    }
    pairs
}

fn item(id: &str) -> ItemId {
    id.parse().unwrap()
}

fn hospital(from: &str, to: &str, no: &[&str]) -> CarryOver {
    let edition = |id: &str| CATALOG.editions().into_iter().find(|e| e.id.as_str() == id).unwrap();
    let (from, to) = (edition(from), edition(to));
    let form = from.form(FormKind::Hospital).unwrap();
    let crosswalk = CATALOG.crosswalk(&from.id, &to.id).unwrap();
    let step = CarryStep { crosswalk, to: to.form(FormKind::Hospital).unwrap() };
    let last = form.items.iter().map(|i| (i.id.clone(), !no.contains(&i.id.as_str()))).collect();
    carry_over(form, &[step], &last)
}

fn offered(plan: &CarryOver, id: &str) -> (Offering, Option<bool>) {
    let offer = plan.offers.iter().find(|offer| offer.item == item(id)).unwrap();
    (offer.how, offer.yes)
}

#[test]
fn a_merged_item_is_yes_only_if_all_were() {
    let all = hospital("r6", "r7", &[]);
    assert_eq!(offered(&all, "all.access-rights"), (Offering::Merged, Some(true)));
    let one = hospital("r6", "r7", &["terminal.access-rights"]);
    assert_eq!(offered(&one, "all.access-rights"), (Offering::Merged, Some(false)));
    assert_eq!(offered(&one, "org.safety-officer"), (Offering::Kept, Some(true)));
    let fate = |id: &str| one.old.iter().find(|old| old.item == item(id)).unwrap().fate.clone();
    assert_eq!(fate("terminal.access-rights"), OldFate::Merged(item("all.access-rights")));
}

#[test]
fn the_plan_from_r6_to_r7_reads() {
    let plan = hospital("r6", "r7", &["server.patch", "incident.bcp"]);
    let word = |yes: Option<bool>| yes.map_or("–", |yes| if yes { "yes" } else { "no" });
    let offers = plan.offers.iter().map(|o| format!("{} {:?} {}", o.item, o.how, word(o.yes)));
    let old = plan.old.iter().map(|o| format!("{} {} → {:?}", o.item, word(o.yes), o.fate));
    insta::assert_snapshot!(offers.chain([String::new()]).chain(old).collect::<Vec<_>>().join("\n"));
}

#[test]
fn there_are_pairs_of_every_form_and_over_two_steps() {
    let pairs = pairs();
    assert!(pairs.len() >= 15, "{}", pairs.len());
    assert!(pairs.iter().any(|(_, steps)| steps.len() == 2));
}

proptest! {
    #[test]
    fn every_old_answer_has_a_fate_and_no_offer_says_more_than_its_sources(
        pair in 0..pairs().len(),
        answers in proptest::collection::vec(proptest::option::of(any::<bool>()), 40),
    ) {
        let (form, steps) = pairs().swap_remove(pair);
        let last: BTreeMap<ItemId, bool> = form.items.iter().zip(&answers)
            .filter_map(|(item, yes)| Some((item.id.clone(), (*yes)?))).collect();
        let plan = carry_over(form, &steps, &last);
        let to = steps.last().map_or(form, |step| step.to);
        prop_assert_eq!(plan.old.len(), form.items.len());
        prop_assert_eq!(plan.offers.len(), to.items.len());
        for (old, item) in plan.old.iter().zip(&form.items) {
            prop_assert_eq!(&old.item, &item.id);
            prop_assert_eq!(old.yes, last.get(&item.id).copied());
            match &old.fate {
                OldFate::Kept(at) | OldFate::Merged(at) | OldFate::AskedAgain(at) => {
                    let offer = plan.offers.iter().find(|offer| offer.item == *at);
                    prop_assert!(offer.is_some_and(|offer| offer.sources.contains(&item.id)), "{} is behind {}", item.id, at);
                }
                OldFate::Retired(_) => {
                    prop_assert!(plan.offers.iter().all(|offer| !offer.sources.contains(&item.id)));
                }
            }
        }
        if let [step] = steps.as_slice() {
            for offer in plan.offers.iter().filter(|offer| offer.yes == Some(true)) {
                if let Fate::ConfirmAllOf(sources) = step.crosswalk.fate(form.kind, &offer.item) {
                    prop_assert!(sources.iter().all(|source| last.get(source) == Some(&true)), "{}", offer.item);
                }
            }
        }
        for offer in &plan.offers {
            let sources: Vec<Option<bool>> = offer.sources.iter().map(|source| last.get(source).copied()).collect();
            match offer.yes {
                Some(true) => prop_assert!(!sources.is_empty() && sources.iter().all(|yes| *yes == Some(true))),
                Some(false) => prop_assert!(sources.contains(&Some(false))),
                None => {}
            }
        }
    }
}
