//! Letters to vendors as plain data: what `typeset` reads as JSON. Every word comes from the caller; nothing here judges.

use crate::document::Official;
use serde::{Deserialize, Serialize};

/// Letters that are printed together, each on a page of its own. Serialised, it is the only input of the typesetter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterDocument {
    /// [`LetterDocument::PAPER`]: which paper it is.
    pub paper: String,
    /// `ja` or `en`.
    pub lang: String,
    /// Title inside the PDF.
    pub title: String,
    /// Name of the institution.
    pub institution: String,
    /// The day of the letters as `YYYY-MM-DD`: the date inside the PDF.
    pub made_on_iso: String,
    /// Words that say that the hospital is made up; empty for a real one.
    pub sample: String,
    /// Words for the heads of the table and the lines to fill in.
    pub words: LetterWords,
    /// The letters.
    pub letters: Vec<Letter>,
}

/// Fixed words of every letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterWords {
    /// Head of the column of numbers.
    pub number: String,
    /// Head of the column of items.
    pub item: String,
    /// Head of the column of answers.
    pub answer: String,
    /// はい.
    pub yes: String,
    /// いいえ.
    pub no: String,
    /// Head of the column of days.
    pub on: String,
    /// Head of the column of target dates.
    pub target: String,
    /// Mark of a reconstructed wording.
    pub reconstructed_mark: String,
    /// Mark of a wording that was read in a draft.
    pub draft_mark: String,
    /// What the marks mean; printed where one of them stands.
    pub legend: String,
}

/// One letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Day, in words.
    pub date: String,
    /// To whom, line by line.
    pub to: Vec<String>,
    /// From whom, line by line.
    pub from: Vec<String>,
    /// What it is about.
    pub subject: String,
    /// What it says before the facts.
    pub paragraphs: Vec<String>,
    /// Name and value, line by line: form, round, due day, systems, ways to answer.
    pub facts: Vec<(String, String)>,
    /// Items that are asked.
    pub items: Vec<LetterItem>,
    /// Lines to fill in by hand: who answers.
    pub blanks: Vec<String>,
    /// What it says at the end.
    pub closing: String,
}

/// One item that is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterItem {
    /// Printed reference: `2(4)`.
    pub reference: String,
    /// Wording with its mark.
    pub official: Official,
}

impl LetterDocument {
    /// What tells this paper from that of an inspection pack.
    pub const PAPER: &'static str = "letter";
}
