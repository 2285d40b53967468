//! Drills and trainings: when the next one is due, the card that is played, and the paper with their records.

use crate::{App, AppError, words::T};
use domain::{
    access::{Permit, View},
    calendar::iso,
    catalog::Scenario,
    readiness::{
        drill::{Drill, DrillKind, PlayedCard, PlayedStep, next_due},
        task::{Task, TaskOrigin},
    },
    staff::StaffMember,
};
use report::drills::{DRILL_LABELS, DrillPart, DrillsPaper, PartStep};
use store::{readiness::drill::DrillRow, staff::Roster};
use time::Date;

/// The day until which the next one of a kind is due.
#[must_use]
pub fn next(rows: &[DrillRow], kind: DrillKind, today: Date) -> Date {
    let held = rows.iter().filter(|row| row.drill.stated.kind == kind).filter_map(|row| row.held.as_ref());
    next_due(held.map(|held| held.held.on), today)
}

/// The card of a drill in the words of today; without a card one step, the whole of it.
#[must_use]
pub fn card(app: &App, t: T, drill: &Drill) -> PlayedCard {
    let known = drill.stated.card.as_ref().and_then(|id| app.catalog.scenario(id));
    known.map_or_else(
        || PlayedCard {
            title: drill.stated.title.to_string(),
            story: drill.stated.aim.to_string(),
            steps: vec![PlayedStep { title: drill.stated.title.to_string(), asks: Vec::new() }],
        },
        |scenario| played(t, scenario),
    )
}

/// A card of the catalogue in one language.
#[must_use]
pub fn played(t: T, scenario: &Scenario) -> PlayedCard {
    let text = |words: &domain::catalog::Bilingual| if t.is_ja() { words.ja.clone() } else { words.en.clone() };
    PlayedCard {
        title: text(&scenario.title),
        story: text(&scenario.story),
        steps: scenario
            .steps
            .iter()
            .map(|step| PlayedStep { title: text(&step.title), asks: step.ask.iter().map(text).collect() })
            .collect(),
    }
}

/// Minutes and seconds, as a watch shows them.
#[must_use]
pub fn watch(t: T, seconds: i64) -> String {
    t.with("drill-watch", &[("minutes", (seconds / 60).into()), ("seconds", (seconds % 60).into())])
}

/// Every drill and training that was held, as a PDF; `None` when there is none.
///
/// # Errors
/// [`AppError::Render`]; when the database can't be read.
pub async fn pdf(app: &App, view: &Permit<View>, t: T) -> Result<Option<Vec<u8>>, AppError> {
    let Some(paper) = paper(app, view, t).await? else { return Ok(None) };
    let json = serde_json::to_vec(&paper).map_err(|e| AppError::Internal(e.to_string()))?;
    Ok(Some(app.renderer.render(&json).await?))
}

/// The same as plain data.
///
/// # Errors
/// When the database can't be read.
pub async fn paper(app: &App, view: &Permit<View>, t: T) -> Result<Option<DrillsPaper>, AppError> {
    let rows = store::readiness::drill::list(&app.db, view).await?;
    let roster = store::staff::roster(&app.db, view).await?;
    let tasks = store::readiness::task::list(&app.db, view).await?;
    let facility = store::facility::facility(&app.db, view).await?;
    let parts: Vec<DrillPart> = rows.iter().filter_map(|row| part(t, row, &roster, &tasks)).collect();
    if parts.is_empty() {
        return Ok(None);
    }
    let label = |key: &&str| ((*key).to_owned(), t.get(&format!("drill-paper-{}", key.replace('_', "-"))).into_owned());
    Ok(Some(DrillsPaper {
        paper: DrillsPaper::PAPER.to_owned(),
        lang: t.lang().code().to_owned(),
        institution: facility.stated.name.to_string(),
        sample: if facility.sample { t.get("paper-sample").into_owned() } else { String::new() },
        made_at: t.moment(app.now()),
        made_on_iso: iso(app.today()),
        fingerprint: format!("{} {}", t.get("paper-fingerprint"), app.key.fingerprint()),
        labels: DRILL_LABELS.iter().map(label).collect(),
        parts,
    }))
}

fn part(t: T, row: &DrillRow, roster: &Roster, tasks: &[Task]) -> Option<DrillPart> {
    let held = row.held.as_ref()?;
    let stated = &row.drill.stated;
    let person = |member: &StaffMember| member.name.to_string();
    let people = held.held.people.iter().filter_map(|id| roster.member(*id)).map(person);
    let steps = row.run.as_ref().map(|run| run.timed()).unwrap_or_default();
    let left = tasks.iter().filter(|task| task.origin == TaskOrigin::Drill(row.drill.id));
    Some(DrillPart {
        kind: t.code("drill-kind", stated.kind.code()).into_owned(),
        title: stated.title.to_string(),
        on: t.short_day(held.held.on),
        card: row.run.as_ref().map(|run| run.card.title.clone()).unwrap_or_default(),
        total: row.run.as_ref().map(|run| watch(t, run.seconds())).unwrap_or_default(),
        leader: stated.leader.and_then(|id| roster.member(id)).map(person).unwrap_or_default(),
        people: people.collect(),
        others: held.held.others.as_ref().map(ToString::to_string).unwrap_or_default(),
        observed: held.held.observed.to_string(),
        steps: steps
            .into_iter()
            .filter_map(|step| {
                Some(PartStep { title: step.step.title, took: watch(t, step.seconds?), said: step.said.to_string() })
            })
            .collect(),
        tasks: left.map(|task| task_words(t, task, roster)).collect(),
        by: held.by.clone(),
    })
}

fn task_words(t: T, task: &Task, roster: &Roster) -> String {
    let owner = task.stated.owner.and_then(|id| roster.member(id)).map(|one| one.name.to_string());
    let state = match (&task.stated.done, task.stated.due_on) {
        (Some(done), _) => t.one("contact-chart-task-done", "day", t.short_day(done.on)),
        (None, Some(due)) => t.one("contact-chart-task-due", "day", t.short_day(due)),
        (None, None) => t.get("contact-chart-task-undated").into_owned(),
    };
    format!("{}（{} {state}）", task.stated.words, owner.unwrap_or_else(|| t.get("common-none").into_owned()))
}
