//! The BCP on paper, as plain data: headings, words and tables in their order. `typeset` reads it as JSON, and [`docx`] writes it for Word;
//! so both say the same. Every word comes from the caller.

mod word;

pub use word::{DocxError, docx};

use serde::{Deserialize, Serialize};

/// Everything that the paper says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BcpPaper {
    /// Tells the typesetter which paper it is: [`Self::PAPER`].
    pub paper: String,
    /// `ja` or `en`.
    pub lang: String,
    /// Title of the paper.
    pub title: String,
    /// Name of the institution.
    pub institution: String,
    /// Says so for the sample hospital; empty otherwise.
    pub sample: String,
    /// Version, who approved it and when; or that it is a draft.
    pub version: String,
    /// When the paper was made, in words.
    pub made_at: String,
    /// The same day as `YYYY-MM-DD`: the date inside the file.
    pub made_on_iso: String,
    /// Fingerprint of the installation's key, with its label.
    pub fingerprint: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

impl BcpPaper {
    /// What [`Self::paper`] says.
    pub const PAPER: &'static str = "bcp";
}

/// One piece of the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A heading.
    Heading {
        /// 1 for a section, 2 inside it.
        level: u8,
        /// Words.
        words: String,
    },
    /// Words; line breaks stay.
    Words {
        /// Words.
        words: String,
    },
    /// A hint in small print.
    Small {
        /// Words.
        words: String,
    },
    /// A table with a heading line.
    Table {
        /// Widths of the columns in relation to each other.
        widths: Vec<u32>,
        /// Words of the heading line.
        head: Vec<String>,
        /// Lines, each with a cell per column.
        rows: Vec<Vec<String>>,
    },
}

impl Block {
    /// A heading.
    #[must_use]
    pub fn heading(level: u8, words: impl Into<String>) -> Self {
        Self::Heading { level, words: words.into() }
    }

    /// Words.
    #[must_use]
    pub fn words(words: impl Into<String>) -> Self {
        Self::Words { words: words.into() }
    }

    /// A hint.
    #[must_use]
    pub fn small(words: impl Into<String>) -> Self {
        Self::Small { words: words.into() }
    }
}
