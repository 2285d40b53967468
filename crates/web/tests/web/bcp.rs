//! The BCP: written part by part, its 確認表 answered, approved as it was seen, handed out, and taken along as PDF and Word.

use crate::browser::Browser;
use axum::http::StatusCode;
use testkit::{Engine, House};

const GENERAL: [(&str, &str); 4] =
    [("version", "0"), ("purpose", "診療を続ける"), ("scope", "全部"), ("kept_at", "事務部")];

/// The value of a hidden field.
fn hidden(html: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    html.split(&start).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

#[tokio::test]
async fn an_empty_plan_names_what_is_missing_and_where_it_is_entered() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.viewer).await;
    let page = browser.get("/bcp").await;
    let text = page.text();
    for words in [
        "まだ何も書かれていません",
        "連絡体制図が、まだ承認されていません",
        "確認表に、はい・いいえの答えがない項目が 26",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(page.html.contains("href=\"/contact-chart\"") && page.html.contains("href=\"/network/disconnect/house\""));
    assert!(!page.html.contains("action=\"/bcp/approve\""), "a viewer approves nothing");
    for path in ["/bcp/systems", "/bcp/decisions", "/bcp/cutting", "/bcp/paper", "/bcp/checks"] {
        assert_eq!(browser.get(path).await.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn a_plan_is_written_approved_as_it_was_seen_and_handed_out() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    let nothing = browser.get("/bcp").await;
    assert!(nothing.text().contains("計画に何か書いてから"), "{}", nothing.text());
    browser.get("/bcp/general").await;
    assert_eq!(browser.post("/bcp/general", &GENERAL).await.location, "/bcp?done=saved#general");
    assert_eq!(browser.post("/bcp/general", &GENERAL).await.status, StatusCode::CONFLICT, "written meanwhile");
    let seen = hidden(&browser.get("/bcp").await.html, "seen");
    let paper =
        [("version", "0"), ("department", "外来"), ("work", "処方"), ("form", ""), ("place", ""), ("after", "")];
    assert!(browser.post("/bcp/paper/new", &paper).await.location.starts_with("/bcp/paper?done=saved#line-"));
    let approval = |seen: &str| {
        [("seen", seen), ("by", "院長"), ("on", "2024-06-10"), ("next_review_on", "2025-06-10")]
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
    };
    let post = async |browser: &mut Browser, fields: [(String, String); 4]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        browser.post("/bcp/approve", &fields).await
    };
    let stale = post(&mut browser, approval(&seen)).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.text().contains("見ている間に"), "{}", stale.text());
    let seen = hidden(&browser.get("/bcp").await.html, "seen");
    assert_eq!(post(&mut browser, approval(&seen)).await.location, "/bcp?done=bcp-approved");
    let page = browser.get("/bcp").await;
    assert!(page.text().contains("第 1 版（令和6年6月10日、院長が承認"), "{}", page.text());
    let again = post(&mut browser, approval(&seen)).await;
    assert!(again.status == StatusCode::CONFLICT && again.text().contains("もう承認されています"), "{}", again.text());
    let id = page.html.split("/bcp/versions/").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    let version = format!("/bcp/versions/{id}");
    let refused =
        browser.post(&format!("{version}/handouts"), &[("to", "外来"), ("how", "紙"), ("on", "2024-06-11")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a day that lies ahead");
    let handed =
        browser.post(&format!("{version}/handouts"), &[("to", "外来"), ("how", "紙"), ("on", "2024-06-10")]).await;
    assert_eq!(handed.location, format!("{version}?done=bcp-handed-out"));
    assert!(browser.get(&version).await.text().contains("変わった部分はありません"));
    let word = browser.get("/bcp/word?version=1").await;
    assert_eq!(word.status, StatusCode::OK);
    assert_eq!(browser.get("/bcp/word?version=2").await.status, StatusCode::NOT_FOUND);
    let journal = browser.get("/journal").await.text();
    for words in [
        "BCPの総則を書いた",
        "BCPの紙での運用を書いた（外来、処方）",
        "BCPの第 1 版の承認を記録した（院長）",
        "配ったことを記録した（外来）",
    ] {
        assert!(journal.contains(words), "{words}: {journal}");
    }
    let found = browser.get("/search?q=処方&kind=bcp").await;
    assert!(found.html.contains("/bcp/paper#line-"), "{}", found.text());
}

#[tokio::test]
async fn a_yes_without_grounds_needs_a_note() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.contributor).await;
    let path = "/bcp/checks/kakunin-1-1-d";
    let page = browser.get(path).await.text();
    assert!(page.contains("この項目の根拠になる記録がありません"), "{page}");
    let bare = [("version", "0"), ("answer", "yes"), ("note", ""), ("target_on", "")];
    let refused = browser.post(path, &bare).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("「はい」の根拠をメモに"), "{}", refused.text());
    let no = [("version", "0"), ("answer", "no"), ("note", "事業者待ち"), ("target_on", "2025-03-31")];
    assert_eq!(browser.post(path, &no).await.location, format!("{path}?done=saved"));
    let list = browser.get("/bcp/checks").await.text();
    assert!(list.contains("目標日 令和7年3月31日") && list.contains("事業者待ち") && list.contains("推定"), "{list}");
    assert_eq!(browser.get("/bcp/checks/kakunin-9").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_order_of_cutting_can_be_changed_with_a_reason() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.contributor).await;
    browser.get("/bcp/cutting").await;
    let moved = browser.post("/bcp/cutting", &[("version", "0"), ("move", "up:outside")]).await;
    assert_eq!(moved.location, "/bcp/cutting?done=saved");
    let page = browser.get("/bcp/cutting").await;
    assert!(page.text().contains("国のひな形とちがう順番です"), "{}", page.text());
    let version = hidden(&page.html, "version");
    let why = [("version", version.as_str()), ("why", "外から入られている")];
    assert_eq!(browser.post("/bcp/cutting", &why).await.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.post("/bcp/cutting", &[("version", "0"), ("move", "x")]).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn what_cannot_be_taken_is_said_and_what_was_typed_stays() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.contributor).await;
    browser.get("/bcp/decisions/new").await;
    let nobody = house.app.ids.next::<domain::id::StaffId>().to_string();
    for (field, value, words) in
        [("what", "", "200文字"), ("decider", nobody.as_str(), "選べません"), ("deputy-1", "x", "選べません")]
    {
        let fields = [
            ("version", "0"),
            ("what", "回線を切る"),
            ("sign", "脅迫文"),
            ("decider", ""),
            ("deputy-1", ""),
            ("out_of_hours", ""),
        ];
        let fields = fields.map(|(name, was)| if name == field { (name, value) } else { (name, was) });
        let answer = browser.post("/bcp/decisions/new", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(
            answer.text().contains(words) && answer.html.contains("value=\"脅迫文\""),
            "{words}: {}",
            answer.text()
        );
    }
}
