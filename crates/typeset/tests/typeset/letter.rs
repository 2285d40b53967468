//! Letters to vendors: each from a page of its own, with the items, the days and the lines to fill in.

use crate::reader::{info, one_line, pages};
use serde_json::{Value, json};

fn letter(to: &str) -> Value {
    json!({
        "date": "令和6年6月10日", "to": [format!("{to} 御中"), "山田 太郎 様"], "from": ["試験病院", "院長 花子"],
        "subject": "「事業者確認用」チェックリストご記入のお願い", "paragraphs": ["いつもお世話になっております。"],
        "facts": [["回答の期限", "令和6年6月30日"], ["ご回答の方法", "リンク、Excel、またはこの手紙"]],
        "items": [
            {"reference": "2(4)", "official": {"words": "アクセスログを管理している。", "mark": "", "translation": null}},
            {"reference": "2(7)", "official": {"words": "パッチを適用している。", "mark": "reconstructed", "translation": null}},
        ],
        "blanks": ["事業者名", "回答者の部署・氏名・日付"], "closing": "どうぞよろしくお願いいたします。",
    })
}

fn document(letters: &[Value]) -> Vec<u8> {
    let document = json!({
        "paper": "letter", "lang": "ja", "title": "事業者確認用のお願い", "institution": "試験病院",
        "made_on_iso": "2024-06-10", "sample": "見本", "letters": letters,
        "words": {
            "number": "番号", "item": "項目", "answer": "確認結果", "yes": "はい", "no": "いいえ", "on": "確認日",
            "target": "目標日", "reconstructed_mark": "〔未照合〕", "draft_mark": "〔案〕", "legend": "〔未照合〕は照合前の文です。",
        },
    });
    serde_json::to_vec(&document).unwrap()
}

#[test]
fn a_letter_says_what_is_asked_and_leaves_room_for_the_answer() {
    let text = one_line(&document(&[letter("甲社")])).replace(' ', "");
    for words in [
        "甲社御中",
        "山田太郎様",
        "「事業者確認用」",
        "令和6年6月30日",
        "2(4)",
        "アクセスログを管理している。",
        "はい・いいえ",
        "〔未照合〕は照合前の文です。",
        "回答者の部署・氏名・日付",
        "どうぞよろしくお願いいたします。",
        "見本",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn each_letter_begins_on_a_page_of_its_own() {
    let pages = pages(&document(&[letter("甲社"), letter("乙社")]));
    assert_eq!(pages.len(), 2);
    assert!(pages[0].contains("甲社") && !pages[0].contains("乙社") && pages[1].contains("乙社"));
    assert!(info(&document(&[letter("甲社")])).contains("事業者確認用のお願い"));
}
