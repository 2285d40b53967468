//! `/stocktakes/{stocktake}/devices/{device}`: one device, for a thumb: あった, 違う場所にあった, 見つからない.

use super::{
    Mine,
    row::Line,
    show::{Head, Room, rooms},
};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    layout::{Layout, html_with},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::View,
    id::{DeviceId, StocktakeId},
    ledger::{CountState, Expected, Place},
};
use store::{StoreError, ledger::stocktake::CountRow};

#[derive(Template)]
#[template(path = "stocktake/device.html")]
struct DevicePage {
    l: Layout,
    head: Head,
    line: Line,
    room: i64,
    /// Rooms in which it may have been found; nothing for people who have very many.
    rooms: Vec<Room>,
    /// What was typed of a place that is in no list.
    typed: Place,
    refused: Option<String>,
}

/// `GET /stocktakes/{stocktake}/devices/{device}`.
pub(crate) async fn show(cx: Cx, Path((id, device)): Path<(StocktakeId, DeviceId)>) -> PageResult {
    page(&cx, StatusCode::OK, id, device, Place::default(), None).await
}

pub(super) async fn page(
    cx: &Cx,
    status: StatusCode,
    id: StocktakeId,
    device: DeviceId,
    typed: Place,
    refused: Option<String>,
) -> PageResult {
    let (view, db, t) = (cx.permit::<View>()?, &cx.app().db, cx.t());
    let (record, found) = store::ledger::stocktake::show(db, &view, id).await?;
    let row = match store::ledger::stocktake::device_row(db, &view, id, device).await? {
        Some(row) => row,
        // The list has not got it; the ledger may.
        None => match store::ledger::device(db, &view, device).await {
            Ok(known) => CountRow {
                about: Expected::of(device, &known.shown),
                room: 0,
                expected: false,
                state: CountState::Open,
                finding: None,
                counted: None,
            },
            Err(StoreError::NotFound) => return Err(PageError::NotFound),
            Err(error) => return Err(error.into()),
        },
    };
    let line = Line::of(t, &row, &Mine::of(cx).await?);
    let mut rooms = rooms(t, found);
    rooms.retain(|one| one.room != 0 && one.room != row.room);
    let (l, head) = (Layout::of(cx, "ledger"), Head::of(t, record));
    html_with(status, &DevicePage { l, head, line, room: row.room, rooms, typed, refused })
}
