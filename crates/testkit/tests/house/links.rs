//! Links between our own pages lead somewhere.

use super::source::{Source, none, read, root};

/// Targets of `[text](target)` that are files or folders of ours, with the line.
fn targets(page: &Source) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in page.text.lines().enumerate() {
        for part in line.split("](").skip(1) {
            let target = part.split([')', '#', ' ']).next().unwrap_or_default();
            if !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:") {
                found.push((number + 1, target.to_owned()));
            }
        }
    }
    found
}

fn faults(pages: &[Source]) -> Vec<String> {
    let mut wrong = Vec::new();
    for page in pages {
        let at = root().join(&page.path);
        for (line, target) in targets(page) {
            if !at.with_file_name(&target).exists() {
                wrong.push(format!("{}:{line}: {target} is not there", page.path));
            }
        }
    }
    wrong
}

#[test]
fn every_link_leads_somewhere() {
    let pages = read(|path| path.ends_with(".md"));
    assert!(!pages.is_empty(), "no Markdown page was found");
    none("links", &faults(&pages));
}

#[test]
fn a_link_to_nowhere_is_named() {
    let page = Source::new("README.md", "[a](Cargo.toml) [b](https://example.org/x)\n[c](gone.md#part)\n");
    assert_eq!(faults(&[page]), ["README.md:2: gone.md is not there"]);
}
