//! A PDF as text, by poppler's tools, which `./test` installs.

use serde_json::Value;
use std::{
    io::Write as _,
    process::{Command, Stdio},
};
use typeset::render;

/// A hospital's sheet of 19 items in Japanese.
pub const HOSPITAL: &str = include_str!("../data/r6-hospital-ja.json");
/// The same in English.
pub const HOSPITAL_EN: &str = include_str!("../data/r6-hospital-en.json");

/// The hospital's sheet after a change.
pub fn sheet(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut sheet = serde_json::from_str(HOSPITAL).unwrap();
    change(&mut sheet);
    serde_json::to_vec(&sheet).unwrap()
}

/// The pages of a document as text, in reading order.
pub fn pages(document: &[u8]) -> Vec<String> {
    let text = run("pdftotext", &["-raw", "-", "-"], &render(document).unwrap());
    text.split_terminator('\u{c}').map(str::to_owned).collect()
}

/// All pages in one line: wrapped sentences are whole again.
pub fn one_line(document: &[u8]) -> String {
    pages(document).concat().replace('\n', "")
}

/// What `pdfinfo` says.
pub fn info(document: &[u8]) -> String {
    run("pdfinfo", &["-"], &render(document).unwrap())
}

fn run(tool: &str, arguments: &[&str], pdf: &[u8]) -> String {
    let mut child = Command::new(tool)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{tool} is needed (package poppler-utils): {error}"));
    let mut to = child.stdin.take().unwrap();
    let pdf = pdf.to_vec();
    let writer = std::thread::spawn(move || to.write_all(&pdf));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    String::from_utf8(output.stdout).unwrap()
}
