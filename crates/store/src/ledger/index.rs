//! By what lists of the ledger are narrowed, in memory: read once, and then what changed since the last look. A list of 100,000
//! devices is searched, filtered and counted in some milliseconds on either engine, where the tables need a tenth of a second.

use super::{
    device::day,
    list::{Counts, Days, Filter, Support},
};
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
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};
use time::Date;

/// A device as far as lists are narrowed by it. Small, and beside the others in memory: 100,000 of them are looked through in a millisecond.
#[derive(Debug, Clone, Copy)]
pub(super) struct Indexed {
    id: DeviceId,
    pub(super) listed: bool,
    pub(super) outside: bool,
    pub(super) disputed: bool,
    pub(super) kind: Word,
    pub(super) status: Word,
    department: Word,
    system: Word,
    pub(super) owner: Word,
    pub(super) os: Word,
    support: Word,
    support_on: Option<Date>,
    pub(super) seen_on: Option<Date>,
}

/// A text by its number among the words of an index: most devices share theirs with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Word(u32);

impl Word {
    pub(super) const NONE: Self = Self(0);
}

/// The words of an index; the first is the empty one.
#[derive(Debug, Clone)]
pub(super) struct Words {
    all: Vec<Arc<str>>,
    known: HashMap<Arc<str>, Word>,
}

impl Default for Words {
    fn default() -> Self {
        let mut words = Self { all: Vec::new(), known: HashMap::new() };
        words.add("");
        words
    }
}

impl Words {
    fn add(&mut self, text: &str) -> Word {
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let (new, text) = (Word(u32::try_from(self.all.len()).unwrap_or(u32::MAX)), Arc::<str>::from(text));
        self.all.push(Arc::clone(&text));
        self.known.insert(text, new);
        new
    }

    /// The word with this text, if a device has it.
    pub(super) fn find(&self, text: &str) -> Option<Word> {
        self.known.get(text).copied()
    }

    pub(super) fn text(&self, word: Word) -> &str {
        self.all.get(word.0 as usize).map_or("", |text| text)
    }
}

/// Texts behind each other, each ended by a line break.
#[derive(Debug, Clone, Default)]
struct Texts {
    all: String,
    ends: Vec<usize>,
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.all.push('\n');
        self.ends.push(self.all.len());
    }

    fn start(&self, at: usize) -> usize {
        at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0)
    }

    fn get(&self, at: usize) -> &str {
        let end = self.ends.get(at).map_or(0, |end| end - 1);
        self.all.get(self.start(at)..end).unwrap_or_default()
    }

    /// The texts in which a word stands, in order.
    fn with<'a>(&'a self, word: &'a memmem::Finder<'a>) -> impl Iterator<Item = usize> + 'a {
        let mut from = 0;
        std::iter::from_fn(move || {
            let found = from + word.find(self.all.as_bytes().get(from..)?)?;
            let at = self.ends.partition_point(|end| *end <= found);
            from = *self.ends.get(at)?;
            Some(at)
        })
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
    devices: Vec<Indexed>,
    /// By which they are ordered.
    sort_keys: Texts,
    /// In which words are looked for.
    search_keys: Texts,
    words: Words,
    facets: OnceLock<(Vec<Facet>, Vec<Facet>)>,
    counts: Mutex<Option<(Days, Counts)>>,
}

/// Devices as they were read, in any order.
#[derive(Debug, Default)]
struct Fresh {
    devices: Vec<Indexed>,
    sort_keys: Texts,
    search_keys: Texts,
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
const COUNT: &str = "SELECT COUNT(*) FROM ledger_device WHERE facility_id = $1";
const SINCE: &str = "SELECT id, listed, outside, disputes, kind, status, department, system, owner, os, support,
    support_on, seen_on, search_key, sort_key FROM ledger_device WHERE facility_id = $1 AND version > $2";

/// The index as it stands in this view of the data.
pub(super) async fn index(db: &Db, tx: &mut Tx, permit: &Permit<View>) -> Result<Arc<Index>, StoreError> {
    let facility = permit.facility();
    let head = match tx.find(HEAD, args![facility.to_string()]).await? {
        Some(row) => row.int(0)?,
        None => return Ok(Arc::default()),
    };
    let known = db.ledger.get(facility);
    if let Some(known) = known.as_ref().filter(|known| known.head == head) {
        return Ok(Arc::clone(known));
    }
    // A view that is older than what is known is read for itself, and not kept.
    let is_older = known.as_ref().is_some_and(|known| known.head > head);
    let renewed = match known.filter(|_| !is_older) {
        Some(known) => renewed(tx, facility, &known, head).await?,
        None => None,
    };
    let index = match renewed {
        Some(index) => index,
        None => whole(tx, facility, head).await?,
    };
    let index = Arc::new(index);
    if !is_older {
        db.ledger.put(facility, &index);
    }
    Ok(index)
}

async fn whole(tx: &mut Tx, facility: FacilityId, head: i64) -> Result<Index, StoreError> {
    let mut words = Words::default();
    let fresh = read(tx, facility, -1, &mut words).await?;
    Ok(Index::default().with(fresh, words, head))
}

/// An index with what changed since; none if a device went that is still in it, as when a person joins two.
async fn renewed(tx: &mut Tx, facility: FacilityId, known: &Index, head: i64) -> Result<Option<Index>, StoreError> {
    let mut words = known.words.clone();
    let fresh = read(tx, facility, known.head, &mut words).await?;
    let index = known.with(fresh, words, head);
    let count = tx.find(COUNT, args![facility.to_string()]).await?.ok_or(StoreError::NotFound)?.int(0)?;
    Ok((usize::try_from(count) == Ok(index.devices.len())).then_some(index))
}

/// Devices that changed after an entry.
async fn read(tx: &mut Tx, facility: FacilityId, since: i64, words: &mut Words) -> Result<Fresh, StoreError> {
    let mut fresh = Fresh::default();
    let add = |row: &Row| {
        fresh.devices.push(read_indexed(row, words)?);
        fresh.search_keys.push(&row.text(13)?);
        fresh.sort_keys.push(&row.text(14)?);
        Ok(())
    };
    tx.each(SINCE, args![facility.to_string(), since], add).await?;
    Ok(fresh)
}

fn read_indexed(row: &Row, words: &mut Words) -> Result<Indexed, StoreError> {
    let mut word = |column: usize| row.text(column).map(|text| words.add(&text));
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
    })
}

impl Index {
    /// The same with devices that changed.
    fn with(&self, fresh: Fresh, words: Words, head: i64) -> Self {
        let ids: HashSet<DeviceId> = fresh.devices.iter().map(|one| one.id).collect();
        let old = self.devices.iter().enumerate().filter(|(_, one)| !ids.contains(&one.id));
        let old = old.map(|(at, one)| (self.sort_keys.get(at), one, self.search_keys.get(at)));
        let new = fresh.devices.iter().enumerate();
        let new = new.map(|(at, one)| (fresh.sort_keys.get(at), one, fresh.search_keys.get(at)));
        let mut all: Vec<(&str, &Indexed, &str)> = old.chain(new).collect();
        all.sort_by(|a, b| (a.0, a.1.id).cmp(&(b.0, b.1.id)));
        let mut index = Self { head, words, ..Self::default() };
        index.devices.reserve_exact(all.len());
        for (sort_key, one, search_key) in all {
            index.devices.push(*one);
            index.sort_keys.push(sort_key);
            index.search_keys.push(search_key);
        }
        index
    }

    /// Devices that a filter lets through, in order.
    pub(super) fn matching(&self, filter: &Filter) -> Vec<DeviceId> {
        let Some(wanted) = Wanted::of(filter, &self.words) else { return Vec::new() };
        let words: Vec<memmem::Finder<'_>> =
            filter.words.iter().take(Filter::WORDS).map(|word| memmem::Finder::new(word.as_bytes())).collect();
        let passes = |at: &usize| self.devices.get(*at).is_some_and(|one| wanted.passes(one));
        let id = |at: usize| self.devices.get(at).map(|one| one.id);
        match words.split_first() {
            None => (0..self.devices.len()).filter(passes).filter_map(id).collect(),
            Some((first, others)) => {
                let has = |at: &usize| {
                    let text = self.search_keys.get(*at).as_bytes();
                    others.iter().all(|word| word.find(text).is_some())
                };
                self.search_keys.with(first).filter(passes).filter(has).filter_map(id).collect()
            }
        }
    }

    /// Departments and systems that devices name, in order.
    pub(super) fn facets(&self) -> (Vec<Facet>, Vec<Facet>) {
        let count = |word: fn(&Indexed) -> Word| -> Vec<Facet> {
            let mut all = vec![0_usize; self.words.all.len()];
            for one in &self.devices {
                if let Some(slot) = all.get_mut(word(one).0 as usize) {
                    *slot += 1;
                }
            }
            let counted = self.words.all.iter().zip(all).skip(1).filter(|(_, count)| *count > 0);
            let mut counted: Vec<Facet> = counted.map(|(word, count)| (word.to_string(), count)).collect();
            counted.sort();
            counted.truncate(FACETS);
            counted
        };
        self.facets.get_or_init(|| (count(|one| one.department), count(|one| one.system))).clone()
    }

    /// The devices in numbers.
    pub(super) fn counts(&self, days: Days) -> Counts {
        let mut known = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, counts)) = known.filter(|(of, _)| *of == days) {
            return counts;
        }
        let mut all = Counts::default();
        for one in &self.devices {
            self.count(&mut all, one, days);
        }
        *known = Some((days, all));
        all
    }

    fn count(&self, all: &mut Counts, one: &Indexed, days: Days) {
        if self.words.text(one.status) == "disposed" {
            all.disposed += 1;
            return;
        }
        if !one.listed {
            all.unlisted += 1;
            return;
        }
        let (kind, support) = (self.words.text(one.kind), self.words.text(one.support));
        let kinds = DeviceKind::ALL;
        let place = kinds.iter().position(|known| known.code() == kind).unwrap_or(kinds.len());
        if let Some(slot) = all.kinds.get_mut(place) {
            *slot += 1;
        }
        let Days { today, soon, since } = days;
        let holds = |asked: Support| usize::from(asked.holds(support, one.support_on));
        all.listed += 1;
        all.ended += holds(Support::EndedBefore(today));
        all.ending += holds(Support::Ends(today, soon));
        all.no_os += usize::from(matches!(kind, "server" | "terminal") && one.os == Word::NONE);
        all.no_owner += usize::from(one.owner == Word::NONE);
        all.disputed += usize::from(one.disputed);
        all.unseen += usize::from(one.seen_on.is_none_or(|seen| seen < since));
        all.outside += usize::from(one.outside);
    }
}

/// A word of a device.
type Field = fn(&Indexed) -> Word;

/// A filter in the words of an index.
struct Wanted<'a> {
    filter: &'a Filter,
    words: &'a Words,
    chosen: Vec<(Field, Word)>,
    disposed: Option<Word>,
}

impl<'a> Wanted<'a> {
    /// None if no device has what is asked for.
    fn of(filter: &'a Filter, words: &'a Words) -> Option<Self> {
        let asked: [(&Option<String>, Field); 6] = [
            (&filter.kind, |one| one.kind),
            (&filter.status, |one| one.status),
            (&filter.department, |one| one.department),
            (&filter.system, |one| one.system),
            (&filter.owner, |one| one.owner),
            (&filter.os, |one| one.os),
        ];
        let mut chosen = Vec::new();
        for (text, field) in asked {
            if let Some(text) = text {
                chosen.push((field, words.find(text)?));
            }
        }
        let hides = !filter.with_disposed && filter.status.is_none();
        Some(Self { filter, words, chosen, disposed: words.find("disposed").filter(|_| hides) })
    }

    /// Whether it lets a device through, the words that are searched aside.
    fn passes(&self, one: &Indexed) -> bool {
        let Filter { support, listed, outside, unseen_since, disputed, .. } = self.filter;
        self.disposed != Some(one.status)
            && self.chosen.iter().all(|(field, word)| field(one) == *word)
            && listed.is_none_or(|listed| one.listed == listed)
            && outside.is_none_or(|outside| one.outside == outside)
            && (!disputed || one.disputed)
            && unseen_since.is_none_or(|since| one.seen_on.is_none_or(|seen| seen < since))
            && support.is_none_or(|support| support.holds(self.words.text(one.support), one.support_on))
    }
}
