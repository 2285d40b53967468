//! A data folder that can't be used: each way has its own words and remedy, and nothing is changed.

use crate::program::{Ended, Folder, Server, program, run, said};
use std::fs;

/// The newest step of a later version: made once, with four rows in `schema_step`, up to 999.
const NEWER: &[u8] = include_bytes!("newer.sqlite");

fn refused(ended: &Ended, word: &str) {
    assert_eq!(ended.code, 3, "{ended:?}");
    assert!(ended.err.contains(word) && ended.out.is_empty(), "{ended:?}");
    assert!(!ended.err.contains('⟦'), "{ended:?}");
}

/// Starts the server on a folder with this database file, which has to stay as it is.
fn with_database(bytes: &[u8]) -> (Ended, Ended) {
    let folder = Folder::make();
    let path = folder.write("data/sakimori.sqlite", bytes);
    let ja = said(&folder, "serve --listen 127.0.0.1:0");
    let en = said(&folder, "serve --listen 127.0.0.1:0 --lang en");
    assert_eq!(fs::read(path).unwrap(), bytes, "the file was changed");
    (ja, en)
}

/// A whole database, closed.
fn whole_database() -> Vec<u8> {
    let folder = Folder::make();
    assert_eq!(Server::start(&folder).stop().code, 0);
    fs::read(folder.path().join("data/sakimori.sqlite")).unwrap()
}

#[test]
fn a_second_process_is_told_that_the_folder_is_in_use() {
    let folder = Folder::make();
    let server = Server::start(&folder);
    for words in ["serve --listen 127.0.0.1:0", "migrate"] {
        refused(&said(&folder, words), "別のサキモリが使っています");
    }
    refused(&said(&folder, "migrate --lang en"), "in use by another Sakimori");
    assert!(server.get("/").starts_with("HTTP/1.1 "), "the first one goes on");
    assert_eq!(server.stop().code, 0);
}

#[test]
fn a_killed_process_leaves_no_lock() {
    let folder = Folder::make();
    drop(Server::start(&folder));
    assert_eq!(Server::start(&folder).stop().code, 0);
}

#[test]
#[cfg(target_os = "linux")]
fn a_folder_that_can_not_be_written_is_named() {
    let folder = Folder::make();
    // Not even the superuser makes a folder there.
    let ended = run(program(&folder).args(["serve", "--data", "/sys/kernel/sakimori"]));
    refused(&ended, "/sys/kernel/sakimori に書きこめません");
}

#[test]
fn a_file_in_the_way_of_the_folder_is_named() {
    let folder = Folder::make();
    folder.write("data", "a file");
    refused(&said(&folder, "serve"), "フォルダではありません");
    refused(&said(&folder, "verify"), "フォルダではありません");
}

#[test]
fn garbage_in_place_of_the_database_is_named_and_kept() {
    let (ja, en) = with_database(&b"this is no database at all, ".repeat(400));
    refused(&ja, "データベースが壊れているか");
    refused(&en, "damaged");
}

#[test]
fn a_database_that_was_cut_off_is_named_and_kept() {
    let whole = whole_database();
    for length in [whole.len() / 2, 4096, whole.len() - 1] {
        let (ja, _) = with_database(&whole[..length]);
        refused(&ja, "データベースが壊れているか");
    }
}

#[test]
fn a_database_of_a_newer_version_is_named_and_kept() {
    let folder = Folder::make();
    folder.write("data/sakimori.sqlite", NEWER);
    refused(&said(&folder, "serve --listen 127.0.0.1:0"), "形式 999");
    refused(&said(&folder, "verify --lang en"), "schema 999");
}

#[test]
fn a_damaged_key_is_named_and_kept() {
    let folder = Folder::make();
    assert_eq!(Server::start(&folder).stop().code, 0);
    let key = folder.write("data/installation.key", "no key");
    refused(&said(&folder, "serve --listen 127.0.0.1:0"), "署名鍵のファイル");
    refused(&said(&folder, "verify --lang en"), "signing key");
    assert_eq!(fs::read_to_string(key).unwrap(), "no key");
}

#[test]
fn a_missing_key_is_made_anew_and_said_aloud() {
    let folder = Folder::make();
    assert!(!Server::start(&folder).stop().err.contains("署名鍵"), "the first start is no loss");
    fs::remove_file(folder.path().join("data/installation.key")).unwrap();
    let again = Server::start(&folder).stop();
    assert!(again.code == 0 && again.err.contains("署名鍵が見つからない"), "{again:?}");
}

#[test]
fn a_command_that_only_reads_makes_no_folder() {
    let folder = Folder::make();
    refused(&said(&folder, "verify"), "データフォルダがありません");
    assert!(!folder.path().join("data").exists());
    fs::create_dir(folder.path().join("data")).unwrap();
    refused(&said(&folder, "verify"), "データフォルダがありません");
    assert_eq!(fs::read_dir(folder.path().join("data")).unwrap().count(), 0);
}

/// A small file system of its own, where the machine lets us make one.
#[cfg(target_os = "linux")]
struct SmallDisk(std::path::PathBuf);

#[cfg(target_os = "linux")]
impl SmallDisk {
    fn mount(folder: &Folder, size: &str) -> Option<Self> {
        let path = folder.path().join("disk");
        fs::create_dir(&path).unwrap();
        let options = format!("size={size}");
        let mut mount = std::process::Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(&path).stderr(std::process::Stdio::null());
        mount.status().is_ok_and(|status| status.success()).then_some(Self(path))
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(&self.0).status();
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_named_at_every_size() {
    let folder = Folder::make();
    // From no room for the folder's first file to room for a part of the schema.
    for size in ["4k", "8k", "16k", "64k", "128k"] {
        let Some(disk) = SmallDisk::mount(&folder, size) else {
            eprintln!("no right to mount a small disk: the store's own test of a full database stands alone");
            return;
        };
        let ended = run(program(&folder).args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(disk.0.join("data")));
        refused(&ended, "いっぱいです");
        drop(disk);
        fs::remove_dir(folder.path().join("disk")).unwrap();
    }
}
