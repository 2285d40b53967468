//! MDS/SDS: recorded, a workbook looked at and taken in, typed from paper, decided; what can't be taken is said at its field.

use crate::browser::{Answer, Browser};
use axum::http::StatusCode;
use testkit::{Engine, House};

const BOOK: &[u8] = include_bytes!("../../../../fuzz/corpus/disclosure_book/mds.xlsx");
const VENDOR: [(&str, &str); 5] = [("name", "甲社"), ("contact", ""), ("phone", ""), ("mail", ""), ("contract", "yes")];
const GOOD: [(&str, &str); 6] = [
    ("kind", "mds"),
    ("product", "みどりカルテ"),
    ("product_version", "3.2"),
    ("edition", "5.0"),
    ("state", "received"),
    ("on", "2024-06-03"),
];

fn between<'a>(html: &'a str, before: &str) -> &'a str {
    html.split(before).nth(1).unwrap_or_default().split('"').next().unwrap_or_default()
}

fn with<'a>(name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let kept = GOOD.iter().filter(|(known, _)| *known != name).copied();
    kept.chain([(name, value)]).collect()
}

/// A browser, and the address at which a disclosure of the vendor is added.
async fn begin(house: &House) -> (Browser, String) {
    let mut browser = Browser::log_in(house, &house.contributor).await;
    assert_eq!(browser.post("/vendors", &VENDOR).await.status, StatusCode::SEE_OTHER);
    let list = browser.get("/vendors").await;
    let vendor = format!("0{}", between(&list.html, "href=\"/vendors/0"));
    (browser, format!("/disclosures/new?vendor={vendor}"))
}

async fn add(browser: &mut Browser, new: &str, fields: &[(&str, &str)]) -> Answer {
    browser.get(new).await;
    browser.post(new, fields).await
}

fn address(added: &Answer) -> String {
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    added.location.split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn what_cannot_be_taken_is_said_at_its_field() {
    let house = House::build(Engine::Sqlite).await;
    let (mut browser, new) = begin(&house).await;
    let cases = [
        ("kind", "", "選んでください"),
        ("product", " ", "製品"),
        ("product_version", "3\n2", "1行で"),
        ("on", "", "日"),
        ("on", "2030-01-01", "先"),
        ("dated_on", "きのう", "日付"),
        ("state", "refused", "理由"),
    ];
    for (name, value, words) in cases {
        let answer = add(&mut browser, &new, &with(name, value)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}={value}: {}", answer.text());
        assert!(
            answer.html.contains("aria-invalid=\"true\"") || answer.text().contains(words),
            "{name}: {}",
            answer.text()
        );
        assert!(name == "product" || answer.html.contains("みどりカルテ"), "{name}: what was typed stays");
    }
    assert!(!browser.get("/disclosures").await.text().contains("みどりカルテ"), "nothing was written");
}

#[tokio::test]
async fn a_workbook_is_looked_at_taken_in_and_decided_on() {
    let house = House::build(Engine::Sqlite).await;
    let (mut browser, new) = begin(&house).await;
    let page = address(&add(&mut browser, &new, &GOOD).await);
    browser.get(&page).await;
    let token = browser.token.clone();
    let file = format!("{page}/file");
    let none = browser.post_file(&file, &[("csrf", &token)], None).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let program = browser.post_file(&file, &[("csrf", &token)], Some(("a.exe", b"MZ\x90\0\x03\0\0\0\x04\0"))).await;
    assert_eq!(program.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", program.text());

    let kept = browser.post_file(&file, &[("csrf", &token)], Some(("MDS.xlsx", BOOK))).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
    let shown = browser.get(&kept.location).await;
    assert!(shown.text().contains("まだ何も変わっていません"), "{}", shown.text());
    let (seal, profile) = (shown.hidden("seal").unwrap(), shown.hidden("profile").unwrap());
    let at = kept.location.split('?').next().unwrap().to_owned();
    let take = async |browser: &mut Browser, seal: &str| {
        browser.post(&at, &[("name", "MDS.xlsx"), ("profile", profile.as_str()), ("seal", seal)]).await
    };
    let other = "0".repeat(64);
    assert_eq!(take(&mut browser, &other).await.status, StatusCode::CONFLICT, "not what was shown");
    assert_eq!(take(&mut browser, &seal).await.status, StatusCode::SEE_OTHER);
    assert_eq!(take(&mut browser, &seal).await.status, StatusCode::CONFLICT, "it changed in the meantime");

    let page_now = browser.get(&page).await;
    let item = format!("{page}/items/{}", between(&page_now.html, &format!("href=\"{page}/items/")));
    assert_eq!(browser.get(&item).await.status, StatusCode::OK, "{}", page_now.text());
    let undecided = browser.post(&item, &[("decision", ""), ("why", "")]).await;
    assert_eq!(undecided.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", undecided.text());
    let silent = browser.post(&item, &[("decision", "accept"), ("why", " ")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let decided = browser.post(&item, &[("decision", "accept"), ("why", "外とつながらない")]).await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text());
    assert_eq!(browser.get(&format!("{page}/items/no-such-item")).await.status, StatusCode::NOT_FOUND);
    let paper = between(&page_now.html, "/papers/");
    assert_eq!(browser.get(&format!("{page}/papers/{paper}")).await.status, StatusCode::OK);
    assert_eq!(browser.get(&format!("{page}/papers/{other}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn answers_are_typed_from_paper_on_the_state_that_was_seen() {
    let house = House::build(Engine::Sqlite).await;
    let (mut browser, new) = begin(&house).await;
    let page = address(&add(&mut browser, &new, &GOOD).await);
    let typed = format!("{page}/answers");
    let form = browser.get(&typed).await;
    assert_eq!(form.status, StatusCode::OK);
    let nothing = browser.post(&typed, &[("version", "0")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", nothing.text());
    let fields = [("version", "0"), ("answer-p15", "no"), ("number-p15", "7.1"), ("remark-p15", "年1回")];
    assert_eq!(browser.post(&typed, &fields).await.status, StatusCode::SEE_OTHER);
    let late = browser.post(&typed, &[("version", "0"), ("answer-p15", "yes")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "somebody was first");
    assert!(browser.get(&page).await.text().contains("7.1"));
    let (mut viewer, wrong) = (Browser::log_in(&house, &house.viewer).await, [("version", "0")]);
    assert_eq!(viewer.get(&page).await.status, StatusCode::OK);
    assert_eq!(viewer.get(&typed).await.status, StatusCode::FORBIDDEN);
    assert_eq!(viewer.post(&typed, &wrong).await.status, StatusCode::FORBIDDEN);
}
