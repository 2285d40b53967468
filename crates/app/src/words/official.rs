//! The mark of official words, in words.

use super::T;
use domain::catalog::Mark;
use messages::Value;

/// Code (`reconstructed`, `draft`, `verified`, or empty without a mark) and explanation of a mark.
#[must_use]
pub fn official_mark(t: T, mark: Mark<'_>) -> (&'static str, String) {
    match mark {
        Mark::None => ("", String::new()),
        Mark::Reconstructed(likelihood) => {
            ("reconstructed", t.get(&format!("catalog-mark-reconstructed-{}", likelihood.code())).into_owned())
        }
        Mark::Draft => ("draft", t.get("catalog-mark-draft").into_owned()),
        Mark::Verified { by, on } => {
            let args = [("name", Value::from(by.to_owned())), ("day", Value::from(t.short_day(on)))];
            ("verified", t.with("catalog-mark-verified", &args))
        }
    }
}
