//! Every file of `fixtures/inventory`, read or refused, with its lines.

use super::told::told;
use std::{
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/inventory")
}

fn of_folder(name: &str) -> String {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder().join(name)).expect("the folder").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    assert!(!files.is_empty(), "no file in {name}");
    let file = |path: &PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        format!("== {name}\n{}", told(&fs::read(path).expect("the file")))
    };
    files.iter().map(file).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn inventories_of_glpi_agents_read() {
    insta::assert_snapshot!(of_folder("glpi"));
}

#[test]
fn inventories_of_fusioninventory_agents_read() {
    insta::assert_snapshot!(of_folder("fusioninventory"));
}

#[test]
fn scans_of_nmap_read() {
    insta::assert_snapshot!(of_folder("nmap"));
}

#[test]
fn answers_of_network_devices_read() {
    insta::assert_snapshot!(of_folder("netshow"));
}

#[test]
fn systeminfo_reads_in_every_language() {
    insta::assert_snapshot!(of_folder("systeminfo"));
}

#[test]
fn questions_to_osquery_are_no_answers() {
    insta::assert_snapshot!(of_folder("osquery"));
}

#[test]
fn large_files_read() {
    let file = fs::File::open(folder().join("large.zip")).expect("the archive");
    let mut archive = zip::ZipArchive::new(file).expect("an archive");
    let mut all = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        all.push(format!("== {}\n{}", file.name().expect("a name"), told(&bytes)));
    }
    insta::assert_snapshot!(all.join("\n\n"));
}

/// What `fuzz/fuzz_targets/inventory.rs` holds every input to, for the files it begins with: a value is read back as itself.
#[test]
fn the_corpus_is_read_and_its_values_are_read_back() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/inventory");
    let mut devices = 0;
    for entry in fs::read_dir(corpus).expect("the corpus") {
        let bytes = fs::read(entry.expect("an entry").path()).expect("the file");
        let Ok(reading) = evidence::inventory::read_inventory(&bytes) else { continue };
        for device in &reading.devices {
            devices += 1;
            assert!(!domain::ledger::weak_keys(&device.fields).is_empty());
            for (key, value) in device.fields.unpacked() {
                let again = domain::ledger::Value::parse(key, value.as_str());
                assert_eq!(again, Ok(Some(value)), "{}", key.code());
            }
        }
    }
    assert!(devices >= 15, "only {devices} devices");
}
