//! What the events of a stock-take write.

use super::super::apply::{CHUNK, apply_stated};
use crate::{
    StoreError,
    engine::{Tx, Value, args, json},
    journal::Applied,
    rows,
};
use domain::{
    calendar::iso,
    id::StocktakeId,
    journal::Event,
    ledger::{CountState, Expected, Finding, LedgerStated, Place, StocktakeBegun},
};

const ADD: &str = "INSERT INTO ledger_stocktake (facility_id, id, name, held_on, scope, house, begun_at, begun_by,
    finished_on, finished_by, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, NULL, $9)";
const TOUCH: &str = "UPDATE ledger_stocktake SET version = $3 WHERE facility_id = $1 AND id = $2";
const FINISH: &str = "UPDATE ledger_stocktake SET version = $3, finished_on = $4, finished_by = $5
    WHERE facility_id = $1 AND id = $2";
const FOUND: &str = "UPDATE ledger_stocktake_device SET state = $4, finding = $5, counted_at = $6, counted_by = $7
    WHERE facility_id = $1 AND stocktake_id = $2 AND device_id = $3";
const TAKEN_BACK: &str = "DELETE FROM ledger_stocktake_device
    WHERE facility_id = $1 AND stocktake_id = $2 AND device_id = $3 AND expected = 0";
const ADD_FILE: &str = "INSERT INTO ledger_stocktake_file (facility_id, stocktake_id, seq, file, name)
    VALUES ($1, $2, $3, $4, $5)";

/// A room that the list does not know: devices that were found and not expected.
const NO_ROOM: i64 = 0;
/// Such devices stand behind all that were expected.
const BEHIND: i64 = 1 << 40;

/// Applies an event of a stock-take.
pub(crate) async fn apply(tx: &mut Tx, cx: &Applied<'_>, event: &Event) -> Result<(), StoreError> {
    match event {
        Event::StocktakeBegun(begun) => apply_begun(tx, cx, begun).await,
        Event::StocktakeCounted(counted) => {
            let id = counted.stocktake;
            if let Some((file, name)) = &counted.file {
                let values = args![cx.facility.as_str(), id.to_string(), cx.seq.get(), file.to_string(), name.as_str()];
                tx.execute(ADD_FILE, values).await?;
            }
            tx.execute(TOUCH, args![cx.facility.as_str(), id.to_string(), cx.seq.get()]).await?;
            apply_findings(tx, cx, id, &counted.findings, counted.stated.as_ref()).await
        }
        Event::StocktakeFinished(finished) => {
            let id = finished.stocktake;
            let by = cx.by.name.as_str();
            let values = args![cx.facility.as_str(), id.to_string(), cx.seq.get(), iso(finished.on), by];
            tx.execute(FINISH, values).await?;
            apply_findings(tx, cx, id, &finished.findings, finished.stated.as_ref()).await
        }
        _ => Ok(()),
    }
}

async fn apply_begun(tx: &mut Tx, cx: &Applied<'_>, begun: &StocktakeBegun) -> Result<(), StoreError> {
    let id = begun.id.to_string();
    let values = args![
        cx.facility.as_str(),
        id.as_str(),
        begun.name.as_str(),
        begun.on,
        json(&begun.scope)?,
        i64::try_from(begun.house).unwrap_or(i64::MAX),
        cx.at.millis(),
        cx.by.name.as_str(),
        cx.seq.get()
    ];
    tx.execute(ADD, values).await?;
    // The list stands by place: each place that follows another is the next room.
    let mut rooms: Vec<&Place> = Vec::new();
    let mut rows = Vec::with_capacity(begun.devices.len().min(CHUNK));
    for (place, device) in (1i64..).zip(&begun.devices) {
        if rooms.last() != Some(&&device.place) {
            rooms.push(&device.place);
        }
        let room = i64::try_from(rooms.len()).unwrap_or(i64::MAX);
        rows.push(row(cx, &id, device, (place, room, true), None)?);
        if rows.len() == CHUNK {
            rows::add(tx, "ledger_stocktake_device", std::mem::take(&mut rows), "").await?;
        }
    }
    rows::add(tx, "ledger_stocktake_device", rows, "").await?;
    let numbered = (1i64..).zip(rooms);
    let rooms: Result<Vec<Vec<Value>>, StoreError> =
        numbered.map(|(room, place)| Ok(args![cx.facility.as_str(), id.as_str(), room, json(place)?])).collect();
    for chunk in rooms?.chunks(CHUNK) {
        rows::add(tx, "ledger_stocktake_room", chunk.to_vec(), "").await?;
    }
    Ok(())
}

/// A row of the list: where it stands in it, in which room, whether it was expected; and what was found.
fn row(
    cx: &Applied<'_>,
    id: &str,
    about: &Expected,
    (place, room, expected): (i64, i64, bool),
    finding: Option<&Finding>,
) -> Result<Vec<Value>, StoreError> {
    let state = finding.map_or(CountState::Open, |finding| finding.found.state(!expected));
    let counted = finding.is_some();
    Ok(vec![
        cx.facility.as_str().into(),
        id.into(),
        about.device.to_string().into(),
        place.into(),
        room.into(),
        expected.into(),
        json(about)?.into(),
        about.keys().into(),
        state.code().into(),
        Value::Text(finding.map(json).transpose()?),
        Value::Int(counted.then(|| cx.at.millis())),
        Value::Text(counted.then(|| cx.by.name.as_str().to_owned())),
    ])
}

async fn apply_findings(
    tx: &mut Tx,
    cx: &Applied<'_>,
    id: StocktakeId,
    findings: &[Finding],
    stated: Option<&LedgerStated>,
) -> Result<(), StoreError> {
    let id = id.to_string();
    let mut extra = Vec::new();
    for finding in findings {
        let device = finding.device.to_string();
        // What was not expected is told anew each time: its row goes, and comes with what is said of it now.
        let of = || args![cx.facility.as_str(), id.as_str(), device.as_str()];
        let taken_back = finding.found.state(false) == CountState::Open;
        if finding.extra.is_some() || taken_back {
            tx.execute(TAKEN_BACK, of()).await?;
        }
        match &finding.extra {
            Some(_) if taken_back => {}
            Some(about) => extra.push(row(cx, &id, about, (BEHIND + cx.seq.get(), NO_ROOM, false), Some(finding))?),
            None => {
                let said = (!taken_back).then_some(finding);
                let mut values = of();
                values.push(finding.found.state(false).code().into());
                values.push(Value::Text(said.map(json).transpose()?));
                values.push(Value::Int(said.map(|_| cx.at.millis())));
                values.push(Value::Text(said.map(|_| cx.by.name.as_str().to_owned())));
                tx.execute(FOUND, values).await?;
            }
        }
    }
    for chunk in extra.chunks(CHUNK) {
        rows::add(tx, "ledger_stocktake_device", chunk.to_vec(), "").await?;
    }
    match stated {
        Some(stated) => apply_stated(tx, cx, stated).await,
        None => Ok(()),
    }
}
