//! Reading the journal.

use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
};
use domain::{
    access::{Permit, ReadJournal, View},
    calendar::Instant,
    digest::Digest,
    id::FacilityId,
    journal::{Entry, Link, Seq},
};

/// A page of the journal, newest first.
#[derive(Debug)]
pub struct Page {
    /// Entries with their position and hash.
    pub entries: Vec<(Seq, Digest, Entry)>,
    /// Position to go on before, if there are older entries.
    pub older: Option<Seq>,
}

const HEAD: &str = "SELECT seq, hash FROM journal_head WHERE facility_id = $1";
const BEFORE: &str =
    "SELECT seq, hash, body FROM journal_entry WHERE facility_id = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3";
const AFTER: &str =
    "SELECT seq, prev, hash, body FROM journal_entry WHERE facility_id = $1 AND seq > $2 ORDER BY seq LIMIT $3";
const FACILITIES: &str = "SELECT facility_id FROM journal_facility ORDER BY registered_at, facility_id";

/// Every facility of the installation, oldest first. Names nothing of them.
///
/// # Errors
/// When the database can't be read.
pub async fn list_facilities(db: &Db) -> Result<Vec<FacilityId>, StoreError> {
    let mut tx = db.begin_operational_read().await?;
    tx.all(FACILITIES, Vec::new()).await?.iter().map(|row| row.parse(0)).collect()
}

/// The head of the facility's journal.
///
/// # Errors
/// When the database can't be read.
pub async fn head(db: &Db, permit: &Permit<View>) -> Result<(Seq, Digest), StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    read_head(&mut tx, permit.facility()).await
}

pub(super) async fn read_head(tx: &mut Tx, facility: FacilityId) -> Result<(Seq, Digest), StoreError> {
    let row = tx.find(HEAD, args![facility.to_string()]).await?.ok_or(StoreError::NotFound)?;
    Ok((Seq::new(row.int(0)?), row.parse(1)?))
}

/// Entries before a position (or the newest), newest first, at most `limit`.
///
/// # Errors
/// When the database can't be read, or an entry is not readable.
pub async fn entries(
    db: &Db,
    permit: &Permit<ReadJournal>,
    before: Option<Seq>,
    limit: u32,
) -> Result<Page, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let before = before.map_or(i64::MAX, Seq::get);
    let rows = tx.all(BEFORE, args![permit.facility().to_string(), before, i64::from(limit) + 1]).await?;
    let more = rows.len() > limit as usize;
    let entries: Vec<_> = rows.iter().take(limit as usize).map(read_entry).collect::<Result<_, _>>()?;
    let older = entries.last().filter(|_| more).map(|(seq, ..)| *seq);
    Ok(Page { entries, older })
}

fn read_entry(row: &Row) -> Result<(Seq, Digest, Entry), StoreError> {
    Ok((Seq::new(row.int(0)?), row.parse(1)?, Entry::from_body(&row.bytes(2)?)?))
}

/// The stored entries after a position, oldest first, exactly as they were hashed: for the pack's extract.
///
/// # Errors
/// When the database can't be read.
pub async fn recorded(db: &Db, permit: &Permit<View>, after: Seq, limit: u32) -> Result<Vec<Link>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    links(&mut tx, permit.facility(), after, limit).await
}

pub(super) async fn links(tx: &mut Tx, facility: FacilityId, after: Seq, limit: u32) -> Result<Vec<Link>, StoreError> {
    let rows = tx.all(AFTER, args![facility.to_string(), after.get(), i64::from(limit)]).await?;
    rows.iter()
        .map(|row| {
            Ok(Link { seq: Seq::new(row.int(0)?), prev: row.parse(1)?, hash: row.parse(2)?, body: row.bytes(3)? })
        })
        .collect()
}

/// When the journal's newest entry was recorded; `None` for an empty journal.
pub(crate) fn instant(row: &Row, column: usize) -> Result<Instant, StoreError> {
    Ok(Instant::from_millis(row.int(column)?))
}
