//! The first door.

use crate::browser::Browser;
use axum::http::StatusCode;
use testkit::{Engine, House};

const FIELDS: &[(&str, &str)] = &[
    ("kind", "clinic"),
    ("name", "見晴らし診療所"),
    ("institution_code", ""),
    ("beds", "0"),
    ("vendor_contract", "exists"),
    ("administrator", "見晴 一郎"),
    ("same_person", "yes"),
    ("login", "miharashi"),
    ("password", "asa-no-hikari-ga-mado-ni"),
    ("again", "asa-no-hikari-ga-mado-ni"),
];

async fn open_door() -> (House, Browser, String) {
    let house = House::build(Engine::Sqlite).await;
    let code = app::set_up::make_code(&house.app, false).await.unwrap().unwrap();
    let mut browser = Browser::new(&house);
    browser.get("/").await;
    (house, browser, code)
}

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<(&str, &str)> = FIELDS.to_vec();
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields
}

#[tokio::test]
async fn the_code_opens_the_door_once() {
    let (house, mut browser, code) = open_door().await;
    let done = browser.post("/set-up", &with(&[("code", &code)])).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert_eq!(browser.get("/assessments/new").await.status, StatusCode::OK);
    let mut second = Browser::new(&house);
    second.get("/login").await;
    let again = second.post("/set-up", &with(&[("code", &code), ("login", "another")])).await;
    assert_ne!(again.location, "/assessments/new?done=registered");
    house.replay_and_compare().await;
}

#[tokio::test]
async fn what_is_refused_names_its_field_and_keeps_the_rest() {
    let (_house, mut browser, code) = open_door().await;
    let cases: &[(&str, &str, StatusCode)] = &[
        ("code", "AAAA-BBBB-CCCC", StatusCode::FORBIDDEN),
        ("name", " ", StatusCode::UNPROCESSABLE_ENTITY),
        ("institution_code", "12", StatusCode::UNPROCESSABLE_ENTITY),
        ("beds", "たくさん", StatusCode::UNPROCESSABLE_ENTITY),
        ("administrator", "", StatusCode::UNPROCESSABLE_ENTITY),
        ("login", "見晴", StatusCode::UNPROCESSABLE_ENTITY),
        ("again", "different", StatusCode::UNPROCESSABLE_ENTITY),
        ("login", "sekinin", StatusCode::CONFLICT),
    ];
    for (field, value, status) in cases {
        let answer = browser.post("/set-up", &with(&[("code", &code), (field, value)])).await;
        assert_eq!(answer.status, *status, "{field}: {}", answer.text());
        assert!(!answer.html.contains("asa-no-hikari"), "a password is never sent back");
        let kept = if *field == "administrator" { "見晴らし診療所" } else { "見晴 一郎" };
        assert!(answer.html.contains(kept), "{field}");
    }
}
