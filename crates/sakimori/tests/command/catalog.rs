//! Edition packs: checked before use, and a broken one in the data folder stops the start.

use crate::program::{Folder, Server, said};
use serde_json::Value;

const BROKEN: &str = "format: sakimori-edition-v1\nedition: r9\nrevison: 1\n";

#[test]
fn a_broken_pack_is_named_with_file_and_line() {
    let folder = Folder::make();
    folder.write("r9.yaml", BROKEN);
    let ended = said(&folder, "catalog check r9.yaml");
    assert!(ended.code == 2 && ended.out.contains("r9.yaml:3:1: 「revison」"), "{ended:?}");
    let english = said(&folder, "catalog check r9.yaml --lang en");
    assert!(english.out.contains("r9.yaml:3:1: There is no key “revison”"), "{english:?}");
}

#[test]
fn a_script_reads_faults_as_json() {
    let folder = Folder::make();
    folder.write("r9.yaml", BROKEN);
    let ended = said(&folder, "catalog check r9.yaml --json");
    let told: Value = serde_json::from_str(&ended.out).unwrap();
    let unknown = told["faults"].as_array().unwrap().iter().find(|fault| fault["problem"] == "unknown-key").unwrap();
    assert_eq!((told["holds"].as_bool(), unknown["line"].as_u64()), (Some(false), Some(3)), "{told}");
}

#[test]
fn the_packs_of_the_project_have_no_faults() {
    let folder = Folder::make();
    let packs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalog/r6.yaml");
    let ended = said(&folder, &format!("catalog check {packs}"));
    assert_eq!(ended.code, 0, "{ended:?}");
    assert_eq!(said(&folder, "catalog check nowhere.yaml").code, 2);
}

#[test]
fn a_broken_pack_in_the_data_folder_stops_the_start() {
    let folder = Folder::make();
    folder.write("data/catalog/r9.yaml", BROKEN);
    folder.write("data/catalog/notes.txt", "no pack");
    let ended = said(&folder, "serve --listen 127.0.0.1:0");
    assert!(ended.code == 3 && ended.err.contains("r9.yaml:3:1: "), "{ended:?}");
    assert!(!folder.path().join("data/sakimori.sqlite").exists(), "nothing was made before");
    std::fs::remove_file(folder.path().join("data/catalog/r9.yaml")).unwrap();
    assert_eq!(Server::start(&folder).stop().code, 0);
}

#[test]
fn the_list_says_which_items_are_not_known() {
    let folder = Folder::make();
    let ended = said(&folder, "catalog list --json");
    let told: Value = serde_json::from_str(&ended.out).unwrap();
    let known =
        |id: &str| told.as_array().unwrap().iter().find(|one| one["edition"] == id).unwrap()["items_known"].clone();
    assert_eq!((known("r8"), known("r6")), (false.into(), true.into()));
    let shown = said(&folder, "catalog list").out;
    assert!(shown.lines().any(|line| line.starts_with("r8") && line.contains("取込みが必要")), "{shown}");
}
