//! Our words: complete in both languages, for every item of every form.

use crate::built_in::catalog;
use domain::catalog::{Bilingual, FormKind};

#[test]
fn every_item_of_every_form_has_guidance_in_both_languages() {
    let catalog = catalog();
    let mut missing = Vec::new();
    for edition in catalog.editions() {
        for form in &edition.forms {
            for item in &form.items {
                let Some(guidance) = catalog.guidance(&item.id, form.kind) else {
                    missing.push(format!("{} {} {}", edition.id, form.kind, item.id));
                    continue;
                };
                assert!(!guidance.evidence.is_empty(), "{} {}", form.kind, item.id);
                for text in [&guidance.plain, &guidance.yes_looks_like].into_iter().chain(&guidance.evidence) {
                    check(text);
                }
            }
        }
    }
    assert!(missing.is_empty(), "no guidance: {missing:#?}");
}

/// Japanese is Japanese, English is English, and neither passes a judgement.
fn check(text: &Bilingual) {
    assert!(text.ja.chars().any(|c| ('\u{3041}'..='\u{30ff}').contains(&c)), "no kana: {}", text.ja);
    assert!(text.en.is_ascii(), "not plain English: {}", text.en);
    for word in ["適合", "準拠"] {
        assert!(!text.ja.contains(word), "{}", text.ja);
    }
    assert!(!text.en.to_lowercase().contains("complian"), "{}", text.en);
}

#[test]
fn plain_words_are_short() {
    let catalog = catalog();
    for (edition, form) in
        catalog.editions().iter().flat_map(|edition| edition.forms.iter().map(move |form| (edition, form)))
    {
        for item in &form.items {
            let plain = &catalog.guidance(&item.id, form.kind).unwrap().plain;
            let sentences: Vec<&str> = plain.ja.split_inclusive('。').collect();
            assert!(sentences.len() <= 5, "{} {}: {} sentences", edition.id, item.id, sentences.len());
            for sentence in sentences {
                assert!(sentence.chars().count() <= 75, "{}: {sentence}", item.id);
            }
        }
    }
}

#[test]
fn every_form_says_who_fills_it() {
    let catalog = catalog();
    for kind in FormKind::ALL {
        check(catalog.form_guidance(kind).unwrap());
    }
}

#[test]
fn the_english_screen_is_complete() {
    let catalog = catalog();
    let mut missing = Vec::new();
    for edition in catalog.editions() {
        for text in [&edition.label, &edition.publisher, &edition.guideline] {
            missing.extend(catalog.translation_of(text).is_none().then(|| text.clone()));
        }
        for form in &edition.forms {
            for text in [&form.title, &form.printed_label, &form.legal_basis] {
                missing.extend(catalog.translation_of(text).is_none().then(|| text.clone()));
            }
            missing.extend(
                form.wordings().filter(|text| catalog.translation(text).is_none()).map(|text| format!("{text:?}")),
            );
        }
    }
    assert!(missing.is_empty(), "no English: {missing:#?}");
}

#[test]
fn an_edition_carries_its_own_english_label() {
    let catalog = catalog();
    for edition in catalog.editions() {
        assert_eq!(catalog.translation_of(&edition.label), Some(edition.label_en.as_str()));
    }
}
