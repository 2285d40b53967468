//! Vendors: registered, given a sheet, answered from paper, signed on paper.

use crate::browser::Browser;
use axum::http::StatusCode;
use testkit::{Engine, House};

const FIELDS: [(&str, &str); 5] =
    [("name", "甲システム"), ("contact", "山田 太郎"), ("phone", "03-0000-0000"), ("mail", ""), ("contract", "yes")];

#[tokio::test]
async fn a_vendor_is_registered_and_its_sheet_counts() {
    let house = House::build(Engine::Sqlite).await;
    house.open_r6().await;
    let mut browser = Browser::log_in(&house, &house.contributor).await;
    assert!(browser.get("/").await.text().contains("契約のある事業者が、まだ登録されていません"));
    let added = browser.post("/vendors", &FIELDS).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let list = browser.get("/vendors").await;
    assert!(list.text().contains("甲システム") && list.text().contains("事業者確認用を作る"), "{}", list.text());
    let vendor = list.html.split("href=\"/vendors/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let opened = browser.post(&format!("/vendors/{vendor}/sheets"), &[]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
    let sheet = browser.get(&opened.location).await;
    assert!(sheet.text().contains("事業者確認用 甲システム"), "{}", sheet.text());
    assert!(browser.get("/").await.text().contains("1 社のうち 0 社"));
    let again = browser.post(&format!("/vendors/{vendor}/sheets"), &[]).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "one sheet per vendor and year");
}

#[tokio::test]
async fn what_cannot_be_taken_is_said_and_what_was_typed_stays() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    browser.post("/vendors", &FIELDS).await;
    let changed = |name: &'static str, value: &'static str| {
        FIELDS.map(|(field, was)| if field == name { (field, value) } else { (field, was) })
    };
    let cases = [
        (changed("name", ""), StatusCode::UNPROCESSABLE_ENTITY, "100文字"),
        (changed("phone", "03\n0000"), StatusCode::UNPROCESSABLE_ENTITY, "1行で"),
        (changed("contract", ""), StatusCode::UNPROCESSABLE_ENTITY, "契約があるかどうか"),
        (FIELDS, StatusCode::CONFLICT, "同じ名前"),
    ];
    for (fields, status, words) in cases {
        let answer = browser.post("/vendors", &fields).await;
        assert_eq!(answer.status, status, "{words}");
        assert!(answer.text().contains(words), "{words}: {}", answer.text());
        assert!(answer.html.contains("山田 太郎"), "{words}");
    }
}

#[tokio::test]
async fn a_vendors_sheet_has_no_signature_by_login() {
    let house = House::build(Engine::Sqlite).await;
    house.open_r6().await;
    let mut browser = Browser::log_in(&house, &house.administrator).await;
    browser.post("/vendors", &FIELDS).await;
    let list = browser.get("/vendors").await;
    let vendor = list.html.split("href=\"/vendors/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let sheet = browser.post(&format!("/vendors/{vendor}/sheets"), &[]).await.location;
    let path = sheet.split('?').next().unwrap();
    let page = browser.get(&format!("{path}/rounds/1/sign-off")).await;
    assert!(!page.html.contains(&format!("action=\"{path}/rounds/1/sign-off\"")), "{}", page.text());
    let signed = browser.post(&format!("{path}/rounds/1/sign-off"), &[]).await;
    assert_eq!(signed.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", signed.text());
}
