//! Events ↔ columns. The schema of the files is that of [`crate::COLUMNS`], with `received` and `file` for every row.

use crate::{
    event::{COLUMNS, Event},
    instant,
};
use arrow_array::{
    ArrayRef, Int16Array, RecordBatch, TimestampMicrosecondArray, UInt64Array,
    builder::{Int16Builder, StringBuilder, TimestampMicrosecondBuilder, UInt64Builder},
};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef, TimeUnit};
use std::sync::{Arc, LazyLock};

/// Columns that are no text.
fn kind(name: &str) -> DataType {
    match name {
        "time" | "received" => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        "time_offset" => DataType::Int16,
        "record_id" | "line" => DataType::UInt64,
        _ => DataType::Utf8,
    }
}

/// The schema of every file of the archive.
pub(super) static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let fields: Vec<Field> = COLUMNS.iter().map(|column| Field::new(column.name, kind(column.name), true)).collect();
    Arc::new(Schema::new(fields))
});

/// The number of a column in the schema.
pub(super) fn index(name: &str) -> Option<usize> {
    COLUMNS.iter().position(|column| column.name == name)
}

/// Rows that are being gathered.
pub(super) struct Rows {
    pub(super) time: Vec<Option<i64>>,
    offset: Int16Builder,
    received: TimestampMicrosecondBuilder,
    record: UInt64Builder,
    line: UInt64Builder,
    /// In the order in which [`Rows::push`] fills them.
    texts: Vec<StringBuilder>,
    bytes: usize,
}

/// The text columns, in the order of the schema.
const TEXTS: usize = 24;

impl Default for Rows {
    fn default() -> Self {
        Self {
            time: Vec::new(),
            offset: Int16Builder::new(),
            received: TimestampMicrosecondBuilder::new(),
            record: UInt64Builder::new(),
            line: UInt64Builder::new(),
            texts: (0..TEXTS).map(|_| StringBuilder::new()).collect(),
            bytes: 0,
        }
    }
}

impl Rows {
    /// Adds an event. An empty text is no value.
    pub(super) fn push(&mut self, event: &Event<'_>, received: i64, file: &str) {
        self.time.push(event.time.micros);
        self.offset.append_option(event.time.micros.map(|_| event.time.offset_minutes));
        self.received.append_value(received);
        self.record.append_option(event.record_id);
        self.line.append_value(event.line);
        let texts: [&str; TEXTS] = [
            event.time.basis.code(),
            &event.source,
            event.format,
            &event.provider,
            &event.host,
            &event.user,
            &event.user_id,
            &event.user_domain,
            &event.action,
            event.outcome.code(),
            &event.reason,
            &event.object_type,
            &event.object_id,
            &event.object_name,
            &event.patient_id,
            &event.address,
            &event.destination,
            &event.event_id,
            &event.event_type,
            event.severity,
            &event.message,
            &event.raw,
            event.raw_reason,
            file,
        ];
        for (builder, text) in self.texts.iter_mut().zip(texts) {
            self.bytes += text.len();
            builder.append_option((!text.is_empty()).then_some(text));
        }
    }

    pub(super) const fn len(&self) -> usize {
        self.time.len()
    }

    /// How much memory the texts take, about.
    pub(super) const fn bytes(&self) -> usize {
        self.bytes + self.time.len() * 200
    }

    /// The rows as they were added, and an empty gathering again.
    pub(super) fn take(&mut self) -> Result<RecordBatch, ArrowError> {
        let mut rows = std::mem::take(self);
        let mut texts = rows.texts.iter_mut().map(|builder| Arc::new(builder.finish()) as ArrayRef);
        let utc = |array: TimestampMicrosecondArray| Arc::new(array.with_timezone("UTC")) as ArrayRef;
        let columns = COLUMNS.iter().map(|column| match column.name {
            "time" => utc(TimestampMicrosecondArray::from(rows.time.clone())),
            "received" => utc(rows.received.finish()),
            "time_offset" => Arc::new(rows.offset.finish()) as ArrayRef,
            "record_id" => Arc::new(rows.record.finish()) as ArrayRef,
            "line" => Arc::new(rows.line.finish()) as ArrayRef,
            _ => texts.next().unwrap_or_else(|| arrow_array::new_null_array(&DataType::Utf8, rows.time.len())),
        });
        RecordBatch::try_new(Arc::clone(&SCHEMA), columns.collect())
    }
}

/// The civil day in Japan of an instant, as a partition names it.
pub(super) fn day(micros: Option<i64>) -> String {
    let Some(micros) = micros else { return "none".into() };
    let (year, month, day) = instant::date_of((micros.saturating_add(9 * 3_600_000_000)).div_euclid(86_400_000_000));
    format!("{year:04}-{month:02}-{day:02}")
}

/// What a row of a file says, as JSON in the order of the schema: the same line as [`crate::ndjson`] writes.
pub(super) fn write_json(batch: &RecordBatch, row: usize, out: &mut Vec<u8>) {
    use arrow_array::{Array as _, cast::AsArray as _, types::TimestampMicrosecondType};
    let mut first = true;
    out.push(b'{');
    for (column, array) in batch.schema_ref().fields().iter().zip(batch.columns()) {
        if array.is_null(row) {
            continue;
        }
        if !first {
            out.push(b',');
        }
        first = false;
        out.extend_from_slice(format!("\"{}\":", column.name()).as_bytes());
        match column.data_type() {
            DataType::Timestamp(..) => {
                out.push(b'"');
                instant::write_utc(array.as_primitive::<TimestampMicrosecondType>().value(row), out);
                out.push(b'"');
            }
            DataType::Int16 => {
                out.push(b'"');
                instant::write_offset(array.as_any().downcast_ref::<Int16Array>().map_or(0, |all| all.value(row)), out);
                out.push(b'"');
            }
            DataType::UInt64 => {
                let number = array.as_any().downcast_ref::<UInt64Array>().map_or(0, |all| all.value(row));
                out.extend_from_slice(number.to_string().as_bytes());
            }
            _ => {
                out.push(b'"');
                crate::ndjson::escape(array.as_string_opt::<i32>().map_or("", |all| all.value(row)), out);
                out.push(b'"');
            }
        }
    }
    out.extend_from_slice(b"}\n");
}
