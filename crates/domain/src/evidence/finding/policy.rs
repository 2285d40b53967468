//! Rules of a firewall that let everything through, and VPN ciphers that count as broken.

use super::{Finding, FindingState as State, Reason, Rule, door::joined, each};
use crate::evidence::fact::{Fact, Side, What};

pub(super) fn judge(facts: &[Fact], found: &mut Vec<Finding>) {
    for (at, policy) in each(facts, |what| if let What::Policy(policy) = what { Some(policy) } else { None }) {
        let name = policy.name.clone();
        let (state, reason) = if !policy.enabled {
            (State::NotApplicable, Reason::WideButOff { name })
        } else if matches!(policy.from_side, Side::Inside | Side::Management) {
            // From inside: who comes from outside is not let in by it.
            continue;
        } else {
            let reason = Reason::EverythingPasses {
                name,
                from_places: joined(&policy.from_places),
                to_places: joined(&policy.to_places),
                side: policy.from_side,
            };
            (State::Violates, reason)
        };
        found.push(Finding::new(Rule::WidePolicy, state, reason, vec![at]));
    }
    for (at, tunnel) in each(facts, |what| if let What::Tunnel(tunnel) = what { Some(tunnel) } else { None }) {
        if !tunnel.weak.is_empty() && tunnel.at.is_some() {
            let reason = Reason::BrokenCipher { name: tunnel.name.clone(), weak: joined(&tunnel.weak) };
            found.push(Finding::new(Rule::VpnCipher, State::Violates, reason, vec![at]));
        }
    }
}
