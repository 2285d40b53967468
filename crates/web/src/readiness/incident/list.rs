//! `GET /incidents` and the alarm, `POST /incidents/start`.

use crate::{
    cx::Cx,
    error::PageResult,
    form::Fields,
    layout::{Layout, html},
};
use app::{AppError, readiness::incident as room};
use askama::Template;
use axum::response::{IntoResponse as _, Redirect};
use domain::{
    access::{Permit, View},
    id::IncidentId,
    readiness::incident::Incident,
};
use store::StoreError;

/// An incident that goes on, as other pages name it.
pub(crate) struct OpenIncident {
    pub(crate) id: String,
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) since: String,
    /// Which of four marks it bears: two at once are told apart at a glance.
    pub(crate) mark: i64,
}

/// Incidents that go on, the newest first.
pub(crate) async fn open_ones(cx: &Cx, view: &Permit<View>) -> PageResult<Vec<OpenIncident>> {
    let all = store::readiness::incident::list(&cx.app().db, view).await?;
    Ok(all.iter().filter(|one| one.is_open()).map(|one| open_line(cx, one)).collect())
}

fn open_line(cx: &Cx, one: &Incident) -> OpenIncident {
    OpenIncident {
        id: one.opened.id.to_string(),
        number: room::number(cx.t(), one),
        title: one.stated().0.title.to_string(),
        since: cx.t().moment(one.opened_at),
        mark: mark(one),
    }
}

/// Which of four marks an incident bears.
pub(super) const fn mark(one: &Incident) -> i64 {
    one.opened.number % 4
}

/// One that is over.
pub(crate) struct ClosedLine {
    id: String,
    number: String,
    title: String,
    since: String,
    until: String,
    /// Reports that are still due.
    due: usize,
}

#[derive(Template)]
#[template(path = "readiness/incident/list.html")]
struct ListPage {
    l: Layout,
    open: Vec<OpenIncident>,
    closed: Vec<ClosedLine>,
}

/// Every incident, and the button.
pub(crate) async fn list(cx: Cx) -> PageResult {
    let view = cx.permit::<View>()?;
    let all = store::readiness::incident::list(&cx.app().db, &view).await?;
    let (open, over): (Vec<_>, Vec<_>) = all.iter().partition(|one| one.is_open());
    let closed = over.into_iter().map(|one| ClosedLine {
        id: one.opened.id.to_string(),
        number: room::number(cx.t(), one),
        title: one.stated().0.title.to_string(),
        since: cx.t().moment(one.opened_at),
        until: one.closing().map(|(closing, _)| cx.t().moment(closing.at)).unwrap_or_default(),
        due: one.dues().len(),
    });
    let closed = closed.collect();
    let open = open.into_iter().map(|one| open_line(&cx, one)).collect();
    html(&ListPage { l: Layout::of(&cx, "incident"), open, closed })
}

#[derive(Template)]
#[template(path = "readiness/incident/which.html")]
struct WhichPage {
    l: Layout,
    open: Vec<OpenIncident>,
    /// Identifier of the other one, should it be another.
    id: String,
}

/// The alarm: opens an incident and shows what to do. While one is open, asks whether this is another: they are never merged, and a
/// button that is pressed twice begins only one.
pub(crate) async fn start(cx: Cx, fields: Fields) -> PageResult {
    let (app, view) = (cx.app(), cx.permit::<View>()?);
    let another: Option<IncidentId> = fields.text("another").parse().ok();
    let id = another.unwrap_or_else(|| app.ids.next());
    let answer = || Redirect::to(&format!("/incidents/{id}")).into_response();
    match room::open(app, &view, &cx.permit()?, cx.t(), (id, another.is_some())).await {
        Ok(_) => Ok(answer()),
        Err(AppError::Store(StoreError::Exists(_))) if another.is_some() => Ok(answer()),
        Err(AppError::Store(StoreError::Exists(_))) => {
            let open = open_ones(&cx, &view).await?;
            html(&WhichPage { l: Layout::of(&cx, "incident"), open, id: app.ids.next::<IncidentId>().to_string() })
        }
        Err(other) => Err(other.into()),
    }
}
