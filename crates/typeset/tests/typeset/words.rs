//! What people typed, printed letter by letter; and documents that are none.

use crate::reader::{one_line, sheet};
use serde_json::Value;
use typeset::{MAX_DOCUMENT, TypesetError, render};

/// The words of a note as they come out of the PDF.
fn printed(note: &str) -> String {
    one_line(&sheet(|sheet| {
        sheet["remediation"][0]["note"] = note.into();
        sheet["grounds"] = serde_json::json!([]);
    }))
}

#[test]
fn markup_is_only_letters() {
    for typed in
        ["#eval(\"1+1\")", "*強調* _斜体_ `c`", "$x^2$", "= 見出し", "<名前> @参照", "\\ // /* */", "#read(\"x\")"]
    {
        let text = printed(&format!("はじめ{typed}おわり"));
        let squeezed = |text: &str| text.replace(' ', "");
        assert!(squeezed(&text).contains(&squeezed(&format!("はじめ{typed}おわり"))), "{typed}");
    }
}

#[test]
fn markup_in_every_field_changes_nothing_but_the_words() {
    let typed = "#panic() *a";
    let text = one_line(&sheet(|sheet| {
        sheet["institution"] = typed.into();
        sheet["title"] = typed.into();
        sheet["summary"]["administrator"] = typed.into();
        sheet["form"]["blocks"][0]["rows"][0]["rounds"][0]["by"] = typed.into();
        sheet["history"][0]["words"] = typed.into();
        sheet["summary"]["sign_offs"][0]["changed"][0] = typed.into();
        sheet["labels"]["item"] = typed.into();
    }));
    assert!(text.matches(typed).count() > 10, "{}", text.matches(typed).count());
}

#[test]
fn letters_that_the_font_lacks_are_named_at_the_foot() {
    let text = printed("吉野家の𠮷と😀");
    assert!(text.contains("吉野家の〓と〓"));
    assert!(text.contains("〓 = U+1F600, U+20BB7"), "{text}");
}

#[test]
fn names_with_uncommon_kanji_keep_them() {
    assert!(printed("髙橋 﨑山 濵田 邊見 神谷 齋藤").contains("髙橋 﨑山 濵田 邊見 神谷 齋藤"));
}

#[test]
fn neighbouring_brackets_keep_their_order() {
    assert!(printed("（「はい」（保守））。終").contains("（「はい」（保守））。終"));
}

#[test]
fn a_long_address_stays_in_its_cell() {
    let address = format!("https://example.jp/{}", "a0b1c2".repeat(60));
    assert!(printed(&address).replace('\u{200b}', "").contains(&address));
}

#[test]
fn bytes_that_are_no_document_are_refused() {
    let refused = |document: &[u8]| render(document).unwrap_err();
    assert!(matches!(refused(b""), TypesetError::NotReadable(_)));
    assert!(matches!(refused(b"\xff\xfe"), TypesetError::NotReadable(_)));
    assert!(matches!(refused(b"[]"), TypesetError::NotReadable(_)));
    assert!(matches!(refused("[".repeat(100_000).as_bytes()), TypesetError::NotReadable(_)));
    let large = vec![b' '; MAX_DOCUMENT as usize + 1];
    assert_eq!(refused(&large), TypesetError::TooLarge(u64::from(MAX_DOCUMENT) + 1));
}

#[test]
fn a_field_that_is_missing_is_named() {
    let without = sheet(|sheet| {
        sheet.as_object_mut().unwrap().remove("institution");
    });
    let error = render(&without).unwrap_err().to_string();
    assert!(error.contains("institution"), "{error}");
    let kind = sheet(|sheet| sheet["form"]["blocks"] = Value::from(7));
    assert!(matches!(render(&kind), Err(TypesetError::Template(_))));
}
