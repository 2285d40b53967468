//! `sakimori import`: files are taken into the ledger as on the page, beside a server too, and nothing is ever half written.

use crate::{
    program::{Ended, Folder, Server, program, run},
    verify::with_sample,
};
use serde_json::Value;
use std::{
    io::{BufRead as _, BufReader},
    process::{Command, Stdio},
};
use store::Source;
use testkit::{Engine, TestDb};

const LIST: &str = "資産番号,機器名,製造番号,部屋,メモ\nK-1,取込端末1,S-700001,受付,あ\nK-2,取込端末2,S-700002,外来,\nK-3,取込端末3,S-700001,病棟,\n";

fn import(folder: &Folder, words: &[&str]) -> Ended {
    run(program(folder).arg("import").args(words))
}

fn told(ended: &Ended) -> Value {
    serde_json::from_str(&ended.out).unwrap_or_else(|error| panic!("{error}: {ended:?}"))
}

/// New, changed, unchanged, to be decided, refused.
fn counts(ended: &Ended) -> [u64; 5] {
    let all = &told(ended)["counts"];
    ["new", "changed", "unchanged", "conflict", "refused"].map(|name| all[name].as_u64().unwrap())
}

fn holds(folder: &Folder) {
    let verified = run(program(folder).arg("verify"));
    assert_eq!(verified.code, 0, "{verified:?}");
}

#[tokio::test]
async fn a_list_is_taken_in_after_a_yes_and_never_without() {
    let folder = Folder::make();
    with_sample(&folder).await;
    folder.write("list.csv", LIST);
    let unasked = import(&folder, &["list.csv"]);
    assert!(unasked.code == 2 && unasked.err.contains("--yes"), "{unasked:?}");
    let dry = import(&folder, &["list.csv", "--dry-run", "--json"]);
    assert_eq!((dry.code, counts(&dry)), (0, [1, 0, 0, 2, 0]));
    let done = import(&folder, &["list.csv", "--yes"]);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(done.out.contains("新しい 1") && done.out.contains("確かめる 2"), "{done:?}");
    assert!(done.out.contains("取り込みました（変更履歴"), "{done:?}");
    let again = import(&folder, &["list.csv", "--yes", "--json"]);
    assert_eq!((again.code, counts(&again)), (0, [0, 0, 3, 0, 0]));
    assert!(told(&again)["files"][0]["entry"].is_null(), "{again:?}");
    folder.write("next.csv", LIST.replace("外来", "外来2"));
    let changed = import(&folder, &["next.csv", "--yes"]);
    assert!(changed.out.contains("変わる") && changed.code == 0, "{changed:?}");
    holds(&folder);
    let english = import(&folder, &["list.csv", "--yes", "--lang", "en"]);
    assert!(english.code == 0 && !english.out.contains('⟦') && !english.err.contains('⟦'), "{english:?}");
}

#[tokio::test]
async fn it_works_beside_a_server_on_either_engine() {
    let folder = Folder::make();
    with_sample(&folder).await;
    folder.write("list.csv", LIST);
    let server = Server::start_as(program(&folder).args(["serve", "--listen", "127.0.0.1:0"]), true);
    let done = import(&folder, &["list.csv", "--yes", "--json"]);
    assert_eq!((done.code, counts(&done)), (0, [1, 0, 0, 2, 0]), "{done:?}");
    assert!(told(&done)["files"][0]["entry"].as_i64().is_some_and(|entry| entry > 0));
    assert!(server.get("/").starts_with("HTTP/1.1 "), "the server goes on");
    assert_eq!(server.stop().code, 0);
    holds(&folder);

    let backup = folder.path().join("one.zip");
    assert_eq!(run(program(&folder).arg("backup").arg(&backup)).code, 0);
    let test_db = TestDb::make(Engine::Postgres).await;
    let Source::Postgres { url, .. } = test_db.source.clone() else { panic!("PostgreSQL was asked for") };
    let there = Folder::make();
    there.write("more.csv", "資産番号,機器名\nK-9,取込端末9\n");
    let on = |words: &[&str]| run(program(&there).env("SAKIMORI_DATABASE_URL", &url).args(words));
    assert_eq!(on(&["restore", backup.to_str().unwrap()]).code, 0);
    let mut serve = program(&there);
    serve.env("SAKIMORI_DATABASE_URL", &url).args(["serve", "--listen", "127.0.0.1:0"]);
    let server = Server::start_as(&mut serve, true);
    let done = on(&["import", "more.csv", "--yes", "--json"]);
    assert_eq!((done.code, counts(&done)), (0, [1, 0, 0, 0, 0]), "{done:?}");
    assert_eq!(server.stop().code, 0);
    assert_eq!(on(&["verify"]).code, 0);
}

#[tokio::test]
async fn a_file_that_can_not_be_taken_leaves_everything_as_it_was() {
    let folder = Folder::make();
    with_sample(&folder).await;
    folder.write("list.csv", LIST);
    folder.write("words.txt", "拝啓 時下ますますご清栄のこととお慶び申し上げます。\n");
    folder.write("entities.xml", "<?xml version=\"1.0\"?>\n<!DOCTYPE x [\n<!ENTITY a \"aaaa\">\n]>\n<REQUEST/>");
    for (files, word) in [
        (vec!["words.txt"], "何のファイルか分かりません"),
        (vec!["list.csv", "entities.xml"], "entities.xml:4"),
        (vec!["missing.csv"], "missing.csv"),
    ] {
        let ended = import(&folder, &[&files[..], &["--yes"]].concat());
        assert!(ended.code == 2 && ended.err.contains(word), "{ended:?}");
    }
    // 200 MB, of which only the beginning is ever read.
    let large = std::fs::File::create(folder.path().join("large.csv")).unwrap();
    large.set_len(200_000_000).unwrap();
    let ended = import(&folder, &["large.csv", "--yes"]);
    assert!(ended.code == 2 && ended.err.contains("64 MiB"), "{ended:?}");
    let dry = import(&folder, &["large.csv", "--dry-run"]);
    assert!(dry.code == 2 && dry.err.contains("64 MiB"), "{dry:?}");
    let first = import(&folder, &["list.csv", "--yes", "--json"]);
    assert_eq!(counts(&first), [1, 0, 0, 2, 0], "nothing was written before");
    holds(&folder);
}

#[tokio::test]
async fn columns_are_said_by_a_file_and_a_corrected_list_replaces_the_earlier_one() {
    let folder = Folder::make();
    with_sample(&folder).await;
    folder.write("own.csv", "ばんごう,よび名\nK-1,取込端末1\nK-2,取込端末2\n");
    folder.write("own.toml", "name = \"独自\"\n[columns]\nasset_number = \"ばんごう\"\nname = \"よび名\"\n");
    let unread = import(&folder, &["own.csv", "--yes"]);
    assert!(unread.code == 2 && unread.err.contains("--profile"), "{unread:?}");
    let dry = import(&folder, &["own.csv", "--dry-run", "--json", "--profile", "own.toml"]);
    assert_eq!((dry.code, counts(&dry)), (0, [2, 0, 0, 0, 0]), "{dry:?}");
    let done = import(&folder, &["own.csv", "--yes", "--json", "--profile", "own.toml"]);
    assert_eq!((done.code, counts(&done)), (0, [2, 0, 0, 0, 0]), "{done:?}");
    folder.write("list.csv", LIST);
    let other = import(&folder, &["list.csv", "--yes", "--profile", "own.toml"]);
    assert!(other.code == 2 && other.err.contains("ばんごう"), "{other:?}");
    let unknown = import(&folder, &["own.csv", "--yes", "--profile", "ない形"]);
    assert!(unknown.code == 2 && unknown.err.contains("ない形"), "{unknown:?}");
    folder.write("wrong.toml", "[columns]\nnothing = \"a\"\n");
    let wrong = import(&folder, &["own.csv", "--yes", "--profile", "wrong.toml"]);
    assert!(wrong.code == 2 && wrong.err.contains("wrong.toml"), "{wrong:?}");

    assert_eq!(import(&folder, &["list.csv", "--yes"]).code, 0);
    folder.write(
        "list2.csv",
        LIST.replace("K-3,取込端末3,S-700001", "K-3,取込端末3,S-700003").replace("K-2,取込端末2,S-700002,外来,\n", ""),
    );
    let replaced = import(&folder, &["list2.csv", "--yes", "--json", "--replaces", "list.csv"]);
    assert_eq!(replaced.code, 0, "{replaced:?}");
    assert_eq!(counts(&replaced)[3], 0, "{replaced:?}");
    // K-2 is still named by the other list.
    assert!(told(&replaced)["files"][0]["gone"].is_null(), "{replaced:?}");
    let twice = import(&folder, &["list2.csv", "--yes", "--replaces", "list.csv"]);
    assert!(twice.code == 2 && twice.err.contains("置き換えられています"), "{twice:?}");
    let two = import(&folder, &["list.csv", "list2.csv", "--yes", "--replaces", "x"]);
    assert!(two.code == 2 && two.err.contains("1つだけ"), "{two:?}");
    holds(&folder);
}

/// A list that takes a while.
fn long_list(folder: &Folder) {
    let rows: String =
        (0..30_000).map(|n| format!("L-{n},端末{n},S-80{n:06},受付,10.9.{}.{}\n", n / 256, n % 256)).collect();
    folder.write("long.csv", format!("資産番号,機器名,製造番号,部屋,IPアドレス\n{rows}"));
}

/// Begins to take the long list in and ends it with a signal as soon as it says this.
fn interrupted(folder: &Folder, at: &str, signal: &str) -> Option<i32> {
    let mut command = program(folder);
    let mut child =
        command.args(["import", "long.csv", "--yes"]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    assert!(lines.by_ref().any(|line| line.unwrap().contains(at)), "it never says {at}");
    let id = child.id().to_string();
    let _ = Command::new("kill").args([signal, &id]).status().unwrap();
    let rest: Vec<String> = lines.map_while(Result::ok).collect();
    let code = child.wait().unwrap().code();
    assert!(
        signal == "-KILL" || code == Some(0) || rest.iter().any(|line| line.contains("何も書いていません")),
        "{rest:?}"
    );
    code
}

#[tokio::test]
#[cfg(unix)]
async fn what_is_stopped_or_killed_leaves_the_ledger_as_it_was() {
    let folder = Folder::make();
    with_sample(&folder).await;
    long_list(&folder);
    let mut stopped = 0;
    for (at, signal) in [
        ("読んでいます", "-INT"),
        ("比べています", "-INT"),
        ("書いています", "-INT"),
        ("比べています", "-KILL"),
        ("書いています", "-KILL"),
    ] {
        let code = interrupted(&folder, at, signal);
        assert!(matches!(code, None | Some(0 | 2)), "{at} {signal}: {code:?}");
        holds(&folder);
        stopped += usize::from(code != Some(0));
        if code == Some(0) {
            break;
        }
    }
    assert!(stopped > 0);
    let done = import(&folder, &["long.csv", "--yes", "--json"]);
    let [new, _, unchanged, ..] = counts(&done);
    assert_eq!((done.code, new + unchanged), (0, 30_000), "{}", done.err);
    assert!(new == 30_000 || unchanged == 30_000, "all of it or nothing");
    holds(&folder);
}
