//! Requests that did not come from our own pages, and bytes that are no form.

use crate::browser::Browser;
use axum::http::{Method, StatusCode};
use testkit::{Engine, House};

#[tokio::test]
async fn a_form_without_the_sessions_token_is_refused() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    browser.token = "0".repeat(48);
    let answer = browser.post("/people", &[("name", "山田 花子")]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let roster = store::staff::roster(&house.app.db, &house.view()).await.unwrap();
    assert_eq!(roster.members.len(), 4);
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    for origin in ["http://evil.test", "null", "http://sakimori.test.evil.test"] {
        browser.origin = Some(origin.to_owned());
        let answer = browser.post("/people", &[("name", "山田 花子")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{origin}");
    }
}

#[tokio::test]
async fn broken_utf8_is_refused_with_a_page() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    let mut body = format!("csrf={}&name=", browser.token).into_bytes();
    body.extend([0xff, 0xfe, 0x41]);
    let answer = browser.send(Method::POST, "/people", body).await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
    assert!(answer.html.contains("<html"), "{}", answer.html);
}

#[tokio::test]
async fn a_form_that_is_too_large_is_refused() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    let answer = browser.post("/people", &[("name", &"あ".repeat(200_000))]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn every_page_carries_the_security_headers() {
    use axum::{body::Body, http::Request};
    use tower::ServiceExt as _;
    let house = House::build(Engine::Sqlite).await;
    let router = web::router(crate::browser::site(&house));
    for path in ["/", "/login", "/nowhere", "/assets/0/nothing.css"] {
        let request = Request::builder().uri(path).body(Body::empty()).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        let policy = response.headers().get("content-security-policy").unwrap().to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(response.headers().get("x-content-type-options").unwrap(), "nosniff", "{path}");
    }
}
