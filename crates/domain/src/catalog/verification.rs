//! Which reconstructed wordings a person has compared with the official file.

use super::{OfficialText, Place};
use crate::digest::Digest;
use std::collections::BTreeMap;
use time::Date;

/// A person's comparison of one wording with the official file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Who compared, as shown.
    pub by: String,
    /// On which day.
    pub on: Date,
    /// SHA-256 of the official file that was compared with.
    pub official_file: Digest,
}

/// Every comparison in force. Tied to the wording itself: a wording changed afterwards counts as unverified again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verification {
    found: BTreeMap<Place, BTreeMap<Digest, Verified>>,
}

impl Verification {
    /// Nothing was compared.
    #[must_use]
    pub const fn none() -> Self {
        Self { found: BTreeMap::new() }
    }

    /// Notes a comparison; a later one of the same wording replaces it. `wording` as in [`OfficialText::wording`].
    pub fn add(&mut self, place: Place, wording: Digest, verified: Verified) {
        self.found.entry(place).or_default().insert(wording, verified);
    }

    /// Takes a comparison back.
    pub fn remove(&mut self, place: &Place, wording: &Digest) {
        if let Some(wordings) = self.found.get_mut(place) {
            wordings.remove(wording);
        }
    }

    /// The comparison of exactly this wording, if there is one.
    #[must_use]
    pub fn of(&self, text: &OfficialText) -> Option<&Verified> {
        if self.found.is_empty() {
            return None;
        }
        self.found.get(text.place())?.get(&text.wording())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Confidence, EditionId, FormKind, ItemId, Likelihood, Mark};
    use super::*;
    use time::macros::date;

    fn text(words: &str) -> OfficialText {
        let place = Place {
            edition: EditionId::parse("r6").unwrap(),
            form: FormKind::Hospital,
            line: ItemId::parse("all.remote-maintenance").unwrap(),
        };
        OfficialText::new(
            words.to_owned(),
            Confidence::Reconstructed { likelihood: Likelihood::High },
            place,
            Vec::new(),
            None,
        )
    }

    fn compared(text: &OfficialText) -> Verification {
        let mut verification = Verification::none();
        let by = Verified { by: "佐藤".to_owned(), on: date!(2024 - 06 - 10), official_file: Digest::of(b"pdf") };
        verification.add(text.place().clone(), text.wording(), by);
        verification
    }

    #[test]
    fn an_unverified_wording_keeps_its_mark() {
        assert_eq!(text("確認した。").words(&Verification::none()).mark, Mark::Reconstructed(Likelihood::High));
    }

    #[test]
    fn a_verified_wording_says_who_and_when() {
        let words = text("確認した。");
        assert_eq!(words.words(&compared(&words)).mark, Mark::Verified { by: "佐藤", on: date!(2024 - 06 - 10) });
    }

    #[test]
    fn a_wording_changed_after_the_comparison_is_unverified_again() {
        let compared = compared(&text("事業者等に確認した。"));
        assert_eq!(text("事業者に確認した。").words(&compared).mark, Mark::Reconstructed(Likelihood::High));
        assert!(
            matches!(text("事業者等に 確認した。").words(&compared).mark, Mark::Verified { .. }),
            "spaces change nothing"
        );
    }

    #[test]
    fn a_comparison_taken_back_does_not_count() {
        let words = text("確認した。");
        let mut verification = compared(&words);
        verification.remove(words.place(), &words.wording());
        assert_eq!(words.words(&verification).mark, Mark::Reconstructed(Likelihood::High));
    }
}
