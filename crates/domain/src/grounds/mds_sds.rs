//! `all.mds-sds` (R6 2(3) 事業者から製造業者／サービス事業者による医療情報セキュリティ開示書（MDS/SDS）を提出してもらう): from the register
//! of disclosures.

use super::{Proposal, Reason, VendorContractFacts, Verdict};
use crate::vendor::disclosure::VendorDisclosure;
use time::Date;

/// A vendor with a contract, and where it stands with its disclosures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisclosingVendor {
    /// Its name.
    pub name: String,
    /// Where.
    pub standing: VendorDisclosure,
}

/// Vendors with a contract.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MdsSdsFacts {
    /// Each of them.
    pub vendors: Vec<DisclosingVendor>,
}

/// Proposes はい when of every vendor with a contract all that is needed came within the last year and its answers are recorded.
/// Some but not all is 要確認; nothing at all is 材料なし. That a vendor refused is いいえ only where nothing else came.
#[must_use]
pub fn propose(facts: &MdsSdsFacts, contracts: &VendorContractFacts) -> Proposal {
    if let Some(proposal) = contracts.alone() {
        return proposal;
    }
    let named = |standing: fn(VendorDisclosure) -> bool| -> Vec<String> {
        facts.vendors.iter().filter(|vendor| standing(vendor.standing)).map(|vendor| vendor.name.clone()).collect()
    };
    let complete = named(|one| matches!(one, VendorDisclosure::Complete { .. })).len();
    let earliest = facts.vendors.iter().filter_map(|vendor| earliest(vendor.standing)).min();
    let mut reasons: Vec<Reason> = Vec::new();
    reasons.extend(earliest.map(|earliest| Reason::DisclosuresComplete { vendors: complete, earliest }));
    let not_needed = named(|one| one == VendorDisclosure::NotNeeded);
    if !not_needed.is_empty() {
        reasons.push(Reason::DisclosureNotNeeded { names: not_needed });
    }
    let against: Vec<Reason> = [
        (named(|one| one == VendorDisclosure::Nothing), nothing as fn(Vec<String>) -> Reason),
        (named(|one| one == VendorDisclosure::Waiting), waiting),
        (named(|one| one == VendorDisclosure::Refused), refused),
        (named(|one| one == VendorDisclosure::AskAgain), ask_again),
        (named(|one| one == VendorDisclosure::Unread), unread),
    ]
    .into_iter()
    .filter(|(names, _)| !names.is_empty())
    .map(|(names, reason)| reason(names))
    .collect();
    verdict(facts, complete, reasons, against, contracts.doubt())
}

fn verdict(
    facts: &MdsSdsFacts,
    complete: usize,
    reasons: Vec<Reason>,
    against: Vec<Reason>,
    doubt: Option<Reason>,
) -> Proposal {
    let unknown = |vendor: &DisclosingVendor| vendor.standing == VendorDisclosure::Nothing;
    if facts.vendors.iter().all(unknown) {
        let reasons = if against.is_empty() { vec![Reason::NoVendorRecorded] } else { against };
        return Proposal { verdict: Verdict::NoEvidence, reasons, against: Vec::new() };
    }
    let settled = |vendor: &DisclosingVendor| {
        matches!(vendor.standing, VendorDisclosure::Nothing | VendorDisclosure::Waiting | VendorDisclosure::Refused)
    };
    let against: Vec<Reason> = against.into_iter().chain(doubt).collect();
    let verdict = match () {
        () if against.is_empty() && complete > 0 => Verdict::Yes,
        // Asked and not come, or refused, by every single vendor: it is known that nothing came.
        () if facts.vendors.iter().all(settled) && !facts.vendors.iter().any(unknown) => Verdict::No,
        () => Verdict::Check,
    };
    Proposal { verdict, reasons, against }
}

const fn earliest(standing: VendorDisclosure) -> Option<Date> {
    match standing {
        VendorDisclosure::Complete { earliest } => Some(earliest),
        _ => None,
    }
}

const fn nothing(names: Vec<String>) -> Reason {
    Reason::DisclosureNotAsked { names }
}
const fn waiting(names: Vec<String>) -> Reason {
    Reason::DisclosureNotCome { names }
}
const fn refused(names: Vec<String>) -> Reason {
    Reason::DisclosureRefused { names }
}
const fn ask_again(names: Vec<String>) -> Reason {
    Reason::DisclosureOld { names }
}
const fn unread(names: Vec<String>) -> Reason {
    Reason::DisclosureUnread { names }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facility::VendorContract;
    use VendorDisclosure::{AskAgain, Complete, NotNeeded, Nothing, Refused, Unread, Waiting};
    use proptest::prelude::*;
    use time::macros::date;

    const DONE: VendorDisclosure = Complete { earliest: date!(2024 - 06 - 03) };

    fn proposal(stated: VendorContract, standings: &[VendorDisclosure]) -> Proposal {
        let vendors: Vec<_> = (1..)
            .zip(standings)
            .map(|(at, standing)| DisclosingVendor { name: format!("第{at}社"), standing: *standing })
            .collect();
        let names = vendors.iter().map(|vendor| vendor.name.clone()).collect();
        propose(&MdsSdsFacts { vendors }, &VendorContractFacts { stated: Some(stated), vendors: names })
    }

    fn proposed(standings: &[VendorDisclosure]) -> String {
        let found = proposal(VendorContract::Exists, standings);
        let all: Vec<_> = found.reasons.iter().chain(&found.against).map(Reason::code).collect();
        format!("{}: {}", found.verdict.code(), all.join(", "))
    }

    #[test]
    fn every_vendor_has_to_hand_in() {
        insta::assert_snapshot!(proposed(&[]), @"no_evidence: no-vendor-recorded");
        insta::assert_snapshot!(proposed(&[Nothing, Nothing]), @"no_evidence: disclosure-not-asked");
        insta::assert_snapshot!(proposed(&[DONE, Nothing]), @"check: disclosures-complete, disclosure-not-asked");
        insta::assert_snapshot!(proposed(&[DONE, DONE]), @"yes: disclosures-complete");
        insta::assert_snapshot!(proposed(&[DONE, NotNeeded]), @"yes: disclosures-complete, disclosure-not-needed");
        insta::assert_snapshot!(proposed(&[NotNeeded]), @"check: disclosure-not-needed");
        insta::assert_snapshot!(proposed(&[DONE, Unread, AskAgain]), @"check: disclosures-complete, disclosure-old, disclosure-unread");
        insta::assert_snapshot!(proposed(&[Waiting, Refused]), @"no: disclosure-not-come, disclosure-refused");
        insta::assert_snapshot!(proposed(&[Waiting, Nothing]), @"check: disclosure-not-asked, disclosure-not-come");
    }

    proptest! {
        #[test]
        fn yes_only_when_nothing_is_missing(
            standings in prop::collection::vec(prop::sample::select(vec![Nothing, Waiting, AskAgain, Unread, Refused, DONE, NotNeeded]), 0..6),
            stated in prop::sample::select(VendorContract::ALL.to_vec()),
        ) {
            let found = proposal(stated, &standings);
            let all = stated == VendorContract::Exists
                && standings.contains(&DONE)
                && standings.iter().all(|one| matches!(one, Complete { .. } | NotNeeded));
            prop_assert_eq!(found.verdict == Verdict::Yes, all);
        }
    }
}
