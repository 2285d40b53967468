//! Drills and trainings: their plans, what was said step by step, what was observed. And what came of them to do.

use super::{
    Kind, Place,
    finder::{Finder, Line, Record, Text},
};
use crate::{App, AppError, words::T};
use domain::{
    access::{Permit, View},
    calendar::iso,
    search::Met,
};
use store::readiness::drill::DrillRow;

pub(super) async fn offer(app: &App, view: &Permit<View>, t: T, finder: &mut Finder<'_>) -> Result<(), AppError> {
    if finder.wants(Kind::Drill) {
        for row in store::readiness::drill::list(&app.db, view).await? {
            let stated = &row.drill.stated;
            let record = Record { title: Text::new(stated.title.as_str()), lines: lines(t, &row) };
            let day = row.held.as_ref().map(|held| held.held.on).or(stated.planned_on);
            let about = day.map(iso).unwrap_or_default();
            finder.offer(Kind::Drill, &record, Met::default(), Place::Drill(row.drill.id), &about);
        }
    }
    if finder.wants(Kind::Task) {
        for task in store::readiness::task::list(&app.db, view).await? {
            let done =
                task.stated.done.as_ref().map(|done| Line::new(t.get("contact-chart-task-how"), done.how.as_str()));
            let record = Record { title: Text::new(task.stated.words.as_str()), lines: done.into_iter().collect() };
            let about = task.stated.due_on.map(iso).unwrap_or_default();
            finder.offer(Kind::Task, &record, Met::default(), Place::Tasks, &about);
        }
    }
    Ok(())
}

fn lines(t: T, row: &DrillRow) -> Vec<Line> {
    let stated = &row.drill.stated;
    let card = row.run.as_ref().map(|run| ("drill-field-card", run.card.title.as_str()));
    let said = row.run.iter().flat_map(|run| &run.steps).map(|(_, said)| ("drill-said", said.as_str()));
    let held = row.held.as_ref().map(|held| &held.held);
    let others = held.and_then(|held| held.others.as_ref()).map(|others| ("drill-others", others.as_str()));
    let observed = held.map(|held| ("drill-observed", held.observed.as_str()));
    let audience = stated.audience.as_ref().map(|audience| ("drill-field-audience", audience.as_str()));
    let place = stated.place.as_ref().map(|place| ("drill-field-place", place.as_str()));
    let plan = [Some(("drill-field-aim", stated.aim.as_str())), audience, place, card];
    let all = plan.into_iter().flatten().chain(said).chain(others).chain(observed);
    all.filter(|(_, words)| !words.is_empty()).map(|(key, words)| Line::new(t.get(key), words)).collect()
}
