//! Who may know whom: the table of crates in ARCHITECTURE.md against `cargo metadata`.

use super::source::{none, root};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Crate → our own crates that it may know. A crate that is not here is not part of the house yet.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("evidence", &["domain"]),
    ("logs", &["domain"]),
    ("report", &["domain"]),
    ("typeset", &[]),
    ("messages", &[]),
    ("store", &["domain"]),
    ("app", &["messages", "domain", "evidence", "logs", "report", "store"]),
    ("web", &["app", "store", "domain", "messages"]),
    ("sakimori", &["web", "app", "store", "domain", "messages", "typeset"]),
    ("testkit", &["domain", "store", "app", "messages"]),
    ("benches", &["evidence", "report"]),
];

/// The test harness: anyone's dev-dependency, nobody's normal one.
const HARNESS: &str = "testkit";

/// Foreign crates whose types stay in one place: name or prefix ending in `*` → the crates that may name them.
const KEPT_IN: &[(&str, &[&str])] = &[
    ("typst*", &["typeset"]),
    ("sqlx*", &["store", "testkit", "benches"]),
    ("arrow*", &["logs"]),
    ("parquet", &["logs"]),
    ("axum*", &["web", "sakimori", "benches"]),
    ("tower*", &["web", "sakimori"]),
    ("askama*", &["web"]),
    ("fluent*", &["messages", "testkit"]),
    ("clap", &["sakimori"]),
    ("figment", &["sakimori"]),
    ("anyhow", &["sakimori"]),
    ("tokio", &["store", "app", "web", "sakimori", "testkit", "benches"]),
];

/// One line of a crate's manifest.
struct Arrow {
    from: String,
    to: String,
    own: bool,
    dev: bool,
}

fn metadata() -> (BTreeSet<String>, Vec<Arrow>) {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let out = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version", "1", "--locked", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo metadata runs");
    assert!(out.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&out.stderr));
    let all: Value = serde_json::from_slice(&out.stdout).expect("cargo metadata prints JSON");
    let text = |value: &Value| value.as_str().expect("a name").to_owned();
    let mut members = BTreeSet::new();
    let mut arrows = Vec::new();
    for package in all["packages"].as_array().expect("packages") {
        members.insert(text(&package["name"]));
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            arrows.push(Arrow {
                from: text(&package["name"]),
                to: text(&dependency["name"]),
                own: dependency["path"].is_string(),
                dev: dependency["kind"] == "dev",
            });
        }
    }
    (members, arrows)
}

fn faults(members: &BTreeSet<String>, arrows: &[Arrow]) -> Vec<String> {
    let table: BTreeMap<&str, &[&str]> = MAY_KNOW.iter().copied().collect();
    let mut wrong: Vec<String> = members
        .iter()
        .filter(|name| !table.contains_key(name.as_str()))
        .map(|name| format!("{name}: not in the table of crates (ARCHITECTURE.md and this test)"))
        .collect();
    for Arrow { from, to, own, dev } in arrows {
        let allowed = table.get(from.as_str()).copied().unwrap_or_default();
        let harness = *dev && to == HARNESS;
        if *own && !harness && !allowed.contains(&to.as_str()) {
            wrong.push(format!("{from} may not know {to}"));
        }
        for (name, homes) in KEPT_IN {
            let same = name.strip_suffix('*').map_or(to == name, |start| to.starts_with(start));
            if !*own && same && !homes.contains(&from.as_str()) {
                wrong.push(format!("{from} may not use {to}: it stays in {}", homes.join(", ")));
            }
        }
    }
    wrong
}

#[test]
fn every_crate_knows_only_whom_it_may() {
    let (members, arrows) = metadata();
    none("arrows that point the wrong way", &faults(&members, &arrows));
}

fn judged(from: &str, to: &str, own: bool, dev: bool) -> Vec<String> {
    faults(&BTreeSet::new(), &[Arrow { from: from.into(), to: to.into(), own, dev }])
}

#[test]
fn an_arrow_back_is_named() {
    assert_eq!(judged("domain", "store", true, false), ["domain may not know store"]);
}

#[test]
fn a_dev_dependency_is_an_arrow_too() {
    assert_eq!(judged("web", "typeset", true, true), ["web may not know typeset"]);
}

#[test]
fn the_harness_is_for_tests_only() {
    assert!(judged("web", "testkit", true, true).is_empty());
    assert_eq!(judged("web", "testkit", true, false), ["web may not know testkit"]);
}

#[test]
fn a_foreign_type_stays_in_its_crate() {
    assert_eq!(
        judged("app", "sqlx-core", false, false),
        ["app may not use sqlx-core: it stays in store, testkit, benches"]
    );
}

#[test]
fn an_unknown_crate_is_named() {
    let wrong = faults(&BTreeSet::from(["helpers".to_owned()]), &[]);
    assert!(wrong[0].starts_with("helpers: not in the table"));
}
