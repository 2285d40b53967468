//! `network.source-restriction` (R6 2: 接続元制限を実施している): from where the registered ways in may be used, and which lines to the
//! outside nobody registered. What a device is really set to stands in no record here, so that a person always looks.

use super::{Proposal, Reason, Verdict};
use crate::network::OutsideFacts;

/// From where registered ways in may be used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceRestrictionFacts {
    /// Ways in that are limited to addresses.
    pub restricted: usize,
    /// Ways in that may be used from anywhere, by what they lead to.
    pub anywhere: Vec<String>,
    /// Ways in of which nobody knows it.
    pub unknown: Vec<String>,
}

/// Proposes an answer.
#[must_use]
pub fn propose(facts: &SourceRestrictionFacts, outside: &OutsideFacts) -> Proposal {
    let ways = facts.restricted + facts.anywhere.len() + facts.unknown.len();
    if ways == 0 && outside.known == 0 {
        return Proposal::no_evidence(Reason::NoOutsideKnown);
    }
    let mut against = Vec::new();
    let mut named = |names: &[String], reason: fn(Vec<String>) -> Reason| {
        if !names.is_empty() {
            against.push(reason(names.to_vec()));
        }
    };
    named(&facts.anywhere, |names| Reason::SourceAnywhere { names });
    named(&facts.unknown, |names| Reason::SourceUnknown { names });
    against.extend(outside_against(outside));
    let reasons = (facts.restricted > 0).then_some(Reason::SourceRestricted { ways: facts.restricted });
    let reasons = reasons.into_iter().chain([Reason::SourceOnPaper]).collect();
    Proposal { verdict: Verdict::Check, reasons, against }
}

/// What speaks against any answer that rests on knowing every line to the outside.
pub(super) fn outside_against(outside: &OutsideFacts) -> Vec<Reason> {
    let nobody = (!outside.nobody.is_empty()).then(|| Reason::OutsideNobody { names: outside.nobody.clone() });
    let nowhere = (!outside.nowhere.is_empty()).then(|| Reason::AccessNowhere { names: outside.nowhere.clone() });
    nobody.into_iter().chain(nowhere).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_line_or_a_way_in_there_is_no_evidence() {
        let found = propose(&SourceRestrictionFacts::default(), &OutsideFacts { unsaid: 5, ..OutsideFacts::default() });
        assert_eq!(found.verdict, Verdict::NoEvidence);
    }

    #[test]
    fn records_alone_are_never_a_yes_and_counter_examples_are_named() {
        let facts = SourceRestrictionFacts { restricted: 3, ..SourceRestrictionFacts::default() };
        let found = propose(&facts, &OutsideFacts { known: 3, ..OutsideFacts::default() });
        assert_eq!((found.verdict, found.against.len()), (Verdict::Check, 0));
        let facts = SourceRestrictionFacts {
            anywhere: vec!["検査".to_owned()],
            unknown: vec!["画像".to_owned()],
            restricted: 0,
        };
        let outside =
            OutsideFacts { known: 4, nobody: vec!["PC".to_owned()], nowhere: vec!["画像".to_owned()], unsaid: 1 };
        let codes: Vec<_> = propose(&facts, &outside).against.iter().map(Reason::code).collect();
        assert_eq!(codes, ["source-anywhere", "source-unknown", "outside-nobody", "access-nowhere"]);
    }
}
