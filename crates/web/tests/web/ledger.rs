//! The ledger's pages: a list comes in, is found, changed, decided, and handed out.

use crate::browser::{Answer, Browser};
use axum::http::StatusCode;
use testkit::{Engine, House};

const LIST: &str = "資産番号,機器名,種別,製造番号,部署,OS,サポート期限\n\
    PC-001,受付端末<1>,端末,S-1001,医事課,Windows 10,2025/10/14\n\
    PC-002,受付端末2,端末,S-1002,医事課,Windows 7,2020/1/14\n\
    A-9,CT装置,医療機器,S-1002,放射線科,,\n";

/// Goes to a preview, also where the machine is busy and a page of progress comes first.
async fn preview(browser: &mut Browser, address: &str) -> Answer {
    let mut shown = browser.get(address).await;
    while shown.html.contains("data-follow") {
        shown = browser.get(address).await;
    }
    shown
}

/// Says yes, and waits for the end.
async fn yes(browser: &mut Browser, address: &str, fields: &[(&str, &str)]) -> Answer {
    let mut answer = browser.post(address, fields).await;
    while answer.location.starts_with("/ledger/intake/") || answer.html.contains("data-follow") {
        let next = if answer.location.is_empty() { address.to_owned() } else { answer.location.clone() };
        answer = browser.get(&next).await;
    }
    answer
}

/// Sends a file and goes to its preview.
async fn look(browser: &mut Browser, text: &[u8]) -> (String, Answer) {
    browser.get("/ledger").await;
    let token = browser.token.clone();
    let sent = browser.post_file("/ledger/intake", &[("csrf", &token)], Some(("台帳.csv", text))).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let shown = preview(browser, &sent.location).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
    (sent.location.split('?').next().unwrap().to_owned(), shown)
}

async fn take(browser: &mut Browser, text: &[u8]) -> Answer {
    let (address, shown) = look(browser, text).await;
    let (name, seal) = (shown.hidden("name").unwrap(), shown.hidden("seal").unwrap());
    yes(browser, &address, &[("name", &name), ("seal", &seal)]).await
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
    let refused = preview(&mut browser, &sent.location).await;
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

/// `a=b&…` of a form's fields, as a browser sends it.
fn query(pairs: &[(&str, &str)]) -> String {
    serde_urlencoded::to_string(pairs).unwrap()
}

#[tokio::test]
async fn columns_are_shown_corrected_and_kept_for_the_next_list() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.contributor).await;
    let list = "資産番号,機器名,場所メモ,よび名\nA-1,端末1,受付,あ\nA-2,端末2,外来,い\n";
    let (address, shown) = look(&mut browser, list.as_bytes()).await;
    assert!(shown.text().contains("よび名 分からない列"), "{}", shown.text());
    assert!(shown.text().contains("見出しの意味が分からない列が 2 列"), "{}", shown.text());
    let chosen = [
        ("name", "台帳.csv"),
        ("columns", "chosen"),
        ("column:資産番号", "asset_number"),
        ("column:機器名", "name"),
        ("column:場所メモ", "room"),
        ("column:よび名", ""),
    ];
    let corrected = preview(&mut browser, &format!("{address}?{}", query(&chosen))).await;
    assert!(
        !corrected.text().contains("分からない列") && corrected.text().contains("保存する名前"),
        "{}",
        corrected.text()
    );
    let seal = corrected.hidden("seal").unwrap();
    let mut fields = chosen.to_vec();
    fields.extend([("seal", seal.as_str()), ("keep", "うちの形")]);
    // What was chosen is part of what was said yes to.
    let other = [&fields[..4], &[("column:場所メモ", "note"), ("column:よび名", "")], &fields[6..]].concat();
    assert_eq!(yes(&mut browser, &address, &other).await.status, StatusCode::CONFLICT);
    assert_eq!(yes(&mut browser, &address, &fields).await.location, "/ledger?done=taken-in");
    let found = devices(&browser.get("/ledger?q=A-1").await).remove(0);
    assert!(browser.get(&found).await.text().contains("受付"));
    let (_, next) = look(&mut browser, format!("{list}A-3,端末3,病棟,う\n").as_bytes()).await;
    assert!(next.text().contains("前に保存した読み方「うちの形」"), "{}", next.text());
    assert!(next.text().contains("新しい機器 1") && next.text().contains("変わらない機器 2"), "{}", next.text());
    let bad = browser
        .get(&format!("{address}?{}", query(&[("name", "x"), ("columns", "chosen"), ("column:a", "nothing")])))
        .await;
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
    house.replay_and_compare().await;
}

#[tokio::test]
async fn headings_that_nobody_knows_are_chosen_on_the_page() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    let (address, shown) = look(&mut browser, "ばんごう,よび名\nA-1,端末1\nA-2,端末2\n".as_bytes()).await;
    assert!(
        shown.text().contains("見出しの行が見つかりません") && shown.text().contains("下で、どの列が何か"),
        "{}",
        shown.text()
    );
    assert!(shown.hidden("seal").is_none(), "nothing can be taken yet");
    let chosen = [("name", "x"), ("columns", "chosen"), ("column:ばんごう", "asset_number"), ("column:よび名", "name")];
    let read = preview(&mut browser, &format!("{address}?{}", query(&chosen))).await;
    assert!(read.text().contains("新しい機器 2"), "{}", read.text());
}

#[tokio::test]
async fn a_corrected_list_of_the_same_day_is_proposed_and_replaces_the_earlier_one() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    take(&mut browser, LIST.as_bytes()).await;
    let mended = LIST.replace("S-1002,医事課", "S-1012,医事課").replace("受付端末<1>", "受付端末1");
    let (address, shown) = look(&mut browser, mended.as_bytes()).await;
    assert!(
        shown.text().contains("同じ日の一覧「台帳.csv」") && shown.text().contains("（置き換える）"),
        "{}",
        shown.text()
    );
    let replaced =
        preview(&mut browser, &format!("{address}?{}", query(&[("name", "台帳_直し.csv"), ("replaces", "1")]))).await;
    assert!(replaced.text().contains("直したものとして、置き換えます"), "{}", replaced.text());
    assert!(
        replaced.text().contains("人が決めるもの 0") && replaced.text().contains("台帳から外れる機器 0"),
        "{}",
        replaced.text()
    );
    let seal = replaced.hidden("seal").unwrap();
    let fields = [("name", "台帳_直し.csv"), ("replaces", "1"), ("seal", &seal)];
    assert_eq!(yes(&mut browser, &address, &fields).await.location, "/ledger?done=taken-in");
    assert!(browser.get("/ledger/inbox").await.text().contains("決めるものはありません"));
    assert!(browser.get("/ledger").await.text().contains("受付端末1"));
    assert!(browser.get("/journal").await.text().contains("前の一覧を直したものとして"));
    let wrong = preview(&mut browser, &format!("{address}?{}", query(&[("name", "x"), ("replaces", "77")]))).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    house.replay_and_compare().await;
}

#[tokio::test]
async fn a_long_list_shows_how_far_it_is_and_is_stopped() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    let rows: String = (0..10_000)
        .map(|n| format!("A-{n},端末{n},S-90{n:06},受付,10.{}.{}.{}\n", n / 65_536, n / 256 % 256, n % 256))
        .collect();
    let list = format!("資産番号,機器名,製造番号,部屋,IPアドレス\n{rows}");
    browser.get("/ledger").await;
    let token = browser.token.clone();
    let sent = browser.post_file("/ledger/intake", &[("csrf", &token)], Some(("大きい.csv", list.as_bytes()))).await;
    let first = browser.get(&sent.location).await;
    let address = sent.location.split('?').next().unwrap().to_owned();
    if first.html.contains("data-follow") {
        assert!(
            first.html.contains("http-equiv=\"refresh\"") && first.text().contains("ファイルを読む"),
            "{}",
            first.text()
        );
        let stopped = browser.post(&format!("{address}/stop"), &[("name", "大きい.csv")]).await;
        assert_eq!(stopped.location, "/ledger?done=stopped");
    }
    assert!(browser.get("/ledger").await.text().contains("まだ1台もありません"));
    // Looked at again, it comes to its end.
    let mut shown = browser.get(&sent.location).await;
    while shown.html.contains("data-follow") {
        shown = browser.get(&sent.location).await;
    }
    assert!(shown.text().contains("新しい機器 10000"), "{}", shown.text());
    let (name, seal) = (shown.hidden("name").unwrap(), shown.hidden("seal").unwrap());
    let taking = browser.post(&address, &[("name", &name), ("seal", &seal)]).await;
    assert_eq!(taking.status, StatusCode::SEE_OTHER);
    if taking.location.starts_with("/ledger/intake/") {
        let far = browser.get(&taking.location).await;
        assert!(far.text().contains("取り込んでいます") || far.location.contains("taken-in"), "{}", far.text());
        if far.html.contains("data-follow") {
            let stopped = browser.post(&format!("{address}/stop"), &[("name", &name)]).await;
            assert!(stopped.location.ends_with("done=stopped") || stopped.location.ends_with("done=taken-in"));
            if stopped.location.ends_with("done=stopped") {
                assert!(browser.get("/ledger").await.text().contains("まだ1台もありません"));
            }
        }
    }
    house.replay_and_compare().await;
    let mut viewer = Browser::log_in(&house, &house.viewer).await;
    assert_eq!(viewer.post(&format!("{address}/stop"), &[("name", "x")]).await.status, StatusCode::FORBIDDEN);
}
