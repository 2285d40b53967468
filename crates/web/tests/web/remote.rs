//! Remote maintenance: a way in is recorded, confirmed, changed and ended; what can't be taken is said at its field.

use crate::browser::Browser;
use axum::http::StatusCode;
use testkit::{Engine, House};

const VENDOR: [(&str, &str); 5] =
    [("name", "甲システム"), ("contact", ""), ("phone", ""), ("mail", ""), ("contract", "yes")];
const WAY: [(&str, &str); 11] = [
    ("target", "電子カルテサーバ"),
    ("means", "vpn"),
    ("means", "rdp"),
    ("means_words", ""),
    ("origin", "addresses"),
    ("addresses", "203.0.113.7"),
    ("gateway", "VPN装置"),
    ("allowed", ""),
    ("two_factor", "no"),
    ("opening", "on_request"),
    ("note", ""),
];

async fn vendor(browser: &mut Browser) -> String {
    browser.post("/vendors", &VENDOR).await;
    id(&browser.get("/vendors").await.html, "/vendors/")
}

/// The identifier that follows the first such address.
fn id(html: &str, before: &str) -> String {
    let found = html.split(&format!("href=\"{before}0")).nth(1).unwrap();
    format!("0{}", found.split(['"', '/', '?']).next().unwrap())
}

#[tokio::test]
async fn a_way_in_is_recorded_confirmed_changed_and_ended() {
    let house = House::build(Engine::Sqlite).await;
    house.open_r6().await;
    let mut browser = Browser::log_in(&house, &house.contributor).await;
    let vendor = vendor(&mut browser).await;
    let list = browser.get("/remote-access").await.text();
    assert!(list.contains("契約のある 1 社のうち 0 社") && list.contains("まだ確認していない"), "{list}");
    let added = browser.post(&format!("/remote-access/new?vendor={vendor}"), &WAY).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let list = browser.get("/remote-access").await;
    let words = list.text();
    for part in
        ["VPN、リモートデスクトップ（RDP）", "203.0.113.7", "VPN装置", "二要素認証がない", "分からないこと 1 つ"]
    {
        assert!(words.contains(part), "{part}: {words}");
    }
    let access = id(&list.html, "/remote-access/");
    let confirm = format!("/vendors/{vendor}/remote-access");
    let page = browser.get(&confirm).await;
    let seen = page.html.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let said =
        [("seen", seen.as_str()), ("complete", "yes"), ("on", "2024-06-10"), ("by", "大野"), ("how", "telephone")];
    let done = browser.post(&confirm, &said).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let list = browser.get("/remote-access").await.text();
    assert!(list.contains("1 社のうち 1 社") && list.contains("全部確認"), "{list}");

    let show = format!("/remote-access/{access}");
    let version = browser.get(&show).await.hidden("version").unwrap();
    let mut changed = WAY.to_vec();
    changed.push(("version", &version));
    changed[0].1 = "電子カルテサーバと部門サーバ";
    assert_eq!(browser.post(&show, &changed).await.status, StatusCode::SEE_OTHER);
    let stale = browser.post(&show, &changed).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.text());
    assert!(browser.get(&show).await.text().contains("のあとに変わった"));
    let again = browser.post(&confirm, &said).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "the vendor confirmed something else");

    let version = browser.get(&show).await.hidden("version").unwrap();
    let end = [("version", version.as_str()), ("ended_on", "2024-06-10"), ("why", "契約が終わった")];
    assert_eq!(browser.post(&format!("{show}/end"), &end).await.status, StatusCode::SEE_OTHER);
    assert!(browser.get(&show).await.text().contains("もうない道です"));
    let mut officer = Browser::log_in(&house, &house.officer).await;
    let journal = officer.get("/journal").await.text();
    for part in ["リモート保守の道（電子カルテサーバ）を記録した", "大野 が", "にやめたと記録した（契約が終わった）"]
    {
        assert!(journal.contains(part), "{part}: {journal}");
    }
}

#[tokio::test]
async fn what_cannot_be_taken_is_said_and_what_was_typed_stays() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    let vendor = vendor(&mut browser).await;
    let path = format!("/remote-access/new?vendor={vendor}");
    let cases = [
        ("target", "", "200文字"),
        ("addresses", "本社", "アドレスとして読めない"),
        ("addresses", "203.0.113.7/24", "1台か"),
        ("addresses", "0.0.0.0/0", "すべてのアドレス"),
        ("origin", "anywhere", "アドレスが入っています"),
        ("origin", "", "どれかを選んで"),
        ("opening", "", "どれかを選んで"),
        ("gateway", "a\nb", "1行で"),
    ];
    for (field, value, words) in cases {
        let fields = WAY.map(|(name, was)| if name == field { (name, value) } else { (name, was) });
        let answer = browser.post(&path, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}={value}");
        assert!(answer.text().contains(words), "{words}: {}", answer.text());
        assert!(answer.html.contains("value=\"rdp\" checked"), "what was chosen stays");
    }
    let nothing = [("on", "2024-06-10"), ("by", "大野"), ("how", "mail")];
    let answer = browser.post(&format!("/vendors/{vendor}/remote-access"), &nothing).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("「ない」に印") && answer.html.contains("value=\"大野\""), "{}", answer.text());
    let nobody = browser.get("/remote-access/new?vendor=00000000-0000-7000-8000-0000000000ff").await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}
