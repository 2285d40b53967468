//! Evidence: in, shown, replaced, withdrawn; whatever is not taken is refused with words, and nothing of it stays.

use crate::browser::{Answer, Browser};
use axum::http::{StatusCode, header};
use std::path::PathBuf;
use testkit::{Engine, House};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06\0\0\0";
const CSV: &[u8] = "機器,台数\r\nサーバ,3\r\n".as_bytes();

/// The fields of a good form, the token first.
fn fields<'a>(token: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![("csrf", token), ("title", "機器台帳"), ("received_on", "2024-06-10")];
    for (name, value) in more {
        fields.retain(|(known, _)| known != name || *name == "link");
        fields.push((name, value));
    }
    fields
}

pub(crate) async fn add(browser: &mut Browser, more: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Answer {
    let token = browser.token.clone();
    browser.post_file("/evidence", &fields(&token, more), file).await
}

fn header_of(answer: &Answer, name: header::HeaderName) -> String {
    answer.headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
}

fn address(added: &Answer) -> String {
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    added.location.split('?').next().unwrap().to_owned()
}

/// Fields, file, and words of the refusal.
type Refused<'a> = (&'a [(&'a str, &'a str)], Option<(&'a str, &'a [u8])>, &'a str);

/// Files of the blob store.
pub(crate) fn files(house: &House) -> Vec<PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![house.test_db.folder.join("blobs")]);
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
            if entry.path().is_dir() { open.push(entry.path()) } else { found.push(entry.path()) }
        }
    }
    found
}

pub(crate) fn kept(house: &House) -> usize {
    files(house).len()
}

#[tokio::test]
async fn a_file_speaks_to_several_items_and_is_shown_with_them() {
    let house = House::build(Engine::Sqlite).await;
    let sheet = house.open_r6().await;
    let mut browser = Browser::log_in(&house, &house.contributor).await;
    let links = [format!("{sheet}:all.asset-ledger"), format!("{sheet}:server.patch")];
    let more = [("link", links[0].as_str()), ("link", links[1].as_str()), ("expires_on", "2024-06-20")];
    let page = address(&add(&mut browser, &more, Some(("台帳.csv", CSV))).await);
    let shown = browser.get(&page).await;
    for words in ["機器台帳", "台帳.csv", "文字（CSV、ログなど）", "サーバ,3", "令和6年6月20日"]
    {
        assert!(shown.text().contains(words), "{words}: {}", shown.text());
    }
    let form = browser.get(&format!("/assessments/{sheet}")).await;
    assert_eq!(form.html.matches(&format!("href=\"{page}\"")).count(), 2, "on both items");
    let home = browser.get("/").await;
    assert!(home.text().contains("有効期限が近い・過ぎた資料 1 件"), "{}", home.text());
    let saved = browser.get(&format!("{page}/versions/{}", shown.hidden("version").unwrap())).await;
    assert_eq!(saved.html.as_bytes(), CSV);
    assert_eq!(header_of(&saved, header::CONTENT_TYPE), "application/octet-stream");
    assert!(header_of(&saved, header::CONTENT_DISPOSITION).starts_with("attachment; "));
    assert_eq!(header_of(&saved, header::X_CONTENT_TYPE_OPTIONS), "nosniff");
}

#[tokio::test]
async fn only_pictures_and_pdf_are_shown_and_they_can_do_nothing() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    let page = address(&add(&mut browser, &[], Some(("photo.html", PNG))).await);
    let shown = browser.get(&format!("{page}/preview")).await;
    assert_eq!(header_of(&shown, header::CONTENT_TYPE), "image/png", "told by its bytes");
    assert!(header_of(&shown, header::CONTENT_SECURITY_POLICY).starts_with("default-src 'none'; style-src"));
    let html = b"<html><script>alert(1)</script></html>";
    let page = address(&add(&mut browser, &[], Some(("x.png", html))).await);
    assert_eq!(browser.get(&format!("{page}/preview")).await.status, StatusCode::NOT_FOUND);
    let about = browser.get(&page).await;
    assert!(!about.html.contains("<script>alert"), "the first words are only words");
    let version = about.hidden("version").unwrap();
    let saved = browser.get(&format!("{page}/versions/{version}")).await;
    assert!(header_of(&saved, header::CONTENT_DISPOSITION).contains("x.png.txt"), "{:?}", saved.headers);
    let huge = [&PNG[..16], &[0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff], &PNG[24..]].concat();
    let page = address(&add(&mut browser, &[], Some(("bomb.png", &huge))).await);
    assert_eq!(browser.get(&format!("{page}/preview")).await.status, StatusCode::NOT_FOUND);
    assert!(browser.get(&page).await.text().contains("絵が大きすぎる"));
}

#[tokio::test]
async fn a_replaced_file_leaves_its_version() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    let page = address(&add(&mut browser, &[], Some(("a.csv", CSV))).await);
    let first = browser.get(&page).await.hidden("version").unwrap();
    let token = browser.token.clone();
    let changed = fields(&token, &[("version", first.as_str()), ("title", "機器台帳（7月）")]);
    let done = browser.post_file(&page, &changed, Some(("b.csv", b"7,8,9"))).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let shown = browser.get(&page).await;
    assert!(
        shown.text().contains("機器台帳（7月）") && shown.text().contains("b.csv") && shown.text().contains("a.csv")
    );
    assert_eq!(browser.get(&format!("{page}/versions/{first}")).await.html.as_bytes(), CSV);
    let late = browser.post_file(&page, &changed, None).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text());
    assert!(late.text().contains("ほかの人が先に変えました"));
}

#[tokio::test]
async fn a_withdrawn_file_leaves_the_list_and_stays_readable() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    let page = address(&add(&mut browser, &[], Some(("a.csv", CSV))).await);
    let version = browser.get(&page).await.hidden("version").unwrap();
    let without = browser.post(&format!("{page}/withdraw"), &[("version", &version), ("why", " ")]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done =
        browser.post(&format!("{page}/withdraw"), &[("version", &version), ("why", "別の施設の台帳だった")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert!(browser.get("/evidence").await.text().contains("まだ資料がありません"));
    let shown = browser.get(&page).await;
    assert!(shown.text().contains("使うのをやめた資料です") && shown.text().contains("別の施設の台帳だった"));
    assert_eq!(browser.get(&format!("{page}/versions/{version}")).await.html.as_bytes(), CSV);
    let again = browser.post(&format!("{page}/withdraw"), &[("version", &version), ("why", "もう一度")]).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_not_taken_is_said_and_nothing_of_it_stays() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    let before = kept(&house);
    let good: Option<(&str, &[u8])> = Some(("a.csv", CSV));
    let cases: [Refused; 8] = [
        (&[], None, "ファイルを選んでください"),
        (&[], Some(("a.csv", b"")), "空のファイルです"),
        (&[], Some(("list.pdf", b"MZ\x90\0\x03")), "プログラムは入れられません"),
        (&[], Some(("a.bin", b"\0\x01\x02\x03")), "中身の種類が分からない"),
        (&[("received_on", "")], good, "受領日を入れてください"),
        (&[("received_on", "2024-13-01")], good, "日付"),
        (&[("effective_on", "2030-01-01")], good, "今日より後の日"),
        (&[("effective_on", "2024-06-01"), ("expires_on", "2024-05-01")], good, "基準日より前"),
    ];
    for (more, file, words) in cases {
        let answer = add(&mut browser, more, file).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}: {}", answer.text());
        assert!(answer.text().contains(words), "{words}: {}", answer.text());
        assert!(answer.html.contains("機器台帳"), "what was typed stays: {words}");
    }
    let stranger = format!("{}:all.asset-ledger", "01890000-0000-7000-8000-000000000000");
    let answer = add(&mut browser, &[("link", &stranger)], good).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "a sheet that is not there");
    assert!(browser.get("/evidence").await.text().contains("まだ資料がありません"));
    assert_eq!(kept(&house), before, "nothing of a refused file stays");
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    let before = kept(&house);
    let large = vec![b'a'; (50 << 20) + 1];
    let answer = add(&mut browser, &[], Some(("large.txt", &large))).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text().contains("50MBまで"), "{}", answer.text());
    let larger = vec![b'a'; (51 << 20) + 4096];
    let answer = add(&mut browser, &[], Some(("larger.txt", &larger))).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "by what it says of itself");
    assert_eq!(kept(&house), before, "nothing half-written");
}

#[tokio::test]
async fn a_form_with_a_file_needs_the_token_before_everything_else() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    browser.get("/evidence").await;
    let token = browser.token.clone();
    for fields in [
        vec![("title", "x"), ("received_on", "2024-06-10")],
        vec![("csrf", "wrong"), ("title", "x"), ("received_on", "2024-06-10")],
        vec![("title", "x"), ("received_on", "2024-06-10"), ("csrf", token.as_str())],
    ] {
        let answer = browser.post_file("/evidence", &fields, Some(("a.csv", CSV))).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{fields:?}");
    }
    // A multipart body does not get past the check of a route that reads no form at all.
    let logout = browser.post_file("/logout", &[("title", "x")], None).await;
    assert_eq!(logout.status, StatusCode::FORBIDDEN);
    browser.origin = Some("http://elsewhere.test".into());
    let foreign = browser.post_file("/evidence", &fields(&token, &[]), Some(("a.csv", CSV))).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_hostile_name_does_no_harm() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    for name in ["../../../etc/cron.d/x.txt", "..\\..\\x.txt", "<img src=x onerror=alert(1)>.txt", "x.txt\u{202e}gnp"] {
        let page = address(&add(&mut browser, &[("title", "")], Some((name, CSV))).await);
        let shown = browser.get(&page).await;
        assert!(!shown.html.contains("<img src=x") && !shown.html.contains('\u{202e}'), "{name}");
        assert!(!shown.html.contains("cron.d"), "{name}");
    }
}
