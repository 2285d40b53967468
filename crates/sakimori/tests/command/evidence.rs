//! `sakimori evidence read`: kind, facts and findings of a file, without a database.

use crate::program::{Folder, said};
use serde_json::Value;

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../evidence/tests/samples/netconf");

fn read(words: &str) -> (i32, Value, String) {
    let ended = said(&Folder::make(), &format!("evidence read --json {words}"));
    (ended.code, serde_json::from_str(&ended.out).unwrap_or_default(), ended.err)
}

#[test]
fn an_open_vpn_is_a_finding_with_its_item_its_facts_and_their_lines() {
    let (code, told, err) = read(&format!("{SAMPLES}/fortigate_vpn.conf --as-of 2026-04-01"));
    assert_eq!((code, err.as_str()), (0, ""));
    let file = &told["files"][0];
    assert_eq!(file["kind"], "fortigate-config");
    let open =
        file["findings"].as_array().unwrap().iter().find(|finding| finding["reason"] == "open-to-anybody").unwrap();
    assert_eq!((&open["state"], &open["item"]), (&"violates".into(), &"network.source-restriction".into()));
    assert!(open["says"].as_str().unwrap().contains("ssl_vpn"), "{open}");
    let fact = &file["facts"][open["facts"][0].as_u64().unwrap() as usize];
    assert_eq!((&fact["what"], &fact["at"], &fact["port"]), (&"door".into(), &"wan1".into(), &10443.into()));
    let quotes: Vec<&str> =
        fact["quotes"].as_array().unwrap().iter().filter_map(|quote| quote["text"].as_str()).collect();
    assert!(quotes.contains(&"set source-address \"all\""), "{quotes:?}");
}

#[test]
fn no_secret_of_a_configuration_is_repeated() {
    for sample in ["cisco_snmp.cfg", "cisco_c9200_17.9_oxidized.txt", "fortigate_vpn.conf", "juniper_srx1.cfg"] {
        let ended = said(&Folder::make(), &format!("evidence read --json {SAMPLES}/{sample}"));
        for secret in ["dummycommunity", "SECRET_", "SH2SECRET", "$1$", "$9$", "dummypassword"] {
            assert!(!ended.out.contains(secret), "{sample}: {secret}");
        }
    }
}

#[test]
fn a_refused_file_ends_with_2_and_a_reason_and_the_others_are_still_read() {
    let folder = Folder::make();
    folder.write("noise.txt", "nothing of any kind\n");
    folder.write("cut.json", "[{\"username\": \"a\", \"uid\"");
    folder.write("empty.txt", "");
    let ended =
        said(&folder, &format!("evidence read --json noise.txt cut.json empty.txt {SAMPLES}/fortigate_vpn.conf"));
    let told: Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!((ended.code, told["files"].as_array().unwrap().len()), (2, 1));
    let reasons: Vec<&str> =
        told["refused"].as_array().unwrap().iter().filter_map(|one| one["reason"].as_str()).collect();
    assert_eq!(reasons, ["unknown", "damaged", "empty"]);
    assert_eq!(told["refused"][1]["line"], 1);
    assert!(ended.err.contains("noise.txt: ") && ended.err.contains("cut.json: 1 行"), "{}", ended.err);
    assert_eq!(said(&folder, "evidence read nowhere.txt").code, 2);
    assert_eq!(said(&folder, "evidence read noise.txt --as-of yesterday").code, 2);
}

#[test]
fn a_person_reads_the_same_in_words() {
    let ended = said(&Folder::make(), &format!("evidence read --lang en {SAMPLES}/fortigate_vpn.conf"));
    assert!(
        ended.out.contains("[violates] Anybody reaches ssl_vpn at the outside interface “wan1” from anywhere"),
        "{}",
        ended.out
    );
    assert!(!ended.out.contains('⟦'), "{}", ended.out);
}

#[test]
fn what_tools_for_backups_report_is_known() {
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/backup");
    let files = [
        ("restic-snapshots.json", "restic", 3),
        ("borg-list.json", "borg", 2),
        ("veeam-syslog.txt", "veeam-syslog", 4),
        ("windows-server-backup.xml", "windows-events", 2),
    ];
    for (file, kind, runs) in files {
        let ended = said(&Folder::make(), &format!("evidence read --json {fixtures}/{file}"));
        assert_eq!(ended.code, 0, "{file}: {}", ended.err);
        let read: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
        let found = &read["backup_runs"][0];
        assert_eq!(
            (found["kind"].as_str(), found["runs"].as_array().map(Vec::len)),
            (Some(kind), Some(runs)),
            "{file}"
        );
    }
    let refused = said(&Folder::make(), &format!("evidence read --json {fixtures}/restic-backup-1.jsonl"));
    assert_eq!(refused.code, 2, "no time in it");
}
