//! One device: what it shows, what was said of it, how it came about, and what a person has to decide.

use super::{
    apply::{CHUNK, places},
    book::{Kept, read_kept, version},
};
use crate::{
    Db, StoreError,
    engine::{Row, Tx, Value, args},
    journal::instant,
};
use domain::{
    access::{Permit, View},
    calendar::Instant,
    id::{DeviceId, FacilityId},
    journal::Seq,
    ledger::{FateCounts, KeyConflict, KeyKind, Shown, Statement, shown},
};
use std::collections::BTreeMap;
use time::Date;

/// A device as the ledger shows it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceRecord {
    /// Stable identifier.
    pub id: DeviceId,
    /// Its fields with who said them and when, and what contradicts.
    pub shown: Shown,
    /// Whether a list names it.
    pub listed: bool,
    /// The last day on which something saw it working.
    pub seen_on: Option<Date>,
    /// Everything that is said of it.
    pub statements: Vec<Kept>,
    /// The last change of the ledger; an edit stands on it.
    pub version: Seq,
}

/// A change of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Journal entry.
    pub seq: Seq,
    /// `file`, or the code of a [`LedgerAct`](domain::ledger::LedgerAct).
    pub what: String,
    /// Name and number of the file, for one.
    pub file: Option<(String, u32)>,
    /// What became of its records, for a file.
    pub counts: Option<FateCounts>,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: String,
}

/// How a device came to show what it shows: each change with what it showed then.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// Oldest first.
    pub steps: Vec<(Change, Shown)>,
}

/// A statement with the entries between which it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptStatement {
    /// What it says.
    pub kept: Kept,
    /// First entry.
    pub from: Seq,
    /// The entry that ended it.
    pub to: Option<Seq>,
}

/// Devices that share a key and are held apart, for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenConflict {
    /// Entry in which it arose, and its place there.
    pub at: (i64, u32),
    /// What it is about.
    pub conflict: KeyConflict,
}

const EVER_SAID: &str = "SELECT device_id, source, said_on, files, line, pin, fields, digest, from_seq, to_seq
    FROM ledger_statement WHERE facility_id = $1 AND device_id = $2 ORDER BY from_seq";
const CHANGE: &str = "SELECT seq, what, name, number, counts, changed_at, changed_by FROM ledger_change
    WHERE facility_id = $1 AND seq = $2";
const CONFLICTS: &str = "SELECT seq, place, key_kind, key_value, apart_by, devices FROM ledger_conflict
    WHERE facility_id = $1 AND settled_seq IS NULL ORDER BY seq, place LIMIT $2";

/// One device.
///
/// # Errors
/// [`StoreError::NotFound`] for one that the ledger does not show.
pub async fn device(db: &Db, permit: &Permit<View>, id: DeviceId) -> Result<DeviceRecord, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    read_device(&mut tx, permit.facility(), id).await?.ok_or(StoreError::NotFound)
}

pub(super) async fn read_device(
    tx: &mut Tx,
    facility: FacilityId,
    id: DeviceId,
) -> Result<Option<DeviceRecord>, StoreError> {
    Ok(read_devices(tx, facility, &[id]).await?.pop())
}

/// These devices as far as the ledger shows them, in the order in which they are named.
pub(super) async fn read_devices(
    tx: &mut Tx,
    facility: FacilityId,
    ids: &[DeviceId],
) -> Result<Vec<DeviceRecord>, StoreError> {
    let now = version(tx, facility).await?;
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(CHUNK) {
        read_some(tx, facility, now, chunk, &mut found).await?;
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

async fn read_some(
    tx: &mut Tx,
    facility: FacilityId,
    version: Seq,
    ids: &[DeviceId],
    found: &mut BTreeMap<DeviceId, DeviceRecord>,
) -> Result<(), StoreError> {
    let of = || -> Vec<Value> {
        std::iter::once(facility.to_string()).chain(ids.iter().map(DeviceId::to_string)).map(Value::from).collect()
    };
    let named = places(2, ids.len());
    let devices =
        format!("SELECT id, shown, listed, seen_on FROM ledger_device WHERE facility_id = $1 AND id IN ({named})");
    let said = format!(
        "SELECT device_id, source, said_on, files, line, pin, fields, digest FROM ledger_statement
         WHERE facility_id = $1 AND to_seq IS NULL AND device_id IN ({named})"
    );
    for row in tx.all_declared(devices, of()).await? {
        let id = row.parse(0)?;
        let (listed, seen_on) = (row.flag(2)?, day(&row, 3)?);
        found.insert(id, DeviceRecord { id, shown: row.json(1)?, listed, seen_on, statements: Vec::new(), version });
    }
    for row in tx.all_declared(said, of()).await? {
        if let Some(device) = found.get_mut(&row.parse::<DeviceId>(0)?) {
            device.statements.push(read_kept(&row)?);
        }
    }
    Ok(())
}

/// A day that is kept as an empty text where there is none.
pub(super) fn day(row: &Row, column: usize) -> Result<Option<Date>, StoreError> {
    if row.text(column)?.is_empty() { Ok(None) } else { row.day(column).map(Some) }
}

/// How a device came about. Empty for one of which nothing was ever said.
///
/// # Errors
/// When the database can't be read.
pub async fn history(db: &Db, permit: &Permit<View>, id: DeviceId) -> Result<History, StoreError> {
    let facility = permit.facility();
    let mut tx = db.begin_read(facility).await?;
    let rows = tx.all(EVER_SAID, args![facility.to_string(), id.to_string()]).await?;
    let ever = rows.iter().map(read_ever).collect::<Result<Vec<_>, _>>()?;
    let mut seqs: Vec<i64> = ever.iter().flat_map(|one| [Some(one.from), one.to]).flatten().map(Seq::get).collect();
    seqs.sort_unstable();
    seqs.dedup();
    let mut history = History::default();
    for seq in seqs {
        let found = tx.find(CHANGE, args![facility.to_string(), seq]).await?.ok_or(StoreError::NotFound)?;
        history.steps.push((read_change(&found)?, shown_at(&ever, Seq::new(seq))));
    }
    Ok(history)
}

/// What the statements that stood after an entry show.
fn shown_at(ever: &[KeptStatement], seq: Seq) -> Shown {
    let stood = ever.iter().filter(|one| one.from <= seq && one.to.is_none_or(|to| to > seq)).map(|one| &one.kept.said);
    let statements: Vec<Statement<'_>> = stood.map(|said| Statement::new(said.source, said.on, &said.fields)).collect();
    shown(&statements)
}

fn read_ever(row: &Row) -> Result<KeptStatement, StoreError> {
    Ok(KeptStatement { kept: read_kept(row)?, from: Seq::new(row.int(8)?), to: row.opt_int(9)?.map(Seq::new) })
}

fn read_change(row: &Row) -> Result<Change, StoreError> {
    let number = row.opt_int(3)?.and_then(|number| u32::try_from(number).ok());
    Ok(Change {
        seq: Seq::new(row.int(0)?),
        what: row.text(1)?,
        file: row.opt_text(2)?.zip(number),
        counts: if row.opt_text(4)?.is_some() { Some(row.json(4)?) } else { None },
        at: instant(row, 5)?,
        by: row.text(6)?,
    })
}

/// What contradicts and nobody settled, oldest first; at most so many.
///
/// # Errors
/// When the database can't be read.
pub async fn conflicts(db: &Db, permit: &Permit<View>, most: usize) -> Result<Vec<OpenConflict>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    tx.all(CONFLICTS, args![permit.facility().to_string(), most]).await?.iter().map(read_conflict).collect()
}

fn read_conflict(row: &Row) -> Result<OpenConflict, StoreError> {
    let place = row.int(1)?;
    let place = u32::try_from(place).map_err(|_| StoreError::unreadable(1, &place.to_string()))?;
    let conflict = KeyConflict {
        key: row.code(2, KeyKind::from_code)?,
        value: row.text(3)?.into(),
        apart_by: row.code(4, KeyKind::from_code)?,
        devices: row.json(5)?,
    };
    Ok(OpenConflict { at: (row.int(0)?, place), conflict })
}

const FILES: &str = "SELECT seq, what, name, number, counts, changed_at, changed_by FROM ledger_change
    WHERE facility_id = $1 AND what = 'file' ORDER BY seq DESC LIMIT 20000";

/// Every file that was taken in, by its number.
///
/// # Errors
/// When the database can't be read.
pub async fn files(db: &Db, permit: &Permit<View>) -> Result<BTreeMap<u32, Change>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let mut found = BTreeMap::new();
    for row in tx.all(FILES, args![permit.facility().to_string()]).await? {
        let change = read_change(&row)?;
        if let Some((_, number)) = &change.file {
            // The first time that a file came in gave it its number; the list goes backwards.
            found.insert(*number, change);
        }
    }
    Ok(found)
}
