//! Gathers what grounds of the 確認表 are drawn from, asked of each room.

use super::{BcpStanding, last_held};
use crate::{App, AppError, network::outside_lines, words::T};
use domain::{
    access::{Permit, View},
    grounds::stocktakes_since,
    network::{Part, Target},
    readiness::{
        backup::SystemState,
        bcp::{BcpKnown, PlanSystem},
        contact_chart::{CallTest, last_reached},
        drill::{DRILL_VALID, DrillKind},
    },
};
use store::ledger::Days;

/// Everything that the program knows of the items.
///
/// # Errors
/// When the database can't be read.
pub async fn known(app: &App, view: &Permit<View>, now: &BcpStanding, t: T) -> Result<BcpKnown, AppError> {
    let (db, today) = (&app.db, app.today());
    let counts = store::ledger::counts(db, view, Days::of(today)).await?;
    let stocktake = store::ledger::stocktake::coverage(db, view, stocktakes_since(today)).await?;
    let chart = crate::readiness::contact_chart::standing(app, view).await?;
    let tests: Vec<CallTest> = chart.loaded.tests.iter().map(|row| row.test.clone()).collect();
    let states = store::readiness::backup::all(db, view, app.now()).await?;
    let lines = outside_lines(app, view, t).await?;
    let lines: Vec<bool> = lines.accesses.iter().chain(&lines.devices).map(|line| !line.cut.is_empty()).collect();
    let tasks = store::readiness::task::list(db, view).await?;
    let procedure = store::network::versions(db, view, Target::House).await?.into_iter().next();
    let procedure = procedure.map(|version| version.procedure.stated);
    let systems = |fits: fn(&PlanSystem) -> bool| now.plan.systems.iter().filter(|one| fits(one)).count();
    let rehearsed = |state: &&SystemState| state.rehearsals.iter().any(|one| today - one.stated.on <= DRILL_VALID);
    let rehearsals = states.iter().flat_map(|state| &state.rehearsals);
    Ok(BcpKnown {
        ledger: (counts.listed, counts.changed_at.map(|at| at.date_jst())),
        stocktake: stocktake.last.map(|on| (on, stocktake.covered, counts.listed)),
        segments: store::network::segments(db, view).await?.segments.all().len(),
        systems: now.plan.systems.len(),
        impact: systems(|one| one.rank.impact.is_some()),
        importance: systems(|one| one.rank.importance.is_some()),
        priority: systems(|one| one.rank.priority.is_some()),
        chart: now.plan.chart.as_ref().map(|one| {
            let changed = chart.differences.as_ref().is_some_and(|found| !found.is_empty());
            (one.chart.people.len(), one.on, changed)
        }),
        calls: last_reached(&tests),
        drill: last_held(app, view, DrillKind::Drill).await?,
        training: last_held(app, view, DrillKind::Training).await?,
        tasks: (tasks.iter().filter(|task| !task.is_open()).count(), tasks.len()),
        backup: states.iter().filter(|state| has_good_runs(state)).count(),
        restore: systems(|one| one.restore_on.is_some()),
        rehearsal: (states.iter().filter(rehearsed).count(), rehearsals.map(|one| one.stated.on).max()),
        containment: procedure.as_ref().map_or((0, None), |stated| {
            let steps = [Part::Backup, Part::Outside, Part::Border].map(|part| stated.lines(part).len());
            (steps.iter().sum(), stated.checked.as_ref().map(|checked| checked.on))
        }),
        outside: (lines.iter().filter(|is_said| **is_said).count(), lines.len()),
        decision: (now.plan.decisions.iter().filter(|one| !one.decider.is_empty()).count(), now.plan.decisions.len()),
        paper: (
            now.plan.paper.iter().filter(|one| one.form.is_some() && one.place.is_some()).count(),
            now.plan.paper.len(),
        ),
    })
}

/// Whether a run that made a copy was read of every copy.
fn has_good_runs(state: &SystemState) -> bool {
    !state.copies.is_empty() && state.copies.iter().all(|copy| copy.last_good().is_some())
}
