//! Files that a person puts beside the built-in ones.

use crate::built_in::{catalog, id};
use domain::catalog::{Catalog, CatalogError, EditionId, FormKind};
use domain::digest::Digest;
use insta::assert_snapshot;

const SMALL: &str = include_str!("small.yaml");

fn with(files: &[(&str, &str)]) -> Result<Catalog, Vec<CatalogError>> {
    catalog().with_extra(files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())))
}

fn faults(files: &[(&str, &str)]) -> String {
    let faults = with(files).expect_err("these files are faulty");
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn r6(catalog: &Catalog) -> &domain::catalog::Edition {
    catalog.edition(&EditionId::parse("r6").unwrap()).unwrap()
}

#[test]
fn a_new_edition_joins_the_built_in_ones() {
    let r9 = SMALL.replace("edition: r6", "edition: r9").replace("2024", "2027");
    let catalog = with(&[("r9.yaml", &r9)]).unwrap();
    assert_eq!(catalog.editions()[0].id.as_str(), "r9");
    assert!(catalog.crosswalk(&EditionId::parse("r8").unwrap(), &EditionId::parse("r9").unwrap()).is_none());
}

#[test]
fn the_same_revision_with_other_bytes_is_refused() {
    assert_snapshot!(faults(&[("mine.yaml", SMALL)]), @"mine.yaml:1:1: edition r6 revision 1 is already known from r6.yaml with other content; give the newer pack a higher revision");
}

#[test]
fn the_same_bytes_again_are_no_fault() {
    let built_in = catalog();
    let bytes = built_in.pack_bytes(&r6(&built_in).digest).unwrap().to_vec();
    assert!(built_in.with_extra([("copy.yaml".to_owned(), bytes)]).is_ok());
}

#[test]
fn a_higher_revision_replaces_and_the_old_pack_stays_readable() {
    let built_in = r6(&catalog()).digest;
    let corrected = String::from_utf8(catalog().pack_bytes(&built_in).unwrap().to_vec())
        .unwrap()
        .replace("revision: 1", "revision: 2");
    let catalog = with(&[("r6-2.yaml", &corrected)]).unwrap();
    assert_eq!((r6(&catalog).revision, r6(&catalog).digest), (2, Digest::of(corrected.as_bytes())));
    assert_eq!(catalog.by_digest(&built_in).unwrap().revision, 1);
}

#[test]
fn a_lower_revision_is_kept_for_old_records_only() {
    let old = SMALL.replace("edition: r6", "edition: r9").replace("revision: 1", "revision: 3");
    let older = old.replace("revision: 3", "revision: 2");
    let catalog = with(&[("new.yaml", &old), ("old.yaml", &older)]).unwrap();
    assert_eq!(catalog.edition(&EditionId::parse("r9").unwrap()).unwrap().revision, 3);
    assert!(catalog.by_digest(&Digest::of(older.as_bytes())).is_some());
}

#[test]
fn a_revision_that_drops_an_item_of_the_crosswalk_is_refused() {
    let smaller = SMALL.replace("revision: 1", "revision: 2");
    let found = faults(&[("r6-2.yaml", &smaller)]);
    assert!(
        found
            .lines()
            .any(|line| line.starts_with("crosswalk.yaml:") && line.contains("is not an item of that edition")),
        "{found}"
    );
}

#[test]
fn the_faults_of_all_files_are_named() {
    let found = faults(&[("a.yaml", "format: sakimori-guidance-v1\n"), ("b.yaml", "format: else\n"), ("c.yaml", "[")]);
    for start in ["a.yaml:1:1: guidance: key \"items\" is missing", "b.yaml:1:9: unknown word \"else\"", "c.yaml:"] {
        assert!(found.lines().any(|line| line.starts_with(start)), "{start} in {found}");
    }
}

#[test]
fn guidance_can_be_replaced_for_one_item() {
    let ours = "format: sakimori-guidance-v1\nitems:\n- id: incident.bcp\n  forms: [hospital]\n  title: {ja: お, en: t}\n  plain: {ja: あ, en: a}\n  yes_looks_like: {ja: い, en: b}\n  evidence: []\n";
    let catalog = with(&[("own.yaml", ours)]).unwrap();
    assert_eq!(catalog.guidance(&id("incident.bcp"), FormKind::Hospital).unwrap().plain.ja, "あ");
    assert_ne!(catalog.guidance(&id("incident.bcp"), FormKind::Pharmacy).unwrap().plain.ja, "あ");
}

#[test]
fn a_crosswalk_with_faults_is_named_line_by_line() {
    let steps = "format: sakimori-crosswalk-v1\nsteps:\n- from: r5\n  to: r6\n  rows:\n  - {id: all.patch, change: merged, carry: confirm_all_of}\n  - {id: server.patch, change: unchanged, carry: prefill, of: [all.patch]}\n  - {id: server.patch, change: changed, carry: guess}\n";
    assert_snapshot!(faults(&[("steps.yaml", steps)]), @r#"
    steps.yaml:6:5: carry: confirm_all_of needs "of"
    steps.yaml:7:63: carry: prefill excludes "of"
    steps.yaml:8:32: unknown word "changed"; expected one of: unchanged, became_due, renumbered, merged, merged_into, added, removed, unknown
    steps.yaml:8:48: unknown word "guess"; expected one of: prefill, confirm_all_of, source_of, ask
    "#);
}

#[test]
fn a_crosswalk_that_forgets_items_is_refused() {
    let steps = "format: sakimori-crosswalk-v1\nsteps:\n- from: r5\n  to: r6\n  rows:\n  - {id: all.nothing, change: unchanged, carry: prefill}\n";
    let found = faults(&[("steps.yaml", steps)]);
    assert!(found.contains("steps.yaml:6:5: \"all.nothing for hospital\" is not an item of either edition"), "{found}");
    assert!(
        found.contains("steps.yaml:3:3: \"incident.bcp for hospital\" is not in this step; every item needs a row"),
        "{found}"
    );
}
