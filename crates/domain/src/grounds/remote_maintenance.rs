//! `all.remote-maintenance` (R6 2(2) リモートメンテナンス（保守）を利用している機器の有無を事業者等に確認した): from what each vendor
//! with a contract confirmed about its ways in.

use super::{Proposal, Reason, VendorContractFacts, Verdict, source_restriction::outside_against};
use crate::{network::OutsideFacts, vendor::remote_access::RemoteStanding};

/// A vendor with a contract, and how far its ways in are confirmed today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteVendor {
    /// Its name.
    pub name: String,
    /// How far.
    pub standing: RemoteStanding,
}

/// Vendors with a contract.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RemoteMaintenanceFacts {
    /// Each of them.
    pub vendors: Vec<RemoteVendor>,
}

/// Proposes はい when every vendor with a contract has confirmed, within the last year, all ways in that are recorded and that
/// there is no other. Some but not all is 要確認; none is 材料なし, with the names of whom to ask.
#[must_use]
pub fn propose(facts: &RemoteMaintenanceFacts, contracts: &VendorContractFacts, outside: &OutsideFacts) -> Proposal {
    if let Some(proposal) = contracts.alone() {
        return proposal;
    }
    let mut said = Said::default();
    for vendor in &facts.vendors {
        said.count(vendor);
    }
    said.proposal(facts.vendors.len(), contracts.doubt().into_iter().chain(outside_against(outside)).collect())
}

#[derive(Default)]
struct Said {
    confirmed: Vec<time::Date>,
    ways: usize,
    never: Vec<String>,
    stale: Vec<String>,
    open: Vec<String>,
}

impl Said {
    fn count(&mut self, vendor: &RemoteVendor) {
        let name = vendor.name.clone();
        match vendor.standing {
            RemoteStanding::Confirmed { on, ways } => {
                self.confirmed.push(on);
                self.ways += ways;
            }
            RemoteStanding::NeverAsked => self.never.push(name),
            RemoteStanding::Stale { .. } => self.stale.push(name),
            RemoteStanding::Open { .. } => self.open.push(name),
        }
    }

    fn proposal(self, vendors: usize, doubts: Vec<Reason>) -> Proposal {
        let confirmed = self.confirmed.len();
        let earliest = self.confirmed.into_iter().min();
        let reasons =
            earliest.map(|earliest| Reason::RemoteConfirmed { vendors: confirmed, ways: self.ways, earliest });
        let nobody = self.never.len() == vendors;
        let named = |names: Vec<String>, reason: fn(Vec<String>) -> Reason| (!names.is_empty()).then(|| reason(names));
        let against = [
            named(self.never, |names| Reason::RemoteNeverAsked { names }),
            named(self.stale, |names| Reason::RemoteConfirmationOld { names }),
            named(self.open, |names| Reason::RemoteNotConfirmed { names }),
        ];
        let missing: Vec<Reason> = against.into_iter().flatten().collect();
        if nobody {
            let reasons = if missing.is_empty() { vec![Reason::NoVendorRecorded] } else { missing };
            return Proposal { verdict: Verdict::NoEvidence, reasons, against: Vec::new() };
        }
        let against: Vec<Reason> = missing.into_iter().chain(doubts).collect();
        let verdict = if against.is_empty() && reasons.is_some() { Verdict::Yes } else { Verdict::Check };
        Proposal { verdict, reasons: reasons.into_iter().collect(), against }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facility::VendorContract;
    use proptest::prelude::*;
    use time::macros::date;

    const MAY: time::Date = date!(2024 - 05 - 01);

    fn contracts(stated: VendorContract, vendors: &[RemoteVendor]) -> VendorContractFacts {
        VendorContractFacts { stated: Some(stated), vendors: vendors.iter().map(|v| v.name.clone()).collect() }
    }

    fn proposed(standings: &[RemoteStanding]) -> String {
        let vendors: Vec<_> = ["甲社", "乙社", "丙社"]
            .iter()
            .zip(standings)
            .map(|(name, standing)| RemoteVendor { name: (*name).to_owned(), standing: *standing })
            .collect();
        let contracts = contracts(VendorContract::Exists, &vendors);
        let found = propose(&RemoteMaintenanceFacts { vendors }, &contracts, &OutsideFacts::default());
        let words = |reason: &Reason| match reason {
            Reason::RemoteNeverAsked { names }
            | Reason::RemoteConfirmationOld { names }
            | Reason::RemoteNotConfirmed { names } => format!("{} {}", reason.code(), names.join(" ")),
            other => other.code().to_owned(),
        };
        let all: Vec<String> = found.reasons.iter().chain(&found.against).map(words).collect();
        format!("{}: {}", found.verdict.code(), all.join(", "))
    }

    #[test]
    fn every_vendor_has_to_confirm() {
        use RemoteStanding::{Confirmed, NeverAsked, Open, Stale};
        let confirmed = Confirmed { on: MAY, ways: 1 };
        insta::assert_snapshot!(proposed(&[]), @"no_evidence: no-vendor-recorded");
        insta::assert_snapshot!(proposed(&[NeverAsked, NeverAsked]), @"no_evidence: remote-never-asked 甲社 乙社");
        insta::assert_snapshot!(proposed(&[confirmed, NeverAsked]), @"check: remote-confirmed, remote-never-asked 乙社");
        insta::assert_snapshot!(proposed(&[Stale { on: MAY }]), @"check: remote-confirmation-old 甲社");
        insta::assert_snapshot!(
            proposed(&[confirmed, Open { on: MAY, unconfirmed: 2 }, Stale { on: MAY }]),
            @"check: remote-confirmed, remote-confirmation-old 丙社, remote-not-confirmed 乙社"
        );
        insta::assert_snapshot!(proposed(&[confirmed, Confirmed { on: MAY, ways: 0 }]), @"yes: remote-confirmed");
    }

    #[test]
    fn a_line_that_nobody_registered_asks_a_person_even_where_every_vendor_confirmed() {
        let vendors =
            vec![RemoteVendor { name: "甲社".to_owned(), standing: RemoteStanding::Confirmed { on: MAY, ways: 1 } }];
        let contracts = contracts(VendorContract::Exists, &vendors);
        let facts = RemoteMaintenanceFacts { vendors };
        let outside = OutsideFacts { known: 1, nobody: vec!["検査PC".to_owned()], ..OutsideFacts::default() };
        let found = propose(&facts, &contracts, &outside);
        assert_eq!((found.verdict, found.against.first().map(Reason::code)), (Verdict::Check, Some("outside-nobody")));
    }

    fn any_standing() -> impl Strategy<Value = RemoteStanding> {
        prop_oneof![
            Just(RemoteStanding::NeverAsked),
            Just(RemoteStanding::Stale { on: MAY }),
            (1usize..3).prop_map(|unconfirmed| RemoteStanding::Open { on: MAY, unconfirmed }),
            (0usize..3).prop_map(|ways| RemoteStanding::Confirmed { on: MAY, ways }),
        ]
    }

    fn any_contract() -> impl Strategy<Value = VendorContract> {
        prop::sample::select(VendorContract::ALL.to_vec())
    }

    proptest! {
        #[test]
        fn yes_only_when_every_vendor_confirmed(
            standings in prop::collection::vec(any_standing(), 0..6),
            stated in any_contract(),
        ) {
            let vendors: Vec<_> =
                standings.iter().map(|s| RemoteVendor { name: "甲社".to_owned(), standing: *s }).collect();
            let contracts = contracts(stated, &vendors);
            let found = propose(&RemoteMaintenanceFacts { vendors }, &contracts, &OutsideFacts::default());
            let all = !standings.is_empty()
                && stated == VendorContract::Exists
                && standings.iter().all(|s| matches!(s, RemoteStanding::Confirmed { .. }));
            prop_assert_eq!(found.verdict == Verdict::Yes, all);
            prop_assert!(found.verdict != Verdict::No);
        }
    }
}
