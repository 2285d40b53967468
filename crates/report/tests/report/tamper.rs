//! Each change of a sealed pack and the problem that names it.

use crate::sample::{self, ROUND_PATH, at, edit, key, pack, unzip, with, zip};
use domain::digest::Digest;
use ed25519_dalek::Signer as _;
use report::pack::{Fingerprint, Origin, PackFile, PackProblem, seal, verify_pack};

/// The codes and details of what is wrong, or what a sound pack shows. The only call of the API here.
fn told(archive: &[u8]) -> String {
    match verify_pack(archive, None) {
        Ok(sound) => format!("sound: {} files, {} entries", sound.files, sound.journal_entries),
        Err(problems) => {
            let one = |p: &PackProblem| format!("{} {}", p.code(), p.what()).trim_end().to_owned();
            problems.iter().map(one).collect::<Vec<_>>().join("; ")
        }
    }
}

fn fingerprint(secret: u8) -> Fingerprint {
    Fingerprint::of(&key(secret).verifying_key())
}

/// The pack after a change, listed and signed again by another key: only an expected fingerprint can find it.
fn sealed_again(change: impl FnOnce(&mut Vec<(String, Vec<u8>)>)) -> Vec<u8> {
    with(|files| {
        change(files);
        let mut manifest: serde_json::Value = serde_json::from_slice(at(files, "manifest.json")).unwrap();
        let own = |path: &str| path.starts_with("manifest.");
        let listed = files
            .iter()
            .filter(|(path, _)| !own(path))
            .map(|(path, bytes)| serde_json::json!({ "path": path, "size": bytes.len(), "sha256": Digest::of(bytes) }));
        manifest["files"] = listed.collect();
        manifest["public_key"] = hex::encode(key(9).verifying_key().as_bytes()).into();
        manifest["fingerprint"] = fingerprint(9).to_string().into();
        sign(files, &serde_json::to_vec(&manifest).unwrap());
    })
}

/// Puts a manifest in place and signs it with `key(9)`.
fn sign(files: &mut [(String, Vec<u8>)], manifest: &[u8]) {
    let mut message = Vec::new();
    for field in [b"sakimori-pack-v1".as_slice(), manifest] {
        message.extend_from_slice(&(field.len() as u64).to_le_bytes());
        message.extend_from_slice(field);
    }
    *at(files, "manifest.json") = manifest.to_vec();
    *at(files, "manifest.sig") = hex::encode(key(9).sign(&message).to_bytes()).into_bytes();
}

#[test]
fn an_untouched_pack_is_sound() {
    assert_eq!(told(&pack()), "sound: 5 files, 4 entries");
    let sound = verify_pack(&pack(), None).unwrap();
    assert_eq!((sound.origin, sound.signed_rounds), (Origin::Unknown, 1));
    assert_eq!(sound.manifest.facility.name, "医療法人 さくら病院");
}

#[test]
fn it_is_from_an_installation_only_against_its_fingerprint() {
    assert_eq!(verify_pack(&pack(), Some(&fingerprint(7))).unwrap().origin, Origin::Given);
    let problems = verify_pack(&pack(), Some(&fingerprint(9))).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].code(), "other-installation");
}

#[test]
fn changed_missing_and_added_files_are_named() {
    assert_eq!(told(&with(|files| at(files, "checklist.pdf")[5] ^= 1)), "changed checklist.pdf");
    assert_eq!(told(&with(|files| files.retain(|(path, _)| path != "README.txt"))), "missing README.txt");
    assert_eq!(told(&with(|files| files.push(("extra.txt".into(), vec![1])))), "added extra.txt");
    assert_eq!(told(&with(|files| files.retain(|(path, _)| path != "manifest.json"))), "manifest-missing");
    assert_eq!(told(&with(|files| files.retain(|(path, _)| path != "manifest.sig"))), "signature-missing");
}

#[test]
fn a_changed_manifest_loses_its_signature() {
    let name = |files: &mut Vec<_>| edit(files, "manifest.json", "さくら病院", "もみじ病院");
    assert_eq!(told(&with(name)), "signature-wrong");
    assert_eq!(told(&with(|files| at(files, "manifest.sig")[0] ^= 1)), "signature-wrong");
    assert_eq!(told(&with(|files| *at(files, "manifest.sig") = b"\xff\xfe".to_vec())), "signature-wrong");
    assert!(told(&with(|files| *at(files, "manifest.json") = b"{".to_vec())).starts_with("manifest-unreadable"));
    let later = |files: &mut Vec<_>| edit(files, "manifest.json", "sakimori-pack-v1", "sakimori-pack-v9");
    assert_eq!(told(&with(later)), "unknown-format sakimori-pack-v9");
}

#[test]
fn a_foreign_key_or_fingerprint_in_the_manifest_is_found() {
    let mine = fingerprint(7).to_string();
    let other = |files: &mut Vec<_>| edit(files, "manifest.json", &mine, &fingerprint(9).to_string());
    assert_eq!(told(&with(other)), "signature-wrong; key-wrong");
    let key_hex = hex::encode(key(7).verifying_key().as_bytes());
    assert_eq!(told(&with(|files| edit(files, "manifest.json", &key_hex, "00"))), "signature-wrong; key-wrong");
}

#[test]
fn sealing_again_needs_another_key_and_that_shows() {
    let forged = sealed_again(|files| *at(files, "checklist.pdf") = b"%PDF-1.7 forged".to_vec());
    assert_eq!(told(&forged), "sound: 5 files, 4 entries");
    assert_eq!(verify_pack(&forged, Some(&fingerprint(7))).unwrap_err()[0].code(), "other-installation");
}

#[test]
fn a_changed_journal_is_found_even_when_sealed_again() {
    let told_of = |from: &str, to: &str| told(&sealed_again(|files| edit(files, "journal.jsonl", from, to)));
    assert_eq!(told_of(r#"\"at\":2"#, r#"\"at\":9"#), "journal-chain 2");
    assert_eq!(told_of(r#""seq":2"#, r#""seq":5"#), "journal-chain 2");
    assert_eq!(told_of(sample::FACILITY, sample::SHEET), "journal-facility 1");
    assert_eq!(told_of(r#"{"facility""#, "{"), "journal-line 1");
    let cut = |files: &mut Vec<(String, Vec<u8>)>| {
        let lines = at(files, "journal.jsonl");
        let end = lines.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(2).unwrap().0;
        lines.truncate(end + 1);
    };
    assert_eq!(told(&sealed_again(cut)), "journal-head 4");
    assert_eq!(told(&sealed_again(|files| files.retain(|(path, _)| path != "journal.jsonl"))), "missing journal.jsonl");
}

#[test]
fn frozen_bytes_and_sign_offs_belong_together() {
    let gone = sealed_again(|files| files.retain(|(path, _)| path != ROUND_PATH));
    assert_eq!(told(&gone), "round-missing 3");
    let other = sealed_again(|files| *at(files, ROUND_PATH) = b"{}".to_vec());
    assert_eq!(told(&other), format!("round-unknown {ROUND_PATH}; round-missing 3"));
    let edition = sealed_again(|files| *at(files, "edition/r6.yaml") = b"edition: r9".to_vec());
    assert_eq!(told(&edition), "other-edition");
}

#[test]
fn paths_that_are_unsafe_or_doubled_are_refused() {
    for path in
        ["../up.txt", "/etc/passwd", "a\\b.txt", "c:x.txt", "nul.txt", "COM1", "dir/", ".hidden", "ア.txt", "end."]
    {
        assert_eq!(told(&with(|files| files.push((path.to_owned(), vec![1])))), format!("unsafe-path {path}"));
    }
    let case = told(&with(|files| files.push(("readme.TXT".to_owned(), vec![1]))));
    assert_eq!(case, "duplicate readme.TXT");
    // The writer refuses twins, so one is made by renaming, in both of its headers.
    let mut twin = with(|files| files.push(("READMX.txt".to_owned(), vec![1])));
    while let Some(found) = twin.windows(10).position(|bytes| bytes == b"READMX.txt") {
        twin[found..found + 10].copy_from_slice(b"README.txt");
    }
    assert_eq!(told(&twin), "duplicate README.txt");
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let bomb = told(&with(|files| files.push(("bomb.bin".to_owned(), vec![0; 40 << 20]))));
    assert_eq!(bomb, "too-large bomb.bin");
    let many = told(&with(|files| files.extend((0..2_001).map(|n| (format!("{n}.txt"), Vec::new())))));
    assert_eq!(many, "too-many-files 2008");
}

#[test]
fn a_size_that_lies_is_found() {
    let mut archive = pack();
    let size = |bytes: &[u8], at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
    let central = size(&archive, archive.len() - 6) as usize;
    // Sizes of the first file (manifest.json), in its directory entry and in its local header.
    for at in [central + 24, 22] {
        let less = size(&archive, at) - 1;
        archive[at..at + 4].copy_from_slice(&less.to_le_bytes());
    }
    assert_eq!(told(&archive), "changed manifest.json; manifest-missing");
}

#[test]
fn bytes_outside_the_layout_are_found() {
    let good = pack();
    let before: Vec<u8> = [b"MZ".as_slice(), &good].concat();
    let after: Vec<u8> = [good.as_slice(), b"x"].concat();
    assert_eq!(told(&before), "repacked end record");
    assert_eq!(told(&after), "not-an-archive no end record at the end");
    assert_eq!(told(&good[..good.len() - 1]), "not-an-archive no end record at the end");
    assert_eq!(told(b""), "not-an-archive too short");
    // A name that differs between the two headers shows two packs to two programs.
    let mut twofaced = good;
    let local = twofaced.windows(10).position(|bytes| bytes == b"README.txt").unwrap();
    twofaced[local] = b'X';
    assert_eq!(told(&twofaced), "repacked README.txt");
}

#[test]
fn a_pack_that_was_unpacked_and_packed_again_is_still_sound() {
    assert_eq!(told(&zip(&unzip(&pack()))), "sound: 5 files, 4 entries");
}

#[test]
fn a_flipped_byte_is_found_or_changes_nothing_that_is_read() {
    let good = pack();
    let content = unzip(&good);
    for at in 0..good.len() {
        let mut archive = good.clone();
        archive[at] ^= 0x20;
        // Unused bits at the end of a packed stream, and file attributes in the directory, carry nothing.
        if verify_pack(&archive, None).is_ok() {
            assert_eq!(unzip(&archive), content, "byte {at}");
        }
    }
}

#[test]
fn a_caller_can_not_seal_nonsense() {
    let links = sample::links(&sample::bodies());
    let refused = |path: &str| {
        let mut files = sample::files();
        files.push(PackFile { path: path.to_owned(), bytes: Vec::new() });
        seal(files, &links, &sample::meta(&links), &key(7)).unwrap_err().to_string()
    };
    assert_eq!(refused("../x"), "unsafe path: ../x");
    assert_eq!(refused("manifest.json"), "manifest.json is there twice");
    assert_eq!(refused("CHECKLIST.pdf"), "checklist.pdf is there twice");
    let short = seal(sample::files(), &links[..2], &sample::meta(&links), &key(7)).unwrap_err();
    assert_eq!(short.to_string(), "the journal does not end at the head that is sealed");
}
