//! `POST /stocktakes/{stocktake}/count` and `/add`: what was found, of one device or of many; and what stands in no list.

use super::{
    Mine, counter, device, refused_words,
    show::{Head, devices_page},
};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::{Fields, Form},
    layout::{Layout, html_with, see},
};
use app::ledger::{
    Typed,
    stocktake::{NewDevice, Said, StocktakeError},
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use domain::{
    access::View,
    id::{DeviceId, StocktakeId},
    ledger::{CountState, DeviceKind, FieldKey, Found, Place},
};
use serde::Deserialize;
use std::collections::BTreeMap;
use store::ledger::stocktake::Narrow;

/// Devices that one action counts at most. Our choice, as for an edit of many.
const MOST_AT_ONCE: usize = 2_000;

/// `POST /stocktakes/{stocktake}/count`.
///
/// `one` is a device that was there; `do` is what was found of the ticked `device`s, or with `all` of every open one of the room or
/// of the stock-take.
pub(crate) async fn count(cx: Cx, Path(id): Path<StocktakeId>, fields: Fields) -> PageResult {
    let room: Option<i64> = fields.text("room").parse().ok();
    let narrow = Narrow { room, state: CountState::from_code(fields.text("state")) };
    let (said, devices) = match fields.text("one").parse::<DeviceId>() {
        Ok(one) => (Said::of(Found::Confirmed), vec![one]),
        Err(_) => (said(&cx, id, &fields).await?, chosen(&cx, id, narrow, &fields).await?),
    };
    let alone = devices.first().copied().filter(|_| fields.text("alone") == "yes");
    match app::ledger::stocktake::count(cx.app(), &counter(&cx)?, id, &devices, &said).await {
        Ok(_) => {
            let address = match room {
                Some(room) if room != 0 => format!("/stocktakes/{id}/rooms/{room}"),
                _ if alone.is_some() => format!("/stocktakes/{id}"),
                _ => format!("/stocktakes/{id}/devices?state={}", narrow.state.map_or("", CountState::code)),
            };
            Ok(see(&address, "saved"))
        }
        Err(error) => {
            let status = match &error {
                StocktakeError::OtherDepartment | StocktakeError::NotYours(_) => StatusCode::FORBIDDEN,
                StocktakeError::Finished => StatusCode::CONFLICT,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            let words = Some(refused_words(cx.t(), error)?);
            match alone {
                Some(one) => {
                    let typed = Place { building: said.building, floor: said.floor, room: said.room };
                    device::page(&cx, status, id, one, typed, words).await
                }
                None => devices_page(&cx, status, id, narrow, fields.text("page"), words).await,
            }
        }
    }
}

/// What is said, as typed. A room that was chosen in the list goes before one that was typed.
async fn said(cx: &Cx, id: StocktakeId, fields: &Fields) -> PageResult<Said> {
    let found = Found::from_code(fields.text("do")).filter(|found| Found::COUNTED.contains(found));
    let text = |name: &str| fields.text(name).trim().to_owned();
    let mut said = Said {
        found: Some(found.ok_or(PageError::BadForm)?),
        building: text("found_building"),
        floor: text("found_floor"),
        room: text("found_room"),
        serial: text("serial"),
        disposed_on: text("disposed_on"),
        erasure: text("erasure"),
        note: text("note"),
    };
    if let Ok(room) = fields.text("found_in").parse::<i64>() {
        let (_, rooms) = store::ledger::stocktake::show(&cx.app().db, &cx.permit::<View>()?, id).await?;
        let place = rooms.into_iter().find(|one| one.room == room).ok_or(PageError::BadForm)?.place;
        (said.building, said.floor, said.room) = (place.building, place.floor, place.room);
    }
    Ok(said)
}

async fn chosen(cx: &Cx, id: StocktakeId, narrow: Narrow, fields: &Fields) -> PageResult<Vec<DeviceId>> {
    if fields.text("all") != "yes" {
        let ids: Result<Vec<DeviceId>, _> = fields.all("device").map(str::parse).collect();
        return ids.map_err(|_| PageError::BadForm);
    }
    let open = Narrow { state: Some(CountState::Open), ..narrow };
    let db = &cx.app().db;
    let rows = store::ledger::stocktake::devices(db, &cx.permit::<View>()?, id, open, MOST_AT_ONCE, 0).await?;
    let mine = Mine::of(cx).await?;
    Ok(rows.iter().filter(|row| mine.has(row)).map(|row| row.about.device).collect())
}

/// Fields of a device that stands in no list.
const NEW: [FieldKey; 8] = [
    FieldKey::AssetNumber,
    FieldKey::Name,
    FieldKey::Kind,
    FieldKey::Serial,
    FieldKey::Building,
    FieldKey::Floor,
    FieldKey::Room,
    FieldKey::Department,
];

#[derive(Template)]
#[template(path = "stocktake/add.html")]
struct AddPage {
    l: Layout,
    head: Head,
    typed: BTreeMap<FieldKey, String>,
    note: String,
    refused: Option<String>,
}

impl AddPage {
    const fn fields(&self) -> [FieldKey; 8] {
        NEW
    }

    const fn kinds(&self) -> &'static [DeviceKind] {
        DeviceKind::ALL
    }

    fn value(&self, key: &FieldKey) -> &str {
        self.typed.get(key).map(String::as_str).unwrap_or_default()
    }
}

/// A number that was scanned, and the room in which the person stands.
#[derive(Deserialize)]
pub(crate) struct Scanned {
    #[serde(default)]
    code: String,
    #[serde(default)]
    room: String,
}

/// `GET /stocktakes/{stocktake}/add`.
pub(crate) async fn show_add(cx: Cx, Path(id): Path<StocktakeId>, Query(scanned): Query<Scanned>) -> PageResult {
    let (_, rooms) = store::ledger::stocktake::show(&cx.app().db, &cx.permit::<View>()?, id).await?;
    let room = scanned.room.parse::<i64>().ok();
    let place = rooms.into_iter().find(|one| Some(one.room) == room).map(|one| one.place).unwrap_or_default();
    let mut typed: Typed = place.parts().map(|(key, part)| (key, part.to_owned())).collect();
    typed.insert(FieldKey::AssetNumber, scanned.code);
    add_page(&cx, StatusCode::OK, id, typed, String::new(), None).await
}

async fn add_page(
    cx: &Cx,
    status: StatusCode,
    id: StocktakeId,
    typed: Typed,
    note: String,
    refused: Option<String>,
) -> PageResult {
    let (record, _) = store::ledger::stocktake::show(&cx.app().db, &cx.permit::<View>()?, id).await?;
    let (l, head) = (Layout::of(cx, "ledger"), Head::of(cx.t(), record));
    html_with(status, &AddPage { l, head, typed, note, refused })
}

/// `POST /stocktakes/{stocktake}/add`.
pub(crate) async fn add(cx: Cx, Path(id): Path<StocktakeId>, Form(fields): Form<Vec<(String, String)>>) -> PageResult {
    let text = |name: &str| fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim());
    let typed = NEW.iter().map(|key| (*key, text(key.code()).to_owned())).filter(|(_, text)| !text.is_empty());
    let new = NewDevice { typed: typed.collect(), note: text("note").to_owned() };
    match app::ledger::stocktake::add(cx.app(), &cx.permit::<View>()?, cx.permit()?, id, &new).await {
        Ok(found) => {
            let done = if found == Found::Noted { "saved" } else { "device-added" };
            Ok(see(&format!("/stocktakes/{id}"), done))
        }
        Err(error) => {
            let words = refused_words(cx.t(), error)?;
            add_page(&cx, StatusCode::UNPROCESSABLE_ENTITY, id, new.typed, new.note, Some(words)).await
        }
    }
}
