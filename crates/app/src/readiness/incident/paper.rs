//! The report of an incident on paper: as it stands, or once it is closed, with its whole time line.

use super::{
    Corrections, happening_words, moment,
    notice::{clock, nine},
    number, taken_back,
};
use crate::{App, AppError, readiness::sections::empty_sheet, words::T};
use domain::{
    access::{Permit, View},
    readiness::{
        incident::Incident,
        task::{Task, TaskOrigin},
    },
};
use report::{
    pack::PackFile,
    sheet::{Section, Sheet},
};

/// Columns of the containment.
const STEP_COLUMNS: [&str; 4] = ["number", "part", "what", "state"];
/// Columns of the time line.
const LINE_COLUMNS: [&str; 4] = ["number", "when", "by", "what"];

/// A sheet as a PDF.
pub(super) async fn typeset(app: &App, sheet: &Sheet) -> Result<Vec<u8>, AppError> {
    let json = serde_json::to_vec(sheet).map_err(|e| AppError::Internal(e.to_string()))?;
    Ok(app.renderer.render(&json).await?)
}

/// The report as a PDF.
///
/// # Errors
/// [`AppError::Render`]; when the database can't be read.
pub async fn report_pdf(app: &App, view: &Permit<View>, t: T, incident: &Incident) -> Result<Vec<u8>, AppError> {
    typeset(app, &report_sheet(app, view, t, incident).await?).await
}

/// The report as plain data.
///
/// # Errors
/// When the database can't be read.
pub async fn report_sheet(app: &App, view: &Permit<View>, t: T, incident: &Incident) -> Result<Sheet, AppError> {
    let (stated, _) = incident.stated();
    let title = t.with(
        "incident-paper-title",
        &[("number", incident.opened.number.into()), ("title", stated.title.to_string().into())],
    );
    let mut sheet = empty_sheet(app, view, t, title).await?;
    sheet.sections =
        vec![summary(t, incident), clock(t, incident), nine(t, incident), steps(t, incident), timeline(t, incident)];
    let tasks = store::readiness::task::list(&app.db, view).await?;
    sheet.sections.push(lessons(t, incident, &tasks));
    Ok(sheet)
}

fn summary(t: T, incident: &Incident) -> Section {
    let (stated, _) = incident.stated();
    let mut section = Section::new("summary", t.get("incident-summary"));
    let opened = [("at", t.moment(incident.opened_at).into()), ("by", incident.opened_by.clone().into())];
    let ended = incident.closing().map_or_else(
        || t.get("incident-open").into_owned(),
        |(closing, entry)| {
            t.with("incident-closed-at", &[("at", t.moment(closing.at).into()), ("by", entry.by.clone().into())])
        },
    );
    section.facts = vec![
        (t.get("incident-title-field").into_owned(), format!("{} {}", number(t, incident), stated.title)),
        (t.get("incident-begun").into_owned(), t.with("incident-opened-at", &opened)),
        (t.get("incident-state").into_owned(), ended),
    ];
    if !stated.effect.is_empty() {
        section.facts.push((t.get("incident-effect").into_owned(), stated.effect.to_string()));
    }
    if let Some((closing, _)) = incident.closing() {
        section.facts.push((t.get("incident-outcome").into_owned(), closing.outcome.to_string()));
    }
    section
}

fn columns(t: T, names: &[&str]) -> Vec<String> {
    names.iter().map(|name| t.code("incident-column", name).into_owned()).collect()
}

/// What was cut, by whom and when.
pub(super) fn steps(t: T, incident: &Incident) -> Section {
    let mut section = Section::new("containment", t.get("incident-steps"));
    section.table.head = columns(t, &STEP_COLUMNS);
    section.table.widths = vec![1, 3, 6, 4];
    for (at, state) in incident.steps().into_iter().enumerate() {
        let said = match state.last {
            Some((ticked, entry)) => {
                let key = if ticked.done { "incident-step-done" } else { "incident-step-undone" };
                t.with(key, &[("at", t.moment(entry.written_at).into()), ("by", entry.by.clone().into())])
            }
            None => t.get("incident-step-open").into_owned(),
        };
        let part = t.code("network-cut-part", state.step.part.code()).into_owned();
        section.table.rows.push(vec![(at + 1).to_string(), part, state.step.words.clone(), said]);
    }
    section
}

/// Every entry in the order in which things happened; what was corrected stays, and says by which.
pub(super) fn timeline(t: T, incident: &Incident) -> Section {
    let mut section = Section::new("timeline", t.get("incident-timeline"));
    let numbers = Corrections::of(incident);
    section.table.head = columns(t, &LINE_COLUMNS);
    section.table.widths = vec![1, 4, 3, 8];
    for one in incident.timeline() {
        let entry = one.entry;
        let mut what = happening_words(t, &entry.what, &incident.opened.steps);
        if let domain::readiness::incident::Happening::Noted(noted) = &entry.what
            && let Some(seq) = noted.corrects
        {
            what = format!("{}\n{what}", t.one("incident-corrects", "number", numbers.number(seq)));
        }
        let back = taken_back(t, &one, &numbers);
        if !back.is_empty() {
            what = format!("{back}\n{what}");
        }
        section.table.rows.push(vec![numbers.number(entry.seq).to_string(), moment(t, &one), entry.by.clone(), what]);
    }
    if section.table.rows.is_empty() {
        section.paragraphs.push(t.get("incident-timeline-none").into_owned());
    }
    section
}

/// What is left to do.
fn lessons(t: T, incident: &Incident, tasks: &[Task]) -> Section {
    let mut section = Section::new("lessons", t.get("incident-lessons"));
    let ours = tasks.iter().filter(|task| task.origin == TaskOrigin::Incident(incident.opened.id));
    section.steps = ours
        .map(|task| {
            let state = match (&task.stated.done, task.stated.due_on) {
                (Some(done), _) => t.one("contact-chart-task-done", "day", t.short_day(done.on)),
                (None, Some(due)) => t.one("contact-chart-task-due", "day", t.short_day(due)),
                (None, None) => t.get("contact-chart-task-undated").into_owned(),
            };
            format!("{} ({state})", task.stated.words)
        })
        .collect();
    if section.steps.is_empty() {
        section.paragraphs.push(t.get("incident-lessons-none").into_owned());
    }
    section
}

/// What an inspection pack holds of incidents: the report of each.
///
/// # Errors
/// [`AppError::Render`]; when the database can't be read.
pub async fn pack_files(app: &App, view: &Permit<View>, t: T) -> Result<Vec<PackFile>, AppError> {
    let mut files = Vec::new();
    for known in store::readiness::incident::list(&app.db, view).await? {
        let incident = store::readiness::incident::find(&app.db, view, known.opened.id).await?;
        let path = format!("readiness/incident-{}.pdf", incident.opened.number);
        files.push(PackFile { path, bytes: report_pdf(app, view, t, &incident).await? });
    }
    Ok(files)
}
