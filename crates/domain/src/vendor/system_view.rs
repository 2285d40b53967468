//! One system seen at once: for each item of the checklist what the vendor answered in 事業者確認用, what it disclosed in MDS/SDS, and
//! what the institution answered; and where these contradict each other.

use super::disclosure::DisclosureAnswer;

/// What was disclosed to one topic of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disclosed {
    /// The answer.
    pub answer: DisclosureAnswer,
    /// A はい with words in 備考.
    pub conditional: bool,
    /// The institution decided about this very answer.
    pub decided: bool,
}

/// The three answers to one item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// The institution's own.
    pub institution: Option<bool>,
    /// The vendor's in 事業者確認用, if the item stands there.
    pub vendor: Option<bool>,
    /// What MDS/SDS say to its topics.
    pub disclosed: Vec<Disclosed>,
}

/// Where answers contradict each other, or one stands on nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Contradiction {
    /// The institution says はい, the vendor いいえ.
    VendorSaysNo,
    /// The institution says はい, MDS/SDS いいえ, and nobody decided how to cover it.
    DisclosureSaysNo,
    /// The vendor says はい in 事業者確認用 and いいえ in MDS/SDS.
    VendorAgainstItself,
    /// The institution says はい, MDS/SDS はい with a condition, and nobody decided whether it is met.
    ConditionOpen,
    /// The institution says いいえ, the vendor はい: what is missing lies on the institution's side, or one of the two is mistaken.
    OnlyVendorSaysYes,
}

impl Contradiction {
    /// Every contradiction, the heavier first.
    pub const ALL: [Self; 5] = [
        Self::VendorSaysNo,
        Self::DisclosureSaysNo,
        Self::VendorAgainstItself,
        Self::ConditionOpen,
        Self::OnlyVendorSaysYes,
    ];

    /// Stable code, the end of its message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::VendorSaysNo => "vendor-says-no",
            Self::DisclosureSaysNo => "disclosure-says-no",
            Self::VendorAgainstItself => "vendor-against-itself",
            Self::ConditionOpen => "condition-open",
            Self::OnlyVendorSaysYes => "only-vendor-says-yes",
        }
    }

    fn stands_in(self, answers: &Answers) -> bool {
        let said = |answer: DisclosureAnswer| answers.disclosed.iter().filter(move |one| one.answer == answer);
        match self {
            Self::VendorSaysNo => answers.institution == Some(true) && answers.vendor == Some(false),
            Self::DisclosureSaysNo => {
                answers.institution == Some(true) && said(DisclosureAnswer::No).any(|one| !one.decided)
            }
            Self::VendorAgainstItself => answers.vendor == Some(true) && said(DisclosureAnswer::No).next().is_some(),
            Self::ConditionOpen => {
                answers.institution == Some(true)
                    && said(DisclosureAnswer::Yes).any(|one| one.conditional && !one.decided)
            }
            Self::OnlyVendorSaysYes => answers.institution == Some(false) && answers.vendor == Some(true),
        }
    }
}

impl Answers {
    /// Where they contradict each other, the heavier first. What is blank contradicts nothing.
    #[must_use]
    pub fn contradictions(&self) -> Vec<Contradiction> {
        Contradiction::ALL.into_iter().filter(|one| one.stands_in(self)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use DisclosureAnswer::{No, NotApplicable, Yes};
    use proptest::prelude::*;

    fn disclosed(answer: DisclosureAnswer, conditional: bool, decided: bool) -> Disclosed {
        Disclosed { answer, conditional, decided }
    }

    fn said(institution: Option<bool>, vendor: Option<bool>, disclosed: &[Disclosed]) -> String {
        let answers = Answers { institution, vendor, disclosed: disclosed.to_vec() };
        answers.contradictions().iter().map(|one| one.code()).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn each_contradiction_is_named() {
        let (yes, no) = (Some(true), Some(false));
        insta::assert_snapshot!(said(yes, yes, &[disclosed(Yes, false, false)]), @"");
        insta::assert_snapshot!(said(yes, no, &[]), @"vendor-says-no");
        insta::assert_snapshot!(said(yes, yes, &[disclosed(No, false, false)]), @"disclosure-says-no, vendor-against-itself");
        insta::assert_snapshot!(said(yes, None, &[disclosed(No, false, true)]), @"");
        insta::assert_snapshot!(said(yes, None, &[disclosed(Yes, true, false)]), @"condition-open");
        insta::assert_snapshot!(said(no, yes, &[disclosed(NotApplicable, false, false)]), @"only-vendor-says-yes");
    }

    proptest! {
        #[test]
        fn one_voice_alone_contradicts_nothing(vendor in prop::option::of(any::<bool>()), institution in prop::option::of(any::<bool>())) {
            let alone = |institution, vendor| Answers { institution, vendor, disclosed: Vec::new() }.contradictions();
            prop_assert!(alone(None, vendor).is_empty());
            prop_assert!(alone(institution, None).is_empty());
        }
    }
}
