//! `/stocktakes/{stocktake}`: how far it is, room by room, and the devices of a room or of a state.

use super::{Mine, row::Line, scope_words};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    layout::{Layout, html_with},
    ledger::code::scanned,
};
use app::words::T;
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse as _, Redirect},
};
use domain::{access::View, id::StocktakeId, ledger::CountState};
use serde::Deserialize;
use store::ledger::stocktake::{Narrow, RoomTally, StocktakeRecord, Tally};

/// Devices of one page. Our choice: a ward; what is more is turned over.
const PAGE: usize = 200;

/// What stands above every page of a stock-take.
pub(super) struct Head {
    pub(super) id: StocktakeId,
    pub(super) name: String,
    pub(super) on: String,
    pub(super) scope: String,
    pub(super) begun: String,
    /// `6/28 久保`, once it is finished.
    pub(super) finished: String,
    pub(super) tally: Tally,
}

impl Head {
    pub(super) fn of(t: T, record: StocktakeRecord) -> Self {
        Self {
            id: record.id,
            name: record.name,
            on: t.short_day(record.on),
            scope: scope_words(t, &record.scope),
            begun: format!("{} {}", t.moment(record.begun.0), record.begun.1),
            finished: record.finished.map(|(day, by)| format!("{} {by}", t.short_day(day))).unwrap_or_default(),
            tally: record.tally,
        }
    }

    pub(super) const fn runs(&self) -> bool {
        self.finished.is_empty()
    }

    /// Of the devices that are expected, those that somebody spoke of, in percent, rounded down.
    pub(super) fn percent(&self) -> usize {
        let expected = self.tally.expected();
        ((expected - self.tally.open) * 100).checked_div(expected).unwrap_or(0)
    }
}

/// A room in the list.
pub(super) struct Room {
    pub(super) room: i64,
    pub(super) place: String,
    pub(super) tally: Tally,
}

pub(super) fn rooms(t: T, found: Vec<RoomTally>) -> Vec<Room> {
    let name = |one: &RoomTally| match one.place.to_string() {
        _ if one.room == 0 => t.get("stocktake-room-none").into_owned(),
        empty if empty.is_empty() => t.get("stocktake-room-unknown").into_owned(),
        place => place,
    };
    found.into_iter().map(|one| Room { place: name(&one), room: one.room, tally: one.tally }).collect()
}

#[derive(Template)]
#[template(path = "stocktake/show.html")]
struct ShowPage {
    l: Layout,
    head: Head,
    rooms: Vec<Room>,
    /// A number that was looked for and that nothing bears.
    unknown: String,
    /// Devices that bear it, if several do.
    several: Vec<Line>,
}

/// A number that was typed or scanned.
#[derive(Deserialize)]
pub(crate) struct Jump {
    #[serde(default)]
    code: String,
}

/// `GET /stocktakes/{stocktake}`; with a number, to the device that bears it.
pub(crate) async fn show(cx: Cx, Path(id): Path<StocktakeId>, Query(Jump { code }): Query<Jump>) -> PageResult {
    let (view, db, t) = (cx.permit::<View>()?, &cx.app().db, cx.t());
    let (record, found) = store::ledger::stocktake::show(db, &view, id).await?;
    let code = code.trim();
    let mut several = Vec::new();
    if !code.is_empty() {
        let bearing = match scanned(code) {
            Some(device) => vec![device],
            None => store::ledger::stocktake::find(db, &view, id, code).await?,
        };
        let only = match bearing.as_slice() {
            [one] => Some(*one),
            [] => app::ledger::stocktake::find_device(cx.app(), &view, code).await?,
            _ => None,
        };
        if let Some(device) = only {
            return Ok(Redirect::to(&format!("/stocktakes/{id}/devices/{device}")).into_response());
        }
        let mine = Mine::of(&cx).await?;
        for device in bearing {
            let row = store::ledger::stocktake::device_row(db, &view, id, device).await?;
            several.extend(row.map(|row| Line::of(t, &row, &mine)));
        }
    }
    let status = if code.is_empty() || !several.is_empty() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let (l, head, rooms) = (Layout::of(&cx, "ledger"), Head::of(t, record), rooms(t, found));
    let unknown = if several.is_empty() { code.to_owned() } else { String::new() };
    html_with(status, &ShowPage { l, head, rooms, unknown, several })
}

#[derive(Template)]
#[template(path = "stocktake/devices.html")]
struct DevicesPage {
    l: Layout,
    head: Head,
    /// The room, or the state, of which they are.
    title: String,
    /// Where the page is.
    here: String,
    room: Option<i64>,
    state: &'static str,
    lines: Vec<Line>,
    /// Devices of which nobody said anything yet: on the page, and in all that it is narrowed to.
    open: usize,
    tally: Tally,
    page: usize,
    pages: usize,
    before: Option<i64>,
    after: Option<i64>,
    refused: Option<String>,
}

/// The page of a list.
#[derive(Deserialize)]
pub(crate) struct Turned {
    #[serde(default)]
    state: String,
    #[serde(default)]
    page: String,
}

/// `GET /stocktakes/{stocktake}/rooms/{room}`.
pub(crate) async fn room(
    cx: Cx,
    Path((id, room)): Path<(StocktakeId, i64)>,
    Query(turned): Query<Turned>,
) -> PageResult {
    devices_page(&cx, StatusCode::OK, id, Narrow { room: Some(room), state: None }, &turned.page, None).await
}

/// `GET /stocktakes/{stocktake}/devices`: those of a state, or all.
pub(crate) async fn devices(cx: Cx, Path(id): Path<StocktakeId>, Query(turned): Query<Turned>) -> PageResult {
    let narrow = Narrow { room: None, state: CountState::from_code(&turned.state) };
    devices_page(&cx, StatusCode::OK, id, narrow, &turned.page, None).await
}

pub(super) async fn devices_page(
    cx: &Cx,
    status: StatusCode,
    id: StocktakeId,
    narrow: Narrow,
    page: &str,
    refused: Option<String>,
) -> PageResult {
    let (view, db, t) = (cx.permit::<View>()?, &cx.app().db, cx.t());
    let (record, found) = store::ledger::stocktake::show(db, &view, id).await?;
    let at = narrow.room.and_then(|room| found.iter().position(|one| one.room == room));
    if narrow.room.is_some() && at.is_none() {
        return Err(PageError::NotFound);
    }
    let neighbour = |at: Option<usize>| at.and_then(|at| found.get(at)).map(|one| one.room);
    let (before, after) = (neighbour(at.and_then(|at| at.checked_sub(1))), neighbour(at.map(|at| at + 1)));
    let tally = at.and_then(|at| found.get(at)).map_or(record.tally, |one| one.tally);
    let total = match narrow.state {
        None => tally.expected() + tally.extra,
        Some(CountState::Open) => tally.open,
        Some(CountState::Confirmed) => tally.confirmed,
        Some(CountState::Differs) => tally.differs,
        Some(CountState::Missing) => tally.missing,
    };
    let page = page.parse().unwrap_or(1).max(1);
    let rows = store::ledger::stocktake::devices(db, &view, id, narrow, PAGE, (page - 1) * PAGE).await?;
    let mine = Mine::of(cx).await?;
    let lines: Vec<Line> = rows.iter().map(|row| Line::of(t, row, &mine)).collect();
    let open = match narrow.state {
        None | Some(CountState::Open) => tally.open,
        Some(_) => 0,
    };
    let title = match (at.and_then(|at| rooms(t, found).into_iter().nth(at)), narrow.state) {
        (Some(room), _) => room.place,
        (None, Some(state)) => t.code("stocktake-state", state.code()).into_owned(),
        (None, None) => t.get("stocktake-all").into_owned(),
    };
    let here = match narrow.room {
        Some(room) => format!("/stocktakes/{id}/rooms/{room}"),
        None => format!("/stocktakes/{id}/devices?state={}", narrow.state.map_or("", CountState::code)),
    };
    html_with(
        status,
        &DevicesPage {
            l: Layout::of(cx, "ledger"),
            head: Head::of(t, record),
            title,
            here,
            room: narrow.room,
            state: narrow.state.map_or("", CountState::code),
            lines,
            open,
            tally,
            page,
            pages: total.div_ceil(PAGE),
            before,
            after,
            refused,
        },
    )
}

impl DevicesPage {
    fn counts_words(&self) -> String {
        let (expected, open) = (self.tally.expected(), self.tally.open);
        self.l.t.with("stocktake-room-counts", &[("expected", expected.into()), ("open", open.into())])
    }

    /// Whether anything is left that the visitor may speak of.
    fn has_mine(&self) -> bool {
        self.head.runs() && self.lines.iter().any(|line| line.mine && line.is_open())
    }

    fn turn(&self, page: usize) -> String {
        let sign = if self.here.contains('?') { '&' } else { '?' };
        format!("{}{sign}page={page}", self.here)
    }
}
