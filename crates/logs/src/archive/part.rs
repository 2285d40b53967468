//! One Parquet file: rows of one day, sorted by time.

use super::{ArchiveError, columns, damaged, durable::Whole};
use arrow_array::{Array as _, RecordBatch, UInt32Array, cast::AsArray as _, types::TimestampMicrosecondType};
use arrow_select::{concat::concat_batches, take::take_record_batch};
use parquet::{
    arrow::{ArrowWriter, arrow_reader::ParquetRecordBatchReaderBuilder},
    basic::{Compression, Encoding, ZstdLevel},
    file::{
        metadata::SortingColumn,
        properties::{EnabledStatistics, WriterProperties},
    },
    schema::types::ColumnPath,
};
use serde::{Deserialize, Serialize};
use std::{fs::File, path::Path, sync::Arc};

/// A file of the archive as its logs describe it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Part {
    /// Its name in its folder.
    pub(super) name: String,
    pub(super) day: String,
    pub(super) rows: u64,
    pub(super) bytes: u64,
    pub(super) sha256: String,
    /// Microseconds UTC of the first and the last row that have a time.
    pub(super) first: Option<i64>,
    pub(super) last: Option<i64>,
}

/// So many rows lie in a row group: what a search reads or leaves out as a whole.
const GROUP: usize = 65_536;
/// Columns by which single rows are looked for: each row group says with a Bloom filter whether it can hold a value.
pub(super) const FILTERED: &[&str] = &["user", "user_id", "patient_id", "address", "host", "object_id"];

fn properties(rows: usize) -> WriterProperties {
    // Level 3 takes little more time than 1 here: most of a row is in dictionaries.
    let level = ZstdLevel::try_new(3).unwrap_or_default();
    let mut all = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_max_row_group_row_count(Some(GROUP))
        .set_created_by("sakimori logs 1".into())
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_statistics_truncate_length(Some(64))
        .set_sorting_columns(Some(vec![SortingColumn { column_idx: 0, descending: false, nulls_first: false }]));
    for (name, encoding) in [
        ("time", Encoding::DELTA_BINARY_PACKED),
        ("record_id", Encoding::DELTA_BINARY_PACKED),
        ("line", Encoding::DELTA_BINARY_PACKED),
    ] {
        let path = ColumnPath::from(name);
        all = all.set_column_dictionary_enabled(path.clone(), false).set_column_encoding(path, encoding);
    }
    // A small file is read as quickly as its filters.
    if rows >= GROUP / 8 {
        for name in FILTERED {
            let path = ColumnPath::from(*name);
            all = all
                .set_column_bloom_filter_enabled(path.clone(), true)
                .set_column_bloom_filter_fpp(path.clone(), 0.01)
                .set_column_bloom_filter_max_ndv(path, (rows.min(GROUP) / 4) as u64);
        }
    }
    all.build()
}

/// The rows in the order of their time; those without a time last, all else as it was.
pub(super) fn sorted(batch: &RecordBatch) -> Result<RecordBatch, arrow_schema::ArrowError> {
    let times = batch.column(0).as_primitive::<TimestampMicrosecondType>();
    let time = |row: u32| {
        let row = row as usize;
        if times.is_null(row) { i64::MAX } else { times.value(row) }
    };
    let rows = u32::try_from(batch.num_rows()).unwrap_or(u32::MAX);
    if (1..rows).all(|row| time(row - 1) <= time(row)) {
        return Ok(batch.clone());
    }
    let mut order: Vec<u32> = (0..rows).collect();
    order.sort_by_key(|row| time(*row));
    take_record_batch(batch, &UInt32Array::from(order))
}

/// Writes rows of one day, sorted, as a file that is whole or not there.
pub(super) fn write(path: &Path, day: &str, batch: &RecordBatch) -> Result<Part, ArchiveError> {
    let mut writer =
        ArrowWriter::try_new(Whole::new(path)?, Arc::clone(&columns::SCHEMA), Some(properties(batch.num_rows())))
            .map_err(damaged(path))?;
    writer.write(batch).map_err(damaged(path))?;
    let (sha256, bytes) = writer.into_inner().map_err(damaged(path))?.finish()?;
    let times = batch.column(0).as_primitive::<TimestampMicrosecondType>();
    let with_time = batch.num_rows() - times.null_count();
    let ends = (with_time > 0).then(|| (times.value(0), times.value(with_time - 1)));
    Ok(Part {
        name: path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned(),
        day: day.to_owned(),
        rows: batch.num_rows() as u64,
        bytes,
        sha256,
        first: ends.map(|ends| ends.0),
        last: ends.map(|ends| ends.1),
    })
}

/// All rows of some files, sorted.
pub(super) fn merged(paths: &[std::path::PathBuf]) -> Result<RecordBatch, ArchiveError> {
    let mut batches = Vec::new();
    let mut place = Path::new("");
    for path in paths {
        place = path;
        let file = File::open(path).map_err(super::at(path))?;
        let reader = ParquetRecordBatchReaderBuilder::try_new(file)
            .and_then(|builder| builder.build())
            .map_err(damaged(path))?;
        for batch in reader {
            batches.push(batch.map_err(|why| ArchiveError::Damaged { path: path.clone(), why: why.to_string() })?);
        }
    }
    let all = concat_batches(&columns::SCHEMA, &batches).and_then(|all| sorted(&all));
    all.map_err(|why| ArchiveError::Damaged { path: place.to_owned(), why: why.to_string() })
}
