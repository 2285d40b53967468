//! Pages of backups: a copy is planned, runs come in, a finding shows, a procedure is approved, a rehearsal recorded.

use crate::browser::{Answer, Browser};
use axum::http::StatusCode;
use domain::{
    journal::Seq,
    ledger::{System, SystemDraft},
};
use testkit::{Engine, House};

const LIST: &str = "ジョブ名,開始日時,結果,サイズ\nカルテ夜間,2024-06-05 2:00,成功,10 GB\nカルテ夜間,2024-06-06 2:00,失敗,\nカルテ夜間,いつか,成功,\n";

async fn system(house: &House) -> String {
    let stated = SystemDraft::parse("みどりカルテ<1>", "ehr", None).unwrap();
    let system = System { id: house.app.ids.next(), stated, version: Seq::ZERO };
    let id = system.id.to_string();
    store::ledger::record_system(&house.app.db, &house.permit(), house.app.now(), system).await.unwrap();
    id
}

async fn look(browser: &mut Browser, name: &str, bytes: &[u8]) -> Answer {
    browser.get("/backups").await;
    let token = browser.token.clone();
    let sent = browser.post_file("/backups/intake", &[("csrf", &token)], Some((name, bytes))).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let mut shown = browser.get(&sent.location).await;
    shown.location = sent.location;
    shown
}

async fn copy(browser: &mut Browser, system: &str) -> String {
    let fields = [("name", "NAS"), ("frequency", "daily"), ("separation", "none"), ("generations", "7")];
    let saved = browser.post(&format!("/backups/{system}/copies/new"), &fields).await;
    assert_eq!(saved.location, format!("/backups/{system}?done=saved"), "{}", saved.text());
    let page = browser.get(&format!("/backups/{system}")).await;
    let start = format!("/backups/{system}/copies/");
    let all = page.html.split(start.as_str()).skip(1).map(|rest| rest.split('"').next().unwrap());
    all.map(str::to_owned).find(|id| id != "new").unwrap()
}

#[tokio::test]
async fn a_copy_is_planned_its_runs_come_in_and_what_is_wrong_shows() {
    let house = House::build(Engine::Sqlite).await;
    let system = system(&house).await;
    let mut browser = Browser::log_in(&house, &house.contributor).await;
    let empty = browser.get("/backups").await;
    assert!(empty.html.contains("みどりカルテ&#60;1&#62;") && empty.text().contains("コピーが1つも登録されていません"));
    let wrong = browser.post(&format!("/backups/{system}"), &[("version", "0"), ("rto_hours", "たくさん")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.html.contains("たくさん") && wrong.text().contains("数字で書いてください"), "{}", wrong.text());
    let plan = [("version", "0"), ("what", "診療録"), ("rto_hours", "4")];
    let saved = browser.post(&format!("/backups/{system}"), &plan).await;
    assert_eq!(saved.location, format!("/backups/{system}?done=saved"));
    let stale = browser.post(&format!("/backups/{system}"), &plan).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let copy = copy(&mut browser, &system).await;
    let shown = look(&mut browser, "記録.csv", LIST.as_bytes()).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
    let text = shown.text();
    assert!(text.contains("新しい記録 2") && text.contains("読めない行 1"), "{text}");
    assert!(text.contains("日本の時刻とみなします") && text.contains("日時として読めません"), "{text}");
    let address = shown.location.split('?').next().unwrap().to_owned();
    let (name, seal) = (shown.hidden("name").unwrap(), shown.hidden("seal").unwrap());
    let columns = ["job", "start", "result", "size"].map(|code| {
        let key = format!("column:{code}");
        let value = shown.hidden(&key).unwrap();
        (key, value)
    });
    let mut fields =
        vec![("name", name.as_str()), ("seal", &seal), ("chosen", "yes"), ("copy:0", &copy), ("keep", "夜間の一覧")];
    fields.extend(columns.iter().map(|(key, value)| (key.as_str(), value.as_str())));
    let taken = browser.post(&address, &fields).await;
    assert_eq!(taken.location, "/backups?done=taken-in", "{}", taken.text());
    let again = look(&mut browser, "記録.csv", LIST.as_bytes()).await;
    assert!(again.text().contains("前からある記録 2") && again.text().contains("夜間の一覧"), "{}", again.text());
    let page = browser.get(&format!("/backups/{system}")).await;
    assert!(
        page.text().contains("最後に成功したのは") && page.text().contains("1 回失敗しています"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("どのコピーも、ネットワークからたどり着けます"));
    let home = browser.get("/").await;
    assert!(home.text().contains("システムのバックアップが古くなっています"), "{}", home.text());
    let found = browser.get("/search?q=%E3%82%AB%E3%83%AB%E3%83%86%E5%A4%9C%E9%96%93").await;
    assert!(found.html.contains(&format!("/backups/{system}")), "{}", found.text());
    assert_eq!(browser.get("/backups/workbook").await.status, StatusCode::OK);
    assert!(browser.get("/backups/requirements").await.text().contains("推定した文"));
    let jobs = browser.get("/backups/jobs").await;
    let version = jobs.hidden("version").unwrap();
    let none = [("tool", "list"), ("job", "カルテ夜間"), ("copy", ""), ("version", version.as_str())];
    assert_eq!(browser.post("/backups/jobs", &none).await.location, "/backups/jobs?done=saved");
    assert!(browser.get("/backups").await.text().contains("決まっていないジョブが 1 件"));
    assert_eq!(browser.post("/backups/jobs", &none).await.status, StatusCode::CONFLICT);
    house.replay_and_compare().await;
}

#[tokio::test]
async fn a_procedure_is_written_and_approved_and_a_rehearsal_recorded_with_its_log() {
    let house = House::build(Engine::Sqlite).await;
    let system = system(&house).await;
    let mut browser = Browser::log_in(&house, &house.contributor).await;
    let copy = copy(&mut browser, &system).await;
    let address = format!("/backups/{system}/procedure");
    let wrong = [("version", "0"), ("what-1", ""), ("who-1", "田中"), ("minutes-1", "")];
    let refused = browser.post(&address, &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
    let steps = [
        ("version", "0"),
        ("what-1", "LANを抜く"),
        ("minutes-1", "5"),
        ("what-2", "テープから戻す"),
        ("minutes-2", "90"),
    ];
    assert_eq!(browser.post(&address, &steps).await.location, format!("{address}?done=saved"));
    let shown = browser.get(&address).await;
    assert!(shown.text().contains("合わせて 95分") && shown.text().contains("承認を待っています"), "{}", shown.text());
    assert!(!shown.html.contains("/procedure/approve"), "a contributor approves nothing");
    let mut officer = Browser::log_in(&house, &house.officer).await;
    let version = officer.get(&address).await.hidden("version").unwrap();
    let approved = officer.post(&format!("{address}/approve"), &[("version", &version)]).await;
    assert_eq!(approved.location, format!("{address}?done=saved"));
    assert!(officer.get(&address).await.text().contains("が承認"));
    let new = format!("/backups/{system}/rehearsals/new");
    browser.get(&new).await;
    let token = browser.token.clone();
    let fields = [
        ("csrf", token.as_str()),
        ("version", "0"),
        ("on", "2024-06-07"),
        ("copy", &copy),
        ("to", "予備機"),
        ("minutes", "95"),
        ("outcome", "whole"),
        ("verified", "10人分を開いた"),
        ("who", "西村"),
    ];
    let program = browser.post_file(&new, &fields, Some(("x.exe", b"MZ\x90\0\x03"))).await;
    assert_eq!(program.status, StatusCode::UNPROCESSABLE_ENTITY, "a program is no log");
    let future: Vec<_> = fields
        .iter()
        .map(|(name, value)| if *name == "on" { (*name, "2024-06-30") } else { (*name, *value) })
        .collect();
    let refused = browser.post_file(&new, &future, None).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("今日より後の日付です"), "{}", refused.text());
    let saved = browser.post_file(&new, &fields, Some(("restore.log", b"restored 3 files\n"))).await;
    assert_eq!(saved.location, format!("/backups/{system}?done=saved"), "{}", saved.text());
    let page = browser.get(&format!("/backups/{system}")).await;
    assert!(page.text().contains("95") && page.text().contains("すべて戻せた"), "{}", page.text());
    assert!(browser.get("/evidence").await.text().contains("復旧訓練の記録"));
    house.replay_and_compare().await;
}

#[tokio::test]
async fn files_that_are_none_are_refused_and_a_viewer_only_reads() {
    let house = House::build(Engine::Sqlite).await;
    let system = system(&house).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    browser.get("/backups").await;
    let token = browser.token.clone();
    let missing = browser.post_file("/backups/intake", &[("csrf", &token)], None).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let refused = look(&mut browser, "x.txt", "こんにちは".as_bytes()).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
    let mut viewer = Browser::log_in(&house, &house.viewer).await;
    let page = viewer.get(&format!("/backups/{system}")).await;
    assert!(!page.html.contains("/copies/new") && !page.html.contains("<form class=\"stack\""), "{}", page.text());
    assert_eq!(viewer.post(&format!("/backups/{system}"), &[("version", "0")]).await.status, StatusCode::FORBIDDEN);
    let nobody = "00000000-0000-7000-8000-0000000000ff";
    assert_eq!(viewer.get(&format!("/backups/{nobody}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(viewer.get(&format!("/backups/{system}/copies/{nobody}")).await.status, StatusCode::NOT_FOUND);
}
