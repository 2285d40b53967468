//! Official words with their mark: on paper, and the mark in words.

use super::T;
use domain::catalog::{Catalog, Mark, OfficialText, Verification};
use messages::Value;
use report::document::Official;

/// Official words for a paper: always in Japanese, with the code of their mark; in English with our translation, if there is one.
pub(crate) fn official(t: T, catalog: &Catalog, verification: &Verification, text: &OfficialText) -> Official {
    let found = text.words(verification);
    let translation = if t.is_ja() { None } else { catalog.translation(text).map(str::to_owned) };
    Official { words: found.words.to_owned(), mark: code(found.mark).to_owned(), translation }
}

const fn code(mark: Mark<'_>) -> &'static str {
    match mark {
        Mark::None => "",
        Mark::Reconstructed(_) => "reconstructed",
        Mark::Draft => "draft",
        Mark::Verified { .. } => "verified",
    }
}

/// Code (`reconstructed`, `draft`, `verified`, or empty without a mark) and explanation of a mark.
#[must_use]
pub fn official_mark(t: T, mark: Mark<'_>) -> (&'static str, String) {
    let words = match mark {
        Mark::None => String::new(),
        Mark::Reconstructed(likelihood) => {
            t.get(&format!("catalog-mark-reconstructed-{}", likelihood.code())).into_owned()
        }
        Mark::Draft => t.get("catalog-mark-draft").into_owned(),
        Mark::Verified { by, on } => {
            let args = [("name", Value::from(by.to_owned())), ("day", Value::from(t.short_day(on)))];
            t.with("catalog-mark-verified", &args)
        }
    };
    (code(mark), words)
}
