//! `GET /backups/{system}` and `POST /backups/{system}`: one system, what must be saved, its copies, runs, procedure and rehearsals.

use super::fields::FieldView;
use crate::{
    cx::Cx,
    error::PageResult,
    form::Fields,
    layout::{Layout, html_with, see},
};
use app::{
    readiness::backup::{Looked, look_at, words},
    words::T,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::View,
    id::SystemId,
    journal::Seq,
    readiness::backup::{BackupPlan, PlanDraft, PlanText, Weight, Wrong},
};
use store::StoreError;

/// Runs of each job that the page shows.
const RUNS: i64 = 15;

/// A finding to show.
pub(crate) struct FindingLine {
    pub(crate) grave: bool,
    pub(crate) copy: String,
    pub(crate) words: String,
}

/// A copy to show.
pub(crate) struct CopyLine {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) how: String,
    pub(crate) generations: String,
    pub(crate) off_site: String,
    pub(crate) last_good: String,
    pub(crate) jobs: Vec<String>,
}

/// A run to show.
pub(crate) struct RunLine {
    pub(crate) at: String,
    pub(crate) job: String,
    /// `good`, `warning`, `failed`.
    pub(crate) code: &'static str,
    pub(crate) result: String,
    pub(crate) size: String,
    pub(crate) assumed: bool,
}

/// A rehearsal to show.
pub(crate) struct RehearsalLine {
    pub(crate) id: String,
    pub(crate) on: String,
    pub(crate) copy: String,
    pub(crate) minutes: u32,
    /// Whether it stayed within the RTO, in words; empty without an RTO.
    pub(crate) against: String,
    pub(crate) outcome: String,
    pub(crate) learned: String,
}

#[derive(Template)]
#[template(path = "readiness/backup/show.html")]
struct ShowPage {
    l: Layout,
    id: String,
    name: String,
    vendor: String,
    what: String,
    why: String,
    rto: String,
    rpo: String,
    version: i64,
    fields: Vec<FieldView>,
    findings: Vec<FindingLine>,
    copies: Vec<CopyLine>,
    runs: Vec<RunLine>,
    steps: usize,
    minutes: String,
    /// Who approved the procedure; empty while nobody did.
    approved: String,
    rehearsals: Vec<RehearsalLine>,
    wrong: bool,
    conflict: bool,
}

/// `GET /backups/{system}`.
pub(crate) async fn show(cx: Cx, Path(system): Path<SystemId>) -> PageResult {
    page(&cx, StatusCode::OK, system, None, None, false).await
}

/// `POST /backups/{system}`: what must be saved.
pub(crate) async fn plan(cx: Cx, Path(system): Path<SystemId>, fields: Fields) -> PageResult {
    let text = PlanText {
        what: fields.text("what"),
        why: fields.text("why"),
        rto_hours: fields.text("rto_hours"),
        rpo_hours: fields.text("rpo_hours"),
    };
    let stated = match PlanDraft::parse(text) {
        Ok(stated) => stated,
        Err(wrong) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(&cx, status, system, Some(&fields), Some(&wrong), false).await;
        }
    };
    let app = cx.app();
    let version = Seq::new(fields.text("version").parse().unwrap_or_default());
    match store::readiness::backup::plan(&app.db, &cx.permit()?, app.now(), BackupPlan { system, stated, version })
        .await
    {
        Ok(_) => Ok(see(&format!("/backups/{system}"), "saved")),
        Err(StoreError::Stale) => page(&cx, StatusCode::CONFLICT, system, Some(&fields), None, true).await,
        Err(other) => Err(other.into()),
    }
}

async fn page(
    cx: &Cx,
    status: StatusCode,
    system: SystemId,
    sent: Option<&Fields>,
    wrong: Option<&Wrong>,
    conflict: bool,
) -> PageResult {
    let (t, app, permit) = (cx.t(), cx.app(), cx.permit::<View>()?);
    let found = look_at(app, &permit, system).await?;
    let vendors = store::vendor::vendors(&app.db, &permit).await?;
    let vendor = found.state.system.stated.vendor.and_then(|id| vendors.iter().find(|one| one.id == id));
    let plan = found.state.plan.as_ref();
    let stated = plan.map(|plan| plan.stated.clone()).unwrap_or_default();
    let hours = |hours: Option<u32>| match hours {
        Some(hours) => words::hours(t, i64::from(hours)),
        None => t.get("backup-unknown").into_owned(),
    };
    let procedure = found.state.procedure.as_ref();
    let approved = procedure.and_then(|(_, approved)| approved.as_ref());
    let page = ShowPage {
        l: Layout::of(cx, "backups"),
        id: system.to_string(),
        name: found.state.system.stated.name.to_string(),
        vendor: vendor.map(|one| one.stated.name.to_string()).unwrap_or_default(),
        what: stated.what.to_string(),
        why: stated.why.to_string(),
        rto: hours(stated.rto_hours),
        rpo: hours(stated.rpo_hours),
        version: plan.map_or(0, |plan| plan.version.get()),
        fields: plan_fields(t, &stated, sent, wrong),
        findings: finding_lines(t, &found),
        copies: copy_lines(t, &found),
        runs: run_lines(cx, &found).await?,
        steps: procedure.map_or(0, |(procedure, _)| procedure.stated.steps.len()),
        minutes: procedure
            .and_then(|(procedure, _)| procedure.stated.minutes())
            .map(|minutes| t.one("backup-minutes", "count", i64::from(minutes)))
            .unwrap_or_default(),
        approved: approved
            .map(|one| {
                let args = [("day", t.short_day(one.on).into()), ("name", one.by.to_string().into())];
                t.with("backup-approved-by", &args)
            })
            .unwrap_or_default(),
        rehearsals: rehearsal_lines(t, &found),
        wrong: wrong.is_some(),
        conflict,
    };
    html_with(status, &page)
}

fn plan_fields(t: T, stated: &PlanDraft, sent: Option<&Fields>, wrong: Option<&Wrong>) -> Vec<FieldView> {
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let stands = [
        ("what", stated.what.to_string(), "long", "backup-plan-what"),
        ("why", stated.why.to_string(), "long", "backup-plan-why"),
        ("rto_hours", number(stated.rto_hours), "number", "backup-plan-rto-hours"),
        ("rpo_hours", number(stated.rpo_hours), "number", "backup-plan-rpo-hours"),
    ];
    let field = |(name, value, kind, label): (&str, String, &'static str, &str)| {
        let value = sent.map_or(value, |fields| fields.text(name).to_owned());
        FieldView::text(name, t.get(label).into_owned(), &value).kind(kind).wrong(wrong)
    };
    stands.into_iter().map(field).collect()
}

fn finding_lines(t: T, found: &Looked) -> Vec<FindingLine> {
    let line = |finding: &domain::readiness::backup::Finding| FindingLine {
        grave: finding.kind.weight() == Weight::Grave,
        copy: finding.copy.map(|id| copy_name(found, id)).unwrap_or_default(),
        words: words::finding(t, &finding.kind),
    };
    found.findings.iter().map(line).collect()
}

fn copy_name(found: &Looked, id: domain::id::BackupCopyId) -> String {
    let copy = found.state.copies.iter().find(|copy| copy.copy.id == id);
    copy.map(|copy| copy.copy.stated.name.to_string()).unwrap_or_default()
}

fn copy_lines(t: T, found: &Looked) -> Vec<CopyLine> {
    let line = |copy: &domain::readiness::backup::CopyState| {
        let stated = &copy.copy.stated;
        let held = copy.jobs.iter().filter_map(|job| job.held).map(|(held, _)| held).min();
        let promised =
            stated.generations.map_or_else(|| t.get("backup-unknown").into_owned(), |count| count.to_string());
        CopyLine {
            id: copy.copy.id.to_string(),
            name: stated.name.to_string(),
            how: words::copy(t, stated),
            generations: match held {
                Some(held) => t.with(
                    "backup-generations-held",
                    &[("promised", promised.into()), ("held", i64::from(held).into())],
                ),
                None => promised,
            },
            off_site: words::known(t, stated.off_site),
            last_good: match (copy.last_good(), copy.has_runs()) {
                (Some(at), _) => t.moment(at),
                (None, true) => t.get("backup-none-good").into_owned(),
                (None, false) => t.get("backup-none-read").into_owned(),
            },
            jobs: copy
                .jobs
                .iter()
                .map(|job| format!("{} · {}", t.code("backup-tool", job.key.tool.code()), job.key.job))
                .collect(),
        }
    };
    found.state.copies.iter().map(line).collect()
}

async fn run_lines(cx: &Cx, found: &Looked) -> PageResult<Vec<RunLine>> {
    let (t, db, permit) = (cx.t(), &cx.app().db, cx.permit::<View>()?);
    let mut runs = Vec::new();
    for job in found.state.copies.iter().flat_map(|copy| &copy.jobs) {
        for run in store::readiness::backup::last_runs(db, &permit, &job.key, RUNS).await? {
            runs.push((run.started_at, job.key.job.clone(), run));
        }
    }
    runs.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
    let line = |(at, job, run): (domain::calendar::Instant, String, store::readiness::backup::Listed)| RunLine {
        at: t.moment(at),
        job,
        code: run.result.code(),
        result: words::result(t, run.result),
        size: run.size.map(words::size).unwrap_or_default(),
        assumed: run.zone_assumed,
    };
    Ok(runs.into_iter().take(30).map(line).collect())
}

fn rehearsal_lines(t: T, found: &Looked) -> Vec<RehearsalLine> {
    let rto = found.state.plan.as_ref().and_then(|plan| plan.stated.rto_hours);
    let line = |one: &domain::readiness::backup::Rehearsal| RehearsalLine {
        id: one.id.to_string(),
        on: t.short_day(one.stated.on),
        copy: copy_name(found, one.stated.copy),
        minutes: one.stated.minutes,
        against: match rto {
            Some(rto) if one.stated.is_within(rto) => {
                t.one("backup-within-rto", "rto", words::hours(t, i64::from(rto)))
            }
            Some(rto) => t.one("backup-over-rto", "rto", words::hours(t, i64::from(rto))),
            None => String::new(),
        },
        outcome: t.code("backup-outcome", one.stated.outcome.code()).into_owned(),
        learned: one.stated.learned.to_string(),
    };
    found.state.rehearsals.iter().map(line).collect()
}
