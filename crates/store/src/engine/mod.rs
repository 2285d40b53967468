//! The two engines behind one face: SQLite by default, PostgreSQL by setting. One SQL text serves both.

mod migrate;
mod open;
mod tx;
mod value;

pub use migrate::MigrationReport;
pub use open::{Db, Options, Source};
pub(crate) use tx::Tx;
pub use value::ColumnKind;
pub(crate) use value::{Row, Value, args, json};
