//! `/stocktakes/{stocktake}/finish`: what was not found is decided on, device by device or all at once; then nothing changes any more.

use super::{Mine, refused_words, row::Line, show::Head};
use crate::{
    cx::Cx,
    error::{PageError, PageResult},
    form::Fields,
    layout::{Layout, html_with, see},
};
use app::ledger::stocktake::{Said, StocktakeError};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use domain::{
    access::View,
    id::{DeviceId, StocktakeId},
    ledger::{CountState, Found},
};
use store::ledger::stocktake::{CountRow, Narrow};

/// Devices on which a page decides one by one; where more are left, only all at once. Our choice.
const MOST: usize = 1_000;

#[derive(Template)]
#[template(path = "stocktake/finish.html")]
struct FinishPage {
    l: Layout,
    head: Head,
    lines: Vec<Line>,
    refused: Option<String>,
}

impl FinishPage {
    const fn decisions(&self) -> [Found; 3] {
        Found::DECIDED
    }
}

/// What is not found: open, and said to be missing.
async fn left(cx: &Cx, id: StocktakeId) -> PageResult<Vec<CountRow>> {
    let (view, db) = (cx.permit::<View>()?, &cx.app().db);
    let mut found = Vec::new();
    for state in [CountState::Open, CountState::Missing] {
        let narrow = Narrow { room: None, state: Some(state) };
        found.extend(store::ledger::stocktake::devices(db, &view, id, narrow, usize::MAX, 0).await?);
    }
    Ok(found)
}

/// `GET /stocktakes/{stocktake}/finish`.
pub(crate) async fn show(cx: Cx, Path(id): Path<StocktakeId>) -> PageResult {
    page(&cx, StatusCode::OK, id, None).await
}

async fn page(cx: &Cx, status: StatusCode, id: StocktakeId, refused: Option<String>) -> PageResult {
    let (record, _) = store::ledger::stocktake::show(&cx.app().db, &cx.permit::<View>()?, id).await?;
    let lines = left(cx, id).await?.iter().take(MOST).map(|row| Line::of(cx.t(), row, &Mine::All)).collect();
    let (l, head) = (Layout::of(cx, "ledger"), Head::of(cx.t(), record));
    html_with(status, &FinishPage { l, head, lines, refused })
}

/// `POST /stocktakes/{stocktake}/finish`: `all` for every device without a decision of its own, `is-…` for one.
pub(crate) async fn finish(cx: Cx, Path(id): Path<StocktakeId>, fields: Fields) -> PageResult {
    let decided = |code: &str| Found::from_code(code).filter(|found| Found::DECIDED.contains(found));
    let all = decided(fields.text("all")).ok_or(PageError::BadForm)?;
    let mut each = Vec::new();
    for row in left(&cx, id).await? {
        let id: DeviceId = row.about.device;
        let own = format!("is-{id}");
        let found = match fields.text(&own) {
            "" => all,
            code => decided(code).ok_or(PageError::BadForm)?,
        };
        let note = row.finding.as_ref().and_then(|finding| finding.note.as_ref());
        let mut said = Said::of(found);
        said.note = note.map(|note| note.to_string()).unwrap_or_default();
        if found == Found::Gone {
            said.disposed_on = fields.text("disposed_on").trim().to_owned();
            said.erasure = fields.text("erasure").trim().to_owned();
        }
        each.push((id, said));
    }
    // What is disposed of with nothing said of when and how its data were erased is no decision.
    let gone = |(_, said): &(DeviceId, Said)| said.found == Some(Found::Gone);
    if each.iter().any(gone)
        && (fields.text("disposed_on").trim().is_empty() || fields.text("erasure").trim().is_empty())
    {
        let words = cx.t().get("stocktake-refused-erasure").into_owned();
        return page(&cx, StatusCode::UNPROCESSABLE_ENTITY, id, Some(words)).await;
    }
    match app::ledger::stocktake::finish(cx.app(), &cx.permit()?, id, &each).await {
        Ok(()) => Ok(see(&format!("/stocktakes/{id}"), "stocktake-finished")),
        Err(error) => {
            let status = match error {
                StocktakeError::Finished => StatusCode::CONFLICT,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            let words = refused_words(cx.t(), error)?;
            page(&cx, status, id, Some(words)).await
        }
    }
}
