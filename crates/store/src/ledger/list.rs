//! Lists of devices: filtered, searched, page by page, and counted.

use super::device::day;
use crate::{
    Db, StoreError,
    engine::{Row, Value, args},
};
use domain::{
    access::{Permit, View},
    calendar::{Instant, iso},
    id::DeviceId,
    journal::Seq,
    ledger::Shown,
};
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

    /// Arguments $2 to $19, in the order of [`PAGE`].
    fn args(&self) -> Vec<Value> {
        let chosen = |text: &Option<String>| Value::from(text.as_deref().unwrap_or(ANY));
        let flag = |flag: Option<bool>| Value::from(flag.map_or(-1, i64::from));
        let word = |at: usize| Value::from(self.words.get(at).map_or("%".to_owned(), |word| like(word)));
        let (known, from, to) = match self.support {
            None => (ANY, String::new(), String::new()),
            Some(Support::EndedBefore(day)) => ("day", String::new(), iso(day)),
            Some(Support::Ends(from, to)) => ("day", iso(from), iso(to.next_day().unwrap_or(to))),
            Some(Support::Unknown) => ("unsaid", String::new(), String::new()),
        };
        vec![
            word(0),
            word(1),
            word(2),
            word(3),
            chosen(&self.kind),
            chosen(&self.status),
            chosen(&self.department),
            chosen(&self.system),
            chosen(&self.owner),
            chosen(&self.os),
            known.into(),
            from.into(),
            to.into(),
            flag(self.listed),
            self.unseen_since.map(iso).unwrap_or_default().into(),
            flag(self.outside),
            i64::from(self.disputed).into(),
            i64::from(self.with_disposed || self.status.is_some()).into(),
        ]
    }
}

/// Chosen where nothing is: no field says it.
const ANY: &str = "*";

/// A word anywhere in a text.
fn like(word: &str) -> String {
    let mut pattern = String::from("%");
    for letter in word.chars() {
        if matches!(letter, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
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

const PAGE: &str = "SELECT id, shown, listed, seen_on, version FROM ledger_device WHERE facility_id = $1
    AND search_key LIKE $2 ESCAPE '!' AND search_key LIKE $3 ESCAPE '!' AND search_key LIKE $4 ESCAPE '!'
    AND search_key LIKE $5 ESCAPE '!'
    AND ($6 = '*' OR kind = $6) AND ($7 = '*' OR status = $7) AND ($8 = '*' OR department = $8)
    AND ($9 = '*' OR system = $9) AND ($10 = '*' OR owner = $10) AND ($11 = '*' OR os = $11)
    AND ($12 = '*' OR (support = $12 AND support_on >= $13 AND support_on < $14)
        OR ($12 = 'unsaid' AND support IN ('', 'unknown')))
    AND (listed = $15 OR $15 = -1) AND ($16 = '' OR seen_on < $16) AND (outside = $17 OR $17 = -1)
    AND (disputes > 0 OR CAST($18 AS BIGINT) = 0) AND (status <> 'disposed' OR CAST($19 AS BIGINT) = 1)
    ORDER BY sort_key, id LIMIT $20 OFFSET $21";
const COUNT: &str = "SELECT COUNT(*) FROM ledger_device WHERE facility_id = $1
    AND search_key LIKE $2 ESCAPE '!' AND search_key LIKE $3 ESCAPE '!' AND search_key LIKE $4 ESCAPE '!'
    AND search_key LIKE $5 ESCAPE '!'
    AND ($6 = '*' OR kind = $6) AND ($7 = '*' OR status = $7) AND ($8 = '*' OR department = $8)
    AND ($9 = '*' OR system = $9) AND ($10 = '*' OR owner = $10) AND ($11 = '*' OR os = $11)
    AND ($12 = '*' OR (support = $12 AND support_on >= $13 AND support_on < $14)
        OR ($12 = 'unsaid' AND support IN ('', 'unknown')))
    AND (listed = $15 OR $15 = -1) AND ($16 = '' OR seen_on < $16) AND (outside = $17 OR $17 = -1)
    AND (disputes > 0 OR CAST($18 AS BIGINT) = 0) AND (status <> 'disposed' OR CAST($19 AS BIGINT) = 1)";

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
    let of = || args![permit.facility().to_string()].into_iter().chain(filter.args());
    let bound = |count: usize| Value::from(i64::try_from(count).unwrap_or(i64::MAX));
    let rows = tx.all(PAGE, of().chain([bound(most), bound(skip)]).collect()).await?;
    let rows = rows.iter().map(read_listed).collect::<Result<Vec<_>, _>>()?;
    let count = tx.find(COUNT, of().collect()).await?.ok_or(StoreError::NotFound)?.int(0)?;
    Ok((rows, usize::try_from(count).unwrap_or_default()))
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

/// A value by which a list can be narrowed, with how many devices have it.
pub type Facet = (String, usize);

const DEPARTMENTS: &str = "SELECT department, COUNT(*) FROM ledger_device WHERE facility_id = $1 AND department <> ''
    GROUP BY department ORDER BY department LIMIT 500";
const SYSTEMS: &str = "SELECT system, COUNT(*) FROM ledger_device WHERE facility_id = $1 AND system <> ''
    GROUP BY system ORDER BY system LIMIT 500";

/// Departments and systems that devices name, in order.
///
/// # Errors
/// When the database can't be read.
pub async fn facets(db: &Db, permit: &Permit<View>) -> Result<(Vec<Facet>, Vec<Facet>), StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let read = |row: &Row| Ok((row.text(0)?, usize::try_from(row.int(1)?).unwrap_or_default()));
    let of = || args![permit.facility().to_string()];
    let departments = tx.all(DEPARTMENTS, of()).await?.iter().map(read).collect::<Result<_, StoreError>>()?;
    let systems = tx.all(SYSTEMS, of()).await?.iter().map(read).collect::<Result<_, StoreError>>()?;
    Ok((departments, systems))
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

const COUNTS: &str = "SELECT listed, kind, status, COUNT(*),
    SUM(CASE WHEN support = 'day' AND support_on < $2 THEN 1 ELSE 0 END),
    SUM(CASE WHEN support = 'day' AND support_on >= $2 AND support_on < $3 THEN 1 ELSE 0 END),
    SUM(CASE WHEN os = '' THEN 1 ELSE 0 END), SUM(CASE WHEN owner = '' THEN 1 ELSE 0 END),
    SUM(CASE WHEN disputes > 0 THEN 1 ELSE 0 END), SUM(CASE WHEN seen_on < $4 THEN 1 ELSE 0 END),
    SUM(CASE WHEN outside = 1 THEN 1 ELSE 0 END)
    FROM ledger_device WHERE facility_id = $1 GROUP BY listed, kind, status";
const LAST: &str = "SELECT MAX(changed_at) FROM ledger_change WHERE facility_id = $1";
const OPEN: &str = "SELECT COUNT(*) FROM ledger_conflict WHERE facility_id = $1 AND settled_seq IS NULL";

/// Counts the ledger.
///
/// # Errors
/// When the database can't be read.
pub async fn counts(db: &Db, permit: &Permit<View>, days: Days) -> Result<Counts, StoreError> {
    let Days { today, soon, since } = days;
    // The day itself still counts as soon, as in a list.
    let soon = soon.next_day().unwrap_or(soon);
    let mut tx = db.begin_read(permit.facility()).await?;
    let facility = permit.facility().to_string();
    let mut all = Counts::default();
    for row in tx.all(COUNTS, args![facility.as_str(), iso(today), iso(soon), iso(since)]).await? {
        add(&mut all, &row)?;
    }
    let last = tx.find(LAST, args![facility.as_str()]).await?.ok_or(StoreError::NotFound)?.opt_int(0)?;
    all.changed_at = last.map(Instant::from_millis);
    let open = tx.find(OPEN, args![facility]).await?.ok_or(StoreError::NotFound)?.int(0)?;
    all.conflicts = usize::try_from(open).unwrap_or_default();
    Ok(all)
}

fn add(all: &mut Counts, row: &Row) -> Result<(), StoreError> {
    let number = |column: usize| row.int(column).map(|found| usize::try_from(found).unwrap_or_default());
    let (listed, kind, count) = (row.flag(0)?, row.text(1)?, number(3)?);
    if row.text(2)? == "disposed" {
        all.disposed += count;
        return Ok(());
    }
    if !listed {
        all.unlisted += count;
        return Ok(());
    }
    let kinds = domain::ledger::DeviceKind::ALL;
    let at = kinds.iter().position(|one| one.code() == kind).unwrap_or(kinds.len());
    if let Some(slot) = all.kinds.get_mut(at) {
        *slot += count;
    }
    all.listed += count;
    all.ended += number(4)?;
    all.ending += number(5)?;
    all.no_os += if matches!(kind.as_str(), "server" | "terminal") { number(6)? } else { 0 };
    all.no_owner += number(7)?;
    all.disputed += number(8)?;
    all.unseen += number(9)?;
    all.outside += number(10)?;
    Ok(())
}
