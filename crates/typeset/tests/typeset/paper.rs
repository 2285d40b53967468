//! A realistic sheet: a hospital's 19 items of the FY2024 form with long notes.

use crate::reader::{HOSPITAL, HOSPITAL_EN, info, one_line, pages, sheet};
use serde_json::{Value, json};
use typeset::{Typesetter, render};

#[test]
fn a_hospitals_sheet_has_eight_pages_each_with_its_foot() {
    let pages = pages(HOSPITAL.as_bytes());
    assert_eq!(pages.len(), 8);
    for (at, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("{} / 8", at + 1)), "page {}: {page}", at + 1);
        assert!(page.contains("医療法人社団 さくら会 さくら中央病院"), "page {}", at + 1);
        assert!(page.contains("fe81 2c12 f3ab 4ce6 ac5d b69a c352 f906"), "page {}", at + 1);
        assert!(page.contains("128 · 7362e408b3a9"), "page {}", at + 1);
        assert!(page.contains("見本（実在しない病院です）"), "page {}", at + 1);
    }
}

#[test]
fn the_first_page_says_where_the_sheet_stands() {
    let first = &pages(HOSPITAL.as_bytes())[0];
    for words in
        ["1回目の回答と日付が入っている項目：17 / 18", "まだ入っていない項目：2(7)", "佐藤 花子", "医療機関確認用"]
    {
        assert!(first.contains(words), "{words}: {first}");
    }
}

#[test]
fn the_form_has_every_item_with_its_answer_ringed() {
    let text = one_line(HOSPITAL.as_bytes());
    let sheet: Value = serde_json::from_str(HOSPITAL).unwrap();
    let blocks = sheet["form"]["blocks"].as_array().unwrap();
    let rows: Vec<&Value> = blocks.iter().flat_map(|block| block["rows"].as_array().unwrap()).collect();
    assert_eq!(rows.len(), 19);
    for row in &rows {
        let words = row["official"]["words"].as_str().unwrap();
        assert!(text.contains(words), "{words}");
    }
    let ringed = |answer: &str| {
        let slots = rows.iter().filter(|row| row["not_asked"].is_null());
        slots.flat_map(|row| row["rounds"].as_array().unwrap()).filter(|slot| slot["answer"] == answer).count()
    };
    assert_eq!(text.matches("○はい ・ いいえ").count(), ringed("yes"));
    assert_eq!(text.matches("はい ・ ○いいえ").count(), ringed("no"));
    assert!(text.contains("記入不要事業者と契約していないため、記入不要"));
}

#[test]
fn only_reconstructed_wordings_bear_the_mark() {
    let text = one_line(HOSPITAL.as_bytes());
    assert!(text.contains("リモートメンテナンス（保守）を利用している機器の有無を事業者等に確認した。〔再〕"));
    assert!(text.contains("アクセスログを管理している。") && !text.contains("アクセスログを管理している。〔再〕"));
    assert!(text.contains("〔再〕は、公式のファイルとまだ照合していない再現文です。"));
    let verified = sheet(|value| mark_all(value, "verified"));
    assert_eq!(one_line(&verified).matches("〔再〕").count(), 1, "the legend alone");
}

#[test]
fn a_wording_from_a_draft_bears_a_mark_of_its_own() {
    assert!(!one_line(HOSPITAL.as_bytes()).contains("〔案〕"));
    let text = one_line(&sheet(|value| mark_all(value, "draft")));
    assert!(text.contains("アクセスログを管理している。〔案〕"));
    assert!(text.contains("〔案〕は、国の案で読んだ文です。"));
}

fn mark_all(value: &mut Value, word: &str) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(|inner| mark_all(inner, word)),
        Value::Object(fields) => {
            if let Some(mark) = fields.get_mut("mark") {
                *mark = word.into();
            }
            fields.values_mut().for_each(|inner| mark_all(inner, word));
        }
        _ => {}
    }
}

#[test]
fn a_sign_off_shows_its_hash_and_what_changed_after_it() {
    let text = one_line(HOSPITAL.as_bytes());
    assert!(text.contains("承認した内容のSHA-256 7362e408b3a94505…"));
    assert!(text.contains("！ 承認のあとに変わったところ"));
    assert!(text.contains("2(7) 目標日を「令和6年8月31日」から「令和6年9月30日」に変えました。"));
    assert!(text.contains("署名・日付"), "a line to sign on for the open round");
}

#[test]
fn the_plan_has_every_no_with_note_and_target() {
    let plan = pages(HOSPITAL.as_bytes()).into_iter().find(|page| page.contains("改善計画")).unwrap().replace('\n', "");
    for words in [
        "2(7)",
        "令和6年9月30日",
        "目標日を41日過ぎています",
        "放射線科の端末6台",
        "3(3)",
        "目標日がありません",
        "改善内容",
        "小林 誠",
    ] {
        assert!(plan.contains(words), "{words}: {plan}");
    }
}

#[test]
fn the_english_paper_keeps_the_official_words_beside_ours() {
    let text = one_line(HOSPITAL_EN.as_bytes());
    assert!(text.contains("アクセスログを管理している。"));
    assert!(text.contains("Access logs are managed."));
    assert!(text.contains("English sentences are unofficial translations."));
    assert!(text.contains("出典：「令和6年度版"), "the credit stands as the licence asks");
}

#[test]
fn the_paper_never_judges() {
    for paper in [HOSPITAL, HOSPITAL_EN] {
        let text = one_line(paper.as_bytes()).to_lowercase();
        assert!(!text.contains("適合") && !text.contains("complian"));
    }
}

#[test]
fn the_file_is_tagged_archivable_and_dated_by_the_document() {
    let info = info(HOSPITAL.as_bytes());
    assert!(info.contains("令和6年度版 医療機関におけるサイバーセキュリティ対策チェックリスト 令和6年度"), "{info}");
    assert!(info.contains("さくら中央病院") && info.contains("Sun Nov 10") && info.contains("2024"), "{info}");
    assert!(info.lines().any(|line| line.starts_with("Tagged:") && line.ends_with("yes")), "{info}");
    let pdf = render(HOSPITAL.as_bytes()).unwrap();
    let has = |words: &str| pdf.windows(words.len()).any(|bytes| bytes == words.as_bytes());
    assert!(has("<pdfaid:part>2</pdfaid:part>") && has("<pdfaid:conformance>A</pdfaid:conformance>"));
    assert!(has("<pdfuaid:part>1</pdfuaid:part>"));
    assert!(has("/Lang(ja-JP)") || has("/Lang (ja-JP)") || has("<rdf:li>ja-JP</rdf:li>"), "language of the document");
}

#[test]
fn the_same_document_gives_the_same_bytes_warm_or_cold() {
    let mut typesetter = Typesetter::new();
    let cold = typesetter.render(HOSPITAL.as_bytes()).unwrap();
    typesetter.render(HOSPITAL_EN.as_bytes()).unwrap();
    assert!(typesetter.render(HOSPITAL.as_bytes()).unwrap() == cold, "warm differs from cold");
    assert!(render(HOSPITAL.as_bytes()).unwrap() == cold, "a second typesetter differs");
}

#[test]
fn an_empty_sheet_prints_too() {
    let empty = sheet(|sheet| {
        for list in ["remediation", "grounds", "history"] {
            sheet[list] = json!([]);
        }
        sheet["institution_code"] = Value::Null;
        sheet["form"]["result_title"] = Value::Null;
        sheet["form"]["blocks"] = json!([]);
        sheet["summary"]["sign_offs"] = json!([]);
        sheet["summary"]["missing"] = json!([]);
        sheet["sample"] = false.into();
    });
    let text = one_line(&empty);
    assert!(text.contains("「いいえ」の項目はありません。") && text.contains("記録はまだありません。"));
    assert!(!text.contains("見本"));
}

#[test]
fn a_year_of_journal_and_notes_as_long_as_pages_print_to_the_end() {
    let long = sheet(|sheet| {
        sheet["remediation"][0]["note"] = format!("{}おわり", "長いメモです。".repeat(1_200)).into();
        let line = sheet["history"][0].clone();
        sheet["history"] = (0..1_000).map(|_| line.clone()).collect();
        sheet["history"][999]["words"] = "最後の行".into();
    });
    let pages = pages(&long);
    assert!(pages.len() > 20, "{}", pages.len());
    let text = pages.concat().replace('\n', "");
    assert!(text.contains("おわり") && text.contains("最後の行"));
}
