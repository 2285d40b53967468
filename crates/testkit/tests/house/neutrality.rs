//! The project speaks of itself alone: no machine's folders, no registry's host, no tool of whoever wrote it.

use super::source::{Source, none, read};

/// Written in two halves, so that this file does not name what it forbids.
const FORBIDDEN: &[(&str, &str)] = &[
    ("/wo", "rk/"),
    ("/ro", "ot/"),
    ("/home", "/"),
    ("/t", "mp/"),
    ("C:\\", "Users"),
    ("registry.", "npmjs"),
    ("static.", "crates.io"),
    ("pypi.", "org"),
    ("deb.", "debian.org"),
    ("An", "thropic"),
    ("Cla", "ude"),
    ("Chat", "GPT"),
    ("sub", "agent"),
    ("Co-Authored", "-By"),
    ("issues ", "show"),
];

fn faults(files: &[Source]) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in files {
        for (number, line) in file.text.lines().enumerate() {
            for (first, second) in FORBIDDEN {
                let word = format!("{first}{second}");
                if line.to_ascii_lowercase().contains(&word.to_ascii_lowercase()) {
                    wrong.push(format!("{}:{}: {word}", file.path, number + 1));
                }
            }
        }
    }
    wrong
}

#[test]
fn the_project_speaks_of_itself_alone() {
    // The two lock files are Cargo's and npm's own words; inventories and what parsers are fed with are files that nobody here wrote.
    let foreign = ["fixtures/inventory/", "fuzz/corpus/"];
    let ours = |path: &str| !foreign.iter().any(|folder| path.starts_with(folder));
    let files = read(|path| !path.ends_with("Cargo.lock") && ours(path));
    none("words that belong to a machine or a workplace", &faults(&files));
}

#[test]
fn a_machine_folder_is_named_with_its_line() {
    let path = format!("{}{}", FORBIDDEN[0].0, FORBIDDEN[0].1);
    let file = Source::new("README.md", &format!("first\nsee {path}main\n"));
    assert_eq!(faults(&[file]), [format!("README.md:2: {path}")]);
}
