//! Firmware: a version alone proves nothing; feeds and the makers' end dates speak about it.

use super::{Finding, FindingState as State, Reason, Rule, each};
use crate::evidence::fact::{Fact, What};

pub(super) fn judge(facts: &[Fact], found: &mut Vec<Finding>) {
    for (at, firmware) in each(facts, |what| if let What::Firmware(it) = what { Some(it) } else { None }) {
        let reason = Reason::VersionKnown { product: firmware.product.clone(), version: firmware.version.clone() };
        found.push(Finding::new(Rule::Firmware, State::NoEvidence, reason, vec![at]));
    }
}
