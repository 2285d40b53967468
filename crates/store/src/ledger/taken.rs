//! Files that were taken in, and what a person decided about shared keys: what taking in another file stands on.

use crate::{
    Db, StoreError,
    engine::{Row, args},
};
use domain::{
    access::{Permit, View},
    digest::Digest,
    id::DeviceId,
    journal::Seq,
    ledger::KeyKind,
};
use std::collections::BTreeSet;
use time::Date;

/// A file that was taken in, as of the last time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenFile {
    /// Journal entry.
    pub seq: Seq,
    /// SHA-256.
    pub file: Digest,
    /// Name under which it came.
    pub name: String,
    /// Its number in the ledger.
    pub number: u32,
    /// What it is: code of its kind.
    pub inventory: String,
    /// The day of its data.
    pub on: Date,
    /// Hash over its headings, for a list; none for one that came in before they were kept.
    pub headings: Option<Digest>,
    /// Whether it was replaced by its corrected one.
    pub replaced: bool,
}

const FILES: &str = "SELECT seq, file, name, number, inventory, said_on, headings, replaces FROM ledger_change
    WHERE facility_id = $1 AND what = 'file' ORDER BY seq DESC LIMIT 20000";

/// Every file that was taken in, the last first, each once.
///
/// # Errors
/// When the database can't be read.
pub async fn taken_files(db: &Db, permit: &Permit<View>) -> Result<Vec<TakenFile>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let (mut found, mut seen, mut replaced) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for row in tx.all(FILES, args![permit.facility().to_string()]).await? {
        let number = number(&row, 3)?;
        if seen.insert(number) {
            found.push(TakenFile {
                seq: Seq::new(row.int(0)?),
                file: row.parse(1)?,
                name: row.text(2)?,
                number,
                inventory: row.text(4)?,
                on: row.day(5)?,
                headings: row.opt_parse(6)?,
                // What came in again after it was replaced stands again.
                replaced: replaced.contains(&number),
            });
        }
        if let Some(earlier) = row.opt_int(7)? {
            replaced.insert(u32::try_from(earlier).map_err(|_| StoreError::unreadable(7, &earlier.to_string()))?);
        }
    }
    Ok(found)
}

fn number(row: &Row, column: usize) -> Result<u32, StoreError> {
    let number = row.int(column)?;
    u32::try_from(number).map_err(|_| StoreError::unreadable(column, &number.to_string()))
}

const DECIDED: &str = "SELECT c.key_kind, c.key_value, c.devices FROM ledger_conflict c
    JOIN ledger_change h ON h.facility_id = c.facility_id AND h.seq = c.settled_seq
    WHERE c.facility_id = $1 AND h.what <> 'file'";

/// Shared keys about which a person decided, each with the devices that they looked at.
///
/// # Errors
/// When the database can't be read.
pub async fn decided(
    db: &Db,
    permit: &Permit<View>,
) -> Result<Vec<(KeyKind, Box<str>, BTreeSet<DeviceId>)>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let rows = tx.all(DECIDED, args![permit.facility().to_string()]).await?;
    rows.iter().map(|row| Ok((row.code(0, KeyKind::from_code)?, row.text(1)?.into(), row.json(2)?))).collect()
}
