//! Official words as a cell shows them, and whether a cell still shows them.

use crate::words::T;
use domain::catalog::{Item, Mark, OfficialText, Verification};
use unicode_normalization::UnicodeNormalization as _;

/// An item's wording and printed note, each with its mark.
pub(crate) fn printed(t: T, item: &Item, verification: &Verification) -> String {
    let advisory = if item.advisory { format!("（{}）", t.get("paper-advisory")) } else { String::new() };
    let words = marked(t, &item.official, verification);
    match &item.printed_note {
        Some(note) => format!("{advisory}{words}\n{}", marked(t, note, verification)),
        None => format!("{advisory}{words}"),
    }
}

/// The same as a page of one request says it: words with their mark, and nobody's name.
#[must_use]
pub fn official_words(t: T, item: &Item, verification: &Verification) -> String {
    printed(t, item, verification)
}

/// Official words with the mark that waits for a comparison.
pub fn marked(t: T, official: &OfficialText, verification: &Verification) -> String {
    let found = official.words(verification);
    let mark = match found.mark {
        Mark::Reconstructed(_) => t.get("paper-reconstructed-mark"),
        Mark::Draft => t.get("paper-draft-mark"),
        Mark::None | Mark::Verified { .. } => "".into(),
    };
    format!("{}{mark}", found.words)
}

/// Whether two cells show the same official words. A wording that was compared with the official file since loses its mark, and
/// programs change line ends and widths: neither is another wording.
pub(crate) fn same_words(t: T, cell: &str, now: &str) -> bool {
    let marks = [t.get("paper-reconstructed-mark"), t.get("paper-draft-mark")];
    let bare = |text: &str| -> String {
        let unmarked = marks.iter().fold(text.to_owned(), |text, mark| text.replace(mark.as_ref(), ""));
        unmarked.nfkc().filter(|c| !c.is_whitespace()).collect()
    };
    bare(cell) == bare(now)
}
