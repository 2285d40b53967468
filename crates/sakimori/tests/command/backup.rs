//! `backup` and `restore`: there and back on either engine, beside a server; whatever is not whole is refused.

use crate::{
    program::{Ended, Folder, Server, program, run, said},
    verify::with_sample,
};
use std::{
    fs,
    path::{Path, PathBuf},
};
use store::Source;
use testkit::{Book, Engine, TestDb};

fn back_up(folder: &Folder, to: &Path) -> Ended {
    run(program(folder).arg("backup").arg(to))
}

fn restore(folder: &Folder, from: &Path) -> Ended {
    run(program(folder).arg("restore").arg(from))
}

/// A folder with a sample hospital, and a backup of it.
async fn backed_up() -> (Folder, PathBuf) {
    let folder = Folder::make();
    with_sample(&folder).await;
    let file = folder.path().join("one.zip");
    let ended = back_up(&folder, &file);
    assert_eq!(ended.code, 0, "{ended:?}");
    (folder, file)
}

/// Nothing of a restore stands in the folder.
fn untouched(folder: &Folder) -> bool {
    let data = folder.path().join("data");
    !["sakimori.sqlite", "blobs", "installation.key", "restoring"].iter().any(|name| data.join(name).exists())
}

#[tokio::test]
async fn a_backup_beside_a_server_comes_back_whole() {
    let folder = Folder::make();
    with_sample(&folder).await;
    let server = Server::start(&folder);
    let file = folder.path().join("one.zip");
    let ended = back_up(&folder, &file);
    assert_eq!(ended.code, 0, "{ended:?}");
    assert_eq!(server.stop().code, 0);
    let other = Folder::make();
    let back = restore(&other, &file);
    assert!(back.code == 0 && back.out.contains("すべて合っています"), "{back:?}");
    let key = |folder: &Folder| fs::read_to_string(folder.path().join("data/installation.key")).unwrap();
    assert_eq!(key(&folder), key(&other), "what the old key signed still holds");
    assert_eq!(Server::start(&other).stop().code, 0);
}

#[tokio::test]
async fn it_goes_from_one_engine_to_the_other_and_back() {
    let (folder, file) = backed_up().await;
    let test_db = TestDb::make(Engine::Postgres).await;
    let Source::Postgres { url, .. } = test_db.source.clone() else { panic!("PostgreSQL was asked for") };
    let there = Folder::make();
    let on = |folder: &Folder, command: &str, file: &Path| {
        run(program(folder).env("SAKIMORI_DATABASE_URL", &url).arg(command).arg(file))
    };
    let moved = on(&there, "restore", &file);
    assert!(moved.code == 0 && moved.out.contains("すべて合っています"), "{moved:?}");
    let again = on(&Folder::make(), "restore", &file);
    assert!(again.code == 2 && again.err.contains("もう医療機関があります"), "{again:?}");
    let second = folder.path().join("two.zip");
    assert_eq!(on(&there, "backup", &second).code, 0);
    let back = restore(&Folder::make(), &second);
    assert!(back.code == 0 && back.out.contains("すべて合っています"), "{back:?}");
}

#[tokio::test]
async fn nothing_is_overwritten() {
    let (folder, file) = backed_up().await;
    let before = fs::read(&file).unwrap();
    let again = back_up(&folder, &file);
    assert!(again.code == 2 && again.err.contains("もうあります"), "{again:?}");
    assert_eq!(fs::read(&file).unwrap(), before);
    let into_used = restore(&folder, &file);
    assert!(into_used.code == 2 && into_used.err.contains("もうあります"), "{into_used:?}");
    assert_eq!(said(&folder, "verify").code, 0);
}

#[tokio::test]
async fn a_backup_that_is_cut_anywhere_is_refused_and_leaves_nothing() {
    let (folder, file) = backed_up().await;
    let whole = fs::read(&file).unwrap();
    let cut = folder.path().join("cut.zip");
    for length in [0, 1, 100, whole.len() / 3, whole.len() / 2, whole.len() - 700, whole.len() - 1] {
        fs::write(&cut, &whole[..length]).unwrap();
        let other = Folder::make();
        let ended = restore(&other, &cut);
        assert_eq!(ended.code, 2, "{length}: {ended:?}");
        assert!(untouched(&other), "{length}");
    }
}

#[tokio::test]
async fn a_changed_byte_is_found_wherever_it_lies() {
    let (folder, file) = backed_up().await;
    let whole = fs::read(&file).unwrap();
    let changed = folder.path().join("changed.zip");
    for part in 0..24 {
        let mut bytes = whole.clone();
        let at = whole.len() * part / 24 + 40;
        bytes[at] ^= 0x10;
        fs::write(&changed, &bytes).unwrap();
        let other = Folder::make();
        let ended = restore(&other, &changed);
        // A bit in a date or a hint of the ZIP itself says nothing; what is put back is then whole.
        assert!(ended.code == 2 && untouched(&other) || ended.out.contains("すべて合っています"), "{at}: {ended:?}");
    }
}

#[tokio::test]
async fn what_is_no_backup_is_said_to_be_none() {
    let folder = Folder::make();
    let file = folder.path().join("photo.jpg");
    fs::write(&file, b"\xff\xd8\xff\xe0 not a zip").unwrap();
    let ended = restore(&folder, &file);
    assert!(ended.code == 2 && ended.err.contains("バックアップではありません"), "{ended:?}");
    let missing = restore(&folder, &folder.path().join("nowhere.zip"));
    assert!(missing.code != 0 && missing.err.contains("nowhere.zip"), "{missing:?}");
    let nothing = back_up(&folder, &folder.path().join("one.zip"));
    assert!(nothing.code == 3 && !folder.path().join("one.zip").exists(), "{nothing:?}");
}

#[tokio::test]
async fn a_newer_a_foreign_and_a_hostile_one_are_refused_and_leave_nothing() {
    let (folder, file) = backed_up().await;
    let whole = fs::read(&file).unwrap();
    let open = || Book::open(&whole);
    let named = |path: &str| {
        let entry = format!("\"entries\": [{{\"path\":\"{path}\",\"bytes\":1,\"sha256\":\"{}\"}},", "0".repeat(64));
        open().with("\"entries\": [", &entry).with_part(path, b"x").bytes()
    };
    let cases: [(&str, Vec<u8>); 7] = [
        ("newer", open().with("sakimori-backup-v1", "sakimori-backup-v9").bytes()),
        ("foreign", open().with("sakimori-backup-v1", "somebody-else-v1").bytes()),
        ("a file beside", open().with_part("more.txt", b"x").bytes()),
        ("upwards", named("../../evil.txt")),
        ("absolute", named("/evil.txt")),
        ("a hidden one", named("catalog/.evil")),
        ("a blob of no name", named("blobs/x/evil")),
    ];
    let target = folder.path().join("case.zip");
    for (name, bytes) in cases {
        fs::write(&target, bytes).unwrap();
        let other = Folder::make();
        let ended = restore(&other, &target);
        assert_eq!(ended.code, 2, "{name}: {ended:?}");
        assert!(untouched(&other), "{name}");
        assert!(!ended.err.contains("panicked"), "{name}: {ended:?}");
    }
}
