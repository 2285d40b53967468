//! What is done to an incident: a step is ticked, a report went out, it is closed or opened again, a lesson is left.

use super::{
    refusal,
    show::{Typed, page},
};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Fields,
    layout::see,
};
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::View,
    id::IncidentId,
    journal::Seq,
    readiness::{
        incident::{Closing, Happening, Report, Sent, Ticked, Unsent},
        task::{Task, TaskDraft, TaskError, TaskOrigin, TaskText},
    },
    vendor::Line,
};
use store::{StoreError, readiness::incident};

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// Ticks a step, or takes a tick back.
pub(crate) async fn tick(cx: Cx, Path(id): Path<IncidentId>, fields: Fields) -> PageResult {
    let app = cx.app();
    let step: usize = fields.text("step").parse().map_err(|_| PageError::BadForm)?;
    let Ok(remark) = Line::maybe(fields.text("remark")) else {
        let typed = Typed { wrong: Some(("remark", "incident-line-wrong")), ..Typed::default() };
        return page(&cx, REFUSED, id, typed).await;
    };
    let ticked = Ticked { step, done: fields.text("done") == "yes", remark };
    incident::report(&app.db, &cx.permit()?, app.now(), id, Happening::Ticked(ticked)).await?;
    Ok(see(&format!("/incidents/{id}"), &format!("step-ticked#step-{step}")))
}

/// Writes what only those may who lead it.
async fn enter(cx: &Cx, id: IncidentId, entry: Happening, done: &str) -> PageResult {
    let app = cx.app();
    match incident::manage(&app.db, &cx.permit()?, app.now(), (id, Seq::ZERO), entry).await {
        Ok(_) => Ok(see(&format!("/incidents/{id}"), done)),
        Err(StoreError::Stale) => {
            let typed = Typed { wrong: Some(("version", "incident-changed-meanwhile")), ..Typed::default() };
            page(cx, StatusCode::CONFLICT, id, typed).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Records that a report went out, or that it did not after all.
pub(crate) async fn sent(cx: Cx, Path(id): Path<IncidentId>, fields: Fields) -> PageResult {
    if let Some(report) = Report::from_code(fields.text("unsent")) {
        return enter(&cx, id, Happening::Unsent(Unsent { report }), "saved").await;
    }
    match Sent::parse(fields.text("report"), fields.text("sent_at"), fields.text("how"), cx.app().now()) {
        Ok(sent) => enter(&cx, id, Happening::Sent(sent), "saved").await,
        Err(error) => {
            let typed = Typed {
                report: fields.text("report").to_owned(),
                sent_at: fields.text("sent_at").to_owned(),
                how: fields.text("how").to_owned(),
                wrong: Some(refusal(&error)),
                ..Typed::default()
            };
            page(&cx, REFUSED, id, typed).await
        }
    }
}

/// Closes it.
pub(crate) async fn close(cx: Cx, Path(id): Path<IncidentId>, fields: Fields) -> PageResult {
    match Closing::parse(fields.text("closed_at"), fields.text("outcome"), cx.app().now()) {
        Ok(closing) => enter(&cx, id, Happening::Closed(Box::new(closing)), "matter-closed").await,
        Err(error) => {
            let typed = Typed {
                closed_at: fields.text("closed_at").to_owned(),
                outcome: fields.text("outcome").to_owned(),
                wrong: Some(refusal(&error)),
                ..Typed::default()
            };
            page(&cx, REFUSED, id, typed).await
        }
    }
}

/// Opens it again.
pub(crate) async fn reopen(cx: Cx, Path(id): Path<IncidentId>, fields: Fields) -> PageResult {
    match Line::parse(fields.text("why")) {
        Ok(why) => enter(&cx, id, Happening::Reopened { why }, "matter-reopened").await,
        Err(_) => {
            let typed = Typed {
                why: fields.text("why").to_owned(),
                wrong: Some(("why", "incident-line-wrong")),
                ..Typed::default()
            };
            page(&cx, REFUSED, id, typed).await
        }
    }
}

/// Leaves a lesson as something to do.
pub(crate) async fn leave_task(cx: Cx, Path(id): Path<IncidentId>, fields: Fields) -> PageResult {
    let app = cx.app();
    let roster = store::staff::roster(&app.db, &cx.permit::<View>()?).await?;
    let text = TaskText {
        words: fields.text("task_words"),
        owner: fields.text("owner"),
        due_on: fields.text("due_on"),
        ..TaskText::default()
    };
    match TaskDraft::parse(&text, None, &roster.members, app.today()) {
        Ok(stated) => {
            let task = Task { id: app.ids.next(), origin: TaskOrigin::Incident(id), stated, version: Seq::ZERO };
            incident::leave_task(&app.db, &cx.permit()?, app.now(), id, task).await?;
            Ok(see(&format!("/incidents/{id}"), "task-left"))
        }
        Err(error) => {
            let wrong = match error {
                TaskError::Due => ("due_on", "common-date-wrong"),
                TaskError::OwnerUnknown => ("owner", "contact-chart-task-owner-wrong"),
                _ => ("task_words", "contact-chart-task-words-wrong"),
            };
            let of = |name| fields.text(name).to_owned();
            let typed =
                Typed { task: (of("task_words"), of("owner"), of("due_on")), wrong: Some(wrong), ..Typed::default() };
            page(&cx, REFUSED, id, typed).await
        }
    }
}
