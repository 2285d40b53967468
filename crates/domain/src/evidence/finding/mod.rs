//! Findings (指摘): facts → what they mean for a rule. Nothing here reads a file or answers an item.
//!
//! [`Rule`] is the table of rules; one file per group of them judges the facts.

mod account;
mod admin;
mod door;
mod firmware;
mod policy;
mod reason;
mod rule;

pub use reason::Reason;
pub use rule::Rule;

use super::fact::Fact;
use serde::{Deserialize, Serialize};
use time::{Date, Duration};

/// How something stands to a rule. Six states, never two: no evidence is not はい.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingState {
    /// The facts agree with the rule.
    Conforms,
    /// A fact speaks against it.
    Violates,
    /// A person has accepted that it does not; never decided here.
    Excepted,
    /// The rule does not speak about this.
    NotApplicable,
    /// The file does not tell.
    NoEvidence,
    /// It agreed on a day that lies too far back.
    Stale,
}

impl FindingState {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Conforms, Self::Violates, Self::Excepted, Self::NotApplicable, Self::NoEvidence, Self::Stale];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Conforms => "conforms",
            Self::Violates => "violates",
            Self::Excepted => "excepted",
            Self::NotApplicable => "not_applicable",
            Self::NoEvidence => "no_evidence",
            Self::Stale => "stale",
        }
    }
}

/// What the facts mean for one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// How it stands.
    pub state: FindingState,
    /// Why, as data: the words are in the message files under `evidence-reason-<code>`.
    #[serde(flatten)]
    pub reason: Reason,
    /// The facts that say so, by their place in the list of facts.
    pub facts: Vec<usize>,
}

impl Finding {
    pub(crate) fn new(rule: Rule, state: FindingState, reason: Reason, facts: Vec<usize>) -> Self {
        Self { rule, state, reason, facts }
    }
}

/// Judges the facts of one file. `as_of` is given, never read from a clock.
#[must_use]
pub fn judge(facts: &[Fact], as_of: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    door::judge(facts, &mut found);
    admin::judge(facts, &mut found);
    policy::judge(facts, &mut found);
    firmware::judge(facts, &mut found);
    account::judge(facts, as_of, &mut found);
    for finding in &mut found {
        age(finding, facts, as_of);
    }
    found
}

/// What agreed too long ago agrees no more; what was against the rule stays so until newer facts come.
fn age(finding: &mut Finding, facts: &[Fact], as_of: Date) {
    let Some(days) = finding.rule.fresh_days() else { return };
    let dates = finding.facts.iter().filter_map(|at| facts.get(*at)?.effective_on);
    let stale = dates.min().is_some_and(|day| as_of - day > Duration::days(days));
    if stale && finding.state == FindingState::Conforms {
        finding.state = FindingState::Stale;
    }
}

/// The facts of one kind with their places.
fn each<'a, T: 'a>(
    facts: &'a [Fact],
    of: impl Fn(&'a super::fact::What) -> Option<&'a T>,
) -> impl Iterator<Item = (usize, &'a T)> {
    facts.iter().enumerate().filter_map(move |(at, fact)| of(&fact.what).map(|what| (at, what)))
}
