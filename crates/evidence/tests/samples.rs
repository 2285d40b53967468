//! Every sample file: what it is, its facts, and what they mean. And what is left of it when it is cut or damaged.

#![expect(clippy::expect_used, reason = "a sample that can't be read is a failed test")]

use domain::evidence::finding::judge;
use evidence::{Given, Reading, read};
use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};
use time::macros::date;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples")
}

/// Every sample, by its path below the folder.
fn samples() -> Vec<(String, Vec<u8>)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("the folder of samples") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let mut paths = Vec::new();
    walk(&folder(), &mut paths);
    paths.retain(|path| path.extension().is_none_or(|ending| ending != "md"));
    paths.sort();
    let named = paths.into_iter().map(|path| {
        let name = path.strip_prefix(folder()).expect("below the folder").to_string_lossy().replace(['/', '\\'], "-");
        (name, fs::read(&path).expect("a sample"))
    });
    named.collect()
}

/// So many facts and findings are written down; the count speaks for the others.
const SHOWN: usize = 60;

fn told(reading: &Reading) -> String {
    let mut all = String::new();
    let findings = judge(&reading.facts, date!(2026 - 11 - 24));
    let mut line = |text: String| writeln!(all, "{text}").expect("a string takes every line");
    line(format!(
        "{} {} effective {:?}",
        reading.kind.code(),
        reading.encoding,
        reading.effective_on.map(|day| day.to_string())
    ));
    line(format!("unread {} {:?}", reading.unread.count, reading.unread.places.iter().take(5).collect::<Vec<_>>()));
    line(format!("facts {}", reading.facts.len()));
    for fact in reading.facts.iter().take(SHOWN) {
        let place = fact.record.clone().unwrap_or_else(|| format!("{:?}", fact.lines));
        line(format!("  {:?} {place}", fact.what));
    }
    line(format!("findings {}", findings.len()));
    for finding in findings.iter().take(SHOWN) {
        line(format!("  {} {} {:?} {:?}", finding.state.code(), finding.rule.code(), finding.reason, finding.facts));
    }
    all
}

#[test]
fn every_sample_says_what_it_says() {
    let all = samples();
    assert!(all.len() > 30, "only {} samples", all.len());
    for (name, bytes) in all {
        let told = match read(&bytes) {
            Ok(Given::Export(reading)) => told(&reading),
            Ok(Given::Document(kind)) => format!("document {}\n", kind.code()),
            Err(refused) => format!("refused {refused:?}\n"),
        };
        insta::with_settings!({ snapshot_suffix => name, prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!("sample", told);
        });
    }
}

#[test]
fn every_fact_names_a_line_of_its_file() {
    for (name, bytes) in samples() {
        let Ok(Given::Export(reading)) = read(&bytes) else { continue };
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
        for fact in &reading.facts {
            assert!(!fact.lines.is_empty() || fact.record.is_some(), "{name}: {fact:?}");
            assert!(fact.lines.iter().all(|line| (1..=lines).contains(line)), "{name}: {fact:?}");
        }
    }
}

/// A cut file is refused, or says fewer facts and where it ends, or ends between two blocks; it never stops the program.
#[test]
fn a_cut_or_damaged_sample_is_refused_or_counted() {
    for (name, bytes) in samples().into_iter().filter(|(_, bytes)| bytes.len() < 12_000) {
        for part in 1..4 {
            let cut = &bytes[..bytes.len() * part / 4];
            if let Ok(Given::Export(reading)) = read(cut) {
                assert!(reading.unread.places.len() <= 100, "{name}");
            }
            let mut damaged = bytes.clone();
            for at in (part..damaged.len()).step_by(97) {
                damaged[at] ^= 0x55;
            }
            let _ = read(&damaged);
        }
    }
}
