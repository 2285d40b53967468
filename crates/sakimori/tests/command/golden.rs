//! Golden states: what earlier states of the program wrote moves forward and verifies, on both engines.

use crate::{
    program::{Folder, Server, program, run, said},
    verify::with_sample,
};
use std::{
    fs,
    path::{Path, PathBuf},
};
use store::Source;
use testkit::{Engine, TestDb};

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/golden")
}

fn states() -> Vec<PathBuf> {
    let entries = fs::read_dir(golden()).unwrap().map(|entry| entry.unwrap().path());
    let mut states: Vec<_> = entries.filter(|path| path.join("backup.zip").is_file()).collect();
    states.sort();
    assert!(!states.is_empty(), "no golden state");
    states
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn every_golden_data_folder_moves_forward_and_verifies() {
    for state in states() {
        let folder = Folder::make();
        copy(&state.join("data"), &folder.path().join("data"));
        assert_eq!(Server::start(&folder).stop().code, 0, "{}", state.display());
        let verified = said(&folder, "verify");
        assert!(verified.code == 0 && verified.out.contains("すべて合っています"), "{}: {verified:?}", state.display());
    }
}

#[tokio::test]
async fn every_golden_backup_comes_back_on_both_engines() {
    for state in states() {
        let test_db = TestDb::make(Engine::Postgres).await;
        let Source::Postgres { url, .. } = test_db.source.clone() else { panic!("PostgreSQL was asked for") };
        for database in [None, Some(url)] {
            let folder = Folder::make();
            let mut command = program(&folder);
            command.envs(database.map(|url| ("SAKIMORI_DATABASE_URL", url)));
            let back = run(command.arg("restore").arg(state.join("backup.zip")));
            assert!(back.code == 0 && back.out.contains("すべて合っています"), "{}: {back:?}", state.display());
        }
    }
}

/// Makes the golden state of today's program in the folder that `SAKIMORI_GOLDEN` names.
#[tokio::test]
#[ignore = "writes a new golden state"]
async fn a_golden_state_is_made() {
    let to = PathBuf::from(std::env::var_os("SAKIMORI_GOLDEN").unwrap());
    let to = if to.is_absolute() { to } else { Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(to) };
    assert!(!to.exists(), "{} is there already", to.display());
    let folder = Folder::make();
    with_sample(&folder).await;
    copy(&folder.path().join("data"), &to.join("data"));
    assert_eq!(run(program(&folder).arg("backup").arg(to.join("backup.zip"))).code, 0);
}
