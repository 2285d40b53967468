//! `/stocktakes/{stocktake}/sheets` and `/report`: lists to walk with, a room a sheet; and what came of it.

use super::{
    Mine,
    row::Line,
    show::{Head, Room, rooms},
};
use crate::{
    cx::Cx,
    error::PageResult,
    layout::{Layout, html},
    ledger::code::{Qr, device_address, opened_at, room_address},
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::{HeaderMap, Uri},
};
use domain::{access::View, id::StocktakeId, ledger::CountState};
use serde::Deserialize;
use store::ledger::stocktake::Narrow;

/// Devices on the sheets of one page. Our choice: what is more is printed by room.
const MOST: usize = 1_000;

/// One sheet: a room, its code, its devices with theirs.
struct Sheet {
    room: Room,
    qr: Qr,
    lines: Vec<(Line, Qr)>,
}

#[derive(Template)]
#[template(path = "stocktake/sheets.html")]
struct SheetsPage {
    l: Layout,
    head: Head,
    sheets: Vec<Sheet>,
    rooms: Vec<Room>,
    room: Option<i64>,
    total: usize,
    shown: usize,
}

impl SheetsPage {
    fn cut_words(&self) -> String {
        self.l.t.with("stocktake-sheets-cut", &[("shown", self.shown.into()), ("total", self.total.into())])
    }

    fn is(&self, room: &i64) -> bool {
        self.room == Some(*room)
    }
}

/// One room, or all.
#[derive(Deserialize)]
pub(crate) struct OfRoom {
    #[serde(default)]
    room: String,
}

/// `GET /stocktakes/{stocktake}/sheets`.
pub(crate) async fn sheets(
    cx: Cx,
    headers: HeaderMap,
    uri: Uri,
    Path(id): Path<StocktakeId>,
    Query(of): Query<OfRoom>,
) -> PageResult {
    let (view, db, t) = (cx.permit::<View>()?, &cx.app().db, cx.t());
    let (record, found) = store::ledger::stocktake::show(db, &view, id).await?;
    let room: Option<i64> = of.room.parse().ok();
    let base = opened_at(&cx, &headers, &uri);
    let (mut sheets, mut shown, mut total) = (Vec::new(), 0, 0);
    for one in rooms(t, found.clone()) {
        if one.room == 0 || room.is_some_and(|room| room != one.room) {
            continue;
        }
        total += one.tally.expected();
        let narrow = Narrow { room: Some(one.room), state: None };
        let rows = store::ledger::stocktake::devices(db, &view, id, narrow, MOST - shown.min(MOST), 0).await?;
        if rows.is_empty() {
            continue;
        }
        shown += rows.len();
        let line = |row| -> PageResult<(Line, Qr)> {
            let line = Line::of(t, row, &Mine::All);
            let qr = Qr::of(&device_address(&base, line.id))?;
            Ok((line, qr))
        };
        let lines = rows.iter().map(line).collect::<PageResult<Vec<_>>>()?;
        sheets.push(Sheet { qr: Qr::of(&room_address(&base, id, one.room))?, room: one, lines });
    }
    let mut rooms = rooms(t, found);
    rooms.retain(|one| one.room != 0);
    html(&SheetsPage { l: Layout::of(&cx, "ledger"), head: Head::of(t, record), sheets, rooms, room, total, shown })
}

#[derive(Template)]
#[template(path = "stocktake/report.html")]
struct ReportPage {
    l: Layout,
    head: Head,
    house: usize,
    rooms: Vec<Room>,
    differs: Vec<Line>,
    missing: Vec<Line>,
    open: Vec<Line>,
}

impl ReportPage {
    fn share_words(&self) -> String {
        let expected = self.head.tally.expected();
        self.l.t.with("stocktake-report-share", &[("expected", expected.into()), ("house", self.house.into())])
    }

    /// What is told device by device, with the key of its title.
    const fn parts(&self) -> [(&'static str, &Vec<Line>); 3] {
        [
            ("stocktake-state-differs", &self.differs),
            ("stocktake-state-missing", &self.missing),
            ("stocktake-state-open", &self.open),
        ]
    }
}

/// `GET /stocktakes/{stocktake}/report`.
pub(crate) async fn report(cx: Cx, Path(id): Path<StocktakeId>) -> PageResult {
    let (view, db, t) = (cx.permit::<View>()?, &cx.app().db, cx.t());
    let (record, found) = store::ledger::stocktake::show(db, &view, id).await?;
    let of = async |state| -> PageResult<Vec<Line>> {
        let narrow = Narrow { room: None, state: Some(state) };
        let rows = store::ledger::stocktake::devices(db, &view, id, narrow, usize::MAX, 0).await?;
        Ok(rows.iter().map(|row| Line::of(t, row, &Mine::All)).collect())
    };
    let (differs, missing) = (of(CountState::Differs).await?, of(CountState::Missing).await?);
    let open = of(CountState::Open).await?;
    let (l, house, rooms) = (Layout::of(&cx, "ledger"), record.house, rooms(t, found));
    html(&ReportPage { l, house, head: Head::of(t, record), rooms, differs, missing, open })
}
