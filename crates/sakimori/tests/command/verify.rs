//! `verify`: everything holds in a house that nobody damaged; each damage is named.

use crate::program::{Ended, Folder, Server, program, run, said};
use app::{
    App, Clock, DataFolder, Ids, InstallationKey, Parts, Renderer,
    sample::{SampleHospital, Stage},
};
use domain::catalog::Catalog;
use serde_json::Value;
use std::{fs, path::PathBuf};
use store::{Db, Options, Source, blob::Blobs};

/// A data folder with a sample hospital.
pub(super) async fn with_sample(folder: &Folder) -> SampleHospital {
    let held = DataFolder::open(&folder.path().join("data")).unwrap();
    let (db, _) = Db::open(&Options::new(Source::Sqlite(held.database()))).await.unwrap();
    let app = App::new(Parts {
        db,
        blobs: Blobs::new(held.path()),
        catalog: Catalog::builtin().unwrap(),
        key: InstallationKey::open(&held.key()).unwrap(),
        clock: Clock::System,
        ids: Ids::Random,
        renderer: Renderer::new("/nonexistent".into(), "typeset"),
    });
    let sample = app::sample::build(&app, Stage::BothRounds).await.unwrap();
    app.db.close().await;
    sample
}

fn finding(ended: &Ended) -> String {
    let told: Value = serde_json::from_str(&ended.out).unwrap();
    told["facilities"][0]["finding"]["code"].as_str().unwrap_or("none").to_owned()
}

fn blobs(folder: &Folder, sample: &SampleHospital) -> Vec<PathBuf> {
    let root = folder.path().join("data/blobs").join(sample.facility.to_string());
    let inside = fs::read_dir(root).unwrap().flat_map(|part| fs::read_dir(part.unwrap().path()).unwrap());
    inside.map(|file| file.unwrap().path()).collect()
}

#[tokio::test]
async fn a_house_that_nobody_damaged_holds_also_beside_its_server() {
    let folder = Folder::make();
    with_sample(&folder).await;
    let alone = said(&folder, "verify");
    assert!(alone.code == 0 && alone.out.contains("すべて合っています"), "{alone:?}");
    let server = Server::start(&folder);
    let beside = said(&folder, "verify --json");
    let told: Value = serde_json::from_str(&beside.out).unwrap();
    assert_eq!((beside.code, told["holds"].as_bool()), (0, Some(true)), "{beside:?}");
    let one = &told["facilities"][0];
    assert!(one["entries"].as_u64() > Some(30) && one["seals"].as_u64() >= Some(2), "{one}");
    assert_eq!((one["files"].as_u64(), one["seals_of_other_keys"].as_u64()), (Some(10), Some(0)), "{one}");
    assert_eq!(server.stop().code, 0);
    assert_eq!(said(&folder, "verify").code, 0, "the end of the server left everything whole");
}

#[tokio::test]
async fn a_changed_and_a_missing_file_are_named() {
    let folder = Folder::make();
    let sample = with_sample(&folder).await;
    let file = blobs(&folder, &sample).remove(0);
    let bytes = fs::read(&file).unwrap();
    fs::write(&file, [&bytes[..], b" "].concat()).unwrap();
    let changed = said(&folder, "verify --json");
    assert_eq!((changed.code, finding(&changed).as_str()), (1, "file-changed"));
    fs::remove_file(&file).unwrap();
    let missing = said(&folder, "verify --json");
    assert_eq!((missing.code, finding(&missing).as_str()), (1, "file-missing"));
    let words = said(&folder, "verify --lang en");
    assert!(words.out.contains("recorded file is missing") && words.out.contains("does not hold"), "{words:?}");
}

#[tokio::test]
async fn seals_of_another_key_are_counted_and_not_called_good() {
    let folder = Folder::make();
    with_sample(&folder).await;
    folder.write("data/installation.key", "07".repeat(32));
    let ended = said(&folder, "verify --json");
    let told: Value = serde_json::from_str(&ended.out).unwrap();
    let one = &told["facilities"][0];
    assert_eq!((one["seals"].as_u64(), ended.code), (Some(0), 0), "{one}");
    assert!(one["seals_of_other_keys"].as_u64() >= Some(2), "{one}");
    fs::remove_file(folder.path().join("data/installation.key")).unwrap();
    assert_eq!(said(&folder, "verify").code, 0);
    assert!(!folder.path().join("data/installation.key").exists(), "a reading command makes no key");
}

/// A text of one row, found in the file and changed in place, as a careless tool would.
#[tokio::test]
async fn a_row_changed_behind_its_back_is_named() {
    let folder = Folder::make();
    with_sample(&folder).await;
    let path = folder.path().join("data/sakimori.sqlite");
    let mut bytes = fs::read(&path).unwrap();
    let (from, to) = ("事務部".as_bytes(), "総務部".as_bytes());
    let places: Vec<usize> = (0..bytes.len() - from.len()).filter(|at| bytes[*at..].starts_with(from)).collect();
    let mut named = std::collections::BTreeSet::new();
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to);
        fs::write(&path, &bytes).unwrap();
        let ended = said(&folder, "verify --json");
        let found = finding(&ended);
        assert_eq!(ended.code == 0, found == "none", "{ended:?}");
        named.insert(found);
        bytes[at..at + from.len()].copy_from_slice(from);
    }
    // In the roster's table, and in the journal's own bytes; a place that SQLite does not use any more says nothing.
    assert!(named.contains("row-differs") && named.contains("entry-changed"), "{named:?}");
}

#[test]
fn a_house_without_an_institution_holds() {
    let folder = Folder::make();
    assert_eq!(Server::start(&folder).stop().code, 0);
    let ended = run(program(&folder).arg("verify"));
    assert!(ended.code == 0 && ended.out.contains("登録されていません"), "{ended:?}");
}
