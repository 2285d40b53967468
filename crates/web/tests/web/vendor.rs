//! Vendors: registered, given a sheet, answered from paper, signed on paper.

use crate::browser::{Answer, Browser};
use axum::http::StatusCode;
use testkit::{Engine, House};

const FIELDS: [(&str, &str); 5] =
    [("name", "甲システム"), ("contact", "山田 太郎"), ("phone", "03-0000-0000"), ("mail", ""), ("contract", "yes")];

/// The first vendor that a list links to.
fn vendor_id(list: &Answer) -> String {
    list.html.split("href=\"/vendors/0").nth(1).map(|rest| format!("0{}", rest.split('"').next().unwrap())).unwrap()
}

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
    let vendor = vendor_id(&list);
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
    let vendor = vendor_id(&list);
    let sheet = browser.post(&format!("/vendors/{vendor}/sheets"), &[]).await.location;
    let path = sheet.split('?').next().unwrap();
    let page = browser.get(&format!("{path}/rounds/1/sign-off")).await;
    assert!(!page.html.contains(&format!("action=\"{path}/rounds/1/sign-off\"")), "{}", page.text());
    let signed = browser.post(&format!("{path}/rounds/1/sign-off"), &[]).await;
    assert_eq!(signed.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", signed.text());
}

#[tokio::test]
async fn systems_contracts_and_contacts_are_entered_on_the_vendors_page() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.contributor).await;
    browser.post("/vendors", &FIELDS).await;
    let list = browser.get("/vendors").await;
    let vendor = vendor_id(&list);
    let path = |rest: &str| format!("/vendors/{vendor}{rest}");

    let wrong = browser.post(&path("/systems"), &[("name", "みどりカルテ"), ("kind", "")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("種類を選んで") && wrong.html.contains("みどりカルテ"), "{}", wrong.text());
    let system = [("name", "みどりカルテ"), ("kind", "ehr")];
    assert_eq!(browser.post(&path("/systems"), &system).await.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.post(&path("/systems"), &system).await.status, StatusCode::CONFLICT);

    let contract =
        [("title", "保守契約"), ("from_on", "2024-04-01"), ("until_on", "2024-03-31"), ("updates", "vendor")];
    let wrong = browser.post(&path("/contracts"), &contract).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("おわりの日が、はじまりの日より前"), "{}", wrong.text());
    let contract =
        [("title", "保守契約"), ("from_on", "2024-04-01"), ("until_on", "2025-03-31"), ("updates", "vendor")];
    assert_eq!(browser.post(&path("/contracts"), &contract).await.status, StatusCode::SEE_OTHER);

    let contact = [("name", "夜間受付"), ("phone", ""), ("mail", ""), ("out_of_hours", "yes")];
    let wrong = browser.post(&path("/contacts"), &contact).await;
    assert!(wrong.text().contains("電話かメールのどちらか"), "{}", wrong.text());
    let contact = [("name", "夜間受付"), ("phone", "03-0000-9999"), ("out_of_hours", "yes")];
    assert_eq!(browser.post(&path("/contacts"), &contact).await.status, StatusCode::SEE_OTHER);
    let again = browser.post(&path("/contacts"), &contact).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "the list changed since");
    let page = browser.get(&path("")).await;
    for words in ["みどりカルテ", "電子カルテ", "保守契約", "契約書を確かめてください", "夜間受付", "03-0000-9999"]
    {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    let version =
        page.html.split("name=\"remove\"").next().unwrap().rsplit("name=\"version\" value=\"").next().unwrap();
    let version = version.split('"').next().unwrap().to_owned();
    let removed = browser.post(&path("/contacts"), &[("remove", "0"), ("version", &version)]).await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER, "{}", removed.text());
    assert!(!browser.get(&path("")).await.text().contains("03-0000-9999"));
}
