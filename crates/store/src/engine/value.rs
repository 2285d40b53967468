//! Values in and out of either engine: integers, texts, bytes, and their absence. No sqlx type leaves this room.

use crate::StoreError;
use sqlx::{Row as _, postgres::PgRow, sqlite::SqliteRow};
use std::str::FromStr;
use time::{Date, macros::format_description};

/// A value to bind. Absence has a type, because PostgreSQL asks for one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Value {
    Int(Option<i64>),
    Text(Option<String>),
    Bytes(Vec<u8>),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(Some(value))
    }
}
impl From<Option<i64>> for Value {
    fn from(value: Option<i64>) -> Self {
        Self::Int(value)
    }
}
impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Int(Some(value.into()))
    }
}
impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(Some(value.to_owned()))
    }
}
impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(Some(value))
    }
}
impl From<Option<String>> for Value {
    fn from(value: Option<String>) -> Self {
        Self::Text(value)
    }
}
impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(value)
    }
}
impl From<Date> for Value {
    fn from(day: Date) -> Self {
        Self::Text(Some(iso(day)))
    }
}
impl From<Option<Date>> for Value {
    fn from(day: Option<Date>) -> Self {
        Self::Text(day.map(iso))
    }
}

/// `YYYY-MM-DD`, as dates are stored.
fn iso(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day())
}

/// Builds the arguments of a statement, in the order of `$1`, `$2`, ….
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::engine::Value::from($value)),*] };
}
pub(crate) use args;

/// A row as read. Columns are counted from 0, in the order of the SELECT.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

macro_rules! getter {
    ($name:ident, $type:ty) => {
        pub(crate) fn $name(&self, column: usize) -> Result<$type, StoreError> {
            match self {
                Self::Sqlite(row) => row.try_get(column),
                Self::Postgres(row) => row.try_get(column),
            }
            .map_err(StoreError::from)
        }
    };
}

impl Row {
    getter!(int, i64);
    getter!(opt_int, Option<i64>);
    getter!(text, String);
    getter!(opt_text, Option<String>);
    getter!(bytes, Vec<u8>);

    pub(crate) fn flag(&self, column: usize) -> Result<bool, StoreError> {
        Ok(self.int(column)? != 0)
    }

    /// A text that is the written form of `T`.
    pub(crate) fn parse<T: FromStr>(&self, column: usize) -> Result<T, StoreError> {
        let text = self.text(column)?;
        text.parse().map_err(|_| StoreError::unreadable(column, &text))
    }

    pub(crate) fn opt_parse<T: FromStr>(&self, column: usize) -> Result<Option<T>, StoreError> {
        let Some(text) = self.opt_text(column)? else { return Ok(None) };
        text.parse().map(Some).map_err(|_| StoreError::unreadable(column, &text))
    }

    pub(crate) fn day(&self, column: usize) -> Result<Date, StoreError> {
        let text = self.text(column)?;
        parse_day(&text).ok_or_else(|| StoreError::unreadable(column, &text))
    }

    pub(crate) fn opt_day(&self, column: usize) -> Result<Option<Date>, StoreError> {
        let Some(text) = self.opt_text(column)? else { return Ok(None) };
        parse_day(&text).map(Some).ok_or_else(|| StoreError::unreadable(column, &text))
    }

    /// A text that is a stable code.
    pub(crate) fn code<T>(&self, column: usize, from_code: fn(&str) -> Option<T>) -> Result<T, StoreError> {
        let text = self.text(column)?;
        from_code(&text).ok_or_else(|| StoreError::unreadable(column, &text))
    }

    /// A text that is JSON of `T`.
    pub(crate) fn json<T: serde::de::DeserializeOwned>(&self, column: usize) -> Result<T, StoreError> {
        let text = self.text(column)?;
        serde_json::from_str(&text).map_err(|_| StoreError::unreadable(column, &text))
    }

    /// Any column, as a value to compare.
    pub(crate) fn value(&self, column: usize, kind: ColumnKind) -> Result<Value, StoreError> {
        Ok(match kind {
            ColumnKind::Int => Value::Int(self.opt_int(column)?),
            ColumnKind::Text => Value::Text(self.opt_text(column)?),
            ColumnKind::Bytes => Value::Bytes(self.bytes(column)?),
        })
    }
}

/// What a column holds, on both engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// BIGINT.
    Int,
    /// TEXT.
    Text,
    /// BLOB or BYTEA.
    Bytes,
}

fn parse_day(text: &str) -> Option<Date> {
    Date::parse(text, format_description!("[year]-[month]-[day]")).ok()
}

/// JSON text of a value that is kept as one column.
pub(crate) fn json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Internal(error.to_string()))
}
