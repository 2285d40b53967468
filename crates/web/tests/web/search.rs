//! The search page: a field on every page, marks as words and never as markup, bounds said.

use crate::browser::Browser;
use axum::http::StatusCode;
use domain::assessment::{Choice, RoundNo};
use testkit::{Engine, House};

#[tokio::test]
async fn a_word_is_found_marked_and_linked_to_its_item() {
    let house = House::build(Engine::Sqlite).await;
    let sheet = house.open_r6().await;
    house.answer(sheet, "all.asset-ledger", RoundNo::First, Choice::Yes).await.unwrap();
    let mut browser = Browser::log_in(&house, &house.viewer).await;
    assert!(browser.get("/").await.html.contains("action=\"/search\""), "a field on every page");
    let page = browser.get("/search?q=%EF%BD%BB%EF%BD%B0%EF%BE%8A%EF%BE%9E").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.html.contains("<mark>サーバ</mark>"), "{}", page.html);
    assert!(page.html.contains(&format!("href=\"/assessments/{sheet}#all.asset-ledger\"")), "{}", page.html);
    assert!(page.html.contains("value=\"ｻｰﾊﾞ\""), "what was typed stays");
    let one = browser.get("/search?q=%E3%82%B5%E3%83%BC%E3%83%90&kind=item").await;
    assert!(one.text().contains("すべての種類でさがす"), "{}", one.text());
}

#[tokio::test]
async fn whatever_is_typed_does_no_harm() {
    let house = House::build(Engine::Sqlite).await;
    house.open_r6().await;
    let mut browser = Browser::log_in(&house, &house.viewer).await;
    for (query, words) in [
        ("", "ひらがなとカタカナ"),
        ("q=", "ひらがなとカタカナ"),
        ("q=%20%E3%80%80", "ひらがなとカタカナ"),
        ("q=%3Cscript%3Ealert(1)%3C%2Fscript%3E", "見つかりませんでした"),
        ("q=%25", "見つかりませんでした"),
        ("q=%27%20OR%201%3D1%20--", "見つかりませんでした"),
        ("q=x%00y", "見つかりませんでした"),
        ("q=nowhere&kind=nothing", "見つかりませんでした"),
    ] {
        let page = browser.get(&format!("/search?{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        assert!(page.text().contains(words), "{query}: {}", page.text());
        assert!(!page.html.contains("<script>alert"), "{query}");
    }
    let long = format!("/search?q={}", "a+".repeat(3000));
    assert_eq!(browser.get(&long).await.status, StatusCode::OK);
}
