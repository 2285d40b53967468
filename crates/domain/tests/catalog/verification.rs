//! A wording that a person compared loses its mark, and only that wording.

use crate::built_in::{catalog, id};
use domain::{
    catalog::{Edition, EditionId, FormKind, Mark, Verification, Verified},
    digest::Digest,
};
use time::macros::date;

#[test]
fn only_the_compared_wording_of_the_compared_form_is_verified() {
    let catalog = catalog();
    let r6 = catalog.edition(&EditionId::parse("r6").unwrap()).unwrap();
    let text = |kind| &r6.form(kind).unwrap().item(&id("all.remote-maintenance")).unwrap().official;
    let mut verification = Verification::none();
    let by =
        Verified {
            by: "佐藤".to_owned(), on: date!(2024 - 06 - 10), official_file: Digest::of(b"the official file")
        };
    verification.add(text(FormKind::Hospital).place().clone(), text(FormKind::Hospital).wording(), by);
    assert_eq!(
        text(FormKind::Hospital).words(&verification).mark,
        Mark::Verified { by: "佐藤", on: date!(2024 - 06 - 10) }
    );
    assert!(matches!(text(FormKind::Pharmacy).words(&verification).mark, Mark::Reconstructed(_)));
    let changed = String::from_utf8(catalog.pack_bytes(&r6.digest).unwrap().to_vec())
        .unwrap()
        .replace("事業者等に確認した", "事業者に確認した");
    let changed = Edition::parse("r6.yaml", changed.as_bytes()).unwrap();
    let item = changed.form(FormKind::Hospital).unwrap().item(&id("all.remote-maintenance")).unwrap();
    assert!(matches!(item.official.words(&verification).mark, Mark::Reconstructed(_)));
}

#[test]
fn debug_output_does_not_leak_the_words() {
    let catalog = catalog();
    for form in catalog.editions().iter().flat_map(|edition| &edition.forms) {
        for text in form.wordings() {
            assert!(!format!("{text:?}").contains(text.words(&Verification::none()).words), "{text:?}");
        }
    }
}
