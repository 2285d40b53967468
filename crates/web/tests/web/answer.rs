//! Answering: saved, refused with words, in conflict; with and without script.

use crate::browser::{Answer, Browser};
use axum::http::StatusCode;
use testkit::{Engine, House};

struct Form {
    house: House,
    browser: Browser,
    sheet: String,
}

async fn form(htmx: bool) -> Form {
    let house = House::build(Engine::Sqlite).await;
    let sheet = house.open_r6().await.to_string();
    let mut browser = Browser::log_in(&house, &house.officer).await;
    browser.get(&format!("/assessments/{sheet}")).await;
    browser.htmx = htmx;
    Form { house, browser, sheet }
}

impl Form {
    async fn answer(&mut self, item: &str, changes: &[(&str, &str)]) -> Answer {
        let by = self.house.officer.staff.to_string();
        let mut fields: Vec<(&str, &str)> = vec![
            ("round", "1"),
            ("version", "0"),
            ("choice", "yes"),
            ("on", "2024-06-10"),
            ("by", &by),
            ("target", ""),
            ("note", ""),
        ];
        for (name, value) in changes {
            fields.retain(|(known, _)| known != name);
            fields.push((name, value));
        }
        self.browser.post(&format!("/assessments/{}/items/{item}/answer", self.sheet), &fields).await
    }
}

#[tokio::test]
async fn without_script_a_saved_answer_leads_back_to_the_form() {
    let mut form = form(false).await;
    let answer = form.answer("org.safety-officer", &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(answer.location.ends_with("#org.safety-officer"), "{}", answer.location);
    let page = form.browser.get(&answer.location).await;
    assert_eq!(page.status, StatusCode::OK);
}

#[tokio::test]
async fn with_script_the_item_alone_comes_back() {
    let mut form = form(true).await;
    let answer = form.answer("org.safety-officer", &[]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.html.contains("id=\"org.safety-officer\"") && !answer.html.contains("<html"), "{}", answer.html);
}

#[tokio::test]
async fn what_cannot_be_taken_is_said_in_words_and_what_was_typed_stays() {
    type Changes = &'static [(&'static str, &'static str)];
    let cases: &[(&str, Changes, &str)] = &[
        ("outside the year", &[("on", "2023-01-05")], "年度"),
        ("in the future", &[("on", "2025-01-05")], "先の日"),
        ("no date", &[("on", "")], "確認日"),
        ("not a date", &[("on", "きのう")], "日付"),
        ("no confirmer", &[("by", "")], "確認者"),
        ("unknown confirmer", &[("by", "00000000-0000-7000-8000-0000000000ff")], "確認者"),
        ("target outside the year", &[("choice", "no"), ("target", "2026-01-01")], "目標日"),
        ("second round first", &[("round", "2")], "1回目"),
    ];
    for (name, changes, words) in cases {
        let mut form = form(false).await;
        let changes = [*changes, &[("note", "消えてはいけない言葉")]].concat();
        let answer = form.answer("org.safety-officer", &changes).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(answer.text().contains(words), "{name}: {}", answer.text());
        assert!(answer.html.contains("消えてはいけない言葉"), "{name}");
    }
}

#[tokio::test]
async fn two_people_on_one_item_lose_no_words() {
    let mut form = form(false).await;
    form.answer("org.safety-officer", &[("note", "先に書いた言葉")]).await;
    let late = form.answer("org.safety-officer", &[("choice", "no"), ("note", "後から書いた言葉")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.html.contains("先に書いた言葉") && late.html.contains("後から書いた言葉"), "{}", late.text());
    let version = late.hidden("version").unwrap();
    let kept = form.answer("org.safety-officer", &[("version", &version), ("choice", "no")]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "the shown version can be saved over");
}

#[tokio::test]
async fn a_replayed_form_changes_nothing_twice() {
    let mut form = form(false).await;
    form.answer("org.safety-officer", &[]).await;
    let again = form.answer("org.safety-officer", &[]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    let page = store::journal::entries(&form.house.app.db, &form.house.permit(), None, 10).await.unwrap();
    assert_eq!(page.entries.len(), 3, "registered, opened, answered once");
}

#[tokio::test]
async fn an_unknown_item_is_not_found() {
    let mut form = form(false).await;
    let answer = form.answer("no.such-item", &[]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}
