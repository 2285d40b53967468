//! Answers in files: at the vendors' door and at the institution; and what is asked beside the form.

use crate::{
    browser::{Answer, Browser},
    door::{Guest, door, fields, link, reaching, says_no_secret, with},
};
use axum::http::StatusCode;
use domain::{
    id::VendorId,
    journal::Seq,
    vendor::remote_access::{RemoteAccess, RemoteAccessDraft, RemoteAccessText},
};
use testkit::{Engine, House};

const ORIGIN: &str = "http://vendors.test";

async fn way_in(house: &House, vendor: &str, target: &str) {
    let vendors = store::vendor::vendors(&house.app.db, &house.view()).await.unwrap();
    let vendor: VendorId = vendors.iter().find(|one| one.stated.name.as_str() == vendor).unwrap().id;
    let text = RemoteAccessText {
        target,
        means: vec!["vpn"],
        origin: "unknown",
        two_factor: "unknown",
        opening: "unknown",
        note: "院内のメモ",
        ..RemoteAccessText::default()
    };
    let stated = RemoteAccessDraft::parse(vendor, &text).unwrap();
    let access = RemoteAccess { id: house.app.ids.next(), stated, version: Seq::ZERO };
    store::vendor::remote_access::record(&house.app.db, &house.permit(), house.app.now(), access).await.unwrap();
}

/// An answer file from the template that the page hands out, every item answered yes.
fn answered(template: &Answer) -> serde_json::Value {
    let mut file: serde_json::Value = serde_json::from_str(&template.html).unwrap();
    file["answered_by"] = "山田 太郎".into();
    for item in file["forms"][0]["items"].as_array_mut().unwrap() {
        item["answer"] = "yes".into();
        item["on"] = "2024-06-10".into();
    }
    file
}

#[tokio::test]
async fn a_file_at_the_door_becomes_what_was_typed_and_is_handed_in_on_the_page() {
    let house = House::build(Engine::Sqlite).await;
    let (mut browser, request, path) = door(&house).await;
    way_in(&house, "あさひ社", "電子カルテサーバ").await;
    way_in(&house, "みどり社", "給食サーバ").await;
    let guest = Guest::new(&house);
    let page = guest.get(&path).await;
    assert!(page.text().contains("電子カルテサーバ") && !page.html.contains("給食サーバ"), "{}", page.text());
    says_no_secret(&page);

    let book = guest.get(&format!("{path}/workbook")).await;
    assert_eq!(book.status, StatusCode::OK);
    assert!(book.headers.get("content-disposition").unwrap().to_str().unwrap().starts_with("attachment"));
    let template = guest.get(&format!("{path}/answer-file")).await;
    assert_eq!(template.status, StatusCode::OK);
    says_no_secret(&template);
    assert!(!template.html.contains("給食サーバ"));

    let saved = page.hidden("saved").unwrap();
    let bytes = serde_json::to_vec(&answered(&template)).unwrap();
    let file = format!("{path}/file");
    let forged = guest.post_file(&file, &[("saved", &saved)], &bytes, "http://evil.test").await;
    assert_eq!(forged.status, StatusCode::NOT_FOUND);
    let empty = guest.post_file(&file, &[("saved", &saved)], b"", ORIGIN).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let nonsense = guest.post_file(&file, &[("saved", &saved)], b"hello", ORIGIN).await;
    assert_eq!(nonsense.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nonsense.text().contains("UTF-8のJSON"), "{}", nonsense.text());
    says_no_secret(&nonsense);
    let signed = guest.post_file(&file, &[("saved", &saved), ("signature", "00 11")], &bytes, ORIGIN).await;
    assert_eq!(signed.status, StatusCode::UNPROCESSABLE_ENTITY, "a signature that is none");

    let read = guest.post_file(&file, &[("saved", &saved)], &bytes, ORIGIN).await;
    assert_eq!(read.status, StatusCode::SEE_OTHER, "{}", read.text());
    let shown = guest.get(&read.location).await;
    assert!(shown.text().contains("ファイルを読み込みました。まだ提出していません"), "{}", shown.text());
    assert!(shown.html.contains("value=\"山田 太郎\""));
    let older = guest.post_file(&file, &[("saved", &saved)], &bytes, ORIGIN).await;
    assert_eq!(older.status, StatusCode::CONFLICT, "somebody saved in the meantime");

    let key = shown.html.split("name=\"so:access:").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let (so, note) = (format!("so:access:{key}"), format!("note:access:{key}"));
    let beside = [(so.as_str(), "yes"), (note.as_str(), ""), ("name", "山田 太郎"), ("do", "hand-in")];
    let done = guest.post(&path, &with(fields(&shown, "yes"), &beside)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let after = guest.post_file(&file, &[("saved", "0")], &bytes, ORIGIN).await;
    assert_eq!(after.status, StatusCode::CONFLICT, "nothing after it was handed in");
    let waiting = browser.get(&request).await;
    assert!(
        waiting.text().contains("回答ファイルから") && waiting.text().contains("電子カルテサーバ"),
        "{}",
        waiting.text()
    );
    let accept =
        waiting.html.split("action=\"").find(|part| part.split('"').next().unwrap().ends_with("/accept")).unwrap();
    let accept = accept.split('"').next().unwrap().to_owned();
    assert_eq!(browser.post(&accept, &[]).await.status, StatusCode::SEE_OTHER);
    let ways = browser.get("/remote-access").await.text();
    assert!(ways.contains("2024-06-10") || ways.contains("確認"), "{ways}");
    let rows = store::vendor::remote_access::confirmations(&house.app.db, &house.view()).await.unwrap();
    assert_eq!(rows.len(), 1);
}

#[tokio::test]
async fn every_route_of_the_door_refuses_what_is_no_link_of_its_own() {
    let house = House::build(Engine::Sqlite).await;
    let (mut browser, request, path) = door(&house).await;
    let guest = Guest::new(&house);
    let nobody = format!("/v/{}", "0".repeat(64));
    let own = guest.get(&path).await;
    assert_eq!(own.status, StatusCode::OK);
    let page = browser.get(&request).await;
    let revoke = page.html.split("action=\"").find(|part| part.contains("/revoke")).unwrap().split('"').next().unwrap();
    let revoke = revoke.to_owned();
    assert_eq!(browser.post(&revoke, &[]).await.status, StatusCode::SEE_OTHER);
    for (method, route) in web::VENDOR_ROUTES.iter().filter(|(_, route)| route.contains("{token}")) {
        for link in [&nobody, &path] {
            // Whoever guesses has to wait: an hour is long enough.
            house.app.clock.set(house.app.now().plus_millis(3_600_000));
            let at = route.replace("/v/{token}", link);
            let answer = match (*method, route.ends_with("/file")) {
                ("GET", _) => guest.get(&at).await,
                (_, true) => guest.post_file(&at, &[("saved", "0")], b"{}", ORIGIN).await,
                _ => guest.post(&at, &[("saved".to_owned(), "0".to_owned())]).await,
            };
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{method} {at}: {}", answer.text());
            says_no_secret(&answer);
            assert!(!answer.html.contains("あさひ社"), "{method} {at}");
        }
    }
}

#[tokio::test]
async fn a_record_that_changed_since_it_was_seen_is_asked_again() {
    let house = House::build(Engine::Sqlite).await;
    let (_, _, path) = door(&house).await;
    way_in(&house, "あさひ社", "電子カルテサーバ").await;
    let guest = Guest::new(&house);
    let page = guest.get(&path).await;
    let key = page.html.split("name=\"so:access:").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let (id, version) = key.rsplit_once(':').unwrap();
    let stale = format!("so:access:{id}:{}", version.parse::<i64>().unwrap() - 1);
    let fields = with(fields(&page, "yes"), &[(&stale, "yes"), ("name", "山田"), ("do", "hand-in")]);
    let refused = guest.post(&path, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
    assert!(refused.text().contains("直すところが"), "{}", refused.text());
}

#[tokio::test]
async fn a_file_is_looked_at_before_it_is_received() {
    let house = House::build(Engine::Sqlite).await;
    let (mut browser, request, path) = door(&house).await;
    let template = browser.get(&format!("{request}/answer-file")).await;
    assert_eq!(template.status, StatusCode::OK);
    assert_eq!(browser.get(&format!("{request}/workbook")).await.status, StatusCode::OK);
    let mut file = answered(&template);
    file["answered_by"] = "".into();
    let take = format!("{request}/file");
    browser.get(&request).await;
    let token = browser.token.clone();
    let upload = async |browser: &mut Browser, bytes: &[u8], name: &str| {
        browser.post_file(&take, &[("csrf", &token)], Some((name, bytes))).await
    };
    let none = browser.post_file(&take, &[("csrf", &token)], None).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let program = upload(&mut browser, b"MZ\x90\0\x03\0\0\0", "a.exe").await;
    assert_eq!(program.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(program.text().contains("回答のファイルではありません"), "{}", program.text());

    // Half answered: it is shown, and can't be received.
    let mut half = file.clone();
    half["forms"][0]["items"].as_array_mut().unwrap().truncate(1);
    let shown = upload(&mut browser, &serde_json::to_vec(&half).unwrap(), "half.json").await;
    assert_eq!(shown.status, StatusCode::SEE_OTHER, "{}", shown.text());
    let shown = browser.get(&shown.location).await;
    assert!(shown.text().contains("このままでは受け取れません"), "{}", shown.text());
    assert!(shown.hidden("seal").is_none());

    let shown = upload(&mut browser, &serde_json::to_vec(&file).unwrap(), "answer.json").await;
    let at = shown.location.split('?').next().unwrap().to_owned();
    let shown = browser.get(&shown.location).await;
    let seal = shown.hidden("seal").unwrap();
    let receive = async |browser: &mut Browser, by: &str, seal: &str| {
        let fields = [("name", "answer.json"), ("seal", seal), ("answered_by", by), ("post", ""), ("signature", "")];
        browser.post(&at, &fields).await
    };
    assert_eq!(receive(&mut browser, " ", &seal).await.status, StatusCode::UNPROCESSABLE_ENTITY, "who answered");
    assert_eq!(receive(&mut browser, "山田", "x").await.status, StatusCode::CONFLICT, "not what was shown");
    let done = receive(&mut browser, "山田", &seal).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert_eq!(receive(&mut browser, "山田", &seal).await.status, StatusCode::CONFLICT, "twice");
    let guest = Guest::new(&house);
    assert!(guest.get(&path).await.text().contains("医療機関が確かめています"));

    // What a vendor answered is not taken in as the institution's own form.
    let other = link(&mut Browser::log_in_at(&reaching(&house), &house.officer).await, &request).await;
    let book = guest.get(&format!("{other}/workbook")).await;
    assert_eq!(book.status, StatusCode::OK);
    let journal = browser.get("/journal").await.text();
    assert!(journal.contains("「あさひ社」の回答を受け取った（回答者 山田）"), "{journal}");
}
