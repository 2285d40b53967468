//! Everything that falls due, asked of each room: the calendar's page, its feed, and the reminders read the same list.

mod feed;
mod ical;
mod remind;

pub use feed::{NewFeed, feed, forget_feed, make_feed};
pub use ical::{Calendar, ical};
pub use remind::{digest, remind_people};

use crate::{
    App, AppError,
    readiness::{contact_chart, drill},
    words::T,
};
use domain::{
    access::{Permit, View},
    readiness::{
        contact_chart::ContactStanding,
        drill::DrillKind,
        due::{Due, DueKind},
    },
    remediation::Course,
    vendor::{
        SubmissionState,
        remote_access::{CONFIRMED_VALID, RemoteStanding, remote_standing},
    },
};
use time::{Date, Duration};

/// Age at which a ledger is to be taken stock of, and a chart to be approved again: a year, as the proposals say.
const YEARLY: Duration = Duration::days(365);

/// Everything that falls due, by day.
///
/// # Errors
/// When the database can't be read.
pub async fn all(app: &App, view: &Permit<View>, t: T) -> Result<Vec<Due>, AppError> {
    let mut found = Vec::new();
    remediations(app, view, t, &mut found).await?;
    vendors(app, view, &mut found).await?;
    chart(app, view, t, &mut found).await?;
    bcp(app, view, t, &mut found).await?;
    drills(app, view, t, &mut found).await?;
    incidents(app, view, t, &mut found).await?;
    records(app, view, t, &mut found).await?;
    found.sort();
    Ok(found)
}

async fn remediations(app: &App, view: &Permit<View>, t: T, found: &mut Vec<Due>) -> Result<(), AppError> {
    let remediations = crate::remediation::list(app, view).await?;
    for line in &remediations.lines {
        let (Course::Dated(_), Some(target)) = (line.course, line.state.target_date) else { continue };
        let guidance = app.catalog.guidance(&line.item.id, line.sheet.form);
        let title = guidance.map(|guidance| if t.is_ja() { &guidance.title.ja } else { &guidance.title.en });
        let vendor = remediations.vendor(line.sheet.vendor);
        let words = [line.item.reference.clone(), title.cloned().unwrap_or_default(), vendor];
        let what = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        let link = format!("/remediations/{}/{}", line.key.sheet, line.key.item);
        found.push(Due { on: target.day(), kind: DueKind::Remediation, what, link });
    }
    for task in store::readiness::task::list(&app.db, view).await? {
        if let (true, Some(on)) = (task.is_open(), task.stated.due_on) {
            let what = task.stated.words.as_str().lines().next().unwrap_or_default().to_owned();
            found.push(Due { on, kind: DueKind::Task, what, link: format!("/readiness-tasks#task-{}", task.id) });
        }
    }
    Ok(())
}

async fn vendors(app: &App, view: &Permit<View>, found: &mut Vec<Due>) -> Result<(), AppError> {
    let records = store::vendor::records(&app.db, view).await?;
    let name = |id| {
        let vendor = records.vendors.iter().find(|vendor| vendor.id == id);
        vendor.map(|vendor| vendor.stated.name.to_string()).unwrap_or_default()
    };
    for asked in store::vendor::asked(&app.db, view).await? {
        let accepted = asked.newest().is_some_and(|newest| matches!(newest.state, SubmissionState::Accepted));
        if asked.request.closed.is_none() && !accepted {
            let (what, link) = (name(asked.request.vendor), format!("/vendors/requests/{}", asked.request.id));
            found.push(Due { on: asked.request.due_on, kind: DueKind::VendorRequest, what, link });
        }
    }
    let register = store::vendor::register(&app.db, view).await?;
    for contract in &register.contracts {
        if let Some(on) = contract.stated.until_on {
            let what = format!("{} {}", name(contract.stated.vendor), contract.stated.title);
            found.push(Due { on, kind: DueKind::Contract, what, link: format!("/vendors/{}", contract.stated.vendor) });
        }
    }
    for vendor in records.vendors.iter().filter(|vendor| vendor.stated.contract) {
        let standing = remote_standing(vendor.id, &records.accesses, &records.confirmations, app.today());
        let on = match standing {
            RemoteStanding::Confirmed { on, .. } | RemoteStanding::Stale { on } => on + CONFIRMED_VALID,
            // What was never asked, or changed since, has no day of its own: it is due today.
            RemoteStanding::Open { .. } => app.today(),
            RemoteStanding::NeverAsked => continue,
        };
        let (what, link) = (vendor.stated.name.to_string(), format!("/vendors/{}/remote-access", vendor.id));
        found.push(Due { on, kind: DueKind::RemoteAccess, what, link });
    }
    Ok(())
}

async fn chart(app: &App, view: &Permit<View>, t: T, found: &mut Vec<Due>) -> Result<(), AppError> {
    let now = contact_chart::standing(app, view).await?;
    for (id, standing) in &now.standings {
        let (ContactStanding::Current { .. } | ContactStanding::Old { .. }, Some(on)) = (*standing, standing.due_on())
        else {
            continue;
        };
        // The role, not the person: a calendar outside this program names nobody.
        let Some(person) = now.chart.person(*id) else { continue };
        let role = t.code("contact-chart-role", person.role.code());
        let what = format!("{} {role}", now.number(*id)).trim_start_matches("0 ").to_owned();
        found.push(Due { on, kind: DueKind::Contact, what, link: format!("/contact-chart/{id}") });
    }
    if let Some(row) = &now.loaded.approved {
        let what = t.one("contact-chart-version-number", "number", row.approval.number);
        let on = row.at.date_jst() + YEARLY;
        found.push(Due { on, kind: DueKind::Chart, what, link: "/contact-chart".to_owned() });
    }
    Ok(())
}

async fn bcp(app: &App, view: &Permit<View>, t: T, found: &mut Vec<Due>) -> Result<(), AppError> {
    let loaded = store::readiness::bcp::load(&app.db, view).await?;
    if let Some(row) = &loaded.approved {
        let what = t.one("bcp-due-review", "number", row.approval.number);
        found.push(Due { on: row.approval.next_review_on, kind: DueKind::Bcp, what, link: "/bcp".to_owned() });
    }
    for item in app.catalog.bcp().items() {
        if let Some(on) = loaded.check(&item.id).and_then(|answer| answer.target_on) {
            let heading = if t.is_ja() { &item.heading.ja } else { &item.heading.en };
            let what = format!("{} {heading}", item.number);
            found.push(Due { on, kind: DueKind::Bcp, what, link: format!("/bcp/checks/{}", item.id) });
        }
    }
    Ok(())
}

async fn drills(app: &App, view: &Permit<View>, t: T, found: &mut Vec<Due>) -> Result<(), AppError> {
    let rows = store::readiness::drill::list(&app.db, view).await?;
    for kind in DrillKind::ALL {
        let due_kind = match kind {
            DrillKind::Drill => DueKind::Drill,
            DrillKind::Training => DueKind::Training,
        };
        let planned = rows.iter().filter(|row| row.drill.stated.kind == kind && row.held.is_none());
        let mut days: Vec<Date> = Vec::new();
        for row in planned {
            if let Some(on) = row.drill.stated.planned_on {
                days.push(on);
                let (what, link) = (row.drill.stated.title.to_string(), format!("/drills/{}", row.drill.id));
                found.push(Due { on, kind: due_kind, what, link });
            }
        }
        // The yearly one counts only while none is planned until then.
        let next = drill::next(&rows, kind, app.today());
        if !days.iter().any(|day| *day <= next) {
            let what = t.code("drill-next", kind.code()).into_owned();
            found.push(Due { on: next, kind: due_kind, what, link: "/drills".to_owned() });
        }
    }
    Ok(())
}

/// Reports of incidents, and an emergency pack that can't be written. Numbers only: a title may name what nobody outside is to read.
async fn incidents(app: &App, view: &Permit<View>, t: T, found: &mut Vec<Due>) -> Result<(), AppError> {
    for incident in store::readiness::incident::list(&app.db, view).await? {
        for due in incident.dues() {
            let report = t.code("incident-report", due.report.code()).into_owned();
            let args = [("number", incident.opened.number.into()), ("report", report.into())];
            let link = format!("/incidents/{}#reports", incident.opened.id);
            found.push(Due { on: due.on, kind: DueKind::IncidentReport, what: t.with("incident-due", &args), link });
        }
    }
    let run = store::readiness::emergency::run(&app.db, view).await?;
    if let Some(on) = run.and_then(|run| run.failing_since) {
        let what = t.get("emergency-failing").into_owned();
        found.push(Due { on, kind: DueKind::EmergencyPack, what, link: "/emergency-pack".to_owned() });
    }
    Ok(())
}

async fn records(app: &App, view: &Permit<View>, t: T, found: &mut Vec<Due>) -> Result<(), AppError> {
    let today = app.today();
    let counts = store::ledger::counts(&app.db, view, store::ledger::Days::of(today)).await?;
    if let Some(at) = counts.changed_at {
        let what = t.get("ledger-title").into_owned();
        let on = at.date_jst() + YEARLY;
        found.push(Due { on, kind: DueKind::Stocktake, what, link: "/ledger".to_owned() });
    }
    for (on, count) in store::ledger::support_ends(&app.db, view).await? {
        let which = if on < today { "ended" } else { "ending" };
        let what = t.one("due-devices", "count", count);
        found.push(Due { on, kind: DueKind::Support, what, link: format!("/ledger?support={which}") });
    }
    for evidence in store::evidence::list(&app.db, view).await? {
        if let Some(on) = evidence.stated.expires_on {
            let (what, link) = (evidence.stated.title.to_string(), format!("/evidence/{}", evidence.id));
            found.push(Due { on, kind: DueKind::Evidence, what, link });
        }
    }
    Ok(())
}
