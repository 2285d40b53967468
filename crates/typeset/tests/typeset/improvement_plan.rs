//! The improvement plan as a reader finds it: a letter with one table, lines to write on for what is left open.

use crate::reader::{info, one_line, pages};
use serde_json::{Value, json};
use typeset::{TypesetError, Typesetter, render};

const PLAN: &str = include_str!("../data/improvement-plan-ja.json");

/// The plan after a change.
fn plan(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut plan = serde_json::from_str(PLAN).unwrap();
    change(&mut plan);
    serde_json::to_vec(&plan).unwrap()
}

#[test]
fn it_says_to_whom_from_whom_and_what_is_done_until_when() {
    let text = one_line(PLAN.as_bytes());
    for words in [
        "改善計画書",
        "○○保健所長 様",
        "令和6年11月10日",
        "立入検査を受けた日：令和6年10月22日",
        "医療法人社団 さくら会 さくら中央病院",
        "佐藤 花子",
        "医療機関確認用 2(7)",
        "放射線科の端末6台のログが残っていない。",
        "小林 誠",
        "事業者確認用（みなと電子） 3(1)",
        "見本（実在しない病院です）",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert_eq!(pages(PLAN.as_bytes()).len(), 1, "three items fit on one page");
}

#[test]
fn every_item_has_its_columns() {
    let text = one_line(PLAN.as_bytes());
    let heads = ["番号", "指摘事項", "現状", "改善内容", "担当者", "事業者", "改善予定日", "完了日"];
    for words in heads {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(text.contains("！ 41日過ぎています"), "an overdue one is told by its sign, not by colour: {text}");
    assert!(text.contains("令和6年10月1日"), "the day on which it became はい");
    assert!(!text.contains("「はい」になりました"), "what is done has its day alone");
    assert!(text.contains("〔再〕は、") && text.contains("〔案〕は、"), "the marks are explained: {text}");
}

#[test]
fn what_is_left_open_is_a_line_to_write_on() {
    let open = plan(|plan| {
        for field in ["to", "dated", "inspected_on", "administrator"] {
            plan[field] = "".into();
        }
        plan["institution_code"] = Value::Null;
        plan["sample"] = false.into();
    });
    let text = one_line(&open);
    assert!(text.contains("年 月 日") && text.contains('様'), "{text}");
    assert!(!text.contains("立入検査を受けた日") && !text.contains("医療機関コード") && !text.contains("見本"));
}

#[test]
fn without_a_no_it_says_so() {
    let text = one_line(&plan(|plan| plan["lines"] = json!([])));
    assert!(text.contains("「いいえ」の項目はありません。") && !text.contains("改善内容"), "{text}");
}

#[test]
fn many_items_with_long_words_print_to_the_end_with_the_heading_on_each_page() {
    let long = plan(|plan| {
        let line = plan["lines"][0].clone();
        let numbered = |number: i32| {
            let mut line = line.clone();
            line["number"] = number.into();
            line
        };
        plan["lines"] = (1..=60).map(numbered).collect();
    });
    let pages = pages(&long);
    assert!(pages.len() > 3, "{}", pages.len());
    for (at, page) in pages.iter().enumerate() {
        assert!(
            page.contains("改善内容") && page.contains(&format!("{} / {}", at + 1, pages.len())),
            "page {}",
            at + 1
        );
    }
}

#[test]
fn it_never_judges_and_is_tagged_and_dated() {
    assert!(!one_line(PLAN.as_bytes()).contains("適合"));
    let info = info(PLAN.as_bytes());
    assert!(info.contains("改善計画書") && info.contains("Sun Nov 10") && info.contains("2024"), "{info}");
    assert!(info.lines().any(|line| line.starts_with("Tagged:") && line.ends_with("yes")), "{info}");
}

#[test]
fn markup_is_only_letters() {
    let typed = "#panic() *a";
    let text = one_line(&plan(|plan| {
        for field in ["to", "institution", "administrator", "address", "dated", "inspected_on"] {
            plan[field] = typed.into();
        }
        for field in ["sheet", "reference", "now", "next_step", "owner", "vendor", "target"] {
            plan["lines"][0][field] = typed.into();
        }
    }));
    assert!(text.matches(typed).count() >= 13, "{}: {text}", text.matches(typed).count());
}

#[test]
fn a_plan_and_a_pack_come_from_one_typesetter() {
    let mut typesetter = Typesetter::new();
    let cold = typesetter.render(PLAN.as_bytes()).unwrap();
    typesetter.render(crate::reader::HOSPITAL.as_bytes()).unwrap();
    assert!(typesetter.render(PLAN.as_bytes()).unwrap() == cold, "warm differs from cold");
}

#[test]
fn an_unknown_paper_is_refused() {
    for paper in [json!("../pack"), json!(7), json!("pack.typ")] {
        let refused = render(&plan(|plan| plan["paper"] = paper.clone())).unwrap_err();
        assert!(matches!(refused, TypesetError::NotReadable(_)), "{paper}: {refused}");
    }
}
