//! `sakimori verify`: the chain is checked, and every entry is replayed through the same `apply` into an empty schema.

use super::{
    commit::{ADD_HEAD, apply},
    read::{links, read_head},
};
use crate::{
    Db, Options, Source, StoreError,
    engine::{Tx, Value, args},
    table::{Kind, TABLES, Table},
};
use domain::{
    digest::Digest,
    id::FacilityId,
    journal::{ChainError, Entry, Seq, check_chain},
};
use std::path::PathBuf;

/// The first thing that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The chain is broken.
    Chain(ChainError),
    /// An entry's bytes can't be read as an event.
    Unreadable(Seq),
    /// An entry can't be replayed.
    NotReplayable {
        /// Which.
        seq: Seq,
        /// Why.
        why: String,
    },
    /// The head does not name the last entry.
    Head {
        /// Last entry.
        last: Seq,
        /// What the head says.
        head: Seq,
    },
    /// A table differs from what the journal says.
    Differs {
        /// Table.
        table: &'static str,
        /// Key of the first differing row.
        key: String,
        /// Columns that differ, or all if the row is on one side only.
        columns: Vec<&'static str>,
        /// Whether the row is missing from the tables, only in them, or other.
        how: &'static str,
    },
}

/// Outcome for one facility.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Entries that were checked.
    pub entries: u64,
    /// Head of the chain.
    pub head: (Seq, Digest),
    /// Rows that were compared.
    pub rows: u64,
    /// The first difference; `None` if everything holds.
    pub finding: Option<Finding>,
}

const BATCH: u32 = 500;
const ADD_DIRECTORY: &str = "INSERT INTO journal_facility (facility_id, sample, registered_at) VALUES ($1, 0, 0)";

/// Checks one facility. The replay goes to a scratch database under `scratch`, which is removed again.
///
/// # Errors
/// When the database can't be read or the scratch can't be made. What does not hold is in the outcome, not an error.
pub async fn verify(db: &Db, facility: FacilityId, scratch: PathBuf) -> Result<Verified, StoreError> {
    let mut real = db.begin_read(facility).await?;
    let path = scratch.join(format!("verify-{facility}-{}.sqlite", std::process::id()));
    remove(&path);
    let (replayed, _) = Db::open(&Options::new(Source::Sqlite(path.clone()))).await?;
    let outcome = compare(&mut real, &replayed, facility).await;
    replayed.close().await;
    remove(&path);
    outcome
}

fn remove(path: &std::path::Path) {
    for suffix in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        let _ = std::fs::remove_file(PathBuf::from(name));
    }
}

async fn compare(real: &mut Tx, replayed: &Db, facility: FacilityId) -> Result<Verified, StoreError> {
    let mut copy = replayed.begin_write(facility).await?;
    copy.execute(ADD_DIRECTORY, args![facility.to_string()]).await?;
    copy.execute(ADD_HEAD, args![facility.to_string(), Digest::ZERO.to_string()]).await?;
    let mut outcome = Verified { entries: 0, head: (Seq::ZERO, Digest::ZERO), rows: 0, finding: None };
    if let Some(finding) = replay(real, &mut copy, facility, &mut outcome).await? {
        outcome.finding = Some(finding);
        return Ok(outcome);
    }
    let head = read_head(real, facility).await?;
    if head != outcome.head {
        outcome.finding = Some(Finding::Head { last: outcome.head.0, head: head.0 });
        return Ok(outcome);
    }
    for table in TABLES.iter().filter(|table| table.kind == Kind::Projected) {
        let (rows, finding) = compare_table(real, &mut copy, facility, table).await?;
        outcome.rows += rows;
        if finding.is_some() {
            outcome.finding = finding;
            break;
        }
    }
    Ok(outcome)
}

async fn replay(
    real: &mut Tx,
    copy: &mut Tx,
    facility: FacilityId,
    outcome: &mut Verified,
) -> Result<Option<Finding>, StoreError> {
    loop {
        let batch = links(real, facility, outcome.head.0, BATCH).await?;
        if batch.is_empty() {
            return Ok(None);
        }
        for link in &batch {
            outcome.head = match check_chain(facility, outcome.head, link) {
                Ok(head) => head,
                Err(error) => return Ok(Some(Finding::Chain(error))),
            };
            let Ok(entry) = Entry::from_body(&link.body) else { return Ok(Some(Finding::Unreadable(link.seq))) };
            if let Err(error) = Box::pin(apply(copy, facility, link.seq, &entry)).await {
                return Ok(Some(Finding::NotReplayable { seq: link.seq, why: error.to_string() }));
            }
            outcome.entries += 1;
        }
    }
}

async fn compare_table(
    real: &mut Tx,
    copy: &mut Tx,
    facility: FacilityId,
    table: &'static Table,
) -> Result<(u64, Option<Finding>), StoreError> {
    let kept = rows(real, facility, table).await?;
    let replayed = rows(copy, facility, table).await?;
    for (left, right) in kept.iter().zip(&replayed) {
        if left != right {
            return Ok((kept.len() as u64, Some(difference(table, left, right))));
        }
    }
    let finding = match (kept.get(replayed.len()), replayed.get(kept.len())) {
        (Some(row), _) => Some(one_side(table, row, "only in the table")),
        (_, Some(row)) => Some(one_side(table, row, "missing from the table")),
        _ => None,
    };
    Ok((kept.len() as u64, finding))
}

/// Rows in order of the key, sorted here: the engines collate texts differently.
async fn rows(tx: &mut Tx, facility: FacilityId, table: &Table) -> Result<Vec<Vec<Value>>, StoreError> {
    let found = tx.all_declared(table.select(), args![facility.to_string()]).await?;
    let mut rows = Vec::with_capacity(found.len());
    for row in &found {
        let values = table.columns.iter().enumerate().map(|(at, (_, kind))| row.value(at, *kind));
        rows.push(values.collect::<Result<Vec<_>, _>>()?);
    }
    rows.sort_by_key(|row| key_of(table, row));
    Ok(rows)
}

fn key_of(table: &Table, row: &[Value]) -> Vec<Value> {
    let at = |name: &str| table.columns.iter().position(|(column, _)| *column == name);
    table.key.iter().filter_map(|name| at(name)).filter_map(|at| row.get(at).cloned()).collect()
}

fn difference(table: &'static Table, left: &[Value], right: &[Value]) -> Finding {
    if key_of(table, left) != key_of(table, right) {
        let (row, how) = if key_of(table, left) < key_of(table, right) {
            (left, "only in the table")
        } else {
            (right, "missing from the table")
        };
        return one_side(table, row, how);
    }
    let pairs = left.iter().zip(right).zip(table.columns);
    let columns = pairs.filter(|((a, b), _)| a != b).map(|(_, (name, _))| *name).collect();
    Finding::Differs { table: table.name, key: key_text(table, left), columns, how: "other than the journal says" }
}

fn one_side(table: &'static Table, row: &[Value], how: &'static str) -> Finding {
    Finding::Differs { table: table.name, key: key_text(table, row), columns: Vec::new(), how }
}

fn key_text(table: &Table, row: &[Value]) -> String {
    let parts: Vec<String> = key_of(table, row)
        .into_iter()
        .map(|value| match value {
            Value::Int(Some(number)) => number.to_string(),
            Value::Text(Some(text)) => text,
            _ => "-".to_owned(),
        })
        .collect();
    parts.join("/")
}
