//! The ledger's pages: a list comes in, is found, changed, decided, and handed out.

use crate::browser::{Answer, Browser};
use axum::http::StatusCode;
use testkit::{Engine, House};

const LIST: &str = "資産番号,機器名,種別,製造番号,部署,OS,サポート期限\n\
    PC-001,受付端末<1>,端末,S-1001,医事課,Windows 10,2025/10/14\n\
    PC-002,受付端末2,端末,S-1002,医事課,Windows 7,2020/1/14\n\
    A-9,CT装置,医療機器,S-1002,放射線科,,\n";

/// Sends a file and goes to its preview.
async fn look(browser: &mut Browser, text: &[u8]) -> (String, Answer) {
    browser.get("/ledger").await;
    let token = browser.token.clone();
    let sent = browser.post_file("/ledger/intake", &[("csrf", &token)], Some(("台帳.csv", text))).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let shown = browser.get(&sent.location).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
    (sent.location.split('?').next().unwrap().to_owned(), shown)
}

async fn take(browser: &mut Browser, text: &[u8]) -> Answer {
    let (address, shown) = look(browser, text).await;
    let (name, seal) = (shown.hidden("name").unwrap(), shown.hidden("seal").unwrap());
    browser.post(&address, &[("name", &name), ("seal", &seal)]).await
}

/// Addresses of the devices on a page, in order.
fn devices(page: &Answer) -> Vec<String> {
    let found = page.html.split("href=\"/ledger/devices/").skip(1).map(|rest| rest.split('"').next().unwrap());
    found.map(|id| format!("/ledger/devices/{id}")).collect()
}

#[tokio::test]
async fn a_list_comes_in_is_found_changed_and_handed_out() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.contributor).await;
    assert!(browser.get("/ledger").await.text().contains("まだ1台もありません"));
    let (_, shown) = look(&mut browser, LIST.as_bytes()).await;
    assert!(shown.text().contains("新しい機器 1") && shown.text().contains("人が決めるもの 2"), "{}", shown.text());
    let taken = take(&mut browser, LIST.as_bytes()).await;
    assert_eq!(taken.location, "/ledger/inbox?done=taken-in");
    let list = browser.get("/ledger").await;
    assert!(list.html.contains("受付端末&#60;1&#62;") && list.text().contains("3 台"), "{}", list.text());
    assert!(browser.get("/ledger?q=%EF%BD%83%EF%BD%94").await.text().contains("1 台"), "full-width ct");
    assert!(browser.get("/ledger?support=ended").await.text().contains("1 台"));
    assert!(browser.get("/ledger?department=%E5%8C%BB%E4%BA%8B%E8%AA%B2&kind=terminal").await.text().contains("2 台"));
    let address = devices(&browser.get("/ledger?q=PC-001").await).remove(0);
    let device = browser.get(&address).await;
    assert!(device.text().contains("医事課") && device.text().contains("一覧 ·"), "{}", device.text());
    assert!(device.text().contains("台帳.csv:2"), "{}", device.text());
    let form = browser.get(&format!("{address}/edit")).await;
    let version = form.hidden("version").unwrap();
    let saved = browser.post(&address, &[("version", &version), ("room", "受付カウンタ")]).await;
    assert_eq!(saved.location, format!("{address}?done=saved"));
    let device = browser.get(&address).await;
    assert!(device.text().contains("受付カウンタ") && device.text().contains("人の記入 ·"), "{}", device.text());
    let stale = browser.post(&address, &[("version", &version), ("room", "別の部屋")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.html.contains("別の部屋"), "what was typed stays");
    let version = browser.get(&format!("{address}/edit")).await.hidden("version").unwrap();
    let wrong = browser.post(&address, &[("version", &version), ("purchased_on", "いつか")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let csv = browser.get("/ledger/csv").await;
    assert!(csv.html.starts_with('\u{feff}') && csv.html.contains("受付カウンタ"), "{}", csv.html);
    let (_, again) = look(&mut browser, csv.html.as_bytes()).await;
    assert!(again.text().contains("変わらない機器 3"), "{}", again.text());
    assert_eq!(browser.get("/ledger/workbook").await.status, StatusCode::OK);
    assert!(browser.get("/ledger/print").await.text().contains("CT装置"));
    house.replay_and_compare().await;
}

#[tokio::test]
async fn what_shares_a_serial_is_decided_in_the_inbox() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    take(&mut browser, LIST.as_bytes()).await;
    let inbox = browser.get("/ledger/inbox").await;
    assert!(inbox.text().contains("製造番号 S1002 が同じ"), "{}", inbox.text());
    let ids: Vec<String> = devices(&inbox).iter().map(|one| one.rsplit('/').next().unwrap().to_owned()).collect();
    let (seq, place) = (inbox.hidden("seq").unwrap(), inbox.hidden("place").unwrap());
    let fields = [("seq", seq.as_str()), ("place", &place), ("device", &ids[0]), ("device", &ids[1])];
    let done = browser.post("/ledger/inbox/apart", &fields).await;
    assert_eq!(done.location, "/ledger/inbox?done=saved");
    assert!(browser.get("/ledger/inbox").await.text().contains("決めるものはありません"));
    house.replay_and_compare().await;
}

#[tokio::test]
async fn many_devices_get_one_value_and_a_choice_that_is_none_is_said() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    take(&mut browser, LIST.as_bytes()).await;
    let ids = devices(&browser.get("/ledger").await);
    let ids: Vec<&str> = ids.iter().map(|one| one.rsplit('/').next().unwrap()).collect();
    let fields = [("query", ""), ("field", "owner"), ("value", "山田"), ("device", ids[0]), ("device", ids[1])];
    let shown = browser.post("/ledger/bulk", &fields).await;
    assert!(shown.text().contains("変わる機器 2"), "{}", shown.text());
    let chosen = shown.html.split("name=\"device\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let mut apply = vec![("query", ""), ("say-owner", "山田")];
    apply.extend(chosen.map(|device| ("device", device)));
    let done = browser.post("/ledger/bulk/apply", &apply).await;
    assert_eq!(done.location, "/ledger?done=saved", "{}", done.text());
    assert!(browser.get("/ledger?only=no_owner").await.text().contains("1 台"));
    let all = [("query", "kind=terminal"), ("all", "yes"), ("do", "confirm"), ("field", "owner"), ("value", "")];
    let seen = browser.post("/ledger/bulk", &all).await;
    assert_eq!(seen.location, "/ledger?kind=terminal&done=saved", "{}", seen.text());
    assert!(browser.get("/ledger?only=unseen").await.text().contains("1 台"), "the third was not seen");
    assert!(browser.get("/ledger/print?on=2024-06-09").await.text().contains("0 台"), "nothing was recorded yet");
    assert!(browser.get("/ledger/print?on=%E3%81%84%E3%81%A4%E3%81%8B").await.text().contains("日付として読めません"));
    let none = browser.post("/ledger/bulk", &[("query", ""), ("field", "owner"), ("value", "山田")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let foreign =
        browser.post("/ledger/bulk", &[("query", ""), ("field", "serial"), ("value", "x"), ("device", ids[0])]).await;
    assert_eq!(foreign.status, StatusCode::BAD_REQUEST, "a serial number is no thing of many");
}

#[tokio::test]
async fn a_file_that_is_no_inventory_is_refused_and_a_viewer_only_reads() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    browser.get("/ledger").await;
    let token = browser.token.clone();
    let sent = browser.post_file("/ledger/intake", &[("csrf", &token)], Some(("x.txt", "こんにちは".as_bytes()))).await;
    let refused = browser.get(&sent.location).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("何のファイルか分かりません"), "{}", refused.text());
    let missing = browser.post_file("/ledger/intake", &[("csrf", &token)], None).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", missing.text());
    take(&mut browser, LIST.as_bytes()).await;
    let mut viewer = Browser::log_in(&house, &house.viewer).await;
    let list = viewer.get("/ledger").await;
    assert!(list.text().contains("CT装置") && !list.html.contains("/ledger/intake"), "{}", list.text());
    let token = viewer.token.clone();
    let sent = viewer.post_file("/ledger/intake", &[("csrf", &token)], Some(("x.csv", LIST.as_bytes()))).await;
    assert_eq!(sent.status, StatusCode::FORBIDDEN);
}
