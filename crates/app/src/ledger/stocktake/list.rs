//! The list of a stock-take: which devices are expected where.

use super::StocktakeError;
use crate::{App, AppError};
use domain::{
    access::{ManageStocktake, Permit, View},
    id::{DeviceId, StocktakeId},
    ledger::{Expected, Scope, StocktakeBegun, key_of},
    search::Query,
    staff::Name,
};
use store::ledger::{Days, Filter};
use time::Date;

/// What a stock-take would be of.
#[derive(Debug, Clone, Default)]
pub struct Planned {
    /// The devices, by place and name.
    pub devices: Vec<Expected>,
    /// Rooms in which they stand.
    pub rooms: usize,
    /// Devices that the ledger lists in the whole house.
    pub house: usize,
}

/// The devices of a scope: those that the ledger lists and that were not disposed of.
///
/// # Errors
/// When the database can't be read.
pub async fn plan(app: &App, view: &Permit<View>, scope: &Scope) -> Result<Planned, AppError> {
    let chosen = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let filter = Filter {
        department: chosen(&scope.department),
        kind: chosen(&scope.kind),
        system: chosen(&scope.system),
        listed: Some(true),
        ..Filter::default()
    };
    let (found, _) = store::ledger::list(&app.db, view, &filter, usize::MAX, 0).await?;
    let mut devices: Vec<Expected> = found.iter().map(|one| Expected::of(one.id, &one.shown)).collect();
    devices.retain(|one| scope.takes_in(&one.place));
    // By place, what has none at the end; within a room as the ledger orders them.
    devices.sort_by(|a, b| {
        let key = |one: &Expected| (one.place.is_unknown(), one.place.clone());
        key(a).cmp(&key(b))
    });
    let rooms = devices.chunk_by(|a, b| a.place == b.place).count();
    let house = store::ledger::counts(&app.db, view, Days::of(app.today())).await?.listed;
    Ok(Planned { devices, rooms, house })
}

/// Begins a stock-take: the list is frozen as the ledger stands.
///
/// # Errors
/// [`StocktakeError::NoDevice`].
pub async fn begin(
    app: &App,
    view: &Permit<View>,
    permit: &Permit<ManageStocktake>,
    name: Name,
    on: Date,
    scope: Scope,
) -> Result<StocktakeId, StocktakeError> {
    let Planned { devices, house, .. } = plan(app, view, &scope).await?;
    if devices.is_empty() {
        return Err(StocktakeError::NoDevice);
    }
    let id: StocktakeId = app.ids.next();
    let begun = StocktakeBegun { id, name, on, scope, house, devices };
    store::ledger::stocktake::begin(&app.db, permit, app.now(), begun).await?;
    Ok(id)
}

/// The device of the ledger that bears a number or a name: asset number, serial number, host name or name, the whole of it.
/// `None` if there is none, or more than one.
///
/// # Errors
/// When the database can't be read.
pub async fn find_device(app: &App, view: &Permit<View>, text: &str) -> Result<Option<DeviceId>, AppError> {
    /// Devices that contain the text, among which the one is looked for that bears the whole of it.
    const MOST: usize = 200;
    let (Some(query), key) = (Query::parse(text), key_of(text)) else { return Ok(None) };
    if key.is_empty() {
        return Ok(None);
    }
    let filter = Filter { words: query.words().to_vec(), ..Filter::default() };
    let (found, _) = store::ledger::list(&app.db, view, &filter, MOST, 0).await?;
    let whole = format!("\n{key}\n");
    let mut bearing = found.iter().filter(|one| Expected::of(one.id, &one.shown).keys().contains(&whole));
    let first = bearing.next().map(|one| one.id);
    Ok(first.filter(|_| bearing.next().is_none()))
}
