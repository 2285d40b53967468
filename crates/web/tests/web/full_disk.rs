//! The disk is full while evidence is stored: said with words, nothing half-written, and what stayed behind is swept.
//!
//! No file may grow beyond a limit of the process (`RLIMIT_FSIZE`), which fails as a full disk does and needs no rights. The test
//! starts itself again, with the signal that would come first switched off.

#![cfg(target_os = "linux")]

use crate::{
    browser::Browser,
    evidence::{add, files, kept},
};
use axum::http::StatusCode;
use std::{
    env,
    fs::File,
    process::Command,
    time::{Duration, SystemTime},
};
use testkit::{Engine, House};

/// Name of the engine, for the child.
const ENGINE: &str = "SAKIMORI_TEST_FULL_DISK";

#[test]
fn on_sqlite() {
    in_a_child("sqlite");
}

#[test]
fn on_postgresql() {
    in_a_child("postgresql");
}

fn in_a_child(engine: &str) {
    let mut child = Command::new("sh");
    child.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""]).arg(env::current_exe().unwrap());
    child.args(["--exact", "full_disk::child", "--ignored", "--nocapture", "--test-threads=1"]);
    let ended = child.env(ENGINE, engine).output().unwrap();
    let said = String::from_utf8_lossy(&ended.stdout);
    assert!(ended.status.success() && said.contains("1 passed"), "{said}\n{}", String::from_utf8_lossy(&ended.stderr));
}

/// From now on no file of this process grows beyond `bytes`.
fn limit(bytes: &str) {
    let id = std::process::id().to_string();
    // The soft limit alone: it can be raised again.
    let status = Command::new("prlimit").args(["--pid", &id, &format!("--fsize={bytes}:")]).status();
    assert!(status.unwrap().success(), "prlimit of util-linux");
}

async fn refused(browser: &mut Browser, file: &[u8]) {
    let answer = add(browser, &[("title", "入らない台帳")], Some(("b.csv", file))).await;
    assert_eq!(answer.status, StatusCode::INSUFFICIENT_STORAGE, "{}", answer.text());
    for words in ["ディスクがいっぱいです", "これまでの記録はそのまま残っています", "空きを増やしてから"]
    {
        assert!(answer.text().contains(words), "{words}: {}", answer.text());
    }
    let list = browser.get("/evidence").await.text();
    assert!(list.contains("機器台帳") && !list.contains("入らない台帳"), "{list}");
}

#[tokio::test]
#[ignore = "the child of the two tests: its files must not grow"]
async fn child() {
    let engine = if env::var(ENGINE).unwrap() == "sqlite" { Engine::Sqlite } else { Engine::Postgres };
    let house = House::build(engine).await;
    let mut browser = Browser::log_in(&house, &house.officer).await;
    let small = "機器,台数\r\n".as_bytes();
    assert_eq!(add(&mut browser, &[], Some(("a.csv", small))).await.status, StatusCode::SEE_OTHER);
    assert_eq!(kept(&house), 1);

    limit("4194304");
    refused(&mut browser, &"機器,台数\r\n".repeat(500_000).into_bytes()).await;
    assert_eq!(kept(&house), 1, "nothing half-written");

    if engine == Engine::Sqlite {
        // The file still finds room, its entry does not: bytes that nothing names stay for a while.
        limit("4096");
        refused(&mut browser, b"1,2,3").await;
        assert_eq!(kept(&house), 2, "the file came before its entry");
        assert_eq!(app::evidence::sweep(&house.app, house.facility).await.unwrap(), 0, "it is young");
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        for file in files(&house) {
            File::options().append(true).open(file).unwrap().set_modified(long_ago).unwrap();
        }
        assert_eq!(app::evidence::sweep(&house.app, house.facility).await.unwrap(), 1);
        assert_eq!(kept(&house), 1, "what is named stays");
    }

    limit("unlimited");
    let again = add(&mut browser, &[], Some(("b.csv", b"1,2,3"))).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text());
    assert_eq!(kept(&house), 2);
    house.replay_and_compare().await;
}
