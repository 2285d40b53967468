//! The only code that writes the tables `ledger_*`.

use super::statements::Unpacking;
use crate::{
    StoreError,
    engine::{Row, Tx, Value, args, json},
    journal::Applied,
    rows,
};
use domain::{
    digest::Digest,
    ledger::{
        FieldKey, Fields, InventoryTaken, LedgerStated, SourceKind, Statement, StatementKept, System, shown, summary,
    },
};
use std::collections::{BTreeMap, BTreeSet};
use time::Date;

const ADD_CHANGE: &str = "INSERT INTO ledger_change (facility_id, seq, what, file, name, number, inventory, source,
    said_on, counts, changed_at, changed_by, headings, replaces)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
const ADD_CONFLICT: &str = "INSERT INTO ledger_conflict (facility_id, seq, place, key_kind, key_value, apart_by,
    devices, settled_seq) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)";
const SETTLE: &str = "UPDATE ledger_conflict SET settled_seq = $4 WHERE facility_id = $1 AND seq = $2 AND place = $3";

/// Rows that one statement names at most: far below what either engine takes.
pub(super) const CHUNK: usize = 400;

pub(crate) async fn apply_taken(tx: &mut Tx, cx: &Applied<'_>, taken: &InventoryTaken) -> Result<(), StoreError> {
    let change = args![
        cx.facility.as_str(),
        cx.seq.get(),
        "file",
        taken.file.to_string(),
        taken.name.as_str(),
        i64::from(taken.number),
        &*taken.inventory,
        taken.source.code(),
        taken.on,
        json(&taken.counts)?,
        cx.at.millis(),
        cx.by.name.as_str(),
        taken.headings.map(|headings| headings.to_string()),
        taken.replaces.map(i64::from)
    ];
    tx.execute(ADD_CHANGE, change).await?;
    for (seq, place) in &taken.settles {
        tx.execute(SETTLE, args![cx.facility.as_str(), *seq, i64::from(*place), cx.seq.get()]).await?;
    }
    for (place, conflict) in (0i64..).zip(&taken.conflicts) {
        let values = args![
            cx.facility.as_str(),
            cx.seq.get(),
            place,
            conflict.key.code(),
            &*conflict.value,
            conflict.apart_by.code(),
            json(&conflict.devices)?
        ];
        tx.execute(ADD_CONFLICT, values).await?;
    }
    let mut statements = Unpacking::of(&taken.statements)?;
    end_all(tx, cx, &taken.ended).await?;
    loop {
        let chunk = statements.next_chunk(CHUNK)?;
        if chunk.is_empty() {
            return Ok(());
        }
        restate(tx, cx, &chunk).await?;
    }
}

pub(crate) async fn apply_stated(tx: &mut Tx, cx: &Applied<'_>, stated: &LedgerStated) -> Result<(), StoreError> {
    let nothing = || Value::Text(None);
    let change = vec![
        cx.facility.as_str().into(),
        cx.seq.get().into(),
        stated.act.code().into(),
        nothing(),
        nothing(),
        Value::Int(None),
        nothing(),
        nothing(),
        nothing(),
        nothing(),
        cx.at.millis().into(),
        cx.by.name.as_str().into(),
        nothing(),
        Value::Int(None),
    ];
    tx.execute(ADD_CHANGE, change).await?;
    if let Some((seq, place)) = stated.settles {
        tx.execute(SETTLE, args![cx.facility.as_str(), seq, i64::from(place), cx.seq.get()]).await?;
    }
    end_all(tx, cx, &stated.ended).await?;
    for chunk in stated.statements.chunks(CHUNK) {
        restate(tx, cx, chunk).await?;
    }
    Ok(())
}

/// Ends statements, and shows their devices anew.
async fn end_all(tx: &mut Tx, cx: &Applied<'_>, ended: &[Digest]) -> Result<(), StoreError> {
    for chunk in ended.chunks(CHUNK) {
        let mut concerned = BTreeSet::new();
        end(tx, cx, chunk.iter().map(Digest::to_string).collect(), &mut concerned).await?;
        show(tx, cx, &concerned, &[]).await?;
    }
    Ok(())
}

/// Statements as they stand now, in the place of those of the same name. Their devices are shown anew, old and new.
async fn restate(tx: &mut Tx, cx: &Applied<'_>, kept: &[StatementKept]) -> Result<(), StoreError> {
    let digests: Vec<String> = kept.iter().map(|one| one.digest().to_string()).collect();
    let statements = kept.iter().zip(&digests).map(|(one, digest)| statement_row(cx, one, digest));
    let statements: Vec<_> = statements.collect::<Result<_, _>>()?;
    let mut concerned: BTreeSet<String> = kept.iter().map(|one| one.device.to_string()).collect();
    end(tx, cx, digests, &mut concerned).await?;
    // These are not there yet when their devices are shown: they need not be read back.
    show(tx, cx, &concerned, kept).await?;
    rows::add(tx, "ledger_statement", statements, "").await
}

/// Ends the statements of these names. Their devices are concerned.
async fn end(
    tx: &mut Tx,
    cx: &Applied<'_>,
    digests: Vec<String>,
    concerned: &mut BTreeSet<String>,
) -> Result<(), StoreError> {
    let now = format!("facility_id = $1 AND to_seq IS NULL AND digest IN ({})", places(3, digests.len()));
    let values = || -> Vec<Value> {
        let first = args![cx.facility.as_str(), cx.seq.get()];
        first.into_iter().chain(digests.iter().map(|digest| Value::from(digest.as_str()))).collect()
    };
    // `$2` is named in both texts: PostgreSQL wants every argument to have a type.
    let find = format!("SELECT device_id FROM ledger_statement WHERE {now} AND from_seq < $2");
    let found = tx.all_declared(find, values()).await?;
    if found.is_empty() {
        return Ok(());
    }
    tx.execute_declared(format!("UPDATE ledger_statement SET to_seq = $2 WHERE {now}"), values()).await?;
    for row in found {
        concerned.insert(row.text(0)?);
    }
    Ok(())
}

fn statement_row(cx: &Applied<'_>, one: &StatementKept, digest: &str) -> Result<Vec<Value>, StoreError> {
    Ok(vec![
        cx.facility.as_str().into(),
        digest.into(),
        cx.seq.get().into(),
        Value::Int(None),
        one.device.to_string().into(),
        one.source.code().into(),
        one.on.into(),
        json(&one.files)?.into(),
        i64::from(one.line).into(),
        one.pin.map(|pin| pin.to_string()).into(),
        json(&one.fields)?.into(),
    ])
}

/// Shows these devices anew, by what stands in the table and what is said of them now. One about which nothing is said any more is no
/// longer shown.
async fn show(
    tx: &mut Tx,
    cx: &Applied<'_>,
    concerned: &BTreeSet<String>,
    now: &[StatementKept],
) -> Result<(), StoreError> {
    let concerned: Vec<&str> = concerned.iter().map(String::as_str).collect();
    let mut stands = Vec::new();
    for chunk in concerned.chunks(CHUNK) {
        stands.append(&mut hide(tx, cx, chunk).await?);
    }
    let mut said: BTreeMap<String, Vec<Statement<'_>>> = BTreeMap::new();
    for (device, source, on, fields) in &stands {
        said.entry(device.clone()).or_default().push(Statement::new(*source, *on, fields));
    }
    for one in now {
        said.entry(one.device.to_string()).or_default().push(Statement::new(one.source, one.on, &one.fields));
    }
    let devices: Result<Vec<_>, _> = said.iter().map(|(id, said)| device_row(cx, id, said)).collect();
    rows::add(tx, "ledger_device", devices?, "").await
}

type Stands = (String, SourceKind, Date, Fields);

/// No longer shows these devices, and tells what stands about them.
async fn hide(tx: &mut Tx, cx: &Applied<'_>, devices: &[&str]) -> Result<Vec<Stands>, StoreError> {
    let of = |from: usize| format!("IN ({})", places(from, devices.len()));
    let values = || -> Vec<Value> {
        std::iter::once(cx.facility.as_str()).chain(devices.iter().copied()).map(Value::from).collect()
    };
    let find = format!(
        "SELECT device_id, source, said_on, fields FROM ledger_statement
         WHERE facility_id = $1 AND to_seq IS NULL AND device_id {}",
        of(2)
    );
    let found = tx.all_declared(find, values()).await?;
    tx.execute_declared(format!("DELETE FROM ledger_device WHERE facility_id = $1 AND id {}", of(2)), values()).await?;
    let stands = |row: &Row| Ok((row.text(0)?, row.code(1, SourceKind::from_code)?, row.day(2)?, row.json(3)?));
    found.iter().map(stands).collect()
}

fn device_row(cx: &Applied<'_>, id: &str, said: &[Statement<'_>]) -> Result<Vec<Value>, StoreError> {
    let shown = shown(said);
    let summary = summary(said, &shown);
    let text = |key: FieldKey| Value::from(shown.text(key).unwrap_or_default());
    let day = |day: Option<Date>| Value::from(day.map(domain::calendar::iso).unwrap_or_default());
    Ok(vec![
        cx.facility.as_str().into(),
        id.into(),
        summary.listed.into(),
        text(FieldKey::Kind),
        text(FieldKey::Status),
        text(FieldKey::Department),
        text(FieldKey::System),
        text(FieldKey::Owner),
        text(FieldKey::Os),
        summary.support.code().into(),
        day(summary.support_on),
        summary.outside.into(),
        day(summary.seen_on),
        i64::try_from(shown.disputes.len()).unwrap_or(i64::MAX).into(),
        summary.search_key.into(),
        summary.sort_key.into(),
        json(&shown)?.into(),
        cx.seq.get().into(),
    ])
}

/// `$3, $4, $5`.
pub(super) fn places(first: usize, count: usize) -> String {
    (first..first + count).map(|at| format!("${at}")).collect::<Vec<_>>().join(", ")
}

const SYSTEM: &str = "INSERT INTO ledger_system (facility_id, id, name, kind, vendor_id, version)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (facility_id, id) DO UPDATE SET name = excluded.name, kind = excluded.kind,
    vendor_id = excluded.vendor_id, version = excluded.version";

pub(crate) async fn apply_system(tx: &mut Tx, cx: &Applied<'_>, system: &System) -> Result<(), StoreError> {
    let stated = &system.stated;
    let values = args![
        cx.facility.as_str(),
        system.id.to_string(),
        stated.name.as_str(),
        stated.kind.code(),
        stated.vendor.map(|vendor| vendor.to_string()),
        cx.seq.get()
    ];
    tx.execute(SYSTEM, values).await.map(drop)
}
