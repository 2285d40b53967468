//! Backups as a workbook: copies of every system with their state, what is wrong, procedures, rehearsals. To read and to sort.

use super::{Looked, look, words};
use crate::{
    App, AppError,
    words::T,
    workbook::{Written, unwritten},
};
use domain::{
    access::{Permit, View},
    calendar::iso,
    id::BackupCopyId,
    readiness::backup::{CopyState, Weight},
};
use report::workbook::{ListCell, ListColumn, ListSheet, write_lists};
use std::fmt::Display;
use store::staff::Roster;

/// The workbook.
///
/// # Errors
/// When the database can't be read.
pub async fn backup_workbook(app: &App, view: &Permit<View>, t: T) -> Result<Written, AppError> {
    let looked = look(app, view).await?;
    let roster = store::staff::roster(&app.db, view).await?;
    let lists = vec![
        copies_sheet(t, &looked, &roster),
        findings_sheet(t, &looked),
        steps_sheet(t, &looked),
        rehearsals_sheet(t, &looked),
    ];
    let written = tokio::task::spawn_blocking(move || write_lists(&lists)).await;
    let bytes = written.map_err(|e| AppError::Internal(e.to_string()))?.map_err(|error| unwritten(&error))?;
    Ok(Written { name: format!("{}_{}.xlsx", t.get("backup-title"), iso(app.today())), bytes })
}

fn columns(t: T, of: &[(&str, f64)]) -> Vec<ListColumn> {
    of.iter().map(|(key, width)| ListColumn { heading: t.get(key).into_owned(), width: *width }).collect()
}

fn text(value: impl Display) -> ListCell {
    let text = value.to_string();
    if text.is_empty() { ListCell::Empty } else { ListCell::Text(text) }
}

fn sheet(t: T, title: &str, of: &[(&str, f64)], rows: Vec<Vec<ListCell>>) -> ListSheet {
    let name = t.get(title).into_owned();
    ListSheet { title: name.clone(), name, columns: columns(t, of), rows }
}

/// Copies of every system, with the state of their runs. A system without a copy has a row of its own.
#[must_use]
pub fn copies_sheet(t: T, looked: &[Looked], roster: &Roster) -> ListSheet {
    let mut rows = Vec::new();
    for one in looked {
        let system = one.state.system.stated.name.as_str();
        let plan = one.state.plan.as_ref().map(|plan| &plan.stated);
        let hours = |hours: Option<u32>| hours.map(|hours| words::hours(t, i64::from(hours))).unwrap_or_default();
        let head = || {
            vec![
                text(system),
                text(plan.map(|plan| plan.what.to_string()).unwrap_or_default()),
                text(plan.map(|plan| hours(plan.rto_hours)).unwrap_or_default()),
                text(plan.map(|plan| hours(plan.rpo_hours)).unwrap_or_default()),
            ]
        };
        if one.state.copies.is_empty() {
            let mut row = head();
            row.push(text(t.get("backup-finding-no-copy")));
            row.resize_with(14, || ListCell::Empty);
            rows.push(row);
        }
        for copy in &one.state.copies {
            let stated = &copy.copy.stated;
            let responsible = stated.responsible.and_then(|id| roster.member(id));
            let mut row = head();
            row.extend([
                text(&stated.name),
                text(t.code("backup-frequency", stated.frequency.code())),
                text(t.code("backup-media", stated.media.code())),
                text(t.code("backup-medium", stated.medium.code())),
                text(t.code("backup-separation", stated.separation.code())),
                text(words::known(t, stated.off_site)),
                text(stated.generations.map(|count| count.to_string()).unwrap_or_default()),
                text(words::known(t, stated.encrypted)),
                text(responsible.map(|member| member.name.to_string()).unwrap_or_default()),
                text(last_good(t, copy)),
            ]);
            rows.push(row);
        }
    }
    let of = [
        ("backup-system", 24.0),
        ("backup-plan-what", 36.0),
        ("backup-plan-rto", 12.0),
        ("backup-plan-rpo", 12.0),
        ("backup-copy-name", 24.0),
        ("backup-copy-frequency", 12.0),
        ("backup-copy-media", 16.0),
        ("backup-copy-medium", 14.0),
        ("backup-copy-separation", 14.0),
        ("backup-copy-off_site", 10.0),
        ("backup-copy-generations", 10.0),
        ("backup-copy-encrypted", 10.0),
        ("backup-copy-responsible", 16.0),
        ("backup-last-good", 22.0),
    ];
    sheet(t, "backup-copies", &of, rows)
}

/// When the last good run of a copy was, in words.
pub(super) fn last_good(t: T, copy: &CopyState) -> String {
    match (copy.last_good(), copy.has_runs()) {
        (Some(at), _) => t.moment(at),
        (None, true) => t.get("backup-none-good").into_owned(),
        (None, false) => t.get("backup-none-read").into_owned(),
    }
}

fn copy_name(one: &Looked, id: Option<BackupCopyId>) -> String {
    let copy = id.and_then(|id| one.state.copies.iter().find(|copy| copy.copy.id == id));
    copy.map(|copy| copy.copy.stated.name.to_string()).unwrap_or_default()
}

fn findings_sheet(t: T, looked: &[Looked]) -> ListSheet {
    let rows = looked.iter().flat_map(|one| {
        one.findings.iter().map(move |finding| {
            let weight = if finding.kind.weight() == Weight::Grave { "backup-grave" } else { "backup-look" };
            vec![
                text(&one.state.system.stated.name),
                text(copy_name(one, finding.copy)),
                text(t.get(weight)),
                text(words::finding(t, &finding.kind)),
            ]
        })
    });
    let of = [("backup-system", 24.0), ("backup-copy-name", 24.0), ("backup-weight", 12.0), ("backup-finding", 80.0)];
    sheet(t, "backup-findings", &of, rows.collect())
}

pub(crate) fn steps_sheet(t: T, looked: &[Looked]) -> ListSheet {
    let mut rows = Vec::new();
    for one in looked {
        let Some((procedure, approved)) = &one.state.procedure else { continue };
        let approved = approved.as_ref().map(|approval| format!("{} {}", t.short_day(approval.on), approval.by));
        for (number, step) in (1_i64..).zip(&procedure.stated.steps) {
            let line = |line: &Option<domain::vendor::Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
            rows.push(vec![
                text(&one.state.system.stated.name),
                text(number),
                text(&step.what),
                text(line(&step.who)),
                text(line(&step.place)),
                text(step.minutes.map(|minutes| minutes.to_string()).unwrap_or_default()),
                text(approved.clone().unwrap_or_default()),
            ]);
        }
    }
    let of = [
        ("backup-system", 24.0),
        ("backup-step", 8.0),
        ("backup-step-what", 50.0),
        ("backup-step-who", 18.0),
        ("backup-step-place", 30.0),
        ("backup-step-minutes", 10.0),
        ("backup-approved", 24.0),
    ];
    sheet(t, "backup-procedure", &of, rows)
}

fn rehearsals_sheet(t: T, looked: &[Looked]) -> ListSheet {
    let rows = looked.iter().flat_map(|one| {
        let rto = one.state.plan.as_ref().and_then(|plan| plan.stated.rto_hours);
        one.state.rehearsals.iter().map(move |rehearsal| {
            let stated = &rehearsal.stated;
            vec![
                text(&one.state.system.stated.name),
                ListCell::Day(stated.on),
                text(copy_name(one, Some(stated.copy))),
                text(&stated.to),
                text(stated.minutes),
                text(rto.map(|rto| words::hours(t, i64::from(rto))).unwrap_or_default()),
                text(t.code("backup-outcome", stated.outcome.code())),
                text(&stated.verified),
                text(&stated.who),
                text(&stated.learned),
            ]
        })
    });
    let of = [
        ("backup-system", 24.0),
        ("backup-rehearsal-on", 14.0),
        ("backup-rehearsal-copy", 24.0),
        ("backup-rehearsal-to", 24.0),
        ("backup-rehearsal-minutes", 10.0),
        ("backup-plan-rto", 12.0),
        ("backup-rehearsal-outcome", 16.0),
        ("backup-rehearsal-verified", 40.0),
        ("backup-rehearsal-who", 18.0),
        ("backup-rehearsal-learned", 40.0),
    ];
    sheet(t, "backup-rehearsals", &of, rows.collect())
}
