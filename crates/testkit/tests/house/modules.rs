//! Each module opens with `//!`: what lives here and what does not.

use super::source::{Source, none, rust};

fn faults(files: &[Source]) -> Vec<String> {
    files
        .iter()
        .filter(|file| {
            let first = file.text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
            first.strip_prefix("//!").is_none_or(|says| says.trim().is_empty())
        })
        .map(|file| format!("{}: the first line is no `//!` sentence", file.path))
        .collect()
}

#[test]
fn every_module_says_what_it_is_for() {
    none("modules without an opening sentence", &faults(&rust()));
}

#[test]
fn a_silent_module_is_named() {
    let silent = ["use std::fs;\n", "", "//!\nuse std::fs;\n", "/// A type.\nstruct A;\n"];
    for text in silent {
        assert_eq!(faults(&[Source::new("a.rs", text)]).len(), 1, "{text:?}");
    }
    assert!(faults(&[Source::new("a.rs", "//! Answers.\n")]).is_empty());
}
