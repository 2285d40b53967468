//! A pack with a vendor's sheet and an evidence file: its frozen bytes count as the own ones do.

use crate::sample::{self, at, key, unzip, with, zip};
use domain::digest::Digest;
use report::pack::{PackFile, PackMeta, seal, verify_pack};

const VENDOR_SHEET: &str = "0190a000-0000-7000-8000-000000000009";
const VENDOR_ROUND: &[u8] = br#"{"format":"sakimori-signed-round-v1","vendor":true}"#;
const VENDOR_ROUND_PATH: &str = "vendor-signed-rounds/vendor-01-1-5.json";
const EVIDENCE_PATH: &str = "evidence/001-0123456789ab.txt";

/// A pack of two signed sheets; `named` says whether its manifest names the vendor's.
fn pack(named: bool) -> Vec<u8> {
    let mut bodies = sample::bodies();
    bodies.push(format!(
        r#"{{"at":5,"event":{{"kind":"round_signed","data":{{"assessment":"{VENDOR_SHEET}","frozen":"{}"}}}}}}"#,
        Digest::of(VENDOR_ROUND)
    ));
    let links = sample::links(&bodies);
    let mut files = sample::files();
    files.push(PackFile { path: VENDOR_ROUND_PATH.to_owned(), bytes: VENDOR_ROUND.to_vec() });
    // A log of equal lines packs better than any reader takes.
    files.push(PackFile { path: EVIDENCE_PATH.to_owned(), bytes: b"ok\n".repeat(1 << 20) });
    let vendor = (VENDOR_SHEET.parse().unwrap(), "甲社".to_owned());
    let vendor_sheets = if named { vec![vendor] } else { Vec::new() };
    seal(files, &links, &PackMeta { vendor_sheets, ..sample::meta(&links) }, &key(7)).unwrap()
}

fn told(archive: &[u8]) -> String {
    match verify_pack(archive, None) {
        Ok(sound) => format!("sound: {} rounds", sound.signed_rounds),
        Err(problems) => {
            problems.iter().map(|one| format!("{} {}", one.code(), one.what())).collect::<Vec<_>>().join("; ")
        }
    }
}

/// The pack after a change of its files, not sealed again.
fn changed(change: impl FnOnce(&mut Vec<(String, Vec<u8>)>)) -> String {
    let mut files = unzip(&pack(true));
    change(&mut files);
    told(&zip(&files))
}

#[test]
fn both_sheets_are_checked_against_the_journal() {
    assert_eq!(told(&pack(true)), "sound: 2 rounds");
    let sound = verify_pack(&pack(true), None).unwrap();
    assert_eq!(sound.manifest.vendor_sheets[0].vendor, "甲社");
}

#[test]
fn a_round_of_a_sheet_that_the_manifest_does_not_name_is_unknown() {
    assert_eq!(told(&pack(false)), format!("round-unknown {VENDOR_ROUND_PATH}"));
}

#[test]
fn a_vendors_round_that_is_gone_or_changed_is_named() {
    let gone = changed(|files| files.retain(|(path, _)| path != VENDOR_ROUND_PATH));
    assert_eq!(gone, format!("missing {VENDOR_ROUND_PATH}; round-missing 5"));
    let other = changed(|files| at(files, VENDOR_ROUND_PATH)[0] = b'[');
    assert_eq!(other, format!("changed {VENDOR_ROUND_PATH}; round-unknown {VENDOR_ROUND_PATH}; round-missing 5"));
}

#[test]
fn evidence_lies_in_the_archive_byte_for_byte() {
    let archive = pack(true);
    let evidence = b"ok\n".repeat(1 << 20);
    assert!(archive.windows(evidence.len()).any(|bytes| bytes == evidence.as_slice()));
}

#[test]
fn a_pack_without_vendors_says_nothing_of_them() {
    let own = with(|_| {});
    let manifest = unzip(&own).into_iter().find(|(path, _)| path == "manifest.json").unwrap().1;
    assert!(!String::from_utf8(manifest).unwrap().contains("vendor_sheets"));
}
