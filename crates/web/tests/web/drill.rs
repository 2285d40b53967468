//! Drills and the calendar: planned, played by the clock, held; what falls due; the feed's secret address; reminders.

use crate::browser::Browser;
use axum::http::StatusCode;
use testkit::{Engine, House};

const PLAN: [(&str, &str); 8] = [
    ("kind", "drill"),
    ("title", "VPNの訓練"),
    ("card", "vpn-broken-into"),
    ("planned_on", "2024-06-20"),
    ("audience", "全職員"),
    ("place", "講堂"),
    ("leader", ""),
    ("aim", ""),
];

async fn planned(browser: &mut Browser) -> String {
    browser.get("/drills/new").await;
    let added = browser.post("/drills/new", &PLAN).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    added.location.split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_drill_is_played_by_the_clock_and_kept() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.contributor).await;
    let drill = planned(&mut browser).await;
    let started = browser.post(&format!("{drill}/start"), &[]).await;
    assert_eq!(started.location, format!("{drill}/run"));
    assert_eq!(browser.post(&format!("{drill}/start"), &[]).await.location, format!("{drill}/run"), "pressed twice");
    let run = browser.get(&format!("{drill}/run")).await.text();
    assert!(run.contains("手順 1 / 5") && run.contains("電話を受ける"), "{run}");
    let step = format!("{drill}/step");
    for at in 0..5 {
        house.app.clock.set(house.app.now().plus_millis(60_000));
        let number = at.to_string();
        let over = browser.post(&step, &[("step", &number), ("said", "話した")]).await;
        assert_eq!(over.status, StatusCode::SEE_OTHER, "{}", over.text());
        let again = browser.post(&step, &[("step", &number), ("said", "話した")]).await;
        assert_eq!(again.status, StatusCode::CONFLICT, "a step ends once");
    }
    let page = browser.get(&drill).await.text();
    assert!(page.contains("全部で 5分0秒") && page.contains("1分0秒"), "{page}");
    let person = house.officer.staff.to_string();
    let nobody = [("held_version", "0"), ("on", "2024-06-10"), ("others", ""), ("observed", "遅い")];
    let refused = browser.post(&format!("{drill}/held"), &nobody).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("参加した人に印") && refused.html.contains("遅い"), "{}", refused.text());
    let mut held = nobody.to_vec();
    held.push(("people", &person));
    assert_eq!(browser.post(&format!("{drill}/held"), &held).await.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.post(&format!("{drill}/held"), &held).await.status, StatusCode::CONFLICT, "recorded meanwhile");
    let task = [("words", "番号を直す"), ("owner", person.as_str()), ("due_on", "2024-07-01")];
    assert_eq!(browser.post(&format!("{drill}/tasks"), &task).await.status, StatusCode::SEE_OTHER);
    assert!(browser.get("/readiness-tasks").await.text().contains("番号を直す"));
    assert!(browser.get(&format!("{drill}/attendance")).await.text().contains("安全 太郎"));
    let list = browser.get("/drills").await.text();
    assert!(list.contains("VPNの訓練") && list.contains("令和7年6月10日 まで"), "{list}");
}

#[tokio::test]
async fn what_cannot_be_taken_is_said_and_what_was_typed_stays() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.contributor).await;
    browser.get("/drills/new").await;
    let cases = [
        ("title", "", "200文字"),
        ("planned_on", "秋", "日付が読めません"),
        ("leader", "x", "選べません"),
        ("kind", "", "どれかを選んで"),
    ];
    for (field, value, words) in cases {
        let fields = PLAN.map(|(name, was)| if name == field { (name, value) } else { (name, was) });
        let answer = browser.post("/drills/new", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(answer.text().contains(words) && answer.html.contains("value=\"講堂\""), "{words}: {}", answer.text());
    }
}

#[tokio::test]
async fn the_calendar_has_a_secret_address_that_can_be_renewed() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.viewer).await;
    let page = browser.get("/calendar?month=2025-03").await.text();
    assert!(page.contains("2025年3月") && page.contains("年1回の訓練"), "{page}");
    assert_eq!(browser.get("/calendar?month=x").await.status, StatusCode::OK, "a month that is none is this month");
    let address = async |browser: &mut Browser| {
        let made = browser.post("/calendar/feed", &[]).await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.text());
        let path = made.html.split("/calendar/feed/").nth(1).unwrap().split(".ics").next().unwrap();
        format!("/calendar/feed/{path}.ics")
    };
    let first = address(&mut browser).await;
    let mut stranger = Browser::new(&house);
    let feed = stranger.get(&first).await;
    assert_eq!(feed.status, StatusCode::OK);
    assert!(feed.html.starts_with("BEGIN:VCALENDAR\r\n"), "{}", feed.html);
    assert_eq!(feed.headers["content-type"], "text/calendar; charset=utf-8");
    let second = address(&mut browser).await;
    assert_eq!(stranger.get(&first).await.status, StatusCode::NOT_FOUND, "renewed");
    assert_eq!(stranger.get(&second).await.status, StatusCode::OK);
    browser.post("/calendar/feed/forget", &[]).await;
    assert_eq!(stranger.get(&second).await.status, StatusCode::NOT_FOUND);
    assert_eq!(stranger.get("/calendar/feed/0.ics").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn reminders_go_to_an_address_and_end_without_one() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.contributor).await;
    assert!(browser.get("/calendar").await.text().contains("メールサーバが設定されていない"));
    let refused = browser.post("/calendar/mail", &[("mail", "だれか")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("読めません"), "{}", refused.text());
    assert_eq!(browser.post("/calendar/mail", &[("mail", "a@hospital.example")]).await.status, StatusCode::SEE_OTHER);
    assert!(browser.get("/calendar").await.html.contains("value=\"a@hospital.example\""));
    browser.post("/calendar/mail", &[("mail", "")]).await;
    assert!(!browser.get("/calendar").await.html.contains("a@hospital.example"));
}
