//! Stock-takes, labels, saved views and edits of many, by the pages.

use crate::browser::{Answer, Browser};
use axum::http::StatusCode;
use testkit::{Engine, House};

const LIST: &str = "資産番号,機器名,種別,製造番号,建物,階,部屋,部署,担当者\n\
    PC-001,受付端末1,端末,S-1001,本館,1階,受付,医事課,山田\n\
    PC-002,受付端末2,端末,S-1002,本館,1階,受付,医事課,山田\n\
    SV-001,電子カルテサーバ,サーバ,S-2001,本館,1階,サーバ室,情報室,佐藤\n\
    ,番号のない端末,端末,S-4001,本館,2階,検査室,検査科,鈴木\n";

async fn take(browser: &mut Browser) {
    browser.get("/ledger").await;
    let token = browser.token.clone();
    let sent = browser.post_file("/ledger/intake", &[("csrf", &token)], Some(("台帳.csv", LIST.as_bytes()))).await;
    let shown = browser.get(&sent.location).await;
    let (name, seal) = (shown.hidden("name").unwrap(), shown.hidden("seal").unwrap());
    let address = sent.location.split('?').next().unwrap().to_owned();
    browser.post(&address, &[("name", &name), ("seal", &seal)]).await;
}

/// Takes the list in and begins a stock-take; its address.
async fn begun(browser: &mut Browser) -> String {
    take(browser).await;
    let done = browser.post("/stocktakes", &[("name", "春の棚卸"), ("on", "2024-06-10")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    done.location.split('?').next().unwrap().to_owned()
}

/// Addresses of the devices on a page of the stock-take, in order.
fn devices(page: &Answer, at: &str) -> Vec<String> {
    let start = format!("class=\"count-line__name\" href=\"{at}/devices/");
    page.html.split(&start).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_stock_take_goes_from_its_list_to_its_report() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.contributor).await;
    assert!(browser.get("/stocktakes").await.text().contains("まだ棚卸はありません"));
    let wrong = browser.post("/stocktakes", &[("name", ""), ("on", "いつか")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let nothing = browser.post("/stocktakes", &[("name", "空"), ("on", "2024-06-10")]).await;
    assert!(nothing.text().contains("機器がありません"), "{}", nothing.text());
    let at = begun(&mut browser).await;
    assert!(browser.get("/stocktakes/new?floor=2%E9%9A%8E").await.text().contains("1 台"));
    let shown = browser.get(&at).await;
    assert!(shown.text().contains("本館 1階 受付") && shown.text().contains("全館"), "{}", shown.text());
    // The room: サーバ室 is the first of three.
    let room = browser.get(&format!("{at}/rooms/2")).await;
    let desk = devices(&room, &at);
    assert_eq!(desk.len(), 2, "{}", room.text());
    let one = browser.post(&format!("{at}/count"), &[("room", "2"), ("one", &desk[0])]).await;
    assert_eq!(one.location, format!("{at}/rooms/2?done=saved"));
    let moved = [("room", "2"), ("alone", "yes"), ("device", desk[1].as_str()), ("do", "elsewhere")];
    let nowhere = browser.post(&format!("{at}/count"), &moved).await;
    assert_eq!(nowhere.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nowhere.text().contains("見つけた建物・階・部屋"), "{}", nowhere.text());
    let moved: Vec<_> = moved.into_iter().chain([("found_in", "1")]).collect();
    assert_eq!(browser.post(&format!("{at}/count"), &moved).await.location, format!("{at}/rooms/2?done=saved"));
    let room = browser.get(&format!("{at}/rooms/2")).await;
    assert!(room.text().contains("→ 本館 1階 サーバ室"), "{}", room.text());
    // Everything that is left but one, in one action.
    let all = [("all", "yes"), ("do", "missing"), ("state", "open")];
    assert_eq!(
        browser.post(&format!("{at}/count"), &all).await.location,
        format!("{at}/devices?state=open&done=saved")
    );
    let missing = browser.get(&format!("{at}/devices?state=missing")).await;
    assert_eq!(devices(&missing, &at).len(), 2);
    for page in ["sheets", "sheets?room=2", "report", "finish", "add?code=X-1"] {
        let shown = browser.get(&format!("{at}/{page}")).await;
        assert_eq!(shown.status, StatusCode::OK, "{page}: {}", shown.text());
    }
    let sheets = browser.get(&format!("{at}/sheets")).await;
    assert_eq!(sheets.html.matches("<svg class=\"qr\"").count(), 4 + 3, "a code for each device and room");
    let added = browser.post(&format!("{at}/add"), &[("asset_number", "PC-777"), ("room", "受付")]).await;
    assert_eq!(added.location, format!("{at}?done=device-added"));
    let empty = browser.post(&format!("{at}/add"), &[("note", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let careless = browser.post(&format!("{at}/finish"), &[("all", "gone")]).await;
    assert!(careless.text().contains("データの消去方法を書いてください"), "{}", careless.text());
    let done = browser.post(&format!("{at}/finish"), &[("all", "searching")]).await;
    assert_eq!(done.location, format!("{at}?done=stocktake-finished"));
    let late = browser.post(&format!("{at}/count"), &[("room", "2"), ("one", &desk[0])]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let report = browser.get(&format!("{at}/report")).await;
    assert!(report.text().contains("引き続き探す") && report.text().contains("PC-777"), "{}", report.text());
    assert!(
        browser.get("/search?q=%E6%98%A5%E3%81%AE%E6%A3%9A%E5%8D%B8").await.html.contains(&at),
        "found by its name"
    );
    house.replay_and_compare().await;
}

#[tokio::test]
async fn a_number_or_a_code_leads_to_its_device() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    let at = begun(&mut browser).await;
    let by_number = browser.get(&format!("{at}?code=%EF%BD%90%EF%BD%83-001")).await;
    let device = by_number.location.clone();
    assert!(device.starts_with(&format!("{at}/devices/")), "{device}");
    let page = browser.get(&device).await;
    assert!(page.text().contains("受付端末1") && page.html.contains("button--tap"), "{}", page.text());
    let id = device.rsplit('/').next().unwrap().to_owned();
    let scanned = format!("http%3A%2F%2Fhost%2Fd%2F{}", id.replace('-', ""));
    assert_eq!(browser.get(&format!("{at}?code={scanned}")).await.location, device);
    let unknown = browser.get(&format!("{at}?code=XX-9")).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert!(unknown.text().contains("XX-9"), "{}", unknown.text());
    let short = format!("/d/{}", id.replace('-', ""));
    assert_eq!(browser.get(&short).await.location, device, "while it runs");
    let room = at.replace("/stocktakes/", "/s/").replace('-', "") + "/2";
    assert_eq!(browser.get(&room).await.location, format!("{at}/rooms/2"));
    assert_eq!(browser.get("/d/nonsense").await.status, StatusCode::NOT_FOUND);
    browser.post(&format!("{at}/finish"), &[("all", "searching")]).await;
    assert_eq!(browser.get(&short).await.location, format!("/ledger/devices/{id}"));
    // A stranger logs in first, and comes to the device.
    let mut stranger = Browser::new(&house);
    assert_eq!(stranger.get(&short).await.location, "/login");
    stranger.get("/login").await;
    let fields = [("login", house.officer.login), ("password", testkit::PASSWORD)];
    assert_eq!(stranger.post("/login", &fields).await.location, short);
    let mut other = Browser::new(&house);
    other.get("/login").await;
    assert_eq!(other.post("/login", &fields).await.location, "/", "nothing was wanted");
}

#[tokio::test]
async fn a_viewer_counts_the_own_department_and_nothing_else() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    let at = begun(&mut browser).await;
    let desk = devices(&browser.get(&format!("{at}/rooms/2")).await, &at);
    let mut viewer = Browser::log_in(&house, &house.viewer).await;
    let page = viewer.get(&format!("{at}/rooms/2")).await;
    assert!(!page.html.contains("name=\"one\""), "no department, no button");
    let refused = viewer.post(&format!("{at}/count"), &[("room", "2"), ("one", &desk[0])]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text().contains("あなたの部署の機器ではありません"), "{}", refused.text());
    let staff = house.viewer.staff;
    let roster = store::staff::roster(&house.app.db, &house.view()).await.unwrap();
    let before = roster.member(staff).unwrap().clone();
    let department = Some(domain::staff::Name::parse("医事課").unwrap());
    let member = domain::staff::StaffMember { department, ..before };
    store::staff::record(&house.app.db, &house.permit(), house.app.now(), member).await.unwrap();
    let page = viewer.get(&format!("{at}/rooms/2")).await;
    assert!(page.html.contains("name=\"one\""), "{}", page.text());
    let all = [("room", "2"), ("all", "yes"), ("do", "confirmed")];
    assert_eq!(viewer.post(&format!("{at}/count"), &all).await.location, format!("{at}/rooms/2?done=saved"));
    let server = devices(&viewer.get(&format!("{at}/rooms/1")).await, &at).remove(0);
    let refused = viewer.post(&format!("{at}/count"), &[("room", "1"), ("one", &server)]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(viewer.get(&format!("{at}/finish")).await.status, StatusCode::FORBIDDEN);
    house.replay_and_compare().await;
}

#[tokio::test]
async fn a_sheet_comes_back_and_is_shown_before_it_counts() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    let at = begun(&mut browser).await;
    let book = browser.get(&format!("{at}/workbook")).await;
    assert_eq!(book.status, StatusCode::OK);
    let filled = "資産番号,結果,備考\nPC-001,あった,\nPC-002,見つからない,棚の裏も見た\nXX-9,あった,\n";
    let token = browser.token.clone();
    let sent =
        browser.post_file(&format!("{at}/intake"), &[("csrf", &token)], Some(("棚卸.csv", filled.as_bytes()))).await;
    let shown = browser.get(&sent.location).await;
    assert!(shown.text().contains("あった 1") && shown.text().contains("取り込めないもの 1"), "{}", shown.text());
    let (name, seal) = (shown.hidden("name").unwrap(), shown.hidden("seal").unwrap());
    let address = sent.location.split('?').next().unwrap().to_owned();
    let done = browser.post(&address, &[("name", &name), ("seal", &seal)]).await;
    assert_eq!(done.location, format!("{at}?done=taken-in"));
    let again = browser.post(&address, &[("name", &name), ("seal", &seal)]).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "it went on since");
    let other = browser.post_file(&format!("{at}/intake"), &[("csrf", &token)], Some(("x.csv", b"a,b\n1,2\n"))).await;
    assert_eq!(browser.get(&other.location).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let missing = browser.post_file(&format!("{at}/intake"), &[("csrf", &token)], None).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    house.replay_and_compare().await;
}

#[tokio::test]
async fn labels_fill_a_begun_sheet_and_bear_the_address() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.viewer).await;
    let mut officer = Browser::log_in(&house, &house.officer).await;
    take(&mut officer).await;
    let labels = browser.get("/ledger/labels?sheet=65&start=64&base=https%3A%2F%2Fsakimori.example%3A8443").await;
    assert_eq!(labels.html.matches("class=\"labels labels--65\"").count(), 2, "two places are left on the first");
    assert_eq!(labels.html.matches("<div class=\"label\">").count(), 63 + 4);
    assert_eq!(labels.html.matches("<svg class=\"qr\"").count(), 4, "also the device without a number");
    assert!(labels.html.contains("value=\"https://sakimori.example:8443\""), "{}", labels.text());
    assert!(!labels.html.contains("style=\""), "no inline style");
    let wrong = browser.get("/ledger/labels?base=javascript:x&start=999&sheet=7").await;
    assert!(wrong.text().contains("のように書いてください"), "{}", wrong.text());
    assert!(browser.get("/ledger/labels?kind=server").await.text().contains("ラベル 1 枚"));
}

#[tokio::test]
async fn views_are_kept_shared_and_deleted() {
    let house = House::build(Engine::Sqlite).await;
    let mut officer = Browser::log_in(&house, &house.officer).await;
    take(&mut officer).await;
    let keep = [("name", "サーバだけ"), ("query", "kind=server&page=7&evil=1"), ("shared", "yes")];
    assert_eq!(officer.post("/ledger/views", &keep).await.location, "/ledger?kind=server&done=saved");
    assert_eq!(officer.post("/ledger/views", &keep).await.status, StatusCode::CONFLICT, "the same name");
    let mut viewer = Browser::log_in(&house, &house.viewer).await;
    let list = viewer.get("/ledger").await;
    assert!(list.html.contains("href=\"/ledger?kind=server\""), "{}", list.text());
    let shares =
        viewer.post("/ledger/views", &[("name", "みんなへ"), ("query", "kind=server"), ("shared", "yes")]).await;
    assert_eq!(shares.status, StatusCode::FORBIDDEN);
    let own = viewer.post("/ledger/views", &[("name", "自分の"), ("query", "kind=terminal")]).await;
    assert_eq!(own.location, "/ledger?kind=terminal&done=saved");
    assert!(!officer.get("/ledger").await.text().contains("自分の"), "only its owner sees it");
    let drop = |page: &Answer, nth: usize| {
        let start = "action=\"/ledger/views/";
        page.html.split(start).nth(nth).map(|rest| format!("/ledger/views/{}", rest.split('"').next().unwrap()))
    };
    let page = viewer.get("/ledger").await;
    let address = drop(&page, 1).unwrap();
    assert!(drop(&page, 2).is_none(), "the house's view has no button for a viewer");
    assert_eq!(viewer.post(&address, &[]).await.location, "/ledger?done=saved");
    let shared = drop(&officer.get("/ledger").await, 1).unwrap();
    assert_eq!(viewer.post(&shared, &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(officer.post(&shared, &[]).await.location, "/ledger?done=saved");
    assert_eq!(
        officer.post("/ledger/views", &[("name", ""), ("query", "")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    house.replay_and_compare().await;
}

#[tokio::test]
async fn an_edit_of_many_is_shown_first_and_what_changed_since_is_marked() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    take(&mut browser).await;
    let fields = [
        ("query", "kind=terminal"),
        ("all", "yes"),
        ("do", "edit"),
        ("field", "floor"),
        ("value", "5階"),
        ("field", "owner"),
        ("value", "山田"),
        ("field", ""),
        ("value", ""),
    ];
    let shown = browser.post("/ledger/bulk", &fields).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.text().contains("変わる機器 3") && shown.text().contains("階：1階 → 5階"), "{}", shown.text());
    let chosen: Vec<String> = shown
        .html
        .split("name=\"device\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect();
    let mut apply = vec![("query", "kind=terminal"), ("say-floor", "5階"), ("say-owner", "山田")];
    apply.extend(chosen.iter().map(|device| ("device", device.as_str())));
    let first = chosen[0].split('.').next().unwrap();
    let version = browser.get(&format!("/ledger/devices/{first}/edit")).await.hidden("version").unwrap();
    browser.post(&format!("/ledger/devices/{first}"), &[("version", &version), ("floor", "9階")]).await;
    let moved = browser.post("/ledger/bulk/apply", &apply).await;
    assert_eq!(moved.status, StatusCode::CONFLICT);
    assert!(moved.text().contains("見たあとで変わった") && moved.text().contains("9階 → 5階"), "{}", moved.text());
    let chosen: Vec<String> = moved
        .html
        .split("name=\"device\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect();
    let mut apply = vec![("query", "kind=terminal"), ("say-floor", "5階"), ("say-owner", "山田")];
    apply.extend(chosen.iter().map(|device| ("device", device.as_str())));
    let done = browser.post("/ledger/bulk/apply", &apply).await;
    assert_eq!(done.location, "/ledger?kind=terminal&done=saved", "{}", done.text());
    let wrong = [("query", ""), ("all", "yes"), ("field", "support_end"), ("value", "いつか")];
    assert_eq!(browser.post("/ledger/bulk", &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let empty = [("query", ""), ("all", "yes"), ("field", "department"), ("value", ""), ("clear", "yes")];
    let refused = browser.post("/ledger/bulk", &empty).await;
    assert!(refused.text().contains("書けない機器 4"), "{}", refused.text());
    house.replay_and_compare().await;
}
