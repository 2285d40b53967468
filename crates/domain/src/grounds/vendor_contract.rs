//! Items that stand only with a vendor contract (R6 2(2), 2(3)): what the institution stated about contracts, and which vendors
//! it recorded with one. The rules of those items begin here.

use super::{Proposal, Reason};
use crate::facility::VendorContract;

/// What is known about contracts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VendorContractFacts {
    /// What the institution stated. `None`: nothing was read.
    pub stated: Option<VendorContract>,
    /// Names of the vendors that are recorded with a contract.
    pub vendors: Vec<String>,
}

impl VendorContractFacts {
    /// What contracts alone propose, where there is nobody to ask. Never はい. `None`: a vendor with a contract is recorded and
    /// nothing denies it, so the item's own facts speak.
    pub(super) fn alone(&self) -> Option<Proposal> {
        let nobody = self.vendors.is_empty();
        match self.stated {
            Some(VendorContract::None) if nobody => Some(Proposal::no_evidence(Reason::NoVendorContract)),
            Some(VendorContract::None) => {
                let against = vec![Reason::ContractRecorded { names: self.vendors.clone() }];
                Some(Proposal::yes_unless(vec![Reason::NoVendorContract], against, Reason::NoVendorContract))
            }
            Some(VendorContract::Exists) if nobody => Some(Proposal::no_evidence(Reason::NoVendorRecorded)),
            Some(VendorContract::Unknown) | None if nobody => {
                Some(Proposal::no_evidence(Reason::VendorContractUnknown))
            }
            Some(VendorContract::Exists | VendorContract::Unknown) | None => None,
        }
    }

    /// What keeps a list of vendors from being taken for all of them.
    pub(super) fn doubt(&self) -> Option<Reason> {
        let stated = self.stated == Some(VendorContract::Exists);
        (!stated).then_some(Reason::VendorContractUnknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grounds::Verdict;

    fn alone(stated: Option<VendorContract>, vendors: &[&str]) -> Option<Verdict> {
        let vendors = vendors.iter().map(|name| (*name).to_owned()).collect();
        VendorContractFacts { stated, vendors }.alone().map(|proposal| proposal.verdict)
    }

    #[test]
    fn without_a_vendor_there_is_nothing_to_propose() {
        for stated in VendorContract::ALL.into_iter().map(Some).chain([None]) {
            assert_eq!(alone(stated, &[]), Some(Verdict::NoEvidence), "{stated:?}");
        }
    }

    #[test]
    fn a_recorded_contract_contradicts_that_there_is_none() {
        assert_eq!(alone(Some(VendorContract::None), &["甲社"]), Some(Verdict::Check));
        assert_eq!(alone(Some(VendorContract::Exists), &["甲社"]), None);
        assert_eq!(alone(Some(VendorContract::Unknown), &["甲社"]), None);
    }
}
