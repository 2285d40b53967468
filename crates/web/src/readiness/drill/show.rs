//! One drill or training: its plan, its clock, how it was held, what it left to do, and the list to sign.

use crate::{
    cx::Cx,
    error::PageResult,
    form::Fields,
    layout::{Layout, html, html_with, see},
};
use app::readiness::drill as room;
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use domain::{
    access::View,
    calendar::iso,
    id::DrillId,
    journal::Seq,
    readiness::{
        drill::{Drill, DrillDraft, DrillError, DrillHeld, DrillKind, DrillText, HeldText},
        task::{Task, TaskDraft, TaskError, TaskOrigin, TaskText},
    },
    staff::StaffMember,
};
use serde::Deserialize;
use store::{StoreError, readiness::drill, staff::Roster};

/// Field and message key.
type Wrong = (&'static str, &'static str);

/// A plan as typed.
#[derive(Debug, Clone, Default)]
pub(crate) struct PlanFields {
    pub(crate) version: i64,
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) card: String,
    pub(crate) planned_on: String,
    pub(crate) audience: String,
    pub(crate) place: String,
    pub(crate) leader: String,
    pub(crate) aim: String,
}

impl PlanFields {
    fn typed(fields: &Fields) -> Self {
        let text = |name| fields.text(name).to_owned();
        Self {
            version: fields.text("version").parse().unwrap_or_default(),
            kind: text("kind"),
            title: text("title"),
            card: text("card"),
            planned_on: text("planned_on"),
            audience: text("audience"),
            place: text("place"),
            leader: text("leader"),
            aim: text("aim"),
        }
    }

    fn of(drill: &Drill) -> Self {
        let stated = &drill.stated;
        let line = |line: &Option<domain::vendor::Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
        Self {
            version: drill.version.get(),
            kind: stated.kind.code().to_owned(),
            title: stated.title.to_string(),
            card: stated.card.as_ref().map(ToString::to_string).unwrap_or_default(),
            planned_on: stated.planned_on.map(iso).unwrap_or_default(),
            audience: line(&stated.audience),
            place: line(&stated.place),
            leader: stated.leader.map(|id| id.to_string()).unwrap_or_default(),
            aim: stated.aim.to_string(),
        }
    }

    fn draft(&self, roster: &Roster) -> Result<DrillDraft, DrillError> {
        let text = DrillText {
            kind: &self.kind,
            title: &self.title,
            card: &self.card,
            planned_on: &self.planned_on,
            audience: &self.audience,
            place: &self.place,
            leader: &self.leader,
            aim: &self.aim,
        };
        DrillDraft::parse(&text, &roster.members)
    }
}

/// A person to tick.
pub(crate) struct Attendee {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) department: String,
    pub(crate) ticked: bool,
}

/// A step with its time.
pub(crate) struct StepLine {
    pub(crate) title: String,
    pub(crate) took: String,
    pub(crate) said: String,
}

#[derive(Template)]
#[template(path = "readiness/drill/new.html")]
struct NewPage {
    l: Layout,
    plan: PlanFields,
    cards: Vec<(String, String)>,
    leaders: Vec<(String, String)>,
    wrong: Option<Wrong>,
}

#[derive(Template)]
#[template(path = "readiness/drill/show.html")]
struct ShowPage {
    l: Layout,
    id: String,
    title: String,
    kind: &'static str,
    plan: PlanFields,
    cards: Vec<(String, String)>,
    leaders: Vec<(String, String)>,
    card_title: String,
    leader_name: String,
    planned: String,
    started: String,
    runs: bool,
    steps: Vec<StepLine>,
    total: String,
    held: String,
    held_by: String,
    held_version: i64,
    held_on: String,
    people: Vec<Attendee>,
    count: usize,
    others: String,
    observed: String,
    tasks: Vec<String>,
    task: TaskTyped,
    wrong: Option<Wrong>,
}

/// A task as typed.
#[derive(Debug, Clone, Default)]
pub(crate) struct TaskTyped {
    pub(crate) words: String,
    pub(crate) owner: String,
    pub(crate) due_on: String,
}

macro_rules! forms {
    ($($page:ident),+) => {$(
        impl $page {
            fn error(&self, field: &str) -> Option<&'static str> {
                self.wrong.filter(|(name, _)| *name == field).map(|(_, key)| key)
            }
            fn kinds(&self) -> [DrillKind; DrillKind::ALL.len()] {
                DrillKind::ALL
            }
        }
    )+};
}
forms!(NewPage, ShowPage);

/// What to begin with.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    card: String,
}

fn cards(cx: &Cx) -> Vec<(String, String)> {
    let title = |one: &domain::catalog::Scenario| {
        if cx.t().is_ja() { one.title.ja.clone() } else { one.title.en.clone() }
    };
    cx.app().catalog.scenarios().iter().map(|one| (one.id.to_string(), title(one))).collect()
}

fn leaders(cx: &Cx, roster: &Roster, kept: &str) -> Vec<(String, String)> {
    let today = cx.app().today();
    let works = roster.members.iter().filter(|one| one.works_on(today) || one.id.to_string() == kept);
    works.map(|one| (one.id.to_string(), one.name.to_string())).collect()
}

/// The form of a new plan.
pub(crate) async fn new(cx: Cx, Query(asked): Query<Asked>) -> PageResult {
    let kind = DrillKind::from_code(&asked.kind).unwrap_or(DrillKind::Drill);
    let title = cards(&cx).into_iter().find(|(id, _)| *id == asked.card).map(|(_, title)| title);
    let plan = PlanFields {
        kind: kind.code().to_owned(),
        card: asked.card,
        title: title.unwrap_or_default(),
        ..PlanFields::default()
    };
    new_page(&cx, StatusCode::OK, plan, None).await
}

async fn new_page(cx: &Cx, status: StatusCode, plan: PlanFields, wrong: Option<Wrong>) -> PageResult {
    let roster = store::staff::roster(&cx.app().db, &cx.permit::<View>()?).await?;
    let leaders = leaders(cx, &roster, &plan.leader);
    html_with(status, &NewPage { l: Layout::of(cx, "readiness"), cards: cards(cx), leaders, plan, wrong })
}

/// Adds a plan.
pub(crate) async fn add(cx: Cx, fields: Fields) -> PageResult {
    let (app, plan) = (cx.app(), PlanFields::typed(&fields));
    let roster = store::staff::roster(&app.db, &cx.permit::<View>()?).await?;
    match plan.draft(&roster) {
        Ok(stated) => {
            let planned = Drill { id: app.ids.next(), stated, version: Seq::ZERO };
            let path = format!("/drills/{}", planned.id);
            drill::record(&app.db, &cx.permit()?, app.now(), planned).await?;
            Ok(see(&path, "plan-made"))
        }
        Err(error) => new_page(&cx, StatusCode::UNPROCESSABLE_ENTITY, plan, Some(refusal(&error))).await,
    }
}

fn refusal(error: &DrillError) -> Wrong {
    match error {
        DrillError::Kind => ("kind", "remote-choice-missing"),
        DrillError::Line(field, _) => (field, "drill-line-wrong"),
        DrillError::Card => ("card", "remote-choice-missing"),
        DrillError::Day("on") => ("on", "contact-chart-test-day-wrong"),
        DrillError::Day(field) => (field, "common-date-wrong"),
        DrillError::Person(field) => (field, "contact-chart-task-owner-wrong"),
        DrillError::Note(field, _) => (field, "drill-note-wrong"),
        DrillError::Nobody => ("people", "drill-nobody"),
    }
}

/// What was typed into one of the forms and refused.
#[derive(Default)]
struct Refused {
    plan: Option<PlanFields>,
    held: Option<Fields>,
    task: Option<TaskTyped>,
    wrong: Option<Wrong>,
}

/// One drill.
pub(crate) async fn show(cx: Cx, Path(id): Path<DrillId>) -> PageResult {
    page(&cx, StatusCode::OK, id, Refused::default()).await
}

async fn page(cx: &Cx, status: StatusCode, id: DrillId, refused: Refused) -> PageResult {
    let (app, t, view) = (cx.app(), cx.t(), cx.permit::<View>()?);
    let row = drill::find(&app.db, &view, id).await?;
    let roster = store::staff::roster(&app.db, &view).await?;
    let tasks = store::readiness::task::list(&app.db, &view).await?;
    let plan = refused.plan.unwrap_or_else(|| PlanFields::of(&row.drill));
    let held = row.held.as_ref();
    let name = |member: &StaffMember| member.name.to_string();
    let stated = &row.drill.stated;
    let people = attendees(cx, &row, &roster, refused.held.as_ref());
    let typed = |field: &str, otherwise: String| {
        refused.held.as_ref().map_or(otherwise, |fields| fields.text(field).to_owned())
    };
    let left = tasks.iter().filter(|task| task.origin == TaskOrigin::Drill(id));
    let page = ShowPage {
        l: Layout::of(cx, "readiness"),
        id: id.to_string(),
        title: stated.title.to_string(),
        kind: stated.kind.code(),
        cards: cards(cx),
        leaders: leaders(cx, &roster, &plan.leader),
        card_title: cards(cx).into_iter().find(|(id, _)| *id == plan.card).map(|(_, title)| title).unwrap_or_default(),
        leader_name: stated.leader.and_then(|id| roster.member(id)).map(name).unwrap_or_default(),
        planned: stated.planned_on.map(|day| t.short_day(day)).unwrap_or_default(),
        started: row.run.as_ref().map(|run| t.moment(run.started_at)).unwrap_or_default(),
        runs: row.run.as_ref().is_some_and(|run| run.current().is_some()),
        steps: row.run.as_ref().map(|run| steps(cx, run)).unwrap_or_default(),
        total: row.run.as_ref().map(|run| room::watch(t, run.seconds())).unwrap_or_default(),
        held: held.map(|held| t.short_day(held.held.on)).unwrap_or_default(),
        held_by: held.map(|held| held.by.clone()).unwrap_or_default(),
        held_version: held.map_or(0, |held| held.version.get()),
        held_on: typed("on", iso(held.map_or(app.today(), |held| held.held.on))),
        count: held.map_or(0, |held| held.held.people.len()),
        others: typed(
            "others",
            held.and_then(|held| held.held.others.as_ref()).map(ToString::to_string).unwrap_or_default(),
        ),
        observed: typed("observed", held.map(|held| held.held.observed.to_string()).unwrap_or_default()),
        people,
        tasks: left.map(|task| task.stated.words.to_string()).collect(),
        task: refused.task.unwrap_or_default(),
        plan,
        wrong: refused.wrong,
    };
    html_with(status, &page)
}

fn attendees(cx: &Cx, row: &drill::DrillRow, roster: &Roster, typed: Option<&Fields>) -> Vec<Attendee> {
    let today = cx.app().today();
    let took_part = |member: &StaffMember| match typed {
        Some(fields) => fields.all("people").any(|id| id == member.id.to_string()),
        None => row.held.as_ref().is_some_and(|held| held.held.people.contains(&member.id)),
    };
    let shown = roster.members.iter().filter(|member| member.works_on(today) || took_part(member));
    let mut people: Vec<&StaffMember> = shown.collect();
    people
        .sort_by_key(|member| (member.department.clone(), member.kana.clone().unwrap_or_else(|| member.name.clone())));
    let one = |member: &StaffMember| Attendee {
        id: member.id.to_string(),
        name: member.name.to_string(),
        department: member.department.as_ref().map(ToString::to_string).unwrap_or_default(),
        ticked: took_part(member),
    };
    people.into_iter().map(one).collect()
}

fn steps(cx: &Cx, run: &domain::readiness::drill::DrillRun) -> Vec<StepLine> {
    let t = cx.t();
    let one = |step: domain::readiness::drill::TimedStep| {
        let took = room::watch(t, step.seconds?);
        Some(StepLine { title: step.step.title, took, said: step.said.to_string() })
    };
    run.timed().into_iter().filter_map(one).collect()
}

/// Changes the plan.
pub(crate) async fn change(cx: Cx, Path(id): Path<DrillId>, fields: Fields) -> PageResult {
    let (app, plan) = (cx.app(), PlanFields::typed(&fields));
    let roster = store::staff::roster(&app.db, &cx.permit::<View>()?).await?;
    let (status, wrong) = match plan.draft(&roster) {
        Ok(stated) => {
            let planned = Drill { id, stated, version: Seq::new(plan.version) };
            match drill::record(&app.db, &cx.permit()?, app.now(), planned).await {
                Ok(_) => return Ok(see(&format!("/drills/{id}"), "saved")),
                Err(StoreError::Stale) => (StatusCode::CONFLICT, ("version", "contact-chart-changed-meanwhile")),
                Err(other) => return Err(other.into()),
            }
        }
        Err(error) => (StatusCode::UNPROCESSABLE_ENTITY, refusal(&error)),
    };
    page(&cx, status, id, Refused { plan: Some(plan), wrong: Some(wrong), ..Refused::default() }).await
}

/// Records how it was held.
pub(crate) async fn hold(cx: Cx, Path(id): Path<DrillId>, fields: Fields) -> PageResult {
    let app = cx.app();
    let roster = store::staff::roster(&app.db, &cx.permit::<View>()?).await?;
    let text = HeldText {
        on: fields.text("on"),
        people: fields.all("people").collect(),
        others: fields.text("others"),
        observed: fields.text("observed"),
    };
    let version = Seq::new(fields.text("held_version").parse().unwrap_or_default());
    let (status, wrong) = match DrillHeld::parse(id, &text, &roster.members, app.today()) {
        Ok(held) => match drill::hold(&app.db, &cx.permit()?, app.now(), version, held).await {
            Ok(_) => return Ok(see(&format!("/drills/{id}"), "held-recorded")),
            Err(StoreError::Stale) => (StatusCode::CONFLICT, ("held_version", "contact-chart-changed-meanwhile")),
            Err(other) => return Err(other.into()),
        },
        Err(error) => (StatusCode::UNPROCESSABLE_ENTITY, refusal(&error)),
    };
    page(&cx, status, id, Refused { held: Some(fields), wrong: Some(wrong), ..Refused::default() }).await
}

/// Records what it left to do.
pub(crate) async fn leave_task(cx: Cx, Path(id): Path<DrillId>, fields: Fields) -> PageResult {
    let app = cx.app();
    let roster = store::staff::roster(&app.db, &cx.permit::<View>()?).await?;
    let typed = TaskTyped {
        words: fields.text("words").to_owned(),
        owner: fields.text("owner").to_owned(),
        due_on: fields.text("due_on").to_owned(),
    };
    let text = TaskText { words: &typed.words, owner: &typed.owner, due_on: &typed.due_on, ..TaskText::default() };
    match TaskDraft::parse(&text, None, &roster.members, app.today()) {
        Ok(stated) => {
            let task = Task { id: app.ids.next(), origin: TaskOrigin::Drill(id), stated, version: Seq::ZERO };
            drill::leave_task(&app.db, &cx.permit()?, app.now(), id, task).await?;
            Ok(see(&format!("/drills/{id}"), "task-left"))
        }
        Err(error) => {
            let wrong = match error {
                TaskError::OwnerUnknown => ("owner", "contact-chart-task-owner-wrong"),
                TaskError::Due => ("due_on", "common-date-wrong"),
                _ => ("words", "contact-chart-task-words-wrong"),
            };
            let refused = Refused { task: Some(typed), wrong: Some(wrong), ..Refused::default() };
            page(&cx, StatusCode::UNPROCESSABLE_ENTITY, id, refused).await
        }
    }
}

#[derive(Template)]
#[template(path = "readiness/drill/attendance.html")]
struct AttendancePage {
    l: Layout,
    id: String,
    title: String,
    day: String,
    place: String,
    people: Vec<Attendee>,
}

/// `GET /drills/{drill}/attendance`: everybody, with a line to sign on.
pub(crate) async fn attendance(cx: Cx, Path(id): Path<DrillId>) -> PageResult {
    let (app, t, view) = (cx.app(), cx.t(), cx.permit::<View>()?);
    let row = drill::find(&app.db, &view, id).await?;
    let roster = store::staff::roster(&app.db, &view).await?;
    let day = row.held.as_ref().map(|held| held.held.on).or(row.drill.stated.planned_on);
    html(&AttendancePage {
        l: Layout::of(&cx, "readiness"),
        id: id.to_string(),
        title: row.drill.stated.title.to_string(),
        day: day.map(|day| t.short_day(day)).unwrap_or_default(),
        place: row.drill.stated.place.as_ref().map(ToString::to_string).unwrap_or_default(),
        people: attendees(&cx, &row, &roster, None),
    })
}
