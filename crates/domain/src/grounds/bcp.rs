//! `incident.bcp` (R6 3(3) サイバー攻撃を想定したBCPを策定している): from the version that was approved, its review, the 確認表 and the drills.

use super::{Proposal, Reason};
use crate::readiness::{bcp::CheckTally, drill::DRILL_VALID};
use time::Date;

/// What is known of the BCP.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BcpFacts {
    /// Whether anybody stated anything for it.
    pub begun: bool,
    /// Number and day of the newest approved version, and who approved it.
    pub approved: Option<(i64, Date, String)>,
    /// Day on which it is to be looked at again.
    pub review_on: Option<Date>,
    /// How many sections changed since.
    pub changed_since: usize,
    /// How far the 確認表 is answered.
    pub tally: CheckTally,
    /// The last drill that was held.
    pub last_drill: Option<Date>,
}

/// Proposes はい for an approved plan whose review is not overdue, that did not change since, and whose 確認表 is answered. The form asks
/// for a plan, not for a drill: a drill speaks for it, its absence is no reason against.
pub fn propose(facts: &BcpFacts, as_of: Date) -> Proposal {
    if !facts.begun && facts.approved.is_none() {
        return Proposal::no_evidence(Reason::BcpNone);
    }
    let (mut reasons, mut against) = (Vec::new(), Vec::new());
    match &facts.approved {
        None => against.push(Reason::BcpNotApproved),
        Some((number, on, by)) => {
            reasons.push(Reason::BcpApproved { number: *number, on: *on, by: by.clone() });
            match facts.review_on {
                Some(on) if on < as_of => against.push(Reason::BcpReviewOverdue { on }),
                Some(on) => reasons.push(Reason::BcpReviewOn { on }),
                None => {}
            }
            if facts.changed_since > 0 {
                against.push(Reason::BcpChangedSince { count: facts.changed_since });
            }
        }
    }
    let CheckTally { yes, no, undated, open } = facts.tally;
    if yes + no > 0 {
        reasons.push(Reason::BcpChecked { yes, no });
    }
    if open > 0 {
        against.push(Reason::BcpUnanswered { count: open });
    }
    if undated > 0 {
        against.push(Reason::BcpUndated { count: undated });
    }
    if let Some(on) = facts.last_drill.filter(|on| *on <= as_of && as_of - *on <= DRILL_VALID) {
        reasons.push(Reason::BcpDrilled { on });
    }
    Proposal::yes_unless(reasons, against, Reason::BcpNone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn good() -> BcpFacts {
        BcpFacts {
            begun: true,
            approved: Some((1, date!(2024 - 05 - 01), "院長".to_owned())),
            review_on: Some(date!(2025 - 05 - 01)),
            changed_since: 0,
            tally: CheckTally { yes: 20, no: 5, undated: 0, open: 0 },
            last_drill: Some(date!(2024 - 03 - 01)),
        }
    }

    fn said(change: impl FnOnce(&mut BcpFacts)) -> String {
        let mut facts = good();
        change(&mut facts);
        let found = propose(&facts, date!(2024 - 06 - 10));
        let against: Vec<_> = found.against.iter().map(Reason::code).collect();
        format!("{} {}", found.verdict.code(), against.join(" ")).trim_end().to_owned()
    }

    #[test]
    fn a_plan_is_approved_current_and_checked() {
        assert_eq!(said(|_| ()), "yes");
        assert_eq!(said(|f| f.last_drill = None), "yes", "the form asks for a plan, not for a drill");
        assert_eq!(said(|f| *f = BcpFacts::default()), "no_evidence");
        assert_eq!(
            said(|f| *f = BcpFacts { tally: CheckTally { open: 25, ..CheckTally::default() }, ..BcpFacts::default() }),
            "no_evidence"
        );
        assert_eq!(said(|f| f.approved = None), "check bcp-not-approved");
        assert_eq!(said(|f| f.review_on = Some(date!(2024 - 06 - 09))), "check bcp-review-overdue");
        assert_eq!(said(|f| f.changed_since = 2), "check bcp-changed-since");
        assert_eq!(
            said(|f| f.tally = CheckTally { yes: 1, no: 1, undated: 1, open: 3 }),
            "check bcp-unanswered bcp-undated"
        );
        let begun = BcpFacts { begun: true, ..BcpFacts::default() };
        assert_eq!(said(|f| *f = begun), "no bcp-not-approved");
    }
}
