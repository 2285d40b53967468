//! PostgreSQL by setting: it serves, and each way in which it can't be used has its own words.

use crate::program::{Ended, Folder, Server, program, run};
use std::process::Command;
use store::Source;
use testkit::{Engine, TestDb};

fn on(folder: &Folder, url: &str) -> Command {
    let mut command = program(folder);
    command.env("SAKIMORI_DATABASE_URL", url);
    command
}

fn refused(ended: &Ended, word: &str, url: &str) {
    assert!(ended.code == 3 && ended.err.contains(word) && ended.out.is_empty(), "{ended:?}");
    let password = url.split_once("://").unwrap().1.split_once('@').unwrap().0.split_once(':').unwrap().1;
    assert!(!ended.err.contains(password), "a password is shown");
}

async fn database() -> (TestDb, String) {
    let test_db = TestDb::make(Engine::Postgres).await;
    let Source::Postgres { url, .. } = test_db.source.clone() else { panic!("PostgreSQL was asked for") };
    (test_db, url)
}

#[tokio::test]
async fn it_serves_from_postgresql_and_leaves_no_sqlite_file() {
    let (_test_db, url) = database().await;
    let folder = Folder::make();
    let server = Server::start_as(on(&folder, &url).args(["serve", "--listen", "127.0.0.1:0"]), true);
    assert!(server.get("/").starts_with("HTTP/1.1 "));
    assert_eq!(server.stop().code, 0);
    assert!(!folder.path().join("data/sakimori.sqlite").exists());
    let verified = run(on(&folder, &url).arg("verify"));
    assert_eq!(verified.code, 0, "{verified:?}");
}

#[tokio::test]
async fn a_role_that_bypasses_row_security_is_refused() {
    let (_test_db, url) = database().await;
    // The test database's superuser has the same password.
    let strong = url.replacen("://sakimori:", "://postgres:", 1);
    assert_ne!(strong, url);
    let ended = run(on(&Folder::make(), &strong).arg("serve"));
    refused(&ended, "SUPERUSER", &strong);
}

#[test]
fn a_server_that_is_not_there_is_named_without_its_password() {
    let url = "postgres://sakimori:pw-secret@127.0.0.1:9/sakimori";
    let ended = run(on(&Folder::make(), url).arg("serve"));
    refused(&ended, "postgres://127.0.0.1:9/sakimori", url);
    assert!(ended.err.contains("つながりません"), "{ended:?}");
}

#[tokio::test]
async fn a_wrong_password_and_a_missing_database_are_named() {
    let (_test_db, url) = database().await;
    let (start, rest) = url.split_once("@").unwrap();
    let wrong = format!("{}:wrong-one@{rest}", start.rsplit_once(':').unwrap().0);
    refused(&run(on(&Folder::make(), &wrong).arg("serve")), "password authentication failed", &wrong);
    let missing = format!("{}_gone", url);
    refused(&run(on(&Folder::make(), &missing).arg("serve")), "does not exist", &missing);
}

#[tokio::test]
async fn an_empty_database_is_told_to_migrate() {
    let url = std::env::var("SAKIMORI_TEST_PG_URL").expect("run the tests by ./test, which starts PostgreSQL");
    let ended = run(on(&Folder::make(), &url).arg("serve"));
    refused(&ended, "sakimori migrate", &url);
}
