//! The ledger as it was recorded by the end of a day.

use super::{
    book::{Kept, read_kept},
    list::Listed,
};
use crate::{
    Db, StoreError,
    engine::{Row, args},
};
use domain::{
    access::{Permit, View},
    calendar::Instant,
    id::DeviceId,
    journal::Seq,
    ledger::{FieldKey, Statement, StatementKept, shown, summary},
};
use time::Date;

const LAST: &str = "SELECT COALESCE(MAX(seq), 0) FROM ledger_change WHERE facility_id = $1 AND changed_at < $2";
const THEN: &str = "SELECT device_id, source, said_on, files, line, pin, fields, digest FROM ledger_statement
    WHERE facility_id = $1 AND from_seq <= $2 AND (to_seq IS NULL OR to_seq > $2) ORDER BY device_id";

/// What the ledger held by the end of a day in Japan, by name: devices that a list names and that were not disposed of.
///
/// # Errors
/// When the database can't be read.
pub async fn as_of(db: &Db, permit: &Permit<View>, day: Date) -> Result<Vec<Listed>, StoreError> {
    let facility = permit.facility().to_string();
    let end = Instant::start_of_day_jst(day.next_day().unwrap_or(day));
    let mut tx = db.begin_read(permit.facility()).await?;
    let last = tx.find(LAST, args![facility.as_str(), end.millis()]).await?.ok_or(StoreError::NotFound)?.int(0)?;
    let mut found: Vec<(String, Listed)> = Vec::new();
    let mut said: Vec<StatementKept> = Vec::new();
    let show = |said: &mut Vec<StatementKept>, found: &mut Vec<(String, Listed)>| {
        if let Some(id) = said.first().map(|one| one.device) {
            found.extend(Some(listed(id, said, last)).filter(|(_, one)| counts(one)));
        }
        said.clear();
    };
    let add = |row: &Row| {
        let Kept { said: one, .. } = read_kept(row)?;
        if said.first().is_some_and(|first| first.device != one.device) {
            show(&mut said, &mut found);
        }
        said.push(one);
        Ok(())
    };
    tx.each(THEN, args![facility, last], add).await?;
    show(&mut said, &mut found);
    found.sort_by(|a, b| (&a.0, a.1.id).cmp(&(&b.0, b.1.id)));
    Ok(found.into_iter().map(|(_, one)| one).collect())
}

fn listed(id: DeviceId, said: &[StatementKept], last: i64) -> (String, Listed) {
    let statements: Vec<Statement<'_>> =
        said.iter().map(|one| Statement::new(one.source, one.on, &one.fields)).collect();
    let shown = shown(&statements);
    let summary = summary(&statements, &shown);
    let listed = Listed { id, shown, listed: summary.listed, seen_on: summary.seen_on, version: Seq::new(last) };
    (summary.sort_key, listed)
}

fn counts(device: &Listed) -> bool {
    device.listed && device.shown.text(FieldKey::Status) != Some("disposed")
}
