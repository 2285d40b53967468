//! Backups on the pack's paper: a table of copies, what is wrong, how each system is restored, what was tried.

use super::{Looked, words, workbook::last_good};
use crate::words::T;
use domain::vendor::Line;
use report::document::{BackupCopyLine, BackupPart, BackupRehearsalLine, BackupStepLine};

/// A part for each system of which anything is recorded.
pub(crate) fn backup_parts(t: T, looked: &[Looked]) -> Vec<BackupPart> {
    looked.iter().filter(|one| is_recorded(one)).map(|one| part(t, one)).collect()
}

fn is_recorded(one: &Looked) -> bool {
    let state = &one.state;
    state.plan.is_some() || !state.copies.is_empty() || state.procedure.is_some() || !state.rehearsals.is_empty()
}

fn part(t: T, one: &Looked) -> BackupPart {
    let state = &one.state;
    let hours = |hours: Option<u32>| match hours {
        Some(hours) => words::hours(t, i64::from(hours)),
        None => t.get("backup-unknown").into_owned(),
    };
    let plan = state.plan.as_ref().map(|plan| &plan.stated);
    let line = |line: &Option<Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
    let copies = state.copies.iter().map(|copy| BackupCopyLine {
        name: copy.copy.stated.name.to_string(),
        how: words::copy(t, &copy.copy.stated),
        generations: match copy.copy.stated.generations {
            Some(count) => count.to_string(),
            None => t.get("backup-unknown").into_owned(),
        },
        off_site: words::known(t, copy.copy.stated.off_site),
        last_good: last_good(t, copy),
    });
    let name = |id| {
        let copy = state.copies.iter().find(|copy| copy.copy.id == id);
        copy.map(|copy| copy.copy.stated.name.to_string()).unwrap_or_default()
    };
    let approved = match &state.procedure {
        Some((_, Some(approval))) => {
            let args = [("day", t.short_day(approval.on).into()), ("name", approval.by.to_string().into())];
            t.with("backup-approved-by", &args)
        }
        Some((_, None)) => t.get("backup-finding-not-approved").into_owned(),
        None => t.get("backup-finding-no-procedure").into_owned(),
    };
    let steps = state.procedure.iter().flat_map(|(procedure, _)| &procedure.stated.steps);
    BackupPart {
        system: state.system.stated.name.to_string(),
        what: plan.map(|plan| plan.what.to_string()).unwrap_or_default(),
        rto: hours(plan.and_then(|plan| plan.rto_hours)),
        rpo: hours(plan.and_then(|plan| plan.rpo_hours)),
        copies: copies.collect(),
        findings: one.findings.iter().map(|finding| words::finding(t, &finding.kind)).collect(),
        approved,
        steps: steps
            .map(|step| BackupStepLine {
                what: step.what.to_string(),
                who: line(&step.who),
                place: line(&step.place),
                minutes: step.minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
            })
            .collect(),
        rehearsals: state
            .rehearsals
            .iter()
            .map(|one| BackupRehearsalLine {
                on: t.short_day(one.stated.on),
                copy: name(one.stated.copy),
                to: one.stated.to.to_string(),
                minutes: one.stated.minutes.to_string(),
                outcome: t.code("backup-outcome", one.stated.outcome.code()).into_owned(),
                who: one.stated.who.to_string(),
                learned: one.stated.learned.to_string(),
            })
            .collect(),
    }
}
