//! The packs that come with the program: counts, gate, due years, marks.

use domain::catalog::{
    Catalog, Confidence, Edition, EditionId, ExactBy, Form, FormKind, ItemId, ItemList, Mark, Verification,
};
use insta::assert_snapshot;

pub fn catalog() -> Catalog {
    Catalog::builtin()
        .unwrap_or_else(|faults| panic!("{}", faults.iter().map(|f| format!("{f}\n")).collect::<String>()))
}

pub fn id(text: &str) -> ItemId {
    ItemId::parse(text).unwrap()
}

fn edition<'a>(catalog: &'a Catalog, id: &str) -> &'a Edition {
    catalog.edition(&EditionId::parse(id).unwrap()).unwrap()
}

/// Edition, form, items besides the gate question, of which 参考項目, exact wordings, items without a vendor contract.
fn line(edition: &Edition, form: &Form) -> String {
    let exact = form.items.iter().filter(|item| matches!(item.official.confidence(), Confidence::Exact { .. })).count();
    let gate = usize::from(form.gate().is_some());
    let advisory = form.items.iter().filter(|item| item.advisory).count();
    let skipped = form.items.iter().filter(|item| item.skip_without_vendor).count();
    format!(
        "{} {} {gate}+{} advisory {advisory} exact {exact} skip {skipped}",
        edition.id,
        form.kind,
        form.items.len() - gate
    )
}

#[test]
fn every_form_has_its_lines() {
    let catalog = catalog();
    let lines: Vec<String> = catalog
        .editions()
        .into_iter()
        .flat_map(|edition| edition.forms.iter().map(|form| line(edition, form)))
        .collect();
    assert_snapshot!(lines.join("\n"), @r"
    r8 hospital 0+0 advisory 0 exact 0 skip 0
    r8 pharmacy 0+0 advisory 0 exact 0 skip 0
    r8 vendor 0+0 advisory 0 exact 0 skip 0
    r7 hospital 1+19 advisory 0 exact 11 skip 2
    r7 pharmacy 1+19 advisory 0 exact 0 skip 2
    r7 vendor 0+14 advisory 0 exact 0 skip 0
    r6 hospital 1+18 advisory 0 exact 18 skip 2
    r6 pharmacy 1+18 advisory 0 exact 6 skip 2
    r6 vendor 0+14 advisory 0 exact 0 skip 0
    r5 hospital 1+18 advisory 8 exact 4 skip 2
    r5 pharmacy 1+18 advisory 9 exact 0 skip 2
    r5 vendor 0+14 advisory 6 exact 1 skip 0
    ");
}

#[test]
fn r6_asks_one_fourteen_and_three() {
    let catalog = catalog();
    let form = edition(&catalog, "r6").form(FormKind::Hospital).unwrap();
    let of = |section: &str| form.items.iter().filter(|item| item.section == section).count();
    assert_eq!([of("0"), of("1"), of("2"), of("3")], [1, 1, 14, 3]);
    let groups = |key: &str| form.items.iter().filter(|item| item.group.as_deref() == Some(key)).count();
    assert_eq!([groups("all"), groups("server"), groups("terminal"), groups("network")], [3, 5, 4, 2]);
}

#[test]
fn r6_is_the_ministrys_order_with_repeated_numbers() {
    let catalog = catalog();
    let form = edition(&catalog, "r6").form(FormKind::Hospital).unwrap();
    let lines: Vec<String> = form.items.iter().map(|item| format!("{} {}", item.reference, item.id)).collect();
    assert_snapshot!(lines.join("\n"), @r"
    0 gate.system-in-use
    1(1) org.safety-officer
    2(1) all.asset-ledger
    2(2) all.remote-maintenance
    2(3) all.mds-sds
    2(4) server.access-rights
    2(5) server.unneeded-accounts
    2(6) server.access-log
    2(7) server.patch
    2(9) server.unneeded-services
    2(4) terminal.access-rights
    2(5) terminal.unneeded-accounts
    2(7) terminal.patch
    2(9) terminal.unneeded-services
    2(7) network.patch
    2(8) network.source-restriction
    3(1) incident.contact-chart
    3(2) incident.backup-restore
    3(3) incident.bcp
    ");
}

#[test]
fn r8_exists_and_nothing_in_it_is_guessed() {
    let catalog = catalog();
    let r8 = edition(&catalog, "r8");
    assert_eq!(r8.item_list(), ItemList::NotObtained);
    assert!(r8.forms.iter().all(|form| form.items.is_empty() && form.wordings().next().is_none()));
    assert_eq!(catalog.editions()[0].id, r8.id, "newest first");
}

#[test]
fn an_official_file_is_recognised_by_its_hash() {
    let catalog = catalog();
    let digest = "b811208b1d29fe0f3310adf810aa3b072e6272eb3669de768b79949b6872c987".parse().unwrap();
    let (edition, artifact) = catalog.artifact(&digest).unwrap();
    assert_eq!((edition.id.as_str(), artifact.form, artifact.bytes), ("r8", Some(FormKind::Hospital), 25655));
    assert!(catalog.artifact(&domain::digest::Digest::of(b"another file")).is_none());
}

#[test]
fn only_the_vendors_form_has_no_gate() {
    for edition in catalog().editions().into_iter().filter(|edition| edition.item_list() == ItemList::Known) {
        for form in &edition.forms {
            let gate = form.gate().map(|gate| gate.id.to_string());
            let expected = (form.kind != FormKind::Vendor).then(|| "gate.system-in-use".to_owned());
            assert_eq!(gate, expected, "{} {}", edition.id, form.kind);
        }
    }
}

#[test]
fn what_skips_without_a_vendor_is_what_the_form_says() {
    let catalog = catalog();
    for edition in ["r5", "r6", "r7"].map(|id| edition(&catalog, id)) {
        for kind in [FormKind::Hospital, FormKind::Pharmacy] {
            let form = edition.form(kind).unwrap();
            let skipped: Vec<&str> =
                form.items.iter().filter(|item| item.skip_without_vendor).map(|item| item.id.as_str()).collect();
            assert_eq!(skipped, ["all.remote-maintenance", "all.mds-sds"], "{} {kind}", edition.id);
        }
    }
}

#[test]
fn a_plan_counts_only_where_the_sentence_says_so() {
    let catalog = catalog();
    let planned: Vec<String> = catalog
        .editions()
        .iter()
        .flat_map(|edition| edition.forms.iter().flat_map(|form| &form.items))
        .filter_map(|item| item.plan_until.map(|until| format!("{:?} {until}", item.id)))
        .collect();
    assert_eq!(planned, ["ItemId(all.two-factor) 2027"; 3]);
}

#[test]
fn every_wording_has_a_place_of_its_own() {
    for edition in catalog().editions() {
        for form in &edition.forms {
            let mut places: Vec<_> = form.wordings().map(|text| text.place().clone()).collect();
            assert!(places.iter().all(|place| place.edition == edition.id && place.form == form.kind));
            let all = places.len();
            places.sort();
            places.dedup();
            assert_eq!(places.len(), all, "{} {}", edition.id, form.kind);
        }
    }
}

#[test]
fn a_wording_that_was_not_read_in_the_final_document_is_marked_and_no_other() {
    let catalog = catalog();
    let nobody = Verification::none();
    for form in catalog.editions().iter().flat_map(|edition| &edition.forms) {
        for text in form.wordings() {
            let due = match text.confidence() {
                Confidence::Reconstructed { likelihood } => Mark::Reconstructed(likelihood),
                Confidence::Exact { by: ExactBy::ThisEditionDraft } => Mark::Draft,
                Confidence::Exact { .. } => Mark::None,
            };
            assert_eq!(text.words(&nobody).mark, due, "{text:?}");
            assert_eq!(text.is_to_compare(), due != Mark::None);
        }
    }
}

#[test]
fn every_edition_credits_its_source() {
    for edition in catalog().editions() {
        assert!(
            edition.credit.starts_with("出典：") && edition.credit.ends_with("を加工して作成"),
            "{}",
            edition.credit
        );
        assert!(edition.credit.contains(&edition.publisher) && edition.credit.contains("https://www.mhlw.go.jp/"));
    }
}

#[test]
fn the_bytes_of_a_pack_are_those_of_its_digest() {
    let catalog = catalog();
    for edition in catalog.editions() {
        let bytes = catalog.pack_bytes(&edition.digest).unwrap();
        assert_eq!(domain::digest::Digest::of(bytes), edition.digest);
        assert_eq!(Edition::parse("again.yaml", bytes).as_ref(), Ok(edition));
        assert_eq!(catalog.by_digest(&edition.digest), Some(edition));
    }
}
