//! 責任分界: recorded, its gaps named, changed on the state that was seen, saved as a workbook, withdrawn with a reason.

use crate::browser::Browser;
use axum::http::StatusCode;
use testkit::{Engine, House};

const VENDOR: [(&str, &str); 5] = [("name", "甲社"), ("contact", ""), ("phone", ""), ("mail", ""), ("contract", "yes")];

fn with<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let duties = [
        "by-os_patch",
        "by-application_patch",
        "by-network_patch",
        "by-accounts",
        "by-log_review",
        "by-backup",
        "by-restore",
        "by-remote_access",
        "by-vulnerability_notice",
        "by-incident_contact",
        "by-disposal",
    ];
    let mut fields = vec![("target", "みどりカルテ"), ("version", "0")];
    fields.extend(duties.map(|duty| (duty, "unknown")));
    fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    fields.extend(more);
    fields
}

#[tokio::test]
async fn a_table_is_recorded_changed_and_withdrawn() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.contributor).await;
    browser.post("/vendors", &VENDOR).await;
    let list = browser.get("/vendors").await;
    let vendor = list.html.split("href=\"/vendors/0").nth(1).unwrap().split('"').next().unwrap();
    let new = format!("/responsibilities/new?vendor=0{vendor}");
    browser.get(&new).await;
    let long = "長".repeat(201);
    let cases = [
        ("target", ""),
        ("agreed_on", "きのう"),
        ("agreed_on", "2030-01-01"),
        ("words-backup", &long),
        ("by-backup", "?"),
    ];
    for (name, value) in cases {
        let refused = browser.post(&new, &with(&[(name, value)])).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}={value}: {}", refused.text());
        assert!(refused.html.contains("aria-invalid=\"true\""), "{name}={value}: {}", refused.text());
    }
    for name in ["system", "contract"] {
        let refused = browser.post(&new, &with(&[(name, "no-such-record")])).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
    }
    let undocumented = browser.post(&new, &with(&[("agreed_on", "2024-06-03")])).await;
    assert_eq!(undocumented.status, StatusCode::UNPROCESSABLE_ENTITY, "agreed, but nothing says so");

    let shares = [("by-os_patch", "nobody"), ("by-backup", "both")];
    let made = browser.post(&new, &with(&shares)).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let page = made.location.split('?').next().unwrap().to_owned();
    let shown = browser.get(&page).await;
    assert!(shown.text().contains("決まっていないこと・合わないこと"), "{}", shown.text());
    let version = shown.hidden("version").unwrap();
    assert_eq!(browser.get(&format!("{page}/workbook")).await.status, StatusCode::OK);
    let changed = browser.post(&page, &with(&[("version", &version), ("target", "画像サーバ")])).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text());
    let late = browser.post(&page, &with(&[("version", &version), ("target", "別の名前")])).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.html.contains("別の名前"), "what was typed stays");

    let version = browser.get(&page).await.hidden("version").unwrap();
    let silent = browser.post(&format!("{page}/withdraw"), &[("version", &version), ("why", " ")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let gone = browser.post(&format!("{page}/withdraw"), &[("version", &version), ("why", "契約が終わった")]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text());
    assert!(!browser.get("/responsibilities").await.text().contains("画像サーバ"));
    let journal = Browser::log_in(&house, &house.officer).await.get("/journal").await.text();
    assert!(journal.contains("契約が終わった"), "{journal}");
}
