//! Settings: which source wins, and what is said about a mistake in each.

use crate::program::{Folder, program, run, said};

/// `catalog list` reads every setting and opens nothing.
fn said_of(toml: &str) -> (i32, String) {
    let folder = Folder::make();
    folder.write("sakimori.toml", toml);
    let ended = said(&folder, "catalog list");
    (ended.code, ended.err)
}

#[test]
fn an_unknown_key_is_named_with_file_line_and_the_nearest_one() {
    let (code, err) = said_of("# settings\nlisten = \"127.0.0.1:1\"\ndatabse_url = \"postgres://u:pw-secret@h/d\"\n");
    assert_eq!(code, 2);
    assert!(
        err.contains("sakimori.toml の 3 行目") && err.contains("「databse_url」") && err.contains("「database_url」"),
        "{err}"
    );
    assert!(!err.contains("pw-secret"), "{err}");
}

#[test]
fn a_value_of_another_kind_is_named_with_its_line_and_an_example() {
    let (code, err) = said_of("\nlisten = 8330\n");
    assert_eq!(code, 2);
    assert!(err.contains("2 行目") && err.contains("listen = \"…\""), "{err}");
}

#[test]
fn broken_toml_is_named_with_its_line_and_without_its_words() {
    let (code, err) = said_of("listen = \"127.0.0.1:1\"\ndatabase_url = \"postgres://u:pw-secret@h/d\n");
    assert_eq!(code, 2);
    assert!(err.contains("2 行目") && !err.contains("pw-secret"), "{err}");
}

#[test]
fn a_file_that_was_asked_for_has_to_be_there() {
    let folder = Folder::make();
    let ended = said(&folder, "catalog list --config nowhere.toml");
    assert!(ended.code == 2 && ended.err.contains("nowhere.toml"), "{ended:?}");
}

#[test]
fn an_address_or_database_that_is_none_is_refused_without_its_password() {
    let folder = Folder::make();
    for (words, part) in [
        ("serve --listen 8330", "「8330」"),
        ("serve --listen example.com:80", "「example.com:80」"),
        ("serve --database-url mysql://u:pw-secret@h/d", "mysql://h/d"),
        ("serve --database-owner-url postgres://u:pw-secret@h/d", "SAKIMORI_DATABASE_URL"),
        ("migrate --database-url postgres://u:pw-secret@h/d", "SAKIMORI_DATABASE_OWNER_URL"),
    ] {
        let ended = said(&folder, words);
        assert!(ended.code == 2 && ended.err.contains(part), "{words}: {ended:?}");
        assert!(!ended.err.contains("pw-secret"), "{ended:?}");
    }
    assert!(!folder.path().join("data").exists(), "nothing was made");
}

/// The folder that a run used, told by which one was made.
fn used(folder: &Folder) -> Vec<String> {
    let names = ["by-flag", "by-environment", "by-file", "sakimori-data"];
    names.into_iter().filter(|name| folder.path().join(name).exists()).map(str::to_owned).collect()
}

#[test]
fn a_flag_wins_over_the_environment_over_the_file_over_the_default() {
    let run_with = |flag: bool, environment: bool, file: bool| {
        let folder = Folder::make();
        if file {
            folder.write("sakimori.toml", "data = \"by-file\"\n");
        }
        let mut command = program(&folder);
        command.arg("migrate").env_remove("SAKIMORI_DATA");
        if environment {
            command.env("SAKIMORI_DATA", "by-environment");
        }
        if flag {
            command.args(["--data", "by-flag"]);
        }
        let ended = run(&mut command);
        assert_eq!(ended.code, 0, "{ended:?}");
        used(&folder)
    };
    assert_eq!(run_with(true, true, true), ["by-flag"]);
    assert_eq!(run_with(false, true, true), ["by-environment"]);
    assert_eq!(run_with(false, false, true), ["by-file"]);
    assert_eq!(run_with(false, false, false), ["sakimori-data"]);
}

#[test]
fn an_empty_variable_counts_as_not_set() {
    let folder = Folder::make();
    let ended = run(program(&folder).arg("migrate").env("SAKIMORI_DATA", "").env("SAKIMORI_DATABASE_URL", ""));
    assert_eq!((ended.code, used(&folder)), (0, vec!["sakimori-data".to_owned()]), "{ended:?}");
}

#[test]
fn the_file_in_the_data_folder_is_read_but_can_not_move_it() {
    let folder = Folder::make();
    folder.write("data/sakimori.toml", "listen = \"nonsense\"\n");
    let ended = said(&folder, "catalog list");
    assert!(ended.code == 2 && ended.err.contains("nonsense"), "{ended:?}");
    folder.write("data/sakimori.toml", "\ndata = \"elsewhere\"\n");
    let ended = said(&folder, "catalog list");
    assert!(ended.code == 2 && ended.err.contains("2 行目"), "{ended:?}");
}

#[test]
fn mistyped_words_are_said_again_with_what_is_near() {
    let folder = Folder::make();
    for (words, parts) in [
        ("serv", ["「serv」", "serve"]),
        ("--lsten 127.0.0.1:1", ["「--lsten」", "--listen"]),
        ("demo", ["--pack", "要ります"]),
        ("--lang fr", ["fr", "ja"]),
        ("catalog", ["何をするか", "--help"]),
    ] {
        let ended = said(&folder, words);
        assert!(ended.code == 2 && parts.iter().all(|part| ended.err.contains(part)), "{words}: {ended:?}");
        assert!(ended.out.is_empty() && !ended.err.contains('⟦'), "{ended:?}");
    }
}

#[test]
fn help_speaks_the_language_of_its_reader() {
    let folder = Folder::make();
    let japanese = said(&folder, "--help");
    assert!(japanese.code == 0 && japanese.out.contains("使い方"), "{japanese:?}");
    let english = run(program(&folder).arg("--help").env("LANG", "en_GB.UTF-8"));
    assert!(english.code == 0 && english.out.contains("Usage"), "{english:?}");
    assert!(!english.out.contains("typeset"), "the child's command is nobody's business");
}
