//! `org.safety-officer` (R6 1(1) 医療情報システム安全管理責任者を設置している): from the roles recorded.

use super::{Proposal, Reason};
use time::Date;

/// One term of office as 医療情報システム安全管理責任者.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficerTerm {
    /// Name of the person.
    pub name: String,
    /// Whether as deputy.
    pub deputy: bool,
    /// First day.
    pub from_on: Date,
    /// Last day included: the end of the role, or the person's last day of work.
    pub until_on: Option<Date>,
}

impl OfficerTerm {
    fn holds(&self, day: Date) -> bool {
        self.from_on <= day && self.until_on.is_none_or(|until| day <= until)
    }
}

/// Terms recorded in the roster.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SafetyOfficerFacts {
    /// Every term, past ones too.
    pub terms: Vec<OfficerTerm>,
}

/// Proposes はい while a holder is in office. A deputy alone is 要確認; an ended term without a successor is いいえ.
#[must_use]
pub fn propose(facts: &SafetyOfficerFacts, as_of: Date) -> Proposal {
    let in_office = |deputy| facts.terms.iter().find(move |t| t.deputy == deputy && t.holds(as_of));
    if let Some(holder) = in_office(false) {
        let reason = Reason::OfficerInOffice { name: holder.name.clone(), from_on: holder.from_on };
        return Proposal::yes_unless(vec![reason], Vec::new(), Reason::NoOfficerRecorded);
    }
    let ended = last_ended(facts, as_of);
    if let Some(deputy) = in_office(true) {
        let reason = Reason::OnlyDeputyInOffice { name: deputy.name.clone() };
        let against = ended.unwrap_or(Reason::NoOfficerRecorded);
        return Proposal::yes_unless(vec![reason], vec![against], Reason::NoOfficerRecorded);
    }
    Proposal::yes_unless(Vec::new(), ended.into_iter().collect(), Reason::NoOfficerRecorded)
}

fn last_ended(facts: &SafetyOfficerFacts, as_of: Date) -> Option<Reason> {
    let past = facts.terms.iter().filter(|t| !t.deputy);
    let ended = past.filter_map(|t| t.until_on.filter(|until| *until < as_of).map(|until| (until, &t.name)));
    ended
        .max_by_key(|(until, _)| *until)
        .map(|(until_on, name)| Reason::OfficerTermEnded { name: name.clone(), until_on })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grounds::Verdict;
    use time::macros::date;

    fn term(deputy: bool, from_on: Date, until_on: Option<Date>) -> OfficerTerm {
        OfficerTerm { name: "佐藤".to_owned(), deputy, from_on, until_on }
    }

    fn verdict(terms: Vec<OfficerTerm>) -> Verdict {
        propose(&SafetyOfficerFacts { terms }, date!(2024 - 06 - 10)).verdict
    }

    #[test]
    fn the_verdict_follows_the_terms() {
        let (may, june, july) = (date!(2024 - 05 - 01), date!(2024 - 06 - 10), date!(2024 - 07 - 01));
        assert_eq!(verdict(vec![]), Verdict::NoEvidence);
        assert_eq!(verdict(vec![term(false, may, None)]), Verdict::Yes);
        assert_eq!(verdict(vec![term(false, may, Some(june))]), Verdict::Yes);
        assert_eq!(verdict(vec![term(false, may, Some(may))]), Verdict::No);
        assert_eq!(verdict(vec![term(false, july, None)]), Verdict::NoEvidence);
        assert_eq!(verdict(vec![term(true, may, None)]), Verdict::Check);
    }
}
