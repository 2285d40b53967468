//! The server: one address, the set-up code while it is needed, a clean end.

use crate::program::{Folder, Server, program, run, said};
use std::{fs, net::TcpListener};

#[test]
fn it_prints_one_address_and_the_code_and_answers() {
    let folder = Folder::make();
    let server = Server::start(&folder);
    let answer = server.get("/");
    assert!(answer.starts_with("HTTP/1.1 "), "{answer}");
    let code = server.code.clone().unwrap();
    assert_eq!(code.split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 4], "{code}");
    assert!(server.address.starts_with("http://127.0.0.1:"), "{}", server.address);
    let ended = server.stop();
    assert_eq!((ended.code, ended.out.as_str(), ended.err.as_str()), (0, "", ""));
}

#[test]
fn serve_is_what_it_does_without_a_command() {
    let folder = Folder::make();
    let server = Server::start_as(program(&folder).args(["--listen", "127.0.0.1:0"]), true);
    assert!(server.get("/").starts_with("HTTP/1.1 "));
}

#[test]
fn each_start_has_a_new_code() {
    let folder = Folder::make();
    let mut first = Server::start(&folder);
    let code = first.code.take();
    assert_eq!(first.stop().code, 0);
    assert_ne!(Server::start(&folder).code, code);
}

#[test]
fn a_clean_end_folds_the_log_back_and_leaves_a_small_folder() {
    let folder = Folder::make();
    let server = Server::start(&folder);
    server.get("/");
    assert_eq!(server.stop().code, 0);
    let names = |path: &std::path::Path| -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(path).unwrap().map(|one| one.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    assert_eq!(names(&folder.path().join("data")), ["installation.key", "lock", "sakimori.sqlite"]);
    let size = fs::metadata(folder.path().join("data/sakimori.sqlite")).unwrap().len();
    assert!(size < 1 << 20, "{size}");
}

#[test]
#[cfg(unix)]
fn the_folder_and_the_key_are_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::make();
    assert_eq!(Server::start(&folder).stop().code, 0);
    let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("data"), mode("data/installation.key")), (0o700, 0o600));
}

#[test]
fn an_address_in_use_is_named_and_changes_nothing() {
    let folder = Folder::make();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let ended = said(&folder, &format!("serve --listen {address}"));
    assert!(ended.code == 3 && ended.err.contains(&address) && ended.err.contains("--listen"), "{ended:?}");
    let english = said(&folder, &format!("serve --lang en --listen {address}"));
    assert!(english.err.contains("in use by another program"), "{english:?}");
    assert!(!english.err.contains("Set-up code") && english.out.is_empty(), "{english:?}");
}

#[test]
fn an_address_of_another_machine_is_refused() {
    let folder = Folder::make();
    // TEST-NET-1 belongs to no machine.
    let ended = run(program(&folder).args(["serve", "--insecure-http", "--listen", "192.0.2.1:8330"]));
    assert!(ended.code == 3 && ended.err.contains("192.0.2.1:8330"), "{ended:?}");
}
