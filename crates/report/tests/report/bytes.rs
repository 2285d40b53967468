//! The bytes of a pack: the same for the same input; and no bytes make the check fall over.

use crate::sample::{pack, unzip};
use proptest::prelude::*;
use report::{document::PackDocument, pack::verify_pack};

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(pack(), pack());
}

#[test]
fn the_manifest_stands_first_and_lists_the_rest_in_order() {
    let names: Vec<String> = unzip(&pack()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "manifest.json",
            "manifest.sig",
            "README.txt",
            "checklist.pdf",
            "edition/r6.yaml",
            "journal.jsonl",
            "signed-rounds/1-3.json"
        ]
    );
}

#[test]
fn the_manifest_reads_like_this() {
    let manifest = unzip(&pack()).remove(0).1;
    insta::assert_snapshot!(String::from_utf8(manifest).unwrap(), @r#"
    {
      "format": "sakimori-pack-v1",
      "facility": {
        "id": "0190a000-0000-7000-8000-000000000001",
        "name": "医療法人 さくら病院",
        "sample": false
      },
      "assessment": "0190a000-0000-7000-8000-000000000002",
      "edition": "r6",
      "edition_pack": "c4bf4db1abbb5f465d3f86bd00062ca1e022c28ea9aaf1b902eaed33a24bb19e",
      "form": "hospital",
      "fiscal_year": 2024,
      "created_at": "2024-06-10T15:13:20+09:00",
      "journal": {
        "seq": 4,
        "hash": "7362e408b3a94505b2bbc5e99800a8ad3c9078e4c709e277d581203acdaf681e"
      },
      "public_key": "ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c",
      "fingerprint": "fe81 2c12 f3ab 4ce6 ac5d b69a c352 f906",
      "files": [
        {
          "path": "README.txt",
          "size": 920,
          "sha256": "0f9c3069f40b0ac2c9514a3bcb78fce110e4cc62a0fc0fce613eeb22485ba5d3"
        },
        {
          "path": "checklist.pdf",
          "size": 19,
          "sha256": "8820fe902eaf906fe74705c172cd13f73f68ef15c3df4638f906eccfca9b9523"
        },
        {
          "path": "edition/r6.yaml",
          "size": 12,
          "sha256": "c4bf4db1abbb5f465d3f86bd00062ca1e022c28ea9aaf1b902eaed33a24bb19e"
        },
        {
          "path": "journal.jsonl",
          "size": 1287,
          "sha256": "395885354748f008585289113a50e710ae23b2ab79cdad18795682745d47a2e6"
        },
        {
          "path": "signed-rounds/1-3.json",
          "size": 37,
          "sha256": "80679a274013e686458a457322e435b39323333dcce5d6b147c2d7749243cab9"
        }
      ]
    }
    "#);
}

#[test]
fn the_journal_keeps_every_body_as_it_was_hashed() {
    let files = unzip(&pack());
    let journal = &files.iter().find(|(name, _)| name == "journal.jsonl").unwrap().1;
    let bodies: Vec<String> = journal
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice::<serde_json::Value>(line).unwrap()["body"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(bodies, crate::sample::bodies());
}

/// A pack as the first release sealed it.
const FIRST: &[u8] = include_bytes!("../data/pack-v1.zip");

#[test]
fn a_pack_of_the_first_release_is_sound_for_ever() {
    let fingerprint = "fe81 2c12 f3ab 4ce6 ac5d b69a c352 f906".parse().unwrap();
    let sound = verify_pack(FIRST, Some(&fingerprint)).unwrap();
    assert_eq!((sound.files, sound.journal_entries, sound.signed_rounds), (5, 4, 1));
    assert_eq!(sound.manifest.facility.name, "医療法人 さくら病院");
}

#[test]
fn the_typesetters_samples_are_documents_with_every_word() {
    for paper in ["r6-hospital-ja.json", "r6-hospital-en.json"] {
        let path = format!("{}/../typeset/tests/data/{paper}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let document: PackDocument = serde_json::from_str(&text).unwrap();
        assert_eq!(document.missing_labels(), [""; 0], "{paper}");
        let same: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_value(&document).unwrap(), same, "{paper} has fields that no document has");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(verify_pack(&bytes, None).is_err());
    }

    #[test]
    fn a_pack_with_holes_is_answered(
        holes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = pack();
        for (at, byte) in holes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Err(problems) = verify_pack(&bytes, None) {
            prop_assert!(!problems.is_empty());
        }
        bytes.truncate(cut.index(bytes.len()));
        prop_assert!(verify_pack(&bytes, None).is_err());
    }
}
