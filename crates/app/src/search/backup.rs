//! How systems are backed up and restored: copies, jobs, steps of the procedure, what rehearsals taught.

use super::{
    Kind, Place,
    finder::{Finder, Line, Record, Text},
};
use crate::{App, AppError, words::T};
use domain::{
    access::{Permit, View},
    readiness::backup::SystemState,
    search::Met,
};

pub(super) async fn offer(app: &App, view: &Permit<View>, t: T, finder: &mut Finder<'_>) -> Result<(), AppError> {
    if !finder.wants(Kind::Backup) {
        return Ok(());
    }
    for state in store::readiness::backup::all(&app.db, view, app.now()).await? {
        let record = Record { title: Text::new(state.system.stated.name.as_str()), lines: lines(t, &state) };
        let about = t.get("backup-title");
        finder.offer(Kind::Backup, &record, Met::default(), Place::Backup(state.system.id), &about);
    }
    Ok(())
}

fn lines(t: T, state: &SystemState) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut add = |key: &str, text: String| {
        if !text.is_empty() {
            lines.push(Line::new(t.get(key), text));
        }
    };
    if let Some(plan) = &state.plan {
        add("backup-plan-what", plan.stated.what.to_string());
        add("backup-plan-why", plan.stated.why.to_string());
    }
    for copy in &state.copies {
        let stated = &copy.copy.stated;
        add("backup-copy-name", stated.name.to_string());
        add("backup-copy-place", stated.place.as_ref().map(ToString::to_string).unwrap_or_default());
        for job in &copy.jobs {
            add("backup-job", job.key.job.clone());
        }
    }
    if let Some((procedure, _)) = &state.procedure {
        for step in &procedure.stated.steps {
            add("backup-step-what", step.what.to_string());
            add("backup-step-place", step.place.as_ref().map(ToString::to_string).unwrap_or_default());
        }
    }
    for rehearsal in &state.rehearsals {
        add("backup-rehearsal-learned", rehearsal.stated.learned.to_string());
    }
    lines
}
