//! What becomes of every item from one edition to the next.

use crate::built_in::{catalog, id};
use domain::catalog::{Catalog, Change, Crosswalk, EditionId, Fate, FormKind};
use insta::assert_snapshot;

fn step<'a>(catalog: &'a Catalog, from: &str, to: &str) -> &'a Crosswalk {
    catalog.crosswalk(&EditionId::parse(from).unwrap(), &EditionId::parse(to).unwrap()).unwrap()
}

#[test]
fn every_pair_of_neighbours_has_a_step_that_forgets_no_item() {
    let catalog = catalog();
    let editions = catalog.editions();
    for pair in editions.windows(2) {
        let [to, from] = pair else { panic!("windows of two") };
        let step = catalog.crosswalk(&from.id, &to.id).unwrap();
        for form in from.forms.iter().chain(&to.forms) {
            for item in &form.items {
                assert_ne!(step.fate(form.kind, &item.id), Fate::Absent, "{} to {}: {}", from.id, to.id, item.id);
                assert!(step.change(form.kind, &item.id).is_some());
            }
        }
    }
}

#[test]
fn became_due_is_said_exactly_of_the_advisory_items() {
    let catalog = catalog();
    let step = step(&catalog, "r5", "r6");
    let r5 = catalog.edition(&step.from).unwrap();
    for form in &r5.forms {
        for item in &form.items {
            let became_due = step.change(form.kind, &item.id) == Some(Change::BecameDue);
            assert_eq!(became_due, item.advisory, "{} {}", form.kind, item.id);
        }
    }
}

#[test]
fn a_fate_agrees_with_the_two_packs() {
    let catalog = catalog();
    for (from, to) in [("r5", "r6"), ("r6", "r7")] {
        let step = step(&catalog, from, to);
        let (from, to) = (catalog.edition(&step.from).unwrap(), catalog.edition(&step.to).unwrap());
        for kind in FormKind::ALL {
            let (before, after) = (from.form(kind).unwrap(), to.form(kind).unwrap());
            for item in before.items.iter().chain(&after.items) {
                let (was, is) = (before.item(&item.id).is_some(), after.item(&item.id).is_some());
                let agrees = match step.fate(kind, &item.id) {
                    Fate::Prefill => was && is,
                    Fate::ConfirmAllOf(items) => !was && is && items.iter().all(|item| before.item(item).is_some()),
                    Fate::SourceOf(item) => was && !is && after.item(item).is_some(),
                    Fate::Ask => !was && is,
                    Fate::Absent => false,
                };
                assert!(agrees, "{} {kind} {}", step.to, item.id);
            }
        }
    }
}

#[test]
fn what_ends_in_an_item_is_what_that_item_asks_about() {
    let catalog = catalog();
    let step = step(&catalog, "r6", "r7");
    for form in &catalog.edition(&step.from).unwrap().forms {
        for item in &form.items {
            if let Fate::SourceOf(into) = step.fate(form.kind, &item.id) {
                let Fate::ConfirmAllOf(sources) = step.fate(form.kind, into) else { panic!("{into} merges nothing") };
                assert!(sources.contains(&item.id), "{} into {into}", item.id);
            }
        }
    }
}

#[test]
fn r7_merges_and_adds() {
    let catalog = catalog();
    let step = step(&catalog, "r6", "r7");
    let fate = |item: &str| format!("{item}: {:?}", step.fate(FormKind::Hospital, &id(item)));
    let fates = ["server.patch", "all.patch", "all.two-factor", "incident.bcp", "org.vendor-safety-manager"].map(fate);
    assert_snapshot!(fates.join("\n"), @r"
    server.patch: SourceOf(ItemId(all.patch))
    all.patch: ConfirmAllOf([ItemId(server.patch), ItemId(terminal.patch), ItemId(network.patch)])
    all.two-factor: Ask
    incident.bcp: Prefill
    org.vendor-safety-manager: Absent
    ");
    let remark = step.remark(FormKind::Hospital, &id("all.access-rights")).unwrap();
    assert!(remark.ja.contains("管理者権限") && remark.en.contains("administrator rights"));
}

#[test]
fn nothing_of_r8_is_filled_in() {
    let catalog = catalog();
    let step = step(&catalog, "r7", "r8");
    for form in &catalog.edition(&step.from).unwrap().forms {
        for item in &form.items {
            assert_eq!(step.fate(form.kind, &item.id), Fate::Ask);
            assert_eq!(step.change(form.kind, &item.id), Some(Change::Unknown));
        }
    }
}
