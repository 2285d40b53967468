//! The network's pages: names are decided, segments named, lines get their way of being cut, procedures are written and checked.

use crate::browser::Browser;
use axum::http::StatusCode;
use testkit::{Engine, House};

const LIST: &str = "資産番号,機器名,種別,IPアドレス,部屋,システム,外部接続\n\
    SV-1,<b>サーバ</b>,サーバ,10.1.1.11,サーバ室,電子カルテ,\n\
    NW-1,VPN装置,ネットワーク機器,10.1.0.1 10.1.1.1 203.0.113.5,サーバ室,,リモート保守\n";

async fn filled(house: &House) -> Browser {
    let mut browser = Browser::log_in(house, &house.officer).await;
    browser.get("/ledger").await;
    let token = browser.token.clone();
    let sent = browser.post_file("/ledger/intake", &[("csrf", &token)], Some(("台帳.csv", LIST.as_bytes()))).await;
    let shown = browser.get(&sent.location).await;
    let (name, seal) = (shown.hidden("name").unwrap(), shown.hidden("seal").unwrap());
    let address = sent.location.split('?').next().unwrap().to_owned();
    let taken = browser.post(&address, &[("name", &name), ("seal", &seal)]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER);
    browser
}

#[tokio::test]
async fn a_name_is_registered_in_one_step_and_its_system_shows_its_devices() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = filled(&house).await;
    assert!(browser.get("/ledger/systems").await.text().contains("電子カルテ"));
    let done = browser.post("/ledger/systems", &[("words", "電子カルテ"), ("system", "new"), ("kind", "ehr")]).await;
    assert_eq!(done.location, "/ledger/systems?done=saved", "{}", done.text());
    let names = browser.get("/ledger/systems").await;
    let system = names.html.split("href=\"/systems/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let page = browser.get(&format!("/systems/{system}")).await;
    assert!(page.text().contains("サーバ 1"), "{}", page.text());
    let list = browser.get("/ledger?q=SV-1").await;
    let device = list.html.split("href=\"/ledger/devices/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert!(browser.get(&format!("/ledger/devices/{device}")).await.html.contains(&format!("/systems/{system}")));
    let again = browser.post("/ledger/systems", &[("words", "EMR"), ("system", &system)]).await;
    assert_eq!(again.location, "/ledger/systems?done=saved");
    let bad = browser.post("/ledger/systems", &[("words", "EMR"), ("system", "x")]).await;
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
    let long =
        browser.post("/ledger/systems", &[("words", &"長".repeat(201)), ("system", "new"), ("kind", "ehr")]).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    house.replay_and_compare().await;
}

#[tokio::test]
async fn segments_are_named_and_a_wrong_line_keeps_what_was_typed() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = filled(&house).await;
    let picture = browser.get("/network").await;
    assert!(picture.html.contains("<svg") && picture.html.contains("10.1.1.0/24"), "{}", picture.text());
    assert!(!picture.html.contains("<b>サーバ"), "what people typed is no markup");
    let form = browser.get("/network/segments").await;
    let version = form.hidden("version").unwrap();
    let wrong =
        [("version", version.as_str()), ("net", "10.1.1.7/24"), ("name", "サーバ網"), ("vlan", ""), ("purpose", "")];
    let refused = browser.post("/network/segments", &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("10.1.1.0/24 ではありませんか") && refused.html.contains("サーバ網"));
    let right = [
        ("version", version.as_str()),
        ("net", "10.1.0.0/24"),
        ("name", ""),
        ("vlan", ""),
        ("purpose", ""),
        ("net", "10.1.1.0/24"),
        ("name", "サーバ網"),
        ("vlan", "12"),
        ("purpose", "診療"),
        ("backup", "1"),
    ];
    let done = browser.post("/network/segments", &right).await;
    assert_eq!(done.location, "/network?done=saved", "{}", done.text());
    let picture = browser.get("/network").await;
    assert!(picture.html.contains("サーバ網 (VLAN 12)") && picture.text().contains("バックアップがある"));
    let stale = browser.post("/network/segments", &right).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(browser.get("/search?q=%E8%A8%BA%E7%99%82").await.html.contains("/network\""));
    house.replay_and_compare().await;
}

#[tokio::test]
async fn a_line_gets_its_way_of_being_cut_and_a_procedure_is_written_and_checked() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = filled(&house).await;
    let list = browser.get("/network/outside").await;
    assert!(
        list.text().contains("分からない機器：1 台") && list.text().contains("登録がありません"),
        "{}",
        list.text()
    );
    let line = list.hidden("line").unwrap();
    let long = browser.post("/network/outside", &[("line", &line), ("how", &"長".repeat(201))]).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = browser.post("/network/outside", &[("line", &line), ("how", "青いケーブルを抜く")]).await;
    assert_eq!(done.location, "/network/outside?done=saved");
    assert!(browser.get("/network/outside").await.text().contains("青いケーブルを抜く"));
    assert_eq!(browser.get("/network/outside/workbook").await.status, StatusCode::OK);

    let house_page = browser.get("/network/disconnect/house").await;
    assert!(house_page.text().contains("まだ人が確かめていません") && house_page.text().contains("青いケーブルを抜く"));
    let form = browser.get("/network/disconnect/house/edit").await;
    let version = form.hidden("version").unwrap();
    let post = async |browser: &mut Browser, version: &str, on: &str| {
        let fields = [
            ("version", version),
            ("backup", "NASのLANを抜く"),
            ("checked", "yes"),
            ("checked_on", on),
            ("checked_by", "久保"),
        ];
        browser.post("/network/disconnect/house", &fields).await
    };
    let ahead = post(&mut browser, &version, "2024-06-11").await;
    assert_eq!(ahead.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(ahead.html.contains("NASのLANを抜く"), "what was typed stays");
    let done = post(&mut browser, &version, "2024-06-10").await;
    assert_eq!(done.location, "/network/disconnect/house?done=saved", "{}", done.text());
    let shown = browser.get("/network/disconnect/house").await;
    assert!(shown.text().contains("久保 が現場で確かめました"), "{}", shown.text());
    assert_eq!(post(&mut browser, &version, "2024-06-10").await.status, StatusCode::CONFLICT);
    let empty = browser.post("/network/disconnect/house", &[("version", "1"), ("backup", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(browser.get("/network/disconnect/nowhere").await.status, StatusCode::NOT_FOUND);
    let journal = browser.get("/journal").await;
    assert!(journal.text().contains("病院全体 の切断手順を、現場で確かめた"), "{}", journal.text());
    house.replay_and_compare().await;
}

#[tokio::test]
async fn a_viewer_reads_and_changes_nothing() {
    let house = House::build(Engine::Sqlite).await;
    filled(&house).await;
    let mut viewer = Browser::log_in(&house, &house.viewer).await;
    for page in ["/network", "/network/outside", "/network/disconnect", "/network/disconnect/house", "/ledger/systems"]
    {
        let shown = viewer.get(page).await;
        assert_eq!(shown.status, StatusCode::OK, "{page}");
        assert!(
            !shown.html.contains("action=\"/network") && !shown.html.contains("action=\"/ledger/systems"),
            "{page}"
        );
    }
    assert_eq!(viewer.get("/network/segments").await.status, StatusCode::FORBIDDEN);
    assert_eq!(viewer.post("/network/outside", &[]).await.status, StatusCode::FORBIDDEN);
}
