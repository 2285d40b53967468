//! What columns mean, from a file: TOML with `[columns]`, each field with the headings that stand for it.
//!
//! ```toml
//! [columns]
//! asset_number = "番号"
//! addresses = ["IP1", "IP2"]
//! unused = ["メモ"]
//! ```

use crate::fault::{self, Fault};
use domain::{intake::Meanings, ledger::FieldKey};
use serde::Deserialize;
use std::{collections::BTreeMap, fs, path::Path};

/// A profile as its file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileFile {
    /// What a person calls it. Not looked at.
    #[serde(default, rename = "name")]
    _name: Option<String>,
    columns: BTreeMap<String, Headings>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Headings {
    One(String),
    Several(Vec<String>),
}

/// Columns that are left out on purpose.
const LEFT_OUT: &str = "unused";

/// Reads a profile file.
pub(super) fn of_file(path: &Path) -> Result<Meanings, Fault> {
    let wrong = |why: String| Fault::refused("command-import-profile-wrong").path(path).below(why);
    let text = fs::read_to_string(path).map_err(|error| fault::file("command-file-not-read", path, &error))?;
    let profile: ProfileFile = toml::from_str(&text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        wrong(format!("{}: {}", before.matches('\n').count() + 1, error.message()))
    })?;
    let mut said = Meanings::default();
    for (code, headings) in &profile.columns {
        let field = match code.as_str() {
            LEFT_OUT => None,
            code => Some(FieldKey::from_code(code).ok_or_else(|| wrong(code.to_owned()))?.code()),
        };
        let headings = match headings {
            Headings::One(one) => std::slice::from_ref(one),
            Headings::Several(all) => all,
        };
        said = headings.iter().fold(said, |said, heading| said.with(heading, field));
    }
    if said.is_empty() { Err(wrong("columns".to_owned())) } else { Ok(said) }
}
