//! `incident.backup-restore` (R6 3(2) バックアップの実施と復旧手順を確認している): from plans, runs, procedures and rehearsals of every system.

use super::{Proposal, Reason};
use crate::{
    calendar::Instant,
    readiness::backup::{Finding, FindingKind, SystemState, findings},
};
use time::Date;

/// What is known of the backups of every system.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BackupFacts {
    /// Systems of the register.
    pub systems: Vec<SystemFacts>,
}

/// What rules need of one system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SystemFacts {
    /// Its name.
    pub name: String,
    /// Whether anything is recorded of its backups.
    pub recorded: bool,
    /// Whether a run that made a copy was read of every copy.
    pub runs_good: bool,
    /// Whether how it is restored is written down and approved.
    pub procedure: bool,
    /// The last rehearsal.
    pub rehearsed_on: Option<Date>,
    /// What is wrong, by its code.
    pub wrong: Vec<&'static str>,
}

impl SystemFacts {
    /// The facts of a system at a moment.
    #[must_use]
    pub fn of(state: &SystemState, now: Instant) -> Self {
        let found = findings(state, now);
        Self {
            name: state.system.stated.name.to_string(),
            recorded: !state.copies.is_empty() || state.plan.is_some() || state.procedure.is_some(),
            runs_good: !state.copies.is_empty() && state.copies.iter().all(|copy| copy.last_good().is_some()),
            procedure: matches!(&state.procedure, Some((_, Some(_)))),
            rehearsed_on: state.rehearsals.iter().map(|one| one.stated.on).max(),
            wrong: found.iter().map(|Finding { kind, .. }| FindingKind::code(kind)).collect(),
        }
    }

    fn has(&self, codes: &[&str]) -> bool {
        self.wrong.iter().any(|code| codes.contains(code))
    }
}

/// Proposes はい when of every system runs that made copies were read and are not too old, how it is restored is approved, and a
/// restore was tried within a year. What is missing of a system speaks against it; nothing at all is 材料なし.
#[must_use]
pub fn propose(facts: &BackupFacts) -> Proposal {
    let systems = &facts.systems;
    if systems.iter().all(|system| !system.recorded) {
        return Proposal::no_evidence(Reason::BackupNothing);
    }
    let named = |fits: &dyn Fn(&SystemFacts) -> bool| -> Vec<String> {
        systems.iter().filter(|system| fits(system)).map(|system| system.name.clone()).collect()
    };
    let mut reasons = Vec::new();
    let mut for_it = |names: Vec<String>, reason: fn(Vec<String>) -> Reason| {
        if !names.is_empty() {
            reasons.push(reason(names));
        }
    };
    let fresh = |system: &SystemFacts| system.runs_good && !system.has(&["too-old", "only-failed", "never-run"]);
    for_it(named(&fresh), |names| Reason::BackupRuns { names });
    for_it(named(&|system| system.procedure), |names| Reason::BackupProcedure { names });
    let tried =
        |system: &SystemFacts| system.rehearsed_on.is_some() && !system.has(&["rehearsal-old", "rehearsal-failed"]);
    for_it(named(&tried), |names| Reason::BackupRehearsed { names });
    let mut against = Vec::new();
    let mut against_it = |names: Vec<String>, reason: fn(Vec<String>) -> Reason| {
        if !names.is_empty() {
            against.push(reason(names));
        }
    };
    against_it(named(&|system| system.has(&["no-copy"])), |names| Reason::BackupNoCopy { names });
    let unread = |system: &SystemFacts| system.has(&["never-run"]);
    against_it(named(&unread), |names| Reason::BackupNoRuns { names });
    let old = |system: &SystemFacts| system.has(&["too-old", "only-failed"]);
    against_it(named(&old), |names| Reason::BackupOld { names });
    against_it(named(&|system| system.has(&["no-offline"])), |names| Reason::BackupReached { names });
    against_it(named(&|system| !system.procedure), |names| Reason::BackupNoProcedure { names });
    against_it(named(&|system| !system.has(&["no-copy"]) && !tried(system)), |names| Reason::BackupNotRehearsed {
        names,
    });
    against_it(named(&|system| system.has(&["rto-missed"])), |names| Reason::BackupTooSlow { names });
    Proposal::yes_unless(reasons, against, Reason::BackupNothing)
}

#[cfg(test)]
mod tests {
    use super::super::Verdict;
    use super::*;
    use time::macros::date;

    fn kept() -> SystemFacts {
        SystemFacts {
            name: "みどりカルテ".to_owned(),
            recorded: true,
            runs_good: true,
            procedure: true,
            rehearsed_on: Some(date!(2026 - 06 - 01)),
            wrong: vec![],
        }
    }

    fn proposed(systems: Vec<SystemFacts>) -> String {
        let found = propose(&BackupFacts { systems });
        let all: Vec<_> = found.reasons.iter().chain(&found.against).map(Reason::code).collect();
        format!("{}: {}", found.verdict.code(), all.join(" "))
    }

    #[test]
    fn every_system_has_to_be_saved_restorable_and_tried() {
        assert_eq!(proposed(vec![]), "no_evidence: backup-nothing");
        let unknown = SystemFacts {
            recorded: false,
            runs_good: false,
            procedure: false,
            rehearsed_on: None,
            wrong: vec!["no-copy"],
            ..kept()
        };
        assert_eq!(proposed(vec![unknown.clone()]), "no_evidence: backup-nothing");
        assert_eq!(proposed(vec![kept()]), "yes: backup-runs backup-procedure backup-rehearsed");
        assert_eq!(
            proposed(vec![kept(), unknown]),
            "check: backup-runs backup-procedure backup-rehearsed backup-no-copy backup-no-procedure"
        );
    }

    #[test]
    fn each_doubt_asks_a_person() {
        for code in ["too-old", "never-run", "no-offline", "rehearsal-old", "rto-missed"] {
            let found = propose(&BackupFacts { systems: vec![SystemFacts { wrong: vec![code], ..kept() }] });
            assert_eq!(found.verdict, Verdict::Check, "{code}");
        }
        let only =
            SystemFacts { runs_good: false, procedure: false, rehearsed_on: None, wrong: vec!["no-copy"], ..kept() };
        assert_eq!(propose(&BackupFacts { systems: vec![only] }).verdict, Verdict::No);
    }
}
