//! Remediation: the list and its filters, a plan that is saved, refused or in conflict, comments, the way from home and form.

use crate::browser::{Answer, Browser};
use axum::http::StatusCode;
use domain::assessment::{Choice, RoundNo};
use testkit::{Engine, House};

struct Page {
    house: House,
    browser: Browser,
    sheet: String,
    address: String,
}

/// A hospital with two いいえ of 10 June 2024, without target dates.
async fn page() -> Page {
    let house = House::build(Engine::Sqlite).await;
    let sheet = house.open_r6().await;
    for item in ["server.patch", "incident.bcp"] {
        house.answer(sheet, item, RoundNo::First, Choice::No).await.unwrap();
    }
    let browser = Browser::log_in(&house, &house.contributor).await;
    Page { house, browser, sheet: sheet.to_string(), address: format!("/remediations/{sheet}/server.patch") }
}

impl Page {
    async fn plan(&mut self, changes: &[(&str, &str)]) -> Answer {
        let owner = self.house.officer.staff.to_string();
        let mut fields = vec![("version", "0"), ("owner", &owner), ("vendor", ""), ("next_step", "入れ替える。")];
        for (name, value) in changes {
            fields.retain(|(known, _)| known != name);
            fields.push((name, value));
        }
        self.browser.get(&self.address.clone()).await;
        self.browser.post(&self.address.clone(), &fields).await
    }
}

#[tokio::test]
async fn the_way_leads_from_the_form_to_the_plan_and_back() {
    let mut page = page().await;
    let form = page.browser.get(&format!("/assessments/{}", page.sheet)).await;
    assert_eq!(form.html.matches("href=\"/remediations/").count(), 2, "one per いいえ");
    let shown = page.browser.get(&page.address.clone()).await;
    assert_eq!(shown.status, StatusCode::OK);
    let back = format!("/assessments/{}?round=1#server.patch", page.sheet);
    assert!(shown.html.contains(&back), "the target date is changed where it stands");
    let list = page.browser.get("/remediations").await;
    assert!(
        list.html.contains(&page.address) && list.text().contains("目標日のない「いいえ」が 2 項目"),
        "{}",
        list.text()
    );
}

#[tokio::test]
async fn a_plan_is_saved_and_shown_everywhere() {
    let mut page = page().await;
    let saved = page.plan(&[]).await;
    assert_eq!(
        (saved.status, saved.location.as_str()),
        (StatusCode::SEE_OTHER, format!("{}?done=saved", page.address).as_str())
    );
    for path in [page.address.clone(), "/remediations".to_owned()] {
        let text = page.browser.get(&path).await.text();
        assert!(text.contains("安全 太郎") && text.contains("入れ替える。"), "{path}: {text}");
    }
    let mut officer = Browser::log_in(&page.house, &page.house.officer).await;
    let journal = officer.get("/journal").await.text();
    assert!(journal.contains("改善の段取りを決めた（担当者：安全 太郎）"), "{journal}");
}

#[tokio::test]
async fn what_cannot_be_taken_is_said_and_what_was_typed_stays() {
    let mut page = page().await;
    let nobody = "00000000-0000-7000-8000-0000000000ff";
    let long = "長".repeat(4_001);
    let cases: [(&str, &str, &str); 4] = [
        ("owner", nobody, "この職員は選べません"),
        ("owner", "x", "この職員は選べません"),
        ("vendor", nobody, "この事業者は登録されていません"),
        ("next_step", &long, "4000文字までで書いてください（いま 4001文字）"),
    ];
    for (field, value, words) in cases {
        let mut changes = vec![(field, value)];
        if field != "next_step" {
            changes.push(("next_step", "書いた言葉"));
        }
        let answer = page.plan(&changes).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(answer.text().contains(words), "{field}: {}", answer.text());
        assert!(answer.html.contains(if field == "next_step" { &long } else { "書いた言葉" }), "{field}");
    }
}

#[tokio::test]
async fn two_people_on_one_plan_lose_no_words() {
    let mut page = page().await;
    page.plan(&[("next_step", "先に書いた言葉")]).await;
    let late = page.plan(&[("next_step", "後から書いた言葉")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text());
    assert!(late.text().contains("先に書いた言葉") && late.html.contains("後から書いた言葉"), "{}", late.text());
    let version = late.hidden("version").unwrap();
    assert_ne!(version, "0", "the next save is held against what was shown");
    let decided = page.plan(&[("version", &version), ("next_step", "後から書いた言葉")]).await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text());
    let shown = page.browser.get(&page.address.clone()).await.text();
    assert!(
        shown.contains("次にすること：先に書いた言葉") && shown.contains("次にすること：後から書いた言葉"),
        "{shown}"
    );
}

#[tokio::test]
async fn a_comment_is_added_and_an_empty_one_refused() {
    let mut page = page().await;
    page.browser.get(&page.address.clone()).await;
    let to = format!("{}/comments", page.address);
    let empty = page.browser.post(&to, &[("words", " \n ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains("コメントを書いてください"), "{}", empty.text());
    let words = "<b>太字</b>\n業者に電話した。";
    assert_eq!(page.browser.post(&to, &[("words", words)]).await.status, StatusCode::SEE_OTHER);
    let shown = page.browser.get(&page.address.clone()).await;
    assert!(shown.html.contains("&#60;b&#62;太字") && shown.text().contains("業者に電話した。"), "{}", shown.text());
    assert!(shown.text().contains("担当 次郎"), "by whom");
}

#[tokio::test]
async fn the_list_is_narrowed_by_owner_vendor_and_state() {
    let mut page = page().await;
    page.plan(&[]).await;
    let owner = page.house.officer.staff.to_string();
    for (query, server, bcp) in [
        ("", true, true),
        ("?state=open", true, true),
        ("?state=undated&owner=none", false, true),
        (&format!("?owner={owner}"), true, false),
        ("?state=overdue", false, false),
        ("?state=closed", false, false),
        ("?state=all&vendor=none", true, true),
        ("?vendor=00000000-0000-7000-8000-0000000000ff", false, false),
        ("?state=%3Cscript%3E", false, false),
    ] {
        let list = page.browser.get(&format!("/remediations{query}")).await;
        assert_eq!(list.status, StatusCode::OK, "{query}");
        let has = |item: &str| list.html.contains(&format!("/remediations/{}/{item}\"", page.sheet));
        assert_eq!((has("server.patch"), has("incident.bcp")), (server, bcp), "{query}");
    }
}

#[tokio::test]
async fn an_overdue_one_is_loud_on_home_until_a_later_round_says_yes() {
    let mut page = page().await;
    let by = page.house.officer.staff.to_string();
    let answer = format!("/assessments/{}/items/server.patch/answer", page.sheet);
    let form = page.browser.get(&format!("/assessments/{}", page.sheet)).await.html;
    let version = form.split("items/server.patch/answer").last().unwrap();
    let version = version.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let fields = [
        ("round", "1"),
        ("version", version),
        ("choice", "no"),
        ("on", "2024-06-10"),
        ("by", &by),
        ("target", "2024-06-20"),
        ("note", ""),
    ];
    assert_eq!(page.browser.post(&answer, &fields).await.status, StatusCode::SEE_OTHER);
    let quiet = page.browser.get("/").await;
    assert!(!quiet.html.contains("/remediations?state=overdue"));
    page.house.app.clock.set(page.house.app.now().plus_millis(20 * 86_400_000));
    page.browser = Browser::log_in(&page.house, &page.house.contributor).await;
    let loud = page.browser.get("/").await;
    assert!(loud.html.contains("/remediations?state=overdue"), "{}", loud.text());
    assert!(loud.text().contains("目標日を過ぎた「いいえ」が 1 項目あります"), "{}", loud.text());
    page.house.answer(page.sheet.parse().unwrap(), "server.patch", RoundNo::Second, Choice::Yes).await.unwrap();
    assert!(!page.browser.get("/").await.html.contains("/remediations?state=overdue"));
    let closed = page.browser.get(&page.address.clone()).await.text();
    assert!(closed.contains("2回目で「はい」になりました（令和6年6月30日）"), "{closed}");
}

#[tokio::test]
async fn the_improvement_plan_refuses_a_date_that_is_none_and_keeps_what_was_typed() {
    let mut page = page().await;
    let path = "/remediations/plan/pdf?to=%E4%BF%9D%E5%81%A5%E6%89%80%E9%95%B7&dated=%E6%98%8E%E6%97%A5&closed=yes";
    let answer = page.browser.get(path).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.html.contains("value=\"保健所長\"") && answer.text().contains("日付が読めません"),
        "{}",
        answer.text()
    );
    let list = page.browser.get("/remediations/workbook").await;
    assert_eq!(list.status, StatusCode::OK);
    assert!(list.headers["content-disposition"].to_str().unwrap().ends_with(".xlsx"), "{:?}", list.headers);
}

#[tokio::test]
async fn an_item_without_a_no_has_no_page() {
    let mut page = page().await;
    for path in [
        format!("/remediations/{}/all.asset-ledger", page.sheet),
        format!("/remediations/{}/no.such-item", page.sheet),
        "/remediations/00000000-0000-7000-8000-0000000000ff/server.patch".to_owned(),
    ] {
        assert_eq!(page.browser.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
