//! The ministry's words. They leave this type only together with the mark that says how far they were checked,
//! so no page, paper or file can show a reconstructed sentence as the official one.

use super::{EditionId, FormKind, ItemId, Verification};
use crate::digest::Digest;
use std::fmt;
use time::Date;
use unicode_normalization::UnicodeNormalization;

/// How a wording came to be known to be exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExactBy {
    /// Read in the official document of this edition.
    ThisEditionOfficial,
    /// Read in the official draft of this edition; the final document was not read.
    ThisEditionDraft,
    /// Quoted verbatim by a page about this edition.
    ThisEditionQuoted,
    /// Read, without the ending, as a label of a survey built on this form.
    ThisEditionLabel,
    /// Quoted from another form of the same edition.
    OtherFormSameEdition,
    /// Read in the edition before and in the edition after.
    BothNeighbours,
}

impl ExactBy {
    /// Every way.
    pub const ALL: [Self; 6] = [
        Self::ThisEditionOfficial,
        Self::ThisEditionDraft,
        Self::ThisEditionQuoted,
        Self::ThisEditionLabel,
        Self::OtherFormSameEdition,
        Self::BothNeighbours,
    ];

    /// Stable code, as in packs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ThisEditionOfficial => "this_edition_official",
            Self::ThisEditionDraft => "this_edition_draft",
            Self::ThisEditionQuoted => "this_edition_quoted",
            Self::ThisEditionLabel => "this_edition_label",
            Self::OtherFormSameEdition => "other_form_same_edition",
            Self::BothNeighbours => "both_neighbours",
        }
    }
}

/// How likely a reconstructed wording is the printed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likelihood {
    /// Little support.
    Low,
    /// Supported by a paraphrase.
    Medium,
    /// The same sentence was read in another edition or form.
    High,
}

impl Likelihood {
    /// Every step.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// Stable code, as in packs and message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// Whether the wording in a pack is known to be the printed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confidence {
    /// It was read.
    Exact {
        /// Where.
        by: ExactBy,
    },
    /// It was put together from other sources; shown with a mark until a person has compared it.
    Reconstructed {
        /// How likely it is right.
        likelihood: Likelihood,
    },
}

/// Where an official wording stands: on which form of which edition, and at which line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Edition.
    pub edition: EditionId,
    /// Form.
    pub form: FormKind,
    /// The item, or for other words of the form a name beginning with `form.`: `form.note-inspection`, `form.section-2`.
    pub line: ItemId,
}

/// Words of the ministry. There is no way to print them without their mark:
///
/// ```compile_fail
/// fn print(official: &domain::catalog::OfficialText) -> String { format!("{official}") }
/// ```
/// ```compile_fail
/// fn print(official: &domain::catalog::OfficialText) -> &str { official.as_ref() }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct OfficialText {
    words: String,
    confidence: Confidence,
    place: Place,
    sources: Vec<String>,
    note: Option<String>,
}

/// Official words with the mark that has to be shown beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkedWords<'a> {
    /// The words.
    pub words: &'a str,
    /// The mark.
    pub mark: Mark<'a>,
}

/// What to show beside official words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark<'a> {
    /// The wording was read: nothing to show.
    None,
    /// Nobody has compared the wording with the official file yet.
    Reconstructed(Likelihood),
    /// Read in the official draft; nobody has compared it with the final file yet.
    Draft,
    /// A person compared it with the official file.
    Verified {
        /// Who, as shown.
        by: &'a str,
        /// Day of the comparison.
        on: Date,
    },
}

impl Mark<'_> {
    /// Whether a person has yet to compare the wording with the official file.
    #[must_use]
    pub const fn waits(self) -> bool {
        matches!(self, Self::Reconstructed(_) | Self::Draft)
    }
}

impl OfficialText {
    pub(super) const fn new(
        words: String,
        confidence: Confidence,
        place: Place,
        sources: Vec<String>,
        note: Option<String>,
    ) -> Self {
        Self { words, confidence, place, sources, note }
    }

    /// The words with their mark. A verification of an earlier wording does not count.
    #[must_use]
    pub fn words<'a>(&'a self, verification: &'a Verification) -> MarkedWords<'a> {
        let unseen = match self.confidence {
            Confidence::Exact { by: ExactBy::ThisEditionDraft } => Mark::Draft,
            Confidence::Exact { .. } => Mark::None,
            Confidence::Reconstructed { likelihood } => Mark::Reconstructed(likelihood),
        };
        let mark = match verification.of(self) {
            Some(found) if unseen.waits() => Mark::Verified { by: &found.by, on: found.on },
            _ => unseen,
        };
        MarkedWords { words: &self.words, mark }
    }

    /// Whether a person has to compare it with the official file, or has done so.
    #[must_use]
    pub fn is_to_compare(&self) -> bool {
        self.words(&Verification::none()).mark.waits()
    }

    /// Whether the wording was read, and where, or how likely it is.
    #[must_use]
    pub const fn confidence(&self) -> Confidence {
        self.confidence
    }

    /// Where it stands.
    #[must_use]
    pub const fn place(&self) -> &Place {
        &self.place
    }

    /// Pages on which it, or its neighbour, was read.
    #[must_use]
    pub fn sources(&self) -> &[String] {
        &self.sources
    }

    /// What the maker of the pack noted for the person who compares. In English, not for the form.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// Digest of the wording, NFKC and without spaces. A verification is tied to it.
    #[must_use]
    pub fn wording(&self) -> Digest {
        wording_digest(&self.words)
    }

    /// Whether another text is the same wording.
    #[must_use]
    pub fn same_wording(&self, other: &str) -> bool {
        same_wording(&self.words, other)
    }

    /// For lookups by wording inside the catalogue. Not public: it has no mark.
    pub(super) fn raw(&self) -> &str {
        &self.words
    }
}

/// Shows where the words stand and how sure they are, not the words.
impl fmt::Debug for OfficialText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { edition, form, line } = &self.place;
        write!(f, "OfficialText({edition}/{form}/{line}, {:?})", self.confidence)
    }
}

/// Whether two official texts have the same wording: compared in NFKC and without spaces, because stored copies lose full-width signs.
#[must_use]
pub fn same_wording(a: &str, b: &str) -> bool {
    comparable(a).eq(comparable(b))
}

/// Digest of a wording as it is compared.
#[must_use]
pub fn wording_digest(text: &str) -> Digest {
    Digest::of(comparable(text).collect::<String>().as_bytes())
}

fn comparable(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfkc().filter(|c| !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_and_spaces_do_not_make_another_wording() {
        assert!(same_wording("リモートメンテナンス（保守）／ＭＤＳ", "ﾘﾓｰﾄﾒﾝﾃﾅﾝｽ (保守)/MDS\n"));
        assert!(!same_wording("事業者等に確認した。", "事業者に確認した。"));
    }

    #[test]
    fn every_code_is_its_own() {
        let codes: std::collections::BTreeSet<_> = ExactBy::ALL.iter().map(|by| by.code()).collect();
        assert_eq!(codes.len(), ExactBy::ALL.len());
    }
}
