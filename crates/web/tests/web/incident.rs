//! Incidents: the alarm, the time line, steps, reports, files, two at once, closing; the emergency pack and where it is written.

use crate::browser::Browser;
use axum::{body::Body, http::StatusCode};
use testkit::{Engine, House};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xff\xff?\0\x05\xfe\x02\xfe\xa75\x81\x84\0\0\0\0IEND\xaeB`\x82";

async fn alarm(browser: &mut Browser) -> String {
    browser.get("/").await;
    let opened = browser.post("/incidents/start", &[]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
    opened.location
}

fn note<'a>(token: &'a str, words: &'a str, at: &'a str) -> [(&'a str, &'a str); 6] {
    [("csrf", token), ("kind", "seen"), ("words", words), ("happened_at", at), ("who", ""), ("corrects", "")]
}

#[tokio::test]
async fn one_button_opens_the_time_line_and_anybody_may_press_it() {
    let house = House::build(Engine::Sqlite).await;
    let mut viewer = Browser::log_in(&house, &house.viewer).await;
    let home = viewer.get("/").await;
    assert!(home.html.contains("action=\"/incidents/start\""), "on every page");
    let incident = alarm(&mut viewer).await;
    let page = viewer.get(&incident).await.text();
    assert!(page.contains("LANケーブルを抜く") && page.contains("電源は切らない") && page.contains("第1号"), "{page}");
    let token = viewer.token.clone();
    let at = [("step", "0"), ("done", "yes")];
    assert_eq!(viewer.post(&format!("{incident}/steps"), &at).await.status, StatusCode::SEE_OTHER);
    let written = viewer.post_file(&format!("{incident}/notes"), &note(&token, "画面が赤い", ""), None).await;
    assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.text());
    let page = viewer.get(&incident).await.text();
    assert!(page.contains("画面が赤い") && page.contains("した：令和6年"), "{page}");
    assert_eq!(viewer.post(&format!("{incident}/close"), &[]).await.status, StatusCode::FORBIDDEN);
    let home = viewer.get("/").await.text();
    assert!(home.contains("対応中 第1号"), "{home}");
}

#[tokio::test]
async fn two_at_once_are_never_merged() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.contributor).await;
    let first = alarm(&mut browser).await;
    let again = browser.post("/incidents/start", &[]).await;
    assert_eq!(again.status, StatusCode::OK, "pressed again it asks");
    assert!(again.text().contains("第1号の記録を続ける") && again.html.contains(&first), "{}", again.text());
    let id = again.hidden("another").unwrap();
    let second = browser.post("/incidents/start", &[("another", &id)]).await.location;
    assert_eq!(browser.post("/incidents/start", &[("another", &id)]).await.location, second, "pressed twice");
    assert_ne!(first, second);
    let token = browser.token.clone();
    browser.post_file(&format!("{second}/notes"), &note(&token, "二つ目のこと", ""), None).await;
    let (one, two) = (browser.get(&first).await.text(), browser.get(&second).await.text());
    assert!(!one.contains("二つ目のこと") && one.contains("別の記録です"), "{one}");
    assert!(two.contains("二つ目のこと") && two.contains("第2号"), "{two}");
}

#[tokio::test]
async fn what_is_refused_keeps_what_was_typed() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.contributor).await;
    let incident = alarm(&mut browser).await;
    let (token, notes) = (browser.token.clone(), format!("{incident}/notes"));
    for (at, words) in [("2024-06-10", "日にちと時刻"), ("けさ", "日にちと時刻"), ("2099-01-01T00:00", "これから先")]
    {
        let refused = browser.post_file(&notes, &note(&token, "画面が赤い", at), None).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{at}");
        assert!(refused.text().contains(words) && refused.html.contains("画面が赤い"), "{at}: {}", refused.text());
    }
    let program = Some(("a.exe", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff".as_slice()));
    let refused = browser.post_file(&notes, &note(&token, "画面が赤い", ""), program).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.html.contains("画面が赤い"), "{}", refused.text());
    let nothing = browser.post_file(&notes, &note(&token, " ", ""), None).await;
    assert!(nothing.text().contains("ファイルを選んでください"), "{}", nothing.text());
    assert!(!browser.get(&incident).await.text().contains("記録1"), "nothing was written");
}

#[tokio::test]
async fn a_photo_that_is_too_large_keeps_the_words() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.contributor).await;
    let incident = alarm(&mut browser).await;
    let mut body = Vec::new();
    for (name, value) in note(&browser.token, "身代金の画面", "") {
        body.extend(
            format!("--boundary\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes(),
        );
    }
    body.extend_from_slice(b"--boundary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n");
    body.extend_from_slice(PNG);
    body.resize(body.len() + (54 << 20), 0);
    body.extend_from_slice(b"\r\n--boundary--\r\n");
    let length = Some(body.len() as u64);
    let path = format!("{incident}/notes");
    let answer = browser.post_stream(&path, crate::browser::MULTIPART, length, Body::from(body)).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(
        answer.text().contains("ファイルが大きすぎます") && answer.html.contains("身代金の画面"),
        "{}",
        answer.text()
    );
}

#[tokio::test]
async fn a_photo_is_kept_with_its_hash_and_corrections_erase_nothing() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.contributor).await;
    let incident = alarm(&mut browser).await;
    let (token, notes) = (browser.token.clone(), format!("{incident}/notes"));
    let photo = Some(("screen.png", PNG));
    let early = note(&token, "8時の画面", "2024-06-10T08:00");
    let written = browser.post_file(&notes, &early, photo).await;
    assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.text());
    let seq = written.location.rsplit_once("entry-").unwrap().1.to_owned();
    let mut fixed = note(&token, "7時だった", "2024-06-10T07:00");
    fixed[5].1 = &seq;
    assert_eq!(browser.post_file(&notes, &fixed, None).await.status, StatusCode::SEE_OTHER);
    let page = browser.get(&incident).await.text();
    assert!(page.contains("8時の画面") && page.contains("SHA-256") && page.contains("あとから書いた"), "{page}");
    assert!(page.contains("記録2で直しました") && page.contains("記録1を直したもの"), "{page}");
    let file = browser.get(&format!("{incident}/files/{seq}")).await;
    assert_eq!(file.headers["content-type"], "application/octet-stream");
    let mut nowhere = note(&token, "x", "");
    nowhere[5].1 = "99999";
    assert_eq!(browser.post_file(&notes, &nowhere, None).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_clock_runs_until_reports_are_sent_and_a_report_closes_it() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    let incident = alarm(&mut browser).await;
    let form = browser.get(&format!("{incident}/fields")).await;
    let version = form.hidden("version").unwrap();
    let mut stated = vec![
        ("version", version.as_str()),
        ("title", "電子カルテが開かない"),
        ("learned_at", "2024-06-09T23:00"),
        ("leak", "possible"),
        ("wrongful", "yes"),
        ("effect", "外来を止めた"),
        ("outline", "サーバが暗号化された"),
    ];
    let saved = browser.post(&format!("{incident}/fields"), &stated).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let stale = browser.post(&format!("{incident}/fields"), &stated).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "somebody wrote meanwhile");
    stated[2].1 = "2024-06-09";
    assert_eq!(browser.post(&format!("{incident}/fields"), &stated).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = browser.get(&incident).await.text();
    for words in ["令和6年6月13日 まで", "令和6年8月7日 まで（60日）", "まだ不明：8"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let calendar = browser.get("/calendar?month=2024-06").await.text();
    assert!(calendar.contains("1号 個人情報保護委員会：速報"), "{calendar}");
    let draft = browser.get(&format!("{incident}/notices/ministry")).await.text();
    assert!(draft.contains("下書き") && draft.contains("外来を止めた") && draft.contains("不明"), "{draft}");
    let draft = browser.get(&format!("{incident}/notices/ppc_preliminary")).await.text();
    assert!(draft.contains("サーバが暗号化された") && draft.contains("9 その他 不明"), "{draft}");
    assert_eq!(browser.get(&format!("{incident}/notices/police")).await.status, StatusCode::NOT_FOUND);
    let sent = [("report", "ppc_preliminary"), ("sent_at", "2024-06-10T08:30"), ("how", "フォームで。受付 123")];
    assert_eq!(browser.post(&format!("{incident}/sent"), &sent).await.status, StatusCode::SEE_OTHER);
    assert!(!browser.get("/calendar?month=2024-06").await.text().contains("：速報"));
    let task = [("task_words", "VPNを直す"), ("owner", ""), ("due_on", "2024-07-01")];
    assert_eq!(browser.post(&format!("{incident}/tasks"), &task).await.status, StatusCode::SEE_OTHER);
    assert!(browser.get("/readiness-tasks").await.text().contains("インシデントから"));
    let empty = browser.post(&format!("{incident}/close"), &[("closed_at", "2024-06-10T09:00"), ("outcome", "")]).await;
    assert!(empty.text().contains("何だったのか、どうなったのかを書いてください"), "{}", empty.text());
    let end = [("closed_at", "2024-06-10T09:00"), ("outcome", "元に戻した")];
    assert_eq!(browser.post(&format!("{incident}/close"), &end).await.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.post(&format!("{incident}/close"), &end).await.status, StatusCode::CONFLICT, "closed meanwhile");
    let list = browser.get("/incidents").await.text();
    assert!(list.contains("報告がまだ") && list.contains("対応中のインシデントはありません"), "{list}");
    assert!(browser.get("/search?q=VPN").await.status.is_success());
    let journal = browser.get("/journal").await.text();
    assert!(journal.contains("インシデント第1号"), "{journal}");
}

#[tokio::test]
async fn the_emergency_pack_goes_where_it_can_be_written_only() {
    let house = House::build(Engine::Sqlite).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    let page = browser.get("/emergency-pack").await;
    assert!(page.text().contains("個人情報と、攻撃者に見せたくない情報"), "{}", page.text());
    let folder = std::env::temp_dir().join(format!("incident-web-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let place = folder.display().to_string();
    let gone = folder.join("nowhere").display().to_string();
    let file = folder.join("file");
    std::fs::write(&file, b"x").unwrap();
    let file = file.display().to_string();
    for (folder, keep, words) in [
        ("pack", "7", "ディスクの最初から"),
        (gone.as_str(), "7", "見つかりません"),
        (file.as_str(), "7", "フォルダーではなくファイルです"),
        (place.as_str(), "0", "1から31まで"),
    ] {
        let sent = [("version", "0"), ("folder", folder), ("keep", keep), ("lang", "ja")];
        let refused = browser.post("/emergency-pack", &sent).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{folder}");
        assert!(refused.text().contains(words) && refused.html.contains(folder), "{words}: {}", refused.text());
    }
    let sent = [("version", "0"), ("folder", place.as_str()), ("keep", "2"), ("lang", "ja")];
    assert_eq!(browser.post("/emergency-pack", &sent).await.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.post("/emergency-pack/now", &[]).await.status, StatusCode::SEE_OTHER);
    assert!(browser.get("/emergency-pack").await.text().contains("いちばん新しいもの"));
    std::fs::remove_dir_all(&folder).unwrap();
    let failed = browser.post("/emergency-pack/now", &[]).await;
    assert_eq!(failed.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(failed.text().contains("見つかりません"), "{}", failed.text());
    assert!(browser.get("/").await.text().contains("緊急パックを書けていません"));
    assert!(browser.get("/calendar").await.text().contains("緊急パックを書けていません"));
    let pack = browser.get("/emergency-pack/file").await;
    assert_eq!(pack.headers["content-type"], "text/html; charset=utf-8");
    assert!(pack.html.contains("<title>緊急パック") && !pack.html.contains("<script"), "{}", pack.html);
}
