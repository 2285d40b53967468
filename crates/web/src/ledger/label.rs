//! `GET /ledger/labels`: labels with a QR code for devices, in exact millimetres, on sheets as they are sold.

use super::{
    code::{Qr, base_address, device_address, opened_at},
    list::Asked,
};
use crate::{
    cx::Cx,
    error::PageResult,
    layout::{Layout, html},
};
use app::ledger::words;
use askama::Template;
use axum::{
    extract::Query,
    http::{HeaderMap, Uri},
};
use domain::{
    access::View,
    id::{DeviceId, StocktakeId},
    ledger::{DeviceKind, FieldKey, device_name},
};
use serde::Deserialize;
use store::ledger::{Facet, stocktake::Narrow};

/// A sheet of labels as it is sold. Its measures in millimetres stand in `stock.css`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet {
    pub(super) code: &'static str,
    pub(super) columns: usize,
    pub(super) rows: usize,
}

/// 24 of 70 × 37 mm, 21 of 70 × 42.3 mm, 65 of 38.1 × 21.2 mm.
const SHEETS: [Sheet; 3] = [
    Sheet { code: "24", columns: 3, rows: 8 },
    Sheet { code: "21", columns: 3, rows: 7 },
    Sheet { code: "65", columns: 5, rows: 13 },
];

impl Sheet {
    const fn places(self) -> usize {
        self.columns * self.rows
    }
}

/// Labels of one page at most: ten sheets of the smallest. Our choice: a printer jams before, and the page stays light.
const MOST: usize = 650;

/// What is asked for.
#[derive(Debug, Deserialize)]
pub(crate) struct LabelsAsked {
    #[serde(default)]
    sheet: String,
    /// The first place that is still free on the first sheet, from 1.
    #[serde(default)]
    start: String,
    #[serde(default)]
    base: String,
    /// One device.
    #[serde(default)]
    device: String,
    /// The devices of a stock-take, of one room.
    #[serde(default)]
    stocktake: String,
    #[serde(default)]
    room: String,
}

/// One label; nothing for a place that is used already.
struct Label {
    asset: String,
    name: String,
    qr: Qr,
}

#[derive(Template)]
#[template(path = "ledger/labels.html")]
struct LabelsPage {
    l: Layout,
    asked: Asked,
    chosen: LabelsAsked,
    sheet: Sheet,
    start: usize,
    base: String,
    wrong_base: bool,
    departments: Vec<Facet>,
    /// Sheets, each with its places.
    sheets: Vec<Vec<Option<Label>>>,
    total: usize,
    shown: usize,
}

impl LabelsPage {
    fn cut_words(&self) -> String {
        self.l.t.with("stocktake-sheets-cut", &[("shown", self.shown.into()), ("total", self.total.into())])
    }

    fn count_words(&self) -> String {
        let sheets = self.sheets.len();
        self.l.t.with("ledger-labels-count", &[("count", self.shown.into()), ("sheets", sheets.into())])
    }

    const fn kinds(&self) -> &'static [DeviceKind] {
        DeviceKind::ALL
    }

    const fn choices(&self) -> [Sheet; 3] {
        SHEETS
    }

    /// An address that only this computer knows.
    fn is_of_this_computer(&self) -> bool {
        ["//localhost", "//127.", "//[::1]"].iter().any(|host| self.base.contains(host))
    }
}

/// `GET /ledger/labels`.
pub(crate) async fn labels(
    cx: Cx,
    headers: HeaderMap,
    uri: Uri,
    Query(asked): Query<Asked>,
    Query(chosen): Query<LabelsAsked>,
) -> PageResult {
    let (view, db, t) = (cx.permit::<View>()?, &cx.app().db, cx.t());
    let sheet = SHEETS.into_iter().find(|sheet| sheet.code == chosen.sheet).unwrap_or(SHEETS[0]);
    let start = chosen.start.trim().parse().unwrap_or(1).clamp(1, sheet.places());
    let opened = opened_at(&cx, &headers, &uri);
    let typed = base_address(&chosen.base);
    let wrong_base = typed.is_none() && !chosen.base.trim().is_empty();
    let base = typed.unwrap_or(opened);
    let (devices, total) = if let Ok(id) = chosen.device.parse::<DeviceId>() {
        let device = store::ledger::device(db, &view, id).await?;
        (vec![(id, words::shown(t, &device.shown, FieldKey::AssetNumber), device_name(&device.shown).to_owned())], 1)
    } else if let Ok(id) = chosen.stocktake.parse::<StocktakeId>() {
        let narrow = Narrow { room: chosen.room.parse().ok(), state: None };
        let rows = store::ledger::stocktake::devices(db, &view, id, narrow, usize::MAX, 0).await?;
        let total = rows.len();
        let of = rows.into_iter().take(MOST).map(|row| (row.about.device, row.about.asset, row.about.name));
        (of.collect(), total)
    } else {
        let (found, total) = store::ledger::list(db, &view, &asked.filter(cx.app().today()), MOST, 0).await?;
        let of = found.iter().map(|one| {
            let asset = words::shown(t, &one.shown, FieldKey::AssetNumber);
            (one.id, asset, device_name(&one.shown).to_owned())
        });
        (of.collect(), total)
    };
    let shown = devices.len();
    let mut places: Vec<Option<Label>> = (1..start).map(|_| None).collect();
    for (id, asset, name) in devices {
        places.push(Some(Label { asset, name, qr: Qr::of(&device_address(&base, id))? }));
    }
    let mut sheets = Vec::new();
    let mut rest = places.into_iter().peekable();
    while rest.peek().is_some() {
        sheets.push(rest.by_ref().take(sheet.places()).collect());
    }
    let (departments, _) = store::ledger::facets(db, &view).await?;
    let l = Layout::of(&cx, "ledger");
    html(&LabelsPage { l, asked, chosen, sheet, start, base, wrong_base, departments, sheets, total, shown })
}
