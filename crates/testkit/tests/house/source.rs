//! The files of the workspace, as the other rules read them.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A file with its path from the root of the workspace, with `/` on every system.
pub struct Source {
    pub path: String,
    pub text: String,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }
}

/// The root of the workspace: two folders above this crate, read at run time so that a moved tree still works.
pub fn root() -> PathBuf {
    let here = std::env::var("CARGO_MANIFEST_DIR").expect("cargo and nextest set CARGO_MANIFEST_DIR");
    Path::new(&here).join("../..").canonicalize().expect("the workspace lies two folders above")
}

/// Every file that git keeps or would keep, without what `.gitignore` names.
pub fn tracked() -> Vec<String> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        .current_dir(root())
        .output()
        .expect("git lists the files");
    assert!(listed.status.success(), "git ls-files: {}", String::from_utf8_lossy(&listed.stderr));
    let mut paths: Vec<String> =
        String::from_utf8(listed.stdout).expect("paths are UTF-8").split_terminator('\0').map(str::to_owned).collect();
    paths.sort();
    assert!(paths.iter().any(|path| path == "Cargo.toml"), "no Cargo.toml among the files of the workspace");
    paths
}

/// The tracked text files for which `wanted` holds. Files that are no UTF-8 (pictures, fonts) are left out.
pub fn read(wanted: impl Fn(&str) -> bool) -> Vec<Source> {
    tracked()
        .into_iter()
        .filter(|path| wanted(path))
        .filter_map(|path| Some(Source { text: std::fs::read_to_string(root().join(&path)).ok()?, path }))
        .collect()
}

/// Our own Rust files: sources, tests and benchmarks of every crate.
pub fn rust() -> Vec<Source> {
    let found = read(|path| path.ends_with(".rs"));
    assert!(found.len() > 20, "only {} Rust files found", found.len());
    found
}

/// Fails with one line per fault.
pub fn none(what: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{what}:\n  {}", faults.join("\n  "));
}
