//! Searching: only the days that can hold a match are opened, only the row groups that can, only the columns that are asked; rows are
//! read in batches and no more are kept than are shown.

use super::{Archive, ArchiveError, at, columns, damaged};
use crate::Outcome;
use arrow_array::{Array, BooleanArray, RecordBatch, StringArray, cast::AsArray as _, types::TimestampMicrosecondType};
use arrow_schema::ArrowError;
use arrow_select::take::take_record_batch;
use memchr::memmem::Finder;
use parquet::{
    arrow::{
        ProjectionMask,
        arrow_reader::{ArrowPredicate, ArrowPredicateFn, ParquetRecordBatchReaderBuilder, RowFilter},
    },
    file::{metadata::RowGroupMetaData, statistics::Statistics},
};
use std::{collections::BinaryHeap, fs::File, path::PathBuf};

/// What is looked for. Every part that is given has to hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Microseconds UTC, the first instant included.
    pub from: Option<i64>,
    /// Microseconds UTC, the first instant not included.
    pub until: Option<i64>,
    /// The log that it stands in.
    pub source: Option<String>,
    /// The user's name or number.
    pub user: Option<String>,
    /// One patient's id, whole or without its issuer (before `^`).
    pub patient: Option<String>,
    /// The machine that wrote it.
    pub host: Option<String>,
    /// Where it came from or went to.
    pub address: Option<String>,
    /// Our word for what was done, or the source's number for it.
    pub event: Option<String>,
    /// How it went.
    pub outcome: Option<Outcome>,
    /// Words in the message, the names or the record as it was; any part of them, also of a word.
    pub text: Option<String>,
    /// Events of this file alone.
    pub file: Option<String>,
}

/// Which of the matches are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// So many are passed over.
    pub offset: usize,
    /// So many are shown, at most [`Page::MAX`] together with those passed over.
    pub limit: usize,
    /// The oldest first; else the newest.
    pub oldest_first: bool,
}

impl Page {
    /// What a search keeps in memory at most.
    pub const MAX: usize = 100_000;
}

/// A match, as a line of NDJSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Microseconds UTC.
    pub time: Option<i64>,
    /// The event in the form of [`crate::ndjson`].
    pub json: Vec<u8>,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The matches of the page, in order.
    pub rows: Vec<Row>,
    /// There are more after them.
    pub more: bool,
    /// Files that were opened, of all that the archive has.
    pub opened: usize,
    /// Files of the archive.
    pub files: usize,
    /// Rows that were looked at.
    pub looked_at: u64,
}

/// A file that may hold matches.
struct Candidate {
    path: PathBuf,
    day: String,
    first: Option<i64>,
    last: Option<i64>,
    rows: u64,
}

impl Archive {
    /// The matches of a page. `going_on` is asked after each file; false ends the search with what it has.
    ///
    /// # Errors
    /// A file can't be read.
    pub fn search(
        &self,
        query: &Query,
        page: Page,
        going_on: &mut dyn FnMut(&Found) -> bool,
    ) -> Result<Found, ArchiveError> {
        let all = self.candidates()?;
        let mut found = Found { files: all.len(), ..Found::default() };
        let mut wanted: Vec<Candidate> = all.into_iter().filter(|file| file.can_hold(query)).collect();
        wanted.sort_by(|a, b| a.day.cmp(&b.day));
        if !page.oldest_first {
            wanted.reverse();
        }
        let keep = page.offset.saturating_add(page.limit).min(Page::MAX).saturating_add(1);
        let mut kept: BinaryHeap<Kept> = BinaryHeap::new();
        let (mut day, mut seen) = (String::new(), 0);
        for file in wanted {
            // Days follow each other: a later one can't put anything before what is full.
            if file.day != day && kept.len() >= keep {
                break;
            }
            day.clone_from(&file.day);
            search_file(&file, query, page, keep, &mut Matches { kept: &mut kept, seen: &mut seen })?;
            found.opened += 1;
            found.looked_at += file.rows;
            if !going_on(&found) {
                break;
            }
        }
        let mut rows: Vec<Kept> = kept.into_sorted_vec();
        found.more = rows.len() > page.offset.saturating_add(page.limit);
        found.rows = rows.drain(..).skip(page.offset).take(page.limit).map(|kept| kept.row).collect();
        Ok(found)
    }

    fn candidates(&self) -> Result<Vec<Candidate>, ArchiveError> {
        let sealed = self.sealed()?.into_iter().map(|sealed| Candidate {
            path: self.root.join(&sealed.file),
            day: sealed.day,
            first: sealed.first,
            last: sealed.last,
            rows: sealed.rows,
        });
        let open = self.open_parts()?.into_iter().map(|part| Candidate {
            path: self.open_folder().join(&part.name),
            day: part.day,
            first: part.first,
            last: part.last,
            rows: part.rows,
        });
        Ok(sealed.chain(open).collect())
    }
}

impl Candidate {
    fn can_hold(&self, query: &Query) -> bool {
        match (self.first, self.last) {
            (Some(first), Some(last)) => {
                query.from.is_none_or(|from| last >= from) && query.until.is_none_or(|until| first < until)
            }
            // Without a time it is in no range.
            _ => query.from.is_none() && query.until.is_none(),
        }
    }
}

/// A match by its place on the page: the greatest is the last.
struct Kept {
    order: (i64, u64),
    row: Row,
}

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        self.order == other.order
    }
}
impl Eq for Kept {}
impl PartialOrd for Kept {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Kept {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.order.cmp(&other.order)
    }
}

/// What is kept, and how many matches there were: those of the same time stay in the order in which they came.
struct Matches<'m> {
    kept: &'m mut BinaryHeap<Kept>,
    seen: &'m mut u64,
}

fn search_file(
    file: &Candidate,
    query: &Query,
    page: Page,
    keep: usize,
    matches: &mut Matches<'_>,
) -> Result<(), ArchiveError> {
    let path = &file.path;
    let wrong = |why: ArrowError| ArchiveError::Damaged { path: path.clone(), why: why.to_string() };
    let mut builder =
        ParquetRecordBatchReaderBuilder::try_new(File::open(path).map_err(at(path))?).map_err(damaged(path))?;
    let mut groups = Vec::new();
    for group in 0..builder.metadata().num_row_groups() {
        if group_can_hold(&mut builder, group, query).map_err(damaged(path))? {
            groups.push(group);
        }
    }
    if groups.is_empty() {
        return Ok(());
    }
    let filter = RowFilter::new(predicates(query, builder.parquet_schema()));
    let reader =
        builder.with_row_groups(groups).with_row_filter(filter).with_batch_size(8192).build().map_err(damaged(path))?;
    for batch in reader {
        take(&batch.map_err(wrong)?, page, keep, matches).map_err(wrong)?;
    }
    Ok(())
}

/// Keeps what belongs on the page or before it.
fn take(batch: &RecordBatch, page: Page, keep: usize, matches: &mut Matches<'_>) -> Result<(), ArrowError> {
    let kept = &mut *matches.kept;
    let times = batch.column(0).as_primitive::<TimestampMicrosecondType>();
    for row in 0..batch.num_rows() {
        let time = (!times.is_null(row)).then(|| times.value(row));
        let by_time = time.unwrap_or(i64::MAX);
        let order = if page.oldest_first { by_time } else { time.map_or(i64::MAX, |time| -time) };
        *matches.seen += 1;
        let order = (order, *matches.seen);
        if kept.len() >= keep {
            if kept.peek().is_some_and(|last| last.order.0 <= order.0) {
                continue;
            }
            kept.pop();
        }
        let mut json = Vec::new();
        columns::write_json(
            &take_record_batch(batch, &arrow_array::UInt32Array::from(vec![u32::try_from(row).unwrap_or_default()]))?,
            0,
            &mut json,
        );
        kept.push(Kept { order, row: Row { time, json } });
    }
    Ok(())
}

/// What a row group says of itself: the ends of its times, and its Bloom filters.
fn group_can_hold(
    builder: &mut ParquetRecordBatchReaderBuilder<File>,
    group: usize,
    query: &Query,
) -> Result<bool, parquet::errors::ParquetError> {
    if !in_range(builder.metadata().row_group(group), query) {
        return Ok(false);
    }
    let either = [(&query.user, ["user", "user_id"].as_slice()), (&query.host, &["host"])];
    for (wanted, names) in either {
        let Some(wanted) = wanted else { continue };
        let mut possible = false;
        for name in names {
            let Some(column) = columns::index(name) else { continue };
            possible |= builder
                .get_row_group_column_bloom_filter(group, column)?
                .is_none_or(|filter| filter.check(&wanted.as_str()));
        }
        if !possible {
            return Ok(false);
        }
    }
    Ok(true)
}

fn in_range(group: &RowGroupMetaData, query: &Query) -> bool {
    match group.column(0).statistics() {
        Some(Statistics::Int64(times)) => {
            let after = query.from.is_none_or(|from| times.max_opt().is_none_or(|last| *last >= from));
            after && query.until.is_none_or(|until| times.min_opt().is_none_or(|first| *first < until))
        }
        _ => true,
    }
}

type Predicates = Vec<Box<dyn ArrowPredicate>>;

/// The cheapest first: each is asked only of rows that all before it let through.
fn predicates(query: &Query, schema: &parquet::schema::types::SchemaDescriptor) -> Predicates {
    let mut all: Predicates = Vec::new();
    let mask = |names: &[&str]| ProjectionMask::leaves(schema, names.iter().filter_map(|name| columns::index(name)));
    if query.from.is_some() || query.until.is_some() {
        let (from, until) = (query.from.unwrap_or(i64::MIN), query.until.unwrap_or(i64::MAX));
        all.push(Box::new(ArrowPredicateFn::new(mask(&["time"]), move |batch| {
            let times = batch.column(0).as_primitive::<TimestampMicrosecondType>();
            Ok(times.iter().map(|time| Some(time.is_some_and(|time| time >= from && time < until))).collect())
        })));
    }
    let equal: [(&Option<String>, &[&str]); 6] = [
        (&query.file, &["file"]),
        (&query.source, &["source"]),
        (&query.host, &["host"]),
        (&query.user, &["user", "user_id"]),
        (&query.address, &["address", "destination"]),
        (&query.event, &["action", "event_id"]),
    ];
    for (wanted, names) in equal {
        if let Some(wanted) = wanted.clone() {
            all.push(any(mask(names), move |text| text == wanted));
        }
    }
    if let Some(outcome) = query.outcome {
        all.push(any(mask(&["outcome"]), move |text| text == outcome.code()));
    }
    if let Some(patient) = query.patient.clone() {
        all.push(any(mask(&["patient_id"]), move |text| {
            text.split("; ").any(|id| id == patient || id.split('^').next() == Some(&patient))
        }));
    }
    if let Some(text) = &query.text {
        let finder = Finder::new(text.as_bytes()).into_owned();
        let names = ["message", "raw", "object_name", "user", "reason"];
        all.push(any(mask(&names), move |text| finder.find(text.as_bytes()).is_some()));
    }
    all
}

/// Whether any of some text columns holds what is wanted.
fn any(mask: ProjectionMask, mut wanted: impl FnMut(&str) -> bool + Send + 'static) -> Box<dyn ArrowPredicate> {
    Box::new(ArrowPredicateFn::new(mask, move |batch| {
        let columns: Vec<&StringArray> = batch.columns().iter().filter_map(|column| column.as_string_opt()).collect();
        let hit = |row: usize, wanted: &mut dyn FnMut(&str) -> bool| {
            columns.iter().any(|column| !column.is_null(row) && wanted(column.value(row)))
        };
        Ok((0..batch.num_rows()).map(|row| hit(row, &mut wanted)).collect::<Vec<bool>>().into())
            .map(|all: BooleanArray| all)
    }))
}
