//! Lists of devices: filtered, searched, page by page, and counted.

use super::{
    device::day,
    index::{Facet, index},
};
use crate::{
    Db, StoreError,
    engine::{Row, Tx, Value, args},
};
use domain::{
    access::{Permit, View},
    calendar::Instant,
    id::DeviceId,
    journal::Seq,
    ledger::Shown,
};
use std::collections::HashMap;
use time::{Date, Duration};

/// What is known of the end of support, as a list is narrowed by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Support {
    /// It ended before this day.
    EndedBefore(Date),
    /// It ends from the first to the second day, both included.
    Ends(Date, Date),
    /// Nobody knows, or nobody said.
    Unknown,
}

impl Support {
    /// Whether this is known: the code of what is known, and the day.
    pub(super) fn holds(self, known: &str, on: Option<Date>) -> bool {
        let day = on.filter(|_| known == "day");
        match self {
            Self::EndedBefore(end) => day.is_some_and(|day| day < end),
            Self::Ends(from, to) => day.is_some_and(|day| from <= day && day <= to),
            Self::Unknown => matches!(known, "" | "unknown"),
        }
    }
}

/// What a list is narrowed to. Nothing set is everything.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Folded words that all have to be found; at most [`Filter::WORDS`] count.
    pub words: Vec<String>,
    /// Code of a kind; an empty one for devices without.
    pub kind: Option<String>,
    /// Code of a status; an empty one for devices without.
    pub status: Option<String>,
    /// Department; an empty one for devices without.
    pub department: Option<String>,
    /// System; an empty one for devices without.
    pub system: Option<String>,
    /// Owner; an empty one for devices without.
    pub owner: Option<String>,
    /// Operating system; an empty one for devices without.
    pub os: Option<String>,
    /// End of support.
    pub support: Option<Support>,
    /// Whether a list names it.
    pub listed: Option<bool>,
    /// Not seen since before this day, or never.
    pub unseen_since: Option<Date>,
    /// Whether it reaches the outside.
    pub outside: Option<bool>,
    /// Only where sources contradict each other.
    pub disputed: bool,
    /// Also those that were disposed of, where no status is chosen.
    pub with_disposed: bool,
}

impl Filter {
    /// Words that are looked for.
    pub const WORDS: usize = 4;
}

/// A device in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Stable identifier.
    pub id: DeviceId,
    /// Its fields.
    pub shown: Shown,
    /// Whether a list names it.
    pub listed: bool,
    /// The last day on which something saw it working.
    pub seen_on: Option<Date>,
    /// Journal entry of its last change.
    pub version: Seq,
}

/// A page of devices, by name, and how many there are in all.
///
/// # Errors
/// When the database can't be read.
pub async fn list(
    db: &Db,
    permit: &Permit<View>,
    filter: &Filter,
    most: usize,
    skip: usize,
) -> Result<(Vec<Listed>, usize), StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let ids = index(db, &mut tx, permit).await?.matching(filter);
    let mut found = Vec::new();
    let rest = ids.get(skip..).unwrap_or_default();
    for chunk in rest.get(..most).unwrap_or(rest).chunks(CHUNK) {
        found.extend(read_chunk(&mut tx, permit, chunk).await?);
    }
    Ok((found, ids.len()))
}

/// Every device that a filter lets through, by name, some at a time: for a ledger that should not lie in memory whole.
///
/// # Errors
/// When the database can't be read; what `take` says.
pub async fn each<E: From<StoreError>>(
    db: &Db,
    permit: &Permit<View>,
    filter: &Filter,
    mut take: impl FnMut(Vec<Listed>) -> Result<(), E>,
) -> Result<(), E> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let ids = index(db, &mut tx, permit).await?.matching(filter);
    for chunk in ids.chunks(CHUNK) {
        take(read_chunk(&mut tx, permit, chunk).await?)?;
    }
    Ok(())
}

/// Devices that are read with one statement.
const CHUNK: usize = 400;

/// These devices, in this order.
async fn read_chunk(tx: &mut Tx, permit: &Permit<View>, ids: &[DeviceId]) -> Result<Vec<Listed>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (2..ids.len() + 2).map(|at| format!("${at}")).collect();
    let sql = format!(
        "SELECT id, shown, listed, seen_on, version FROM ledger_device WHERE facility_id = $1 AND id IN ({})",
        places.join(", ")
    );
    let names = std::iter::once(permit.facility().to_string()).chain(ids.iter().map(DeviceId::to_string));
    let rows = tx.all_declared(sql, names.map(Value::from).collect()).await?;
    let mut found = rows.iter().map(read_listed).collect::<Result<Vec<_>, _>>()?;
    let order: HashMap<DeviceId, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    found.sort_by_key(|one| order.get(&one.id).copied());
    Ok(found)
}

fn read_listed(row: &Row) -> Result<Listed, StoreError> {
    Ok(Listed {
        id: row.parse(0)?,
        shown: row.json(1)?,
        listed: row.flag(2)?,
        seen_on: day(row, 3)?,
        version: Seq::new(row.int(4)?),
    })
}

/// Departments and systems that devices name, in order.
///
/// # Errors
/// When the database can't be read.
pub async fn facets(db: &Db, permit: &Permit<View>) -> Result<(Vec<Facet>, Vec<Facet>), StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    Ok(index(db, &mut tx, permit).await?.facets())
}

/// The ledger in numbers. What was disposed of is left out of everything but its own number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Devices that a list names and that are not disposed of.
    pub listed: usize,
    /// Among them by kind: server, terminal, network device, medical device, other, and without a kind.
    pub kinds: [usize; 6],
    /// Seen on the network, named by no list.
    pub unlisted: usize,
    /// Support ended.
    pub ended: usize,
    /// Support ends within a year.
    pub ending: usize,
    /// Operating system unknown: servers and terminals.
    pub no_os: usize,
    /// Nobody answers for it.
    pub no_owner: usize,
    /// Sources contradict each other.
    pub disputed: usize,
    /// Named by a list, never seen or not since the day.
    pub unseen: usize,
    /// Connected to the outside.
    pub outside: usize,
    /// Disposed of.
    pub disposed: usize,
    /// Keys that contradict and that nobody settled.
    pub conflicts: usize,
    /// When the ledger was last kept.
    pub changed_at: Option<Instant>,
}

/// Days by which the ledger is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// Support that ended before it is over.
    pub today: Date,
    /// Support that ends before it ends soon.
    pub soon: Date,
    /// What was not seen since is missed.
    pub since: Date,
}

impl Days {
    /// Support that ends within so many days is near: a budget has to be asked for. Our choice.
    pub const SOON: i64 = 365;
    /// Days after which a device that nothing saw is missed. Our choice: a quarter.
    pub const UNSEEN: i64 = 90;

    /// The usual days.
    #[must_use]
    pub fn of(today: Date) -> Self {
        let after = |days| today.checked_add(Duration::days(days)).unwrap_or(today);
        Self { today, soon: after(Self::SOON), since: after(-Self::UNSEEN) }
    }
}

const LAST: &str = "SELECT MAX(changed_at) FROM ledger_change WHERE facility_id = $1";
const OPEN: &str = "SELECT COUNT(*) FROM ledger_conflict WHERE facility_id = $1 AND settled_seq IS NULL";

/// Counts the ledger.
///
/// # Errors
/// When the database can't be read.
pub async fn counts(db: &Db, permit: &Permit<View>, days: Days) -> Result<Counts, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let facility = permit.facility().to_string();
    let mut all = index(db, &mut tx, permit).await?.counts(days);
    let last = tx.find(LAST, args![facility.as_str()]).await?.ok_or(StoreError::NotFound)?.opt_int(0)?;
    all.changed_at = last.map(Instant::from_millis);
    let open = tx.find(OPEN, args![facility]).await?.ok_or(StoreError::NotFound)?.int(0)?;
    all.conflicts = usize::try_from(open).unwrap_or_default();
    Ok(all)
}
