//! Reading stock-takes.

use crate::{
    Db, StoreError,
    engine::{Row, Tx, Value, args},
};
use domain::{
    access::{Permit, View},
    calendar::{Instant, iso},
    digest::Digest,
    id::{DeviceId, FacilityId, StocktakeId},
    journal::Seq,
    ledger::{CountState, Expected, Finding, Place, Scope, key_of},
};
use time::Date;

/// Devices of a stock-take by where they stand. What was found and not expected differs, and is counted as such.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Nobody said anything yet.
    pub open: usize,
    /// As the list says.
    pub confirmed: usize,
    /// Otherwise than the list says.
    pub differs: usize,
    /// Not found.
    pub missing: usize,
    /// Among those that differ: found and not expected.
    pub extra: usize,
}

impl Tally {
    /// Devices that the list expects.
    #[must_use]
    pub const fn expected(&self) -> usize {
        self.open + self.confirmed + self.differs + self.missing - self.extra
    }

    fn add(&mut self, state: CountState, expected: bool, count: usize) {
        let slot = match state {
            CountState::Open => &mut self.open,
            CountState::Confirmed => &mut self.confirmed,
            CountState::Differs => &mut self.differs,
            CountState::Missing => &mut self.missing,
        };
        *slot += count;
        if !expected {
            self.extra += count;
        }
    }
}

/// A stock-take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StocktakeRecord {
    /// Stable identifier.
    pub id: StocktakeId,
    /// What it is called.
    pub name: String,
    /// The day for which it counts.
    pub on: Date,
    /// Of which devices.
    pub scope: Scope,
    /// Devices that the ledger listed in the whole house when it was begun.
    pub house: usize,
    /// When it was begun, and by whom.
    pub begun: (Instant, String),
    /// Last day, and who finished it; nothing while it runs.
    pub finished: Option<(Date, String)>,
    /// Journal entry of its last change.
    pub version: Seq,
    /// How far it is.
    pub tally: Tally,
}

/// A room of a stock-take and how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomTally {
    /// Its number in the list, from 1; 0 is no room: what was found and not expected.
    pub room: i64,
    /// Where it is.
    pub place: Place,
    /// How far it is.
    pub tally: Tally,
}

/// A device of a stock-take and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountRow {
    /// What the list says of it.
    pub about: Expected,
    /// Its room.
    pub room: i64,
    /// Whether the list expects it.
    pub expected: bool,
    /// Where it stands.
    pub state: CountState,
    /// What was found.
    pub finding: Option<Finding>,
    /// When, and by whom.
    pub counted: Option<(Instant, String)>,
}

/// What a list of its devices is narrowed to. Nothing set is everything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Narrow {
    /// One room.
    pub room: Option<i64>,
    /// One state.
    pub state: Option<CountState>,
}

const ALL: &str =
    "SELECT s.id, s.name, s.held_on, s.scope, s.house, s.begun_at, s.begun_by, s.finished_on, s.finished_by,
    s.version, d.state, d.expected, COUNT(d.device_id) FROM ledger_stocktake s LEFT JOIN ledger_stocktake_device d
    ON d.facility_id = s.facility_id AND d.stocktake_id = s.id
    WHERE s.facility_id = $1 AND ($2 = '' OR s.id = $2)
    GROUP BY s.id, s.name, s.held_on, s.scope, s.house, s.begun_at, s.begun_by, s.finished_on, s.finished_by, s.version,
    d.state, d.expected ORDER BY s.begun_at DESC, s.id";
const ROOMS: &str = "SELECT d.room, r.place, d.state, d.expected, COUNT(*) FROM ledger_stocktake_device d
    LEFT JOIN ledger_stocktake_room r
    ON r.facility_id = d.facility_id AND r.stocktake_id = d.stocktake_id AND r.room = d.room
    WHERE d.facility_id = $1 AND d.stocktake_id = $2
    GROUP BY d.room, r.place, d.state, d.expected ORDER BY d.room";
const DEVICES: &str =
    "SELECT about, room, expected, state, finding, counted_at, counted_by FROM ledger_stocktake_device
    WHERE facility_id = $1 AND stocktake_id = $2 AND (room = $3 OR $3 = -1) AND ($4 = '' OR state = $4)
    ORDER BY place, device_id LIMIT $5 OFFSET $6";
const ONE: &str = "SELECT about, room, expected, state, finding, counted_at, counted_by FROM ledger_stocktake_device
    WHERE facility_id = $1 AND stocktake_id = $2 AND device_id = $3";
const FIND: &str = "SELECT device_id FROM ledger_stocktake_device
    WHERE facility_id = $1 AND stocktake_id = $2 AND keys LIKE $3 ESCAPE '!' ORDER BY place, device_id LIMIT 20";
const RUNNING: &str = "SELECT d.stocktake_id FROM ledger_stocktake_device d JOIN ledger_stocktake s
    ON s.facility_id = d.facility_id AND s.id = d.stocktake_id
    WHERE d.facility_id = $1 AND d.device_id = $2 AND s.finished_on IS NULL ORDER BY s.begun_at DESC LIMIT 1";
const LAST: &str = "SELECT MAX(held_on) FROM ledger_stocktake WHERE facility_id = $1 AND finished_on IS NOT NULL";
const COVERED: &str = "SELECT COUNT(*) FROM ledger_device l
    WHERE l.facility_id = $1 AND l.listed = 1 AND l.status <> 'disposed' AND EXISTS (
        SELECT 1 FROM ledger_stocktake_device d JOIN ledger_stocktake s
        ON s.facility_id = d.facility_id AND s.id = d.stocktake_id
        WHERE d.facility_id = l.facility_id AND d.device_id = l.id AND d.state IN ('confirmed', 'differs')
        AND s.finished_on IS NOT NULL AND s.held_on >= $2)";
const FILES: &str = "SELECT file FROM ledger_stocktake_file WHERE facility_id = $1";

fn number(row: &Row, column: usize) -> Result<usize, StoreError> {
    row.int(column).map(|found| usize::try_from(found).unwrap_or_default())
}

/// Every stock-take, the last begun first.
///
/// # Errors
/// When the database can't be read.
pub async fn stocktakes(db: &Db, permit: &Permit<View>) -> Result<Vec<StocktakeRecord>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    read_records(&mut tx, permit.facility(), "").await
}

/// One stock-take with its rooms.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn show(
    db: &Db,
    permit: &Permit<View>,
    id: StocktakeId,
) -> Result<(StocktakeRecord, Vec<RoomTally>), StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let record = read_record(&mut tx, permit.facility(), id).await?;
    let mut rooms: Vec<RoomTally> = Vec::new();
    for row in tx.all(ROOMS, args![permit.facility().to_string(), id.to_string()]).await? {
        let room = row.int(0)?;
        if rooms.last().is_none_or(|last| last.room != room) {
            let place = if row.opt_text(1)?.is_some() { row.json(1)? } else { Place::default() };
            rooms.push(RoomTally { room, place, tally: Tally::default() });
        }
        if let Some(last) = rooms.last_mut() {
            last.tally.add(row.code(2, CountState::from_code)?, row.flag(3)?, number(&row, 4)?);
        }
    }
    // What was found and not expected stands behind the rooms.
    let of_no_room = usize::from(rooms.first().is_some_and(|first| first.room == 0));
    rooms.rotate_left(of_no_room);
    Ok((record, rooms))
}

pub(super) async fn read_record(
    tx: &mut Tx,
    facility: FacilityId,
    id: StocktakeId,
) -> Result<StocktakeRecord, StoreError> {
    read_records(tx, facility, &id.to_string()).await?.pop().ok_or(StoreError::NotFound)
}

async fn read_records(tx: &mut Tx, facility: FacilityId, id: &str) -> Result<Vec<StocktakeRecord>, StoreError> {
    let mut found: Vec<StocktakeRecord> = Vec::new();
    for row in tx.all(ALL, args![facility.to_string(), id]).await? {
        let id = row.parse(0)?;
        if found.last().is_none_or(|last| last.id != id) {
            found.push(StocktakeRecord {
                id,
                name: row.text(1)?,
                on: row.day(2)?,
                scope: row.json(3)?,
                house: number(&row, 4)?,
                begun: (Instant::from_millis(row.int(5)?), row.text(6)?),
                finished: row.opt_day(7)?.zip(row.opt_text(8)?),
                version: Seq::new(row.int(9)?),
                tally: Tally::default(),
            });
        }
        if let (Some(last), Some(_)) = (found.last_mut(), row.opt_text(10)?) {
            last.tally.add(row.code(10, CountState::from_code)?, row.flag(11)?, number(&row, 12)?);
        }
    }
    Ok(found)
}

/// Its devices by place and name; at most so many behind so many.
///
/// # Errors
/// When the database can't be read.
pub async fn devices(
    db: &Db,
    permit: &Permit<View>,
    id: StocktakeId,
    narrow: Narrow,
    most: usize,
    skip: usize,
) -> Result<Vec<CountRow>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let bound = |count: usize| Value::from(i64::try_from(count).unwrap_or(i64::MAX));
    let mut values = args![
        permit.facility().to_string(),
        id.to_string(),
        narrow.room.unwrap_or(-1),
        narrow.state.map_or("", CountState::code)
    ];
    values.extend([bound(most), bound(skip)]);
    tx.all(DEVICES, values).await?.iter().map(read_row).collect()
}

/// What a stock-take has of one device.
///
/// # Errors
/// When the database can't be read.
pub async fn device_row(
    db: &Db,
    permit: &Permit<View>,
    id: StocktakeId,
    device: DeviceId,
) -> Result<Option<CountRow>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    read_device_row(&mut tx, permit.facility(), id, device).await
}

pub(super) async fn read_device_row(
    tx: &mut Tx,
    facility: FacilityId,
    id: StocktakeId,
    device: DeviceId,
) -> Result<Option<CountRow>, StoreError> {
    let of = args![facility.to_string(), id.to_string(), device.to_string()];
    tx.find(ONE, of).await?.as_ref().map(read_row).transpose()
}

fn read_row(row: &Row) -> Result<CountRow, StoreError> {
    let counted = row.opt_int(5)?.map(Instant::from_millis).zip(row.opt_text(6)?);
    Ok(CountRow {
        about: row.json(0)?,
        room: row.int(1)?,
        expected: row.flag(2)?,
        state: row.code(3, CountState::from_code)?,
        finding: if row.opt_text(4)?.is_some() { Some(row.json(4)?) } else { None },
        counted,
    })
}

/// Devices of a stock-take that bear a number or a name: the whole of it, in any width and case. At most twenty.
///
/// # Errors
/// When the database can't be read.
pub async fn find(db: &Db, permit: &Permit<View>, id: StocktakeId, text: &str) -> Result<Vec<DeviceId>, StoreError> {
    let key = key_of(text);
    if key.is_empty() {
        return Ok(Vec::new());
    }
    let escaped = key.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    let mut tx = db.begin_read(permit.facility()).await?;
    let values = args![permit.facility().to_string(), id.to_string(), format!("%\n{escaped}\n%")];
    tx.all(FIND, values).await?.iter().map(|row| row.parse(0)).collect()
}

/// The stock-take that runs and has the device in it; the last begun of several.
///
/// # Errors
/// When the database can't be read.
pub async fn running_with(
    db: &Db,
    permit: &Permit<View>,
    device: DeviceId,
) -> Result<Option<(StocktakeRecord, CountRow)>, StoreError> {
    let facility = permit.facility();
    let mut tx = db.begin_read(facility).await?;
    let Some(row) = tx.find(RUNNING, args![facility.to_string(), device.to_string()]).await? else { return Ok(None) };
    let record = read_record(&mut tx, facility, row.parse(0)?).await?;
    let found = read_device_row(&mut tx, facility, record.id, device).await?;
    Ok(found.map(|row| (record, row)))
}

/// How much of the ledger stock-takes cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// The day of the last one that was finished.
    pub last: Option<Date>,
    /// Devices of today's ledger that a finished one found, held on the day or later.
    pub covered: usize,
}

/// How much of today's ledger was found by stock-takes that were held on a day or later, and finished.
///
/// # Errors
/// When the database can't be read.
pub async fn coverage(db: &Db, permit: &Permit<View>, since: Date) -> Result<Coverage, StoreError> {
    let facility = permit.facility().to_string();
    let mut tx = db.begin_read(permit.facility()).await?;
    let last = tx.find(LAST, args![facility.as_str()]).await?.ok_or(StoreError::NotFound)?.opt_day(0)?;
    if last.is_none_or(|last| last < since) {
        return Ok(Coverage { last, covered: 0 });
    }
    let covered = tx.find(COVERED, args![facility, iso(since)]).await?.ok_or(StoreError::NotFound)?;
    Ok(Coverage { last, covered: number(&covered, 0)? })
}

/// Every list that came back with findings. Their bytes are kept.
///
/// # Errors
/// When the database can't be read.
pub async fn stocktake_files(db: &Db, permit: &Permit<View>) -> Result<Vec<Digest>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    tx.all(FILES, args![permit.facility().to_string()]).await?.iter().map(|row| row.parse(0)).collect()
}
