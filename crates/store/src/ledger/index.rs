//! By what lists of the ledger are narrowed, in memory: read once, and then what changed since the last look. A list of 100,000
//! devices is searched, filtered and counted in some milliseconds on either engine, where the tables need a tenth of a second.

use super::{device::day, list::Filter};
use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
};
use domain::{
    access::{Permit, View},
    id::{DeviceId, FacilityId},
    ledger::DeviceKind,
};
use memchr::memmem;
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};
use time::Date;

/// A device as far as lists are narrowed and ordered by it.
#[derive(Debug)]
pub(super) struct Indexed {
    pub(super) id: DeviceId,
    pub(super) listed: bool,
    pub(super) outside: bool,
    pub(super) disputed: bool,
    pub(super) kind: Arc<str>,
    pub(super) status: Arc<str>,
    department: Arc<str>,
    system: Arc<str>,
    pub(super) owner: Arc<str>,
    pub(super) os: Arc<str>,
    pub(super) support: Arc<str>,
    pub(super) support_on: Option<Date>,
    pub(super) seen_on: Option<Date>,
    search_key: Box<str>,
    sort_key: Box<str>,
}

impl Indexed {
    pub(super) fn is_disposed(&self) -> bool {
        &*self.status == "disposed"
    }

    /// Its kind, by its place among the kinds; the last place for none.
    pub(super) fn kind_place(&self) -> usize {
        let kinds = DeviceKind::ALL;
        kinds.iter().position(|kind| kind.code() == &*self.kind).unwrap_or(kinds.len())
    }

    pub(super) fn is_computer(&self) -> bool {
        matches!(&*self.kind, "server" | "terminal")
    }
}

/// A value by which a list can be narrowed, with how many devices have it.
pub type Facet = (String, usize);

/// The most values that are offered of one field. Our choice: a longer list is no help; the search is.
const FACETS: usize = 500;

/// Devices of a facility, in the order of lists.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// The journal entry up to which it holds.
    head: i64,
    /// The last change of the ledger in it.
    changed: i64,
    pub(super) devices: Vec<Arc<Indexed>>,
    facets: OnceLock<(Vec<Facet>, Vec<Facet>)>,
}

/// The indexes of facilities that were asked for.
#[derive(Debug, Default)]
pub(crate) struct Indexes(Mutex<HashMap<FacilityId, Arc<Index>>>);

/// Devices that all indexes together may hold; some 50 MB. Beyond it, only the last one that was asked for stays.
const MOST: usize = 150_000;

impl Indexes {
    fn get(&self, facility: FacilityId) -> Option<Arc<Index>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&facility).cloned()
    }

    fn put(&self, facility: FacilityId, index: &Arc<Index>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(facility, Arc::clone(index));
        if all.values().map(|one| one.devices.len()).sum::<usize>() > MOST {
            all.retain(|known, _| *known == facility);
        }
    }

    /// Gives the memory of a facility's index back, before work that needs much of it.
    pub(super) fn forget(&self, facility: FacilityId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&facility);
    }
}

const HEAD: &str = "SELECT seq FROM journal_head WHERE facility_id = $1";
const CHANGED: &str = "SELECT COALESCE(MAX(seq), 0) FROM ledger_change WHERE facility_id = $1";
const COUNT: &str = "SELECT COUNT(*) FROM ledger_device WHERE facility_id = $1";
const SINCE: &str = "SELECT id, listed, outside, disputes, kind, status, department, system, owner, os, support,
    support_on, seen_on, search_key, sort_key FROM ledger_device WHERE facility_id = $1 AND version > $2";

/// The index as it stands in this view of the data.
pub(super) async fn index(db: &Db, tx: &mut Tx, permit: &Permit<View>) -> Result<Arc<Index>, StoreError> {
    let facility = permit.facility();
    let of = || args![facility.to_string()];
    let head = match tx.find(HEAD, of()).await? {
        Some(row) => row.int(0)?,
        None => return Ok(Arc::default()),
    };
    let known = db.ledger.get(facility);
    if let Some(known) = known.as_ref().filter(|known| known.head == head) {
        return Ok(Arc::clone(known));
    }
    let changed = tx.find(CHANGED, of()).await?.ok_or(StoreError::NotFound)?.int(0)?;
    // A view that is older than what is known: read for itself, and not kept.
    let is_older = known.as_ref().is_some_and(|known| known.head > head);
    let known = known.filter(|_| !is_older);
    let since = known.as_ref().map_or(-1, |known| known.head);
    let fresh = read(tx, facility, since, known.as_deref()).await?;
    let mut index = match known {
        Some(known) => known.with(fresh, head, changed),
        None => Index::default().with(fresh, head, changed),
    };
    if since >= 0 && !index.holds(tx, facility, changed).await? {
        index = Index::default().with(read(tx, facility, -1, None).await?, head, changed);
    }
    let index = Arc::new(index);
    if !is_older {
        db.ledger.put(facility, &index);
    }
    Ok(index)
}

/// Devices that changed after an entry.
async fn read(
    tx: &mut Tx,
    facility: FacilityId,
    since: i64,
    known: Option<&Index>,
) -> Result<Vec<Arc<Indexed>>, StoreError> {
    let mut words = HashSet::<Arc<str>>::new();
    if let Some(one) = known.and_then(|known| known.devices.first()) {
        words.extend([&one.kind, &one.department, &one.system, &one.owner, &one.os].map(Arc::clone));
    }
    let mut found = Vec::new();
    let add = |row: &Row| {
        found.push(Arc::new(read_indexed(row, &mut words)?));
        Ok(())
    };
    tx.each(SINCE, args![facility.to_string(), since], add).await?;
    Ok(found)
}

fn read_indexed(row: &Row, words: &mut HashSet<Arc<str>>) -> Result<Indexed, StoreError> {
    // Most devices share their words with others: each is kept once.
    let mut word = |column: usize| -> Result<Arc<str>, StoreError> {
        let text = row.text(column)?;
        if let Some(known) = words.get(text.as_str()) {
            return Ok(Arc::clone(known));
        }
        let new: Arc<str> = text.into();
        words.insert(Arc::clone(&new));
        Ok(new)
    };
    Ok(Indexed {
        id: row.parse(0)?,
        listed: row.flag(1)?,
        outside: row.flag(2)?,
        disputed: row.int(3)? > 0,
        kind: word(4)?,
        status: word(5)?,
        department: word(6)?,
        system: word(7)?,
        owner: word(8)?,
        os: word(9)?,
        support: word(10)?,
        support_on: day(row, 11)?,
        seen_on: day(row, 12)?,
        search_key: row.text(13)?.into(),
        sort_key: row.text(14)?.into(),
    })
}

impl Index {
    /// The same with devices that changed.
    fn with(&self, fresh: Vec<Arc<Indexed>>, head: i64, changed: i64) -> Self {
        let mut devices = self.devices.clone();
        if !fresh.is_empty() {
            let ids: HashSet<DeviceId> = fresh.iter().map(|one| one.id).collect();
            devices.retain(|one| !ids.contains(&one.id));
            devices.extend(fresh);
            devices.sort_by(|a, b| (&a.sort_key, a.id).cmp(&(&b.sort_key, b.id)));
        }
        Self { head, changed: changed.max(self.changed), devices, facets: OnceLock::new() }
    }

    /// Whether no device went that is still in it: devices go when a person joins two, or parts one.
    async fn holds(&self, tx: &mut Tx, facility: FacilityId, changed: i64) -> Result<bool, StoreError> {
        debug_assert!(self.changed >= changed);
        let count = tx.find(COUNT, args![facility.to_string()]).await?.ok_or(StoreError::NotFound)?.int(0)?;
        Ok(usize::try_from(count) == Ok(self.devices.len()))
    }

    /// Devices that a filter lets through, in order.
    pub(super) fn matching(&self, filter: &Filter) -> Vec<DeviceId> {
        let words: Vec<memmem::Finder<'_>> =
            filter.words.iter().take(Filter::WORDS).map(|word| memmem::Finder::new(word.as_bytes())).collect();
        let found = |one: &&Arc<Indexed>| {
            passes(one, filter) && words.iter().all(|word| word.find(one.search_key.as_bytes()).is_some())
        };
        self.devices.iter().filter(found).map(|one| one.id).collect()
    }

    /// Departments and systems that devices name, in order.
    pub(super) fn facets(&self) -> (Vec<Facet>, Vec<Facet>) {
        let count = |word: fn(&Indexed) -> &Arc<str>| {
            let mut all = BTreeMap::<&str, usize>::new();
            for one in self.devices.iter().map(|one| word(one)).filter(|word| !word.is_empty()) {
                *all.entry(one).or_default() += 1;
            }
            all.into_iter().take(FACETS).map(|(word, count)| (word.to_owned(), count)).collect()
        };
        self.facets.get_or_init(|| (count(|one| &one.department), count(|one| &one.system))).clone()
    }
}

/// Whether a filter lets a device through, its words aside.
fn passes(one: &Indexed, filter: &Filter) -> bool {
    let chosen = |wanted: &Option<String>, is: &str| wanted.as_deref().is_none_or(|wanted| wanted == is);
    let flag = |wanted: Option<bool>, is: bool| wanted.is_none_or(|wanted| wanted == is);
    chosen(&filter.kind, &one.kind)
        && chosen(&filter.status, &one.status)
        && chosen(&filter.department, &one.department)
        && chosen(&filter.system, &one.system)
        && chosen(&filter.owner, &one.owner)
        && chosen(&filter.os, &one.os)
        && filter.support.is_none_or(|support| support.holds(&one.support, one.support_on))
        && flag(filter.listed, one.listed)
        && flag(filter.outside, one.outside)
        && filter.unseen_since.is_none_or(|since| one.seen_on.is_none_or(|seen| seen < since))
        && (!filter.disputed || one.disputed)
        && (filter.with_disposed || filter.status.is_some() || !one.is_disposed())
}
