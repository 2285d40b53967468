//! `/stocktakes` and `/stocktakes/new`: stock-takes, and beginning one.

use super::{refused_words, scope_words};
use crate::{
    cx::Cx,
    error::PageResult,
    form::Form,
    layout::{Layout, html, html_with, see},
};
use app::ledger::stocktake::{Planned, StocktakeError};
use askama::Template;
use axum::{extract::Query, http::StatusCode};
use domain::{
    access::{ManageStocktake, View},
    calendar::{iso, parse_date},
    id::StocktakeId,
    ledger::{DeviceKind, Place, Scope},
    staff::Name,
};
use serde::Deserialize;
use store::ledger::{Facet, stocktake::Tally};
use time::Date;

struct Line {
    id: StocktakeId,
    name: String,
    on: String,
    scope: String,
    tally: Tally,
    finished: String,
}

#[derive(Template)]
#[template(path = "stocktake/list.html")]
struct ListPage {
    l: Layout,
    lines: Vec<Line>,
}

/// `GET /stocktakes`.
pub(crate) async fn list(cx: Cx) -> PageResult {
    let t = cx.t();
    let found = store::ledger::stocktake::stocktakes(&cx.app().db, &cx.permit::<View>()?).await?;
    let lines = found.into_iter().map(|one| Line {
        id: one.id,
        on: t.short_day(one.on),
        scope: scope_words(t, &one.scope),
        finished: one.finished.map(|(day, _)| t.short_day(day)).unwrap_or_default(),
        name: one.name,
        tally: one.tally,
    });
    html(&ListPage { l: Layout::of(&cx, "ledger"), lines: lines.collect() })
}

/// What a stock-take is to be, as typed.
#[derive(Debug, Default, Clone, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    on: String,
    #[serde(default)]
    department: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    system: String,
    #[serde(default)]
    building: String,
    #[serde(default)]
    floor: String,
    #[serde(default)]
    room: String,
}

impl Typed {
    fn scope(&self) -> Scope {
        let part = |text: &str| text.trim().to_owned();
        Scope {
            department: part(&self.department),
            kind: DeviceKind::from_code(&self.kind).map(DeviceKind::code).unwrap_or_default().to_owned(),
            system: part(&self.system),
            // A place that is no value is one where nothing stands.
            place: Place::parse(&self.building, &self.floor, &self.room).unwrap_or_default(),
        }
    }
}

#[derive(Template)]
#[template(path = "stocktake/new.html")]
struct NewPage {
    l: Layout,
    typed: Typed,
    departments: Vec<Facet>,
    systems: Vec<Facet>,
    plan: Planned,
    scope: String,
    refused: Option<String>,
    wrong_name: bool,
    wrong_day: bool,
}

impl NewPage {
    fn plan_words(&self) -> String {
        self.l.t.with("stocktake-plan", &[("rooms", self.plan.rooms.into()), ("house", self.plan.house.into())])
    }

    const fn kinds(&self) -> &'static [DeviceKind] {
        DeviceKind::ALL
    }
}

/// `GET /stocktakes/new`: of how many devices it would be.
pub(crate) async fn show_new(cx: Cx, Query(mut typed): Query<Typed>) -> PageResult {
    let today = cx.app().today();
    if typed.on.is_empty() {
        typed.on = iso(today);
    }
    new_page(&cx, StatusCode::OK, typed, None, (false, false)).await
}

async fn new_page(
    cx: &Cx,
    status: StatusCode,
    typed: Typed,
    refused: Option<String>,
    (wrong_name, wrong_day): (bool, bool),
) -> PageResult {
    let (view, db) = (cx.permit::<View>()?, &cx.app().db);
    let (departments, systems) = store::ledger::facets(db, &view).await?;
    let scope = typed.scope();
    let plan = app::ledger::stocktake::plan(cx.app(), &view, &scope).await?;
    let (l, scope) = (Layout::of(cx, "ledger"), scope_words(cx.t(), &scope));
    html_with(status, &NewPage { l, typed, departments, systems, plan, scope, refused, wrong_name, wrong_day })
}

/// `POST /stocktakes`.
pub(crate) async fn begin(cx: Cx, Form(typed): Form<Typed>) -> PageResult {
    let (view, permit) = (cx.permit::<View>()?, cx.permit::<ManageStocktake>()?);
    let (name, on) = (Name::parse(&typed.name), parse_date(&typed.on));
    let (Ok(name), Ok(on)) = (&name, &on) else {
        let wrong = (name.is_err(), on.is_err());
        let words = cx.t().get("stocktake-refused-form").into_owned();
        return new_page(&cx, StatusCode::UNPROCESSABLE_ENTITY, typed, Some(words), wrong).await;
    };
    let (name, on): (Name, Date) = (name.clone(), *on);
    match app::ledger::stocktake::begin(cx.app(), &view, &permit, name, on, typed.scope()).await {
        Ok(id) => Ok(see(&format!("/stocktakes/{id}"), "stocktake-begun")),
        Err(error @ StocktakeError::NoDevice) => {
            let words = refused_words(cx.t(), error)?;
            new_page(&cx, StatusCode::UNPROCESSABLE_ENTITY, typed, Some(words), (false, false)).await
        }
        Err(error) => {
            let words = refused_words(cx.t(), error)?;
            new_page(&cx, StatusCode::CONFLICT, typed, Some(words), (false, false)).await
        }
    }
}
