//! `GET /readiness-tasks` and `POST /readiness-tasks/{task}`: what call tests and drills left to do.

use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Fields,
    layout::{Layout, html_with, see},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::View,
    calendar::iso,
    id::ReadinessTaskId,
    journal::Seq,
    readiness::task::{Task, TaskDraft, TaskError, TaskOrigin, TaskText},
};
use store::{StoreError, staff::Roster};

/// A task in the list.
pub(crate) struct TaskLine {
    pub(crate) id: String,
    pub(crate) version: i64,
    pub(crate) origin: &'static str,
    pub(crate) words: String,
    pub(crate) owner: String,
    pub(crate) owner_name: String,
    pub(crate) due_on: String,
    pub(crate) due: String,
    pub(crate) done_on: String,
    pub(crate) done: String,
    pub(crate) how: String,
    pub(crate) overdue: bool,
    pub(crate) is_open: bool,
    /// Opened in the list, because its form was refused.
    pub(crate) shown: bool,
}

#[derive(Template)]
#[template(path = "readiness/tasks.html")]
struct TasksPage {
    l: Layout,
    tasks: Vec<TaskLine>,
    members: Vec<(String, String)>,
    wrong: Option<(ReadinessTaskId, &'static str, &'static str)>,
}

impl TasksPage {
    fn error(&self, id: &str, field: &str) -> Option<&'static str> {
        self.wrong.filter(|(found, name, _)| found.to_string() == id && *name == field).map(|(.., key)| key)
    }
}

/// Every task.
pub(crate) async fn list(cx: Cx) -> PageResult {
    page(&cx, StatusCode::OK, None, None).await
}

async fn page(
    cx: &Cx,
    status: StatusCode,
    typed: Option<(ReadinessTaskId, Fields)>,
    wrong: Option<(&'static str, &'static str)>,
) -> PageResult {
    let (app, view) = (cx.app(), cx.permit::<View>()?);
    let tasks = store::readiness::task::list(&app.db, &view).await?;
    let roster = store::staff::roster(&app.db, &view).await?;
    let works = roster.members.iter().filter(|member| member.works_on(app.today()));
    let refused = typed.as_ref().map(|(id, _)| *id).zip(wrong).map(|(id, (field, key))| (id, field, key));
    let mut lines: Vec<TaskLine> = tasks.iter().map(|task| line(cx, task, &roster)).collect();
    if let Some((id, fields)) = &typed
        && let Some(line) = lines.iter_mut().find(|line| line.id == id.to_string())
    {
        let text = |name| fields.text(name).to_owned();
        (line.words, line.owner, line.due_on) = (text("words"), text("owner"), text("due_on"));
        (line.done_on, line.how, line.shown) = (text("done_on"), text("how"), true);
    }
    let page = TasksPage {
        l: Layout::of(cx, "readiness"),
        tasks: lines,
        members: works.map(|member| (member.id.to_string(), member.name.to_string())).collect(),
        wrong: refused,
    };
    html_with(status, &page)
}

fn line(cx: &Cx, task: &Task, roster: &Roster) -> TaskLine {
    let (t, today) = (cx.t(), cx.app().today());
    let owner = task.stated.owner;
    let done = task.stated.done.as_ref();
    TaskLine {
        id: task.id.to_string(),
        version: task.version.get(),
        origin: match task.origin {
            TaskOrigin::CallTest(_) => "contact-chart-task-from-call",
            TaskOrigin::Drill(_) => "contact-chart-task-from-drill",
            TaskOrigin::Incident(_) => "incident-task-from",
        },
        words: task.stated.words.to_string(),
        owner: owner.map(|id| id.to_string()).unwrap_or_default(),
        owner_name: owner.and_then(|id| roster.member(id)).map(|one| one.name.to_string()).unwrap_or_default(),
        due_on: task.stated.due_on.map(iso).unwrap_or_default(),
        due: task.stated.due_on.map(|day| t.short_day(day)).unwrap_or_default(),
        done_on: done.map(|done| iso(done.on)).unwrap_or_default(),
        done: done.map(|done| t.short_day(done.on)).unwrap_or_default(),
        how: done.map(|done| done.how.to_string()).unwrap_or_default(),
        overdue: task.is_overdue(today),
        is_open: task.is_open(),
        shown: false,
    }
}

/// Changes a task: who, until when, or that it is done.
pub(crate) async fn change(cx: Cx, Path(id): Path<ReadinessTaskId>, fields: Fields) -> PageResult {
    let (app, view) = (cx.app(), cx.permit::<View>()?);
    let tasks = store::readiness::task::list(&app.db, &view).await?;
    let before = tasks.iter().find(|task| task.id == id).ok_or(PageError::NotFound)?;
    let roster = store::staff::roster(&app.db, &view).await?;
    let text = TaskText {
        words: fields.text("words"),
        owner: fields.text("owner"),
        due_on: fields.text("due_on"),
        done_on: fields.text("done_on"),
        how: fields.text("how"),
    };
    let stated = match TaskDraft::parse(&text, Some(&before.stated), &roster.members, app.today()) {
        Ok(stated) => stated,
        Err(error) => {
            let wrong = Some(refusal(&error));
            return page(&cx, StatusCode::UNPROCESSABLE_ENTITY, Some((id, fields)), wrong).await;
        }
    };
    let version = Seq::new(fields.text("version").parse().unwrap_or_default());
    match store::readiness::task::change(&app.db, &cx.permit()?, app.now(), (id, version), stated).await {
        Ok(_) => Ok(see("/readiness-tasks", "saved")),
        Err(StoreError::Stale) => {
            let wrong = Some(("version", "contact-chart-changed-meanwhile"));
            page(&cx, StatusCode::CONFLICT, Some((id, fields)), wrong).await
        }
        Err(other) => Err(other.into()),
    }
}

const fn refusal(error: &TaskError) -> (&'static str, &'static str) {
    match error {
        TaskError::Empty | TaskError::Words(_) => ("words", "contact-chart-task-words-wrong"),
        TaskError::OwnerUnknown => ("owner", "contact-chart-task-owner-wrong"),
        TaskError::Due => ("due_on", "common-date-wrong"),
        TaskError::DoneOn => ("done_on", "contact-chart-test-day-wrong"),
        TaskError::How(_) => ("how", "contact-chart-task-words-wrong"),
    }
}
