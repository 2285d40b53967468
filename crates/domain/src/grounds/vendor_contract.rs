//! Items that stand only with a vendor contract (R6 2(2), 2(3)): what the institution stated about contracts.

use super::{NoRule, Proposal, Reason};
use crate::facility::VendorContract;

/// What the institution stated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct VendorContractFacts {
    /// `None`: nothing was read.
    pub stated: Option<VendorContract>,
}

/// Never はい: the vendor's confirmation itself is no record of this program.
#[must_use]
pub fn propose(facts: &VendorContractFacts) -> Proposal {
    Proposal::no_evidence(match facts.stated {
        Some(VendorContract::None) => Reason::NoVendorContract,
        Some(VendorContract::Unknown) => Reason::VendorContractUnknown,
        Some(VendorContract::Exists) | None => Reason::NoRule { why: NoRule::NoRecords },
    })
}
