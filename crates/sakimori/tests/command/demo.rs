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

/// Paths in a sealed pack.
fn paths(archive: &Path) -> Vec<String> {
    let zip = zip::ZipArchive::new(fs::File::open(archive).unwrap()).unwrap();
    zip.file_names().map(|name| name.unwrap().into_owned()).collect()
}

#[test]
fn the_pack_holds_the_vendors_sheets_the_workbooks_and_the_evidence() {
    let folder = Folder::make();
    assert_eq!(said(&folder, "demo --pack papers").code, 0);
    let archive = folder.path().join("papers/inspection-pack.zip");
    let paths = paths(&archive);
    let count = |begin: &str| paths.iter().filter(|path| path.starts_with(begin)).count();
    // Of six vendors with a contract four handed in; four files lie on the items.
    assert_eq!((count("workbooks/vendor-"), count("evidence/"), count("signed-rounds/")), (4, 4, 2), "{paths:?}");
    assert!(paths.iter().any(|path| path == "workbooks/checklist.xlsx"), "{paths:?}");
    assert!(paths.iter().any(|path| path == "workbooks/lists.xlsx"), "{paths:?}");
    let checked = said(&folder, "verify-pack papers/inspection-pack.zip");
    assert_eq!(checked.code, 0, "{checked:?}");
}
