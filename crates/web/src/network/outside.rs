//! `GET /network/outside`: 外部接続機器リスト, and how each line is cut.

use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Fields,
    layout::{Layout, html_with, see},
    workbook::save,
};
use app::network::{Lines, OutsideLine, outside_lines};
use askama::Template;
use axum::http::StatusCode;
use domain::{
    access::View,
    network::{CutNote, OutsideKey},
    vendor::Line,
};

/// Devices on the page; Excel has all of them. Our choice: what is read in an emergency.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "network/outside.html")]
struct ShowPage {
    l: Layout,
    lines: Lines,
    /// Devices that are left out here.
    more: usize,
    /// What was typed for which line and refused.
    refused: Option<(OutsideKey, String)>,
}

impl ShowPage {
    fn cut(&self, line: &OutsideLine) -> String {
        match &self.refused {
            Some((key, typed)) if *key == line.key => typed.clone(),
            _ => line.cut.clone(),
        }
    }

    fn is_wrong(&self, line: &OutsideLine) -> bool {
        self.refused.as_ref().is_some_and(|(key, _)| *key == line.key)
    }

    /// Its anchor, to come back to after saving.
    fn anchor(&self, line: &OutsideLine) -> String {
        line.key.to_string()
    }
}

/// `GET /network/outside`.
pub(crate) async fn show(cx: Cx) -> PageResult {
    page(&cx, StatusCode::OK, None).await
}

async fn page(cx: &Cx, status: StatusCode, refused: Option<(OutsideKey, String)>) -> PageResult {
    let mut lines = outside_lines(cx.app(), &cx.permit::<View>()?, cx.t()).await?;
    let more = lines.devices.len().saturating_sub(SHOWN);
    lines.devices.truncate(SHOWN);
    html_with(status, &ShowPage { l: Layout::of(cx, "ledger"), lines, more, refused })
}

/// `POST /network/outside`: how one line is cut; nothing takes it back.
pub(crate) async fn note(cx: Cx, fields: Fields) -> PageResult {
    let line: OutsideKey = fields.text("line").parse().map_err(|_| PageError::BadForm)?;
    let Ok(how) = Line::maybe(fields.text("how")) else {
        return page(&cx, StatusCode::UNPROCESSABLE_ENTITY, Some((line, fields.text("how").to_owned()))).await;
    };
    let app = cx.app();
    let written = store::network::note_cut(&app.db, &cx.permit()?, app.now(), CutNote { line, how }).await?;
    Ok(see("/network/outside", if written.is_some() { "saved" } else { "nothing-changed" }))
}

/// `GET /network/outside/workbook`.
pub(crate) async fn workbook(cx: Cx) -> PageResult {
    save(app::network::outside_workbook(cx.app(), &cx.permit::<View>()?, cx.t()).await?)
}
