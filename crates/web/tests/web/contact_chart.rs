//! The contact chart: begun, written, ordered, confirmed, approved, tested; what can't be taken is said.

use crate::browser::Browser;
use axum::http::StatusCode;
use testkit::{Engine, House};

/// The identifiers of entries, in the order of the list.
fn entries(html: &str) -> Vec<String> {
    let parts = html.split("<th scope=\"row\"").skip(1);
    parts.filter_map(|part| part.split("href=\"/contact-chart/").nth(1)?.split('"').next().map(str::to_owned)).collect()
}

/// Fields of a post with these numbers, that calls these entries.
fn post<'a>(name: &'a str, phone: &'a str, calls: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("party", "post"),
        ("known", ""),
        ("role", "system_desk"),
        ("who", name),
        ("title", ""),
        ("phone-1", phone),
        ("night-1", "yes"),
        ("mail", ""),
        ("out_of_hours", ""),
        ("deputy_of", ""),
        ("remark", ""),
    ];
    fields.extend(calls.iter().map(|id| ("calls", *id)));
    fields
}

async fn begun(house: &House) -> Browser {
    let mut browser = Browser::log_in(house, &house.officer).await;
    browser.get("/contact-chart").await;
    let begun = browser.post("/contact-chart/begin", &[]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    browser
}

#[tokio::test]
async fn a_chart_is_begun_written_and_approved() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = begun(&house).await;
    let page = browser.get("/contact-chart").await;
    let text = page.text();
    for words in ["安全 太郎", "院長 花子", "厚生労働省", "未確認", "電話番号なし", "承認されていない所がある"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(page.html.contains("class=\"pic pic-chart\"") && page.html.contains("tel:0359787509"), "{}", page.html);
    let added = browser.post("/contact-chart/new", &post("防災センター", "03-0000-0001", &[])).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let page = browser.get("/contact-chart").await;
    let ids = entries(&page.html);
    let last = ids.last().unwrap().clone();
    let moved = browser.post("/contact-chart/order", &[("move", &format!("up:{last}"))]).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER);
    let page = browser.get("/contact-chart").await;
    assert_eq!(entries(&page.html)[ids.len() - 2], last);
    let seen = page.hidden("seen").unwrap();
    let stale = browser.post("/contact-chart/approve", &[("seen", "0")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let approved = browser.post("/contact-chart/approve", &[("seen", &seen)]).await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.text());
    let page = browser.get("/contact-chart").await;
    assert!(page.text().contains("承認した図のとおり") && page.text().contains("安全 太郎 が承認"), "{}", page.text());
    let version = page.html.split("/contact-chart/versions/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let shown = browser.get(&format!("/contact-chart/versions/{version}")).await;
    assert!(shown.text().contains("ちがいはありません"), "{}", shown.text());
    let version = browser.get(&format!("/contact-chart/{last}")).await.hidden("version").unwrap();
    let removed = browser.post(&format!("/contact-chart/{last}/remove"), &[("version", &version)]).await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER);
    assert!(browser.get("/contact-chart").await.text().contains("防災センター がなくなった"));
    let journal = browser.get("/journal").await.text();
    for words in ["連絡体制図の第 1 版を承認した", "連絡体制図から 防災センター を外した", "連絡体制図の並びを変えた"]
    {
        assert!(journal.contains(words), "{words}: {journal}");
    }
}

#[tokio::test]
async fn a_circle_is_refused_by_name_and_what_was_typed_stays() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.contributor).await;
    browser.post("/contact-chart/new", &post("甲", "1", &[])).await;
    let first = entries(&browser.get("/contact-chart").await.html)[0].clone();
    browser.post("/contact-chart/new", &post("乙", "2", &[&first])).await;
    let second = entries(&browser.get("/contact-chart").await.html)[1].clone();
    let version = browser.get(&format!("/contact-chart/{first}")).await.hidden("version").unwrap();
    let mut fields = post("甲", "03-1111-2222", &[&second]);
    fields.push(("version", &version));
    let refused = browser.post(&format!("/contact-chart/{first}"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("輪になります：甲 → 乙 → 甲"), "{}", refused.text());
    assert!(refused.html.contains("value=\"03-1111-2222\""), "what was typed stays");
    let cases = [
        ("who", "", "名前を入れて"),
        ("role", "", "役割を選んで"),
        ("phone-1", "なし", "数字がありません"),
        ("mail", "a\nb", "1行で"),
        ("deputy_of", "00000000-0000-7000-8000-0000000000ff", "代行にはできません"),
    ];
    for (field, value, words) in cases {
        let mut fields = post("丙", "3", &[]);
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        let answer = browser.post("/contact-chart/new", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(answer.text().contains(words), "{words}: {}", answer.text());
    }
    let silent = browser.post("/contact-chart/new", &post("丁", "", &[])).await;
    assert_eq!(silent.status, StatusCode::SEE_OTHER, "a missing number blocks nothing");
    assert!(browser.get("/contact-chart").await.text().contains("丁 の電話番号がありません"));
    assert!(browser.get("/").await.html.contains("href=\"/contact-chart\""));
}

#[tokio::test]
async fn a_call_is_recorded_and_an_unanswered_one_leaves_a_task() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.contributor).await;
    browser.post("/contact-chart/new", &post("甲", "03-0000-0001", &[])).await;
    let id = entries(&browser.get("/contact-chart").await.html)[0].clone();
    let page = browser.get("/contact-chart/test").await;
    let seen = page.hidden("seen").unwrap();
    let to = format!("/contact-chart/test/{id}");
    let fields = |outcome, minutes| {
        [
            ("seen", seen.clone()),
            ("on", "2024-06-10".to_owned()),
            ("at", "9:30".to_owned()),
            ("outcome", outcome),
            ("by", "佐藤".to_owned()),
            ("minutes", minutes),
            ("note", String::new()),
        ]
    };
    let send = async |browser: &mut Browser, outcome: &str, minutes: &str| {
        let fields = fields(outcome.to_owned(), minutes.to_owned());
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post(&to, &fields).await
    };
    let refused = send(&mut browser, "answered", "").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("0から1440") && refused.html.contains("value=\"佐藤\""), "{}", refused.text());
    let answered = send(&mut browser, "answered", "3").await;
    assert!(answered.location.ends_with("done=call-tested"), "{}", answered.location);
    let left = send(&mut browser, "not_reached", "").await;
    assert!(left.location.ends_with("done=call-left-task"), "{}", left.location);
    let page = browser.get("/contact-chart/test").await.text();
    assert!(page.contains("佐藤 が出た（3 分）") && page.contains("つながらない"), "{page}");
    let tasks = browser.get("/readiness-tasks").await;
    assert!(
        tasks.text().contains("甲 に電話がつながらなかった") && tasks.text().contains("担当 次郎"),
        "{}",
        tasks.text()
    );
    let task = tasks.html.split("id=\"task-").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let version = tasks.hidden("version").unwrap();
    let change = |done: &'static str| {
        [
            ("version", version.clone()),
            ("words", "番号を聞いた".to_owned()),
            ("owner", String::new()),
            ("due_on", "2024-06-20".to_owned()),
            ("done_on", done.to_owned()),
            ("how", "直した".to_owned()),
        ]
    };
    let send = async |browser: &mut Browser, done| {
        let fields = change(done);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post(&format!("/readiness-tasks/{task}"), &fields).await
    };
    assert_eq!(send(&mut browser, "2024-06-11").await.status, StatusCode::UNPROCESSABLE_ENTITY, "tomorrow");
    assert_eq!(send(&mut browser, "2024-06-10").await.status, StatusCode::SEE_OTHER);
    assert_eq!(send(&mut browser, "2024-06-10").await.status, StatusCode::CONFLICT);
    assert!(browser.get("/readiness-tasks").await.text().contains("令和6年6月10日 に終わった"));
    let found = browser.get("/search?q=03-0000-0001").await;
    assert!(found.html.contains(&format!("/contact-chart/{id}")), "{}", found.text());
}

#[tokio::test]
async fn a_contact_is_confirmed_as_it_was_seen() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.contributor).await;
    browser.post("/contact-chart/new", &post("甲", "03-0000-0001", &[])).await;
    let page = browser.get("/contact-chart").await;
    let tick =
        page.html.split("name=\"seen\" value=\"").find(|part| part.contains(':') && part.find(':') < part.find('"'));
    let tick = tick.unwrap().split('"').next().unwrap().to_owned();
    let nothing = browser.post("/contact-chart/verify", &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(browser.post("/contact-chart/verify", &[("seen", &tick)]).await.status, StatusCode::SEE_OTHER);
    assert!(browser.get("/contact-chart").await.text().contains("令和6年6月10日 に確かめた"));
    let other = format!("{}:0", tick.split(':').next().unwrap());
    assert_eq!(browser.post("/contact-chart/verify", &[("seen", &other)]).await.status, StatusCode::CONFLICT);
    let approve = browser.post("/contact-chart/approve", &[("seen", "0")]).await;
    assert_eq!(approve.status, StatusCode::FORBIDDEN, "a 担当者 does not approve");
}
