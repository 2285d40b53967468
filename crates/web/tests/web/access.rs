//! Entering, leaving, expired sessions, passwords.

use crate::browser::Browser;
use axum::http::StatusCode;
use testkit::{Engine, House, PASSWORD};

#[tokio::test]
async fn a_wrong_password_is_refused_and_the_login_name_stays() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::new(&house);
    browser.get("/login").await;
    let answer = browser.post("/login", &[("login", "sekinin"), ("password", "wrong")]).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.html.contains("value=\"sekinin\""), "{}", answer.html);
    assert!(!answer.html.contains("wrong"), "a password is never sent back");
}

#[tokio::test]
async fn after_logging_out_the_pages_are_closed() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    assert_eq!(browser.get("/people").await.status, StatusCode::OK);
    browser.post("/logout", &[]).await;
    assert_eq!(browser.get("/people").await.location, "/login?over=1");
}

#[tokio::test]
async fn who_left_is_out_with_the_next_click() {
    let house = House::build(Engine::Sqlite).await;
    let mut viewer = Browser::log_in(&house, &house.viewer).await;
    let mut officer = Browser::log_in(&house, &house.officer).await;
    let path = format!("/people/{}/leave", house.viewer.staff);
    let left = officer.post(&path, &[("on", "2024-06-10")]).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER, "{}", left.text());
    assert_eq!(viewer.get("/assessments").await.location, "/login?over=1");
}

#[tokio::test]
async fn the_own_password_is_changed_with_the_old_one() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.viewer).await;
    let new = "midori-no-mori-wo-aruku";
    let fields = [("old", "wrong"), ("new", new), ("again", new)];
    assert_eq!(browser.post("/password", &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("old", PASSWORD), ("new", new), ("again", new)];
    assert_eq!(browser.post("/password", &fields).await.status, StatusCode::SEE_OTHER);
    let mut again = Browser::new(&house);
    again.get("/login").await;
    let old = again.post("/login", &[("login", "etsuran"), ("password", PASSWORD)]).await;
    assert_eq!(old.status, StatusCode::UNAUTHORIZED);
    let entered = again.post("/login", &[("login", "etsuran"), ("password", new)]).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
}
