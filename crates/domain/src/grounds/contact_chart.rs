//! `incident.contact-chart` (R6 3(1) 連絡体制図): from the chart, the version that was approved, and what was confirmed about it.

use super::{Proposal, Reason};
use time::{Date, Duration};

/// Age at which an approved chart is to be looked at again: 365 days.
/// Our choice: the form is filled once a year, and no interval is known to us.
const APPROVED_VALID: Duration = Duration::days(365);
/// Age at which a call test no longer counts: 365 days. Our choice, as above.
const TEST_VALID: Duration = Duration::days(365);

/// What is known of the chart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactChartFacts {
    /// How many people and parties are on it.
    pub people: usize,
    /// How many of them are vendors, and how many authorities.
    pub vendors: usize,
    /// Authorities on it.
    pub authorities: usize,
    /// Number and day of the newest approved version.
    pub approved: Option<(i64, Date)>,
    /// How many differences there are since.
    pub changed_since: usize,
    /// Codes of the roles of the chain that nobody has.
    pub missing_roles: Vec<String>,
    /// Names of people on it who left.
    pub left: Vec<String>,
    /// Names of people and parties without a number.
    pub no_phone: Vec<String>,
    /// Names of those whose contact was not confirmed in the last six months, or changed since.
    pub unconfirmed: Vec<String>,
    /// Names of vendors with a contract that are not on it.
    pub vendors_missing: Vec<String>,
    /// Lessons of incidents whose target date has passed. An incident without any says nothing.
    pub lessons_overdue: usize,
    /// The last call test: day, how many were reached, how many were called.
    pub last_test: Option<(Date, usize, usize)>,
}

/// Proposes はい for an approved chart whose people are there and whose contacts were confirmed.
pub fn propose(facts: &ContactChartFacts, as_of: Date) -> Proposal {
    if facts.people == 0 {
        return Proposal::no_evidence(Reason::ChartEmpty);
    }
    let mut reasons =
        vec![Reason::ChartDrawn { people: facts.people, vendors: facts.vendors, authorities: facts.authorities }];
    let mut against = Vec::new();
    match facts.approved {
        None => against.push(Reason::ChartNotApproved),
        Some((number, on)) if as_of - on > APPROVED_VALID => {
            against.push(Reason::ChartApprovalOld { number, on });
        }
        Some((number, on)) => reasons.push(Reason::ChartApproved { number, on }),
    }
    match facts.last_test {
        Some((on, reached, called)) if as_of - on <= TEST_VALID => {
            reasons.push(Reason::ChartTested { on, reached, called });
        }
        _ => {}
    }
    if facts.changed_since > 0 {
        against.push(Reason::ChartChangedSince { count: facts.changed_since });
    }
    if facts.lessons_overdue > 0 {
        against.push(Reason::IncidentLessonsOverdue { count: facts.lessons_overdue });
    }
    against.extend(facts.missing_roles.iter().map(|role| Reason::ChartLacksRole { role: role.clone() }));
    let named = [
        (&facts.left, (|names| Reason::ChartLeft { names }) as fn(Vec<String>) -> Reason),
        (&facts.no_phone, |names| Reason::ChartNoPhone { names }),
        (&facts.unconfirmed, |names| Reason::ChartUnconfirmed { names }),
        (&facts.vendors_missing, |names| Reason::ChartLacksVendors { names }),
    ];
    against.extend(named.into_iter().filter(|(names, _)| !names.is_empty()).map(|(names, why)| why(names.clone())));
    Proposal::yes_unless(reasons, against, Reason::ChartEmpty)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grounds::Verdict;
    use time::macros::date;

    fn good() -> ContactChartFacts {
        ContactChartFacts {
            people: 12,
            vendors: 3,
            authorities: 4,
            approved: Some((2, date!(2024 - 05 - 01))),
            last_test: Some((date!(2024 - 05 - 20), 8, 9)),
            ..ContactChartFacts::default()
        }
    }

    fn said(change: impl FnOnce(&mut ContactChartFacts)) -> String {
        let mut facts = good();
        change(&mut facts);
        let found = propose(&facts, date!(2024 - 06 - 10));
        let against: Vec<_> = found.against.iter().map(Reason::code).collect();
        format!("{} {}", found.verdict.code(), against.join(" ")).trim_end().to_owned()
    }

    #[test]
    fn a_chart_is_approved_and_its_people_are_there() {
        let names = || vec!["久保".to_owned()];
        assert_eq!(said(|_| ()), "yes");
        assert_eq!(said(|f| f.last_test = None), "yes", "the form asks for a chart, not for a test");
        assert_eq!(said(|f| *f = ContactChartFacts::default()), "no_evidence");
        assert_eq!(propose(&ContactChartFacts::default(), date!(2024 - 06 - 10)).verdict, Verdict::NoEvidence);
        assert_eq!(said(|f| f.approved = None), "check chart-not-approved");
        assert_eq!(said(|f| f.approved = Some((1, date!(2023 - 05 - 01)))), "check chart-approval-old");
        assert_eq!(said(|f| f.changed_since = 2), "check chart-changed-since");
        assert_eq!(said(|f| f.missing_roles = vec!["authority".to_owned()]), "check chart-lacks-role");
        assert_eq!(said(|f| f.left = names()), "check chart-left");
        assert_eq!(
            said(|f| (f.no_phone, f.unconfirmed) = (names(), names())),
            "check chart-no-phone chart-unconfirmed"
        );
        assert_eq!(said(|f| f.vendors_missing = names()), "check chart-lacks-vendors");
        assert_eq!(said(|f| f.lessons_overdue = 1), "check incident-lessons-overdue");
        let lessons = ContactChartFacts { lessons_overdue: 1, ..ContactChartFacts::default() };
        assert_eq!(propose(&lessons, date!(2024 - 06 - 10)).verdict, Verdict::NoEvidence, "lessons are no chart");
    }
}
