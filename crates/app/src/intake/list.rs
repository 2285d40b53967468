//! Lists by columns: kept, read, and mapped to fields. What the fields mean is decided by whoever takes in the list.

use super::{IntakeError, Refusal, Refused, Waiting, Why, bytes};
use crate::{App, AppError, evidence::Arrived, words::T};
use domain::{
    access::{Permit, View},
    evidence::FileKind,
    intake::{Field, Mapping, MappingError, Profile},
};
use evidence::{
    TellError,
    table::{RowFault, Table, TableRow, parse_table},
    tell,
    workbook::{Bounds, MAX_WORKBOOK},
};
use std::{collections::BTreeMap, io::BufReader};

/// Keeps a list that arrived: an Excel workbook or a text. `A` is the action for which it is taken in.
///
/// # Errors
/// [`Refusal`] for any other file; nothing stays then.
pub fn keep_list<A>(app: &App, _permit: &Permit<A>, arrived: Arrived) -> Result<Waiting, IntakeError> {
    let Arrived { name, bytes } = arrived;
    if bytes.size() > MAX_WORKBOOK {
        return Err(Refusal::of(Why::TooLarge).with("20 MiB").into());
    }
    match tell(&mut BufReader::new(bytes.look()?)) {
        Ok(FileKind::Excel | FileKind::Text) => {}
        Ok(FileKind::OfficeWithMacros) => return Err(Refusal::of(Why::Macros).into()),
        Ok(FileKind::OldOffice) => return Err(Refusal::of(Why::OldOrLocked).into()),
        Ok(_) | Err(TellError::NotTaken(_)) => return Err(Refusal::of(Why::NotAList).into()),
        Err(TellError::Io(error)) => return Err(AppError::Internal(error.to_string()).into()),
    }
    let (file, _) = app.blobs.keep(bytes)?;
    Ok(Waiting { file, name })
}

/// Reads a waiting list: one at a time, beside the pages.
pub(super) async fn read(app: &App, view: &Permit<View>, waiting: &Waiting) -> Result<Table, IntakeError> {
    let bytes = bytes(app, view, waiting)?;
    let permit = app.reading.clone().acquire_owned().await.map_err(|e| AppError::Internal(e.to_string()))?;
    let read = tokio::task::spawn_blocking(move || {
        let read = parse_table(&bytes, Bounds::BOOK);
        drop(permit);
        read
    });
    match read.await {
        Ok(read) => read.map_err(|error| Refusal::from(error).into()),
        Err(broken) => {
            tracing::warn!("a list broke its reader: {broken}");
            Err(Refusal::of(Why::Damaged).into())
        }
    }
}

/// The columns of a list, and which of them a field stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The heading.
    pub heading: Vec<String>,
    /// How the file was written: `utf-8`, `cp932`, `excel` …
    pub written_as: &'static str,
    /// The mapping.
    pub mapping: Mapping,
    /// Whether it comes from a kept profile, and from which.
    pub profile: Option<String>,
}

/// The mapping for a list: what a person chose, else the newest profile that fits, else a proposal.
pub(super) async fn columns(
    app: &App,
    view: &Permit<View>,
    kind: &str,
    fields: &[Field],
    table: &Table,
    chosen: Option<Mapping>,
) -> Result<Columns, AppError> {
    let (heading, written_as) = (table.heading.clone(), table.written_as);
    if let Some(mapping) = chosen {
        return Ok(Columns { heading, written_as, mapping, profile: None });
    }
    let profiles: Vec<Profile> = store::intake::profiles(&app.db, view, kind).await?;
    Ok(match profiles.into_iter().find(|profile| profile.fits(&heading)) {
        Some(kept) => Columns { heading, written_as, mapping: kept.mapping, profile: Some(kept.name.to_string()) },
        None => Columns { mapping: Mapping::propose(fields, &heading), heading, written_as, profile: None },
    })
}

/// A row by its fields.
pub(super) struct Mapped<'a> {
    row: &'a TableRow,
    places: &'a BTreeMap<&'static str, usize>,
}

impl<'a> Mapped<'a> {
    pub(super) const fn new(row: &'a TableRow, places: &'a BTreeMap<&'static str, usize>) -> Self {
        Self { row, places }
    }

    /// What stands in a field; empty if it has no column.
    pub(super) fn text(&self, field: &str) -> &'a str {
        self.places.get(field).and_then(|at| self.row.cells.get(*at)).map_or("", String::as_str)
    }

    pub(super) const fn line(&self) -> u64 {
        self.row.line
    }
}

/// Rows that the reader could not take, in words.
pub(super) fn refused_rows(t: T, table: &Table) -> Vec<Refused> {
    let words = |fault: &RowFault| match fault {
        RowFault::Ragged { found, expected, .. } => {
            t.with("intake-row-ragged", &[("found", (*found).into()), ("expected", (*expected).into())])
        }
        RowFault::Letters { .. } => t.get("intake-row-letters").into_owned(),
        RowFault::Fault { found, .. } => t.one("intake-row-fault", "found", found.clone()),
    };
    let refused =
        |fault: &RowFault| Refused { subject: String::new(), place: place(t, fault.line()), why: words(fault) };
    table.refused.iter().map(refused).collect()
}

/// `12行目`.
pub(super) fn place(t: T, line: u64) -> String {
    t.one("intake-line", "line", i64::try_from(line).unwrap_or(i64::MAX))
}

/// Why a mapping can't be used, in words; `field` names a field in words.
pub(super) fn mapping_words(t: T, error: &MappingError, field: impl Fn(&str) -> String) -> String {
    match error {
        MappingError::Missing(code) => t.one("intake-mapping-missing", "field", field(code)),
        MappingError::Twice(column) => t.one("intake-mapping-twice", "column", column.clone()),
        MappingError::NoColumn(column) => t.one("intake-mapping-no-column", "column", column.clone()),
    }
}
