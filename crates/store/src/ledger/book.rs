//! The whole ledger as a book of statements, to find out what taking in more of them would do.

use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
};
use domain::{
    access::{Permit, View},
    digest::Digest,
    id::{DeviceId, FacilityId},
    journal::Seq,
    ledger::{Book, Entry, Fields, PackedFields, SourceKind, StatementKept},
};
use std::collections::BTreeMap;

/// A statement of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its name.
    pub digest: Digest,
    /// What it says, of which device.
    pub said: StatementKept,
}

/// Everything that stands in the ledger now.
#[derive(Debug, Clone)]
pub struct KeptBook {
    /// Its statements, by device.
    pub book: Book,
    /// The device behind each number of the book.
    pub devices: Vec<DeviceId>,
    /// The last change of the ledger.
    pub version: Seq,
    /// Files that were taken in, with their numbers.
    pub files: BTreeMap<Digest, u32>,
}

const NOW: &str = "SELECT device_id, source, said_on, files, line, pin, fields, digest FROM ledger_statement
    WHERE facility_id = $1 AND to_seq IS NULL";
const FILES: &str = "SELECT file, number FROM ledger_change WHERE facility_id = $1 AND what = 'file'";
const VERSION: &str = "SELECT COALESCE(MAX(seq), 0) FROM ledger_change WHERE facility_id = $1";

/// Every file that was taken in. Their bytes are kept.
///
/// # Errors
/// When the database can't be read.
pub async fn file_digests(db: &Db, permit: &Permit<View>) -> Result<Vec<Digest>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    tx.all(FILES, args![permit.facility().to_string()]).await?.iter().map(|row| row.parse(0)).collect()
}

/// Reads the whole ledger, in one view of the data.
///
/// # Errors
/// When the database can't be read.
pub async fn book(db: &Db, permit: &Permit<View>) -> Result<KeptBook, StoreError> {
    let facility = permit.facility();
    // The book needs much memory for a while.
    db.ledger.forget(facility);
    let mut tx = db.begin_read(facility).await?;
    let mut kept: Vec<(DeviceId, Entry)> = Vec::new();
    let add = |row: &Row| {
        let Kept { digest, said } = read_kept(row)?;
        let pin = said.pin.map(|pin| pin.to_string().into());
        let StatementKept { device, source, on, files, line, fields, .. } = said;
        let fields = PackedFields::from(&fields);
        kept.push((device, Entry { device: 0, digest, source, on, files, line, pin, fields }));
        Ok(())
    };
    tx.each(NOW, args![facility.to_string()], add).await?;
    // Identifiers grow with time: the device that was known first comes first, on both engines.
    kept.sort_by_key(|(device, entry)| (*device, entry.digest));
    let mut devices: Vec<DeviceId> = Vec::new();
    let mut entries = Vec::with_capacity(kept.len());
    for (device, entry) in kept {
        if devices.last() != Some(&device) {
            devices.push(device);
        }
        entries.push(Entry { device: devices.len() - 1, ..entry });
    }
    let files = tx.all(FILES, args![facility.to_string()]).await?;
    let files = files.iter().map(|row| Ok((row.parse(0)?, number(row, 1)?))).collect::<Result<_, StoreError>>()?;
    let version = version(&mut tx, facility).await?;
    Ok(KeptBook { book: Book::new(entries, devices.len()), devices, version, files })
}

pub(super) async fn version(tx: &mut Tx, facility: FacilityId) -> Result<Seq, StoreError> {
    let row = tx.find(VERSION, args![facility.to_string()]).await?.ok_or(StoreError::NotFound)?;
    Ok(Seq::new(row.int(0)?))
}

/// A statement from the columns of [`NOW`].
pub(super) fn read_kept(row: &Row) -> Result<Kept, StoreError> {
    let said = StatementKept {
        device: row.parse(0)?,
        source: row.code(1, SourceKind::from_code)?,
        on: row.day(2)?,
        files: row.json(3)?,
        line: number(row, 4)?,
        pin: row.opt_parse(5)?,
        fields: row.json::<Fields>(6)?,
    };
    Ok(Kept { digest: row.parse(7)?, said })
}

fn number(row: &Row, column: usize) -> Result<u32, StoreError> {
    let number = row.int(column)?;
    u32::try_from(number).map_err(|_| StoreError::unreadable(column, &number.to_string()))
}
