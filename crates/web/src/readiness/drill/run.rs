//! A drill by the clock: it is started, and each step ends by a press. Times are the server's: nothing is lost when a phone sleeps.

use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Fields,
    layout::{Layout, html_with, see},
};
use app::readiness::drill as room;
use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse as _, Redirect},
};
use domain::{
    access::View,
    assessment::Note,
    id::DrillId,
    readiness::drill::{DrillStarted, DrillStepped},
};
use store::{StoreError, readiness::drill};

/// A step that is over.
pub(crate) struct OverLine {
    pub(crate) title: String,
    pub(crate) took: String,
    pub(crate) said: String,
}

#[derive(Template)]
#[template(path = "readiness/drill/run.html")]
struct RunPage {
    l: Layout,
    id: String,
    title: String,
    story: String,
    started: String,
    /// Time since the start, when the page was made.
    since: String,
    /// Number, title and questions of the step that runs; `None` when all are over.
    step: Option<(usize, String, Vec<String>)>,
    count: usize,
    over: Vec<OverLine>,
    total: String,
    typed: String,
    error: Option<&'static str>,
}

/// Starts the clock.
pub(crate) async fn start(cx: Cx, Path(id): Path<DrillId>) -> PageResult {
    let app = cx.app();
    let row = drill::find(&app.db, &cx.permit::<View>()?, id).await?;
    let started = DrillStarted { drill: id, card: room::card(app, cx.t(), &row.drill) };
    match drill::start(&app.db, &cx.permit()?, app.now(), started).await {
        // Pressed twice: the clock that runs is shown.
        Ok(_) | Err(StoreError::Exists(_)) => Ok(Redirect::to(&format!("/drills/{id}/run")).into_response()),
        Err(other) => Err(other.into()),
    }
}

/// The step that runs.
pub(crate) async fn run(cx: Cx, Path(id): Path<DrillId>) -> PageResult {
    page(&cx, StatusCode::OK, id, String::new(), None).await
}

async fn page(cx: &Cx, status: StatusCode, id: DrillId, typed: String, error: Option<&'static str>) -> PageResult {
    let (app, t) = (cx.app(), cx.t());
    let row = drill::find(&app.db, &cx.permit::<View>()?, id).await?;
    let run = row.run.ok_or(PageError::NotFound)?;
    let timed = run.timed();
    let step = run.current().and_then(|at| Some((at, run.card.steps.get(at)?)));
    let page = RunPage {
        l: Layout::of(cx, "readiness"),
        id: id.to_string(),
        title: run.card.title.clone(),
        story: run.card.story.clone(),
        started: t.moment(run.started_at),
        since: room::watch(t, (app.now().millis() - run.started_at.millis()) / 1000),
        step: step.map(|(at, step)| (at, step.title.clone(), step.asks.clone())),
        count: run.card.steps.len(),
        over: timed
            .into_iter()
            .filter_map(|step| {
                let took = room::watch(t, step.seconds?);
                Some(OverLine { title: step.step.title, took, said: step.said.to_string() })
            })
            .collect(),
        total: room::watch(t, run.seconds()),
        typed,
        error,
    };
    html_with(status, &page)
}

/// Ends a step.
pub(crate) async fn step(cx: Cx, Path(id): Path<DrillId>, fields: Fields) -> PageResult {
    let app = cx.app();
    let at: usize = fields.text("step").parse().map_err(|_| PageError::BadForm)?;
    let typed = fields.text("said").to_owned();
    let Ok(said) = Note::parse(&typed) else {
        return page(&cx, StatusCode::UNPROCESSABLE_ENTITY, id, typed, Some("drill-note-wrong")).await;
    };
    let stepped = DrillStepped { drill: id, step: at, said };
    match drill::step(&app.db, &cx.permit()?, app.now(), stepped).await {
        Ok(_) => {
            let row = drill::find(&app.db, &cx.permit::<View>()?, id).await?;
            let is_over = row.run.is_some_and(|run| run.current().is_none());
            let path = if is_over { format!("/drills/{id}") } else { format!("/drills/{id}/run") };
            Ok(see(&path, if is_over { "steps-over" } else { "step-over" }))
        }
        Err(StoreError::Stale) => page(&cx, StatusCode::CONFLICT, id, typed, Some("drill-step-meanwhile")).await,
        Err(other) => Err(other.into()),
    }
}
