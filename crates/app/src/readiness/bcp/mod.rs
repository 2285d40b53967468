//! The BCP: the plan joined from what people stated and what other rooms know, what is missing for it, what the program knows about an item
//! of the 確認表, and its papers.

mod known;
mod paper;
mod words;

pub use known::known;
pub use paper::{BcpFile, approved_paper, file, pack_blocks, paper};
pub use words::{gap, ground, version};

use super::contact_chart::{self, ChartStanding};
use crate::{App, AppError};
use domain::{
    access::{Permit, View},
    catalog::BcpBook,
    grounds::BcpFacts,
    id::StaffId,
    network::{Procedure, Target},
    readiness::{
        backup::SystemState,
        bcp::{CheckTally, Decision, Gap, Plan, PlanChart, PlanDecision, PlanStep, PlanSystem, Section, gaps},
        drill::DrillKind,
    },
    staff::StaffMember,
};
use std::collections::BTreeSet;
use store::{readiness::bcp::Loaded, staff::Roster};
use time::Date;

/// The BCP as it stands on a day.
#[derive(Debug, Clone)]
pub struct BcpStanding {
    /// What was stated.
    pub loaded: Loaded,
    /// The plan.
    pub plan: Plan,
    /// How far the 確認表 is answered.
    pub tally: CheckTally,
    /// What is missing.
    pub gaps: Vec<Gap>,
    /// Sections that are others than in the approved version; `None` while none is approved.
    pub differences: Option<Vec<Section>>,
    /// The day.
    pub today: Date,
}

/// Reads it with everything that it is joined from.
///
/// # Errors
/// When the database can't be read.
pub async fn standing(app: &App, view: &Permit<View>) -> Result<BcpStanding, AppError> {
    let systems = store::readiness::backup::all(&app.db, view, app.now()).await?;
    let chart = contact_chart::standing(app, view).await?;
    joined(app, view, &systems, &chart).await
}

/// The same where systems and chart were read already.
///
/// # Errors
/// When the database can't be read.
async fn joined(
    app: &App,
    view: &Permit<View>,
    systems: &[SystemState],
    chart: &ChartStanding,
) -> Result<BcpStanding, AppError> {
    let loaded = store::readiness::bcp::load(&app.db, view).await?;
    let procedures = store::network::versions(&app.db, view, Target::House).await?;
    let procedure = procedures.into_iter().next().map(|version| version.procedure);
    Ok(BcpStanding::of(loaded, app.catalog.bcp(), systems, chart, procedure.as_ref(), app.today()))
}

impl BcpStanding {
    fn of(
        loaded: Loaded,
        book: &BcpBook,
        systems: &[SystemState],
        chart: &ChartStanding,
        procedure: Option<&Procedure>,
        today: Date,
    ) -> Self {
        let plan = plan(&loaded, book, systems, chart, procedure);
        let tally = CheckTally::of(book.items().map(|item| plan.checks.get(&item.id)));
        let changed = chart.differences.as_ref().is_some_and(|found| !found.is_empty());
        let gaps = gaps(&plan, tally, changed, left(&loaded, &chart.loaded.roster, today));
        let differences = loaded.approved.as_ref().map(|row| row.approval.plan.differences(&plan));
        Self { loaded, plan, tally, gaps, differences, today }
    }

    /// Whether exactly this plan is approved.
    #[must_use]
    pub fn is_approved(&self) -> bool {
        self.differences.as_ref().is_some_and(Vec::is_empty)
    }

    /// What the proposal for 3(3) reads. `drill` is the last drill that was held.
    #[must_use]
    pub fn facts(&self, drill: Option<Date>) -> BcpFacts {
        let approved = self.loaded.approved.as_ref().map(|row| &row.approval);
        BcpFacts {
            begun: self.plan.is_begun(),
            approved: approved.map(|one| (one.number, one.on, one.by.to_string())),
            review_on: approved.map(|one| one.next_review_on),
            changed_since: self.differences.as_ref().map_or(0, Vec::len),
            tally: self.tally,
            last_drill: drill,
        }
    }
}

/// What the proposal for 3(3) reads.
///
/// # Errors
/// When the database can't be read.
pub(crate) async fn facts(
    app: &App,
    view: &Permit<View>,
    systems: &[SystemState],
    chart: &ChartStanding,
) -> Result<BcpFacts, AppError> {
    let now = joined(app, view, systems, chart).await?;
    Ok(now.facts(last_held(app, view, DrillKind::Drill).await?))
}

/// The last day on which one of a kind was held.
async fn last_held(app: &App, view: &Permit<View>, kind: DrillKind) -> Result<Option<Date>, AppError> {
    let rows = store::readiness::drill::list(&app.db, view).await?;
    let held = rows.iter().filter(|row| row.drill.stated.kind == kind).filter_map(|row| row.held.as_ref());
    Ok(held.map(|held| held.held.on).filter(|on| *on <= app.today()).max())
}

fn plan(
    loaded: &Loaded,
    book: &BcpBook,
    systems: &[SystemState],
    chart: &ChartStanding,
    procedure: Option<&Procedure>,
) -> Plan {
    let cutting = loaded.cutting();
    let written = procedure.map(|procedure| &procedure.stated);
    let roster = &chart.loaded.roster;
    let mut plan = Plan {
        general: loaded.general(),
        systems: systems.iter().map(|state| system(loaded, chart, state)).collect(),
        cutting: PlanStep::of(&cutting, written),
        cutting_why: cutting.why,
        cutting_checked: written.and_then(|stated| stated.checked.as_ref()).map(|checked| checked.on),
        chart: chart.loaded.approved.as_ref().map(|row| PlanChart {
            number: row.approval.number,
            on: row.at.date_jst(),
            chart: row.approval.chart.clone(),
        }),
        paper: loaded.paper().into_iter().map(|(_, line)| line.clone()).collect(),
        decisions: loaded.decisions().into_iter().map(|(_, line)| decision(roster, line)).collect(),
        checks: book.items().filter_map(|item| Some((item.id.clone(), loaded.check(&item.id)?.clone()))).collect(),
    };
    plan.sort_systems();
    plan
}

fn system(loaded: &Loaded, chart: &ChartStanding, state: &SystemState) -> PlanSystem {
    let stated = &state.system.stated;
    let vendor = stated.vendor.and_then(|id| chart.loaded.vendors.iter().find(|vendor| vendor.id == id));
    let hours = state.plan.as_ref().map(|plan| &plan.stated);
    let approval = state.procedure.as_ref().and_then(|(_, approval)| approval.as_ref());
    PlanSystem {
        id: state.system.id,
        name: stated.name.to_string(),
        kind: stated.kind,
        vendor: vendor.map(|vendor| vendor.stated.name.to_string()).unwrap_or_default(),
        rank: loaded.rank(state.system.id),
        rto_hours: hours.and_then(|plan| plan.rto_hours),
        rpo_hours: hours.and_then(|plan| plan.rpo_hours),
        copies: state.copies.iter().map(|copy| copy.copy.stated.name.to_string()).collect(),
        restore_on: approval.map(|approval| approval.on),
    }
}

fn decision(roster: &Roster, line: &Decision) -> PlanDecision {
    let text = |line: &Option<domain::vendor::Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
    let name = |id: StaffId| roster.member(id).map(|member| member.name.to_string()).unwrap_or_default();
    PlanDecision {
        what: line.what.to_string(),
        sign: text(&line.sign),
        decider: line.decider.map(name).unwrap_or_default(),
        deputies: line.deputies.iter().copied().map(name).collect(),
        out_of_hours: text(&line.out_of_hours),
    }
}

/// Whether a person of the decision table no longer works here.
#[must_use]
pub fn has_left(member: Option<&StaffMember>, today: Date) -> bool {
    member.is_none_or(|member| !member.works_on(today))
}

/// How many people of the decision table left.
fn left(loaded: &Loaded, roster: &Roster, today: Date) -> usize {
    let people: BTreeSet<StaffId> = loaded
        .decisions()
        .into_iter()
        .flat_map(|(_, line)| line.decider.into_iter().chain(line.deputies.iter().copied()))
        .collect();
    people.into_iter().filter(|id| has_left(roster.member(*id), today)).count()
}
