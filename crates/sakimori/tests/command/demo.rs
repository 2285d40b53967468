//! The main job without a browser.

use crate::program::{Folder, said};
use std::{fs, path::Path};

fn sakimori_folders() -> Vec<String> {
    let named = fs::read_dir(std::env::temp_dir()).unwrap().filter_map(|one| one.ok()?.file_name().into_string().ok());
    named.filter(|name| name.starts_with("sakimori-") && name.len() == "sakimori-".len() + 16).collect()
}

#[test]
fn a_pack_is_written_and_nothing_else_stays() {
    let folder = Folder::make();
    let before = sakimori_folders();
    let ended = said(&folder, "demo --pack papers/new");
    assert_eq!(ended.code, 0, "{ended:?}");
    let read = |name: &str| fs::read(folder.path().join("papers/new").join(name)).unwrap();
    assert!(read("checklist.pdf").starts_with(b"%PDF-") && read("inspection-pack.zip").starts_with(b"PK"));
    assert!(ended.out.contains("checklist.pdf") && ended.out.contains("inspection-pack.zip"), "{ended:?}");
    assert!(!Path::new(&folder.path().join("data")).exists(), "the own data folder is not touched");
    let left: Vec<_> = sakimori_folders().into_iter().filter(|name| !before.contains(name)).collect();
    assert!(left.len() <= 1, "other tests run beside: {left:?}");
}

#[test]
fn what_lies_there_is_not_overwritten() {
    let folder = Folder::make();
    let theirs = folder.write("papers/checklist.pdf", "mine");
    let ended = said(&folder, "demo --pack papers");
    assert!(ended.code == 2 && ended.err.contains("checklist.pdf"), "{ended:?}");
    assert_eq!(fs::read_to_string(theirs).unwrap(), "mine");
}

#[test]
fn a_place_that_can_not_be_written_is_named() {
    let folder = Folder::make();
    folder.write("papers", "a file");
    let ended = said(&folder, "demo --pack papers/new");
    assert!(ended.code == 2 && ended.err.contains("papers"), "{ended:?}");
}
