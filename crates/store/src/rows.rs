//! Many rows of a declared table with few statements.

use crate::{
    StoreError,
    engine::{Tx, Value},
    table::{self, Places},
};

/// Rows that one statement adds at most. A row has some 20 values; SQLite takes 32,766 of them in one statement.
const ROWS: usize = 100;

/// Adds whole rows, their values in the order of the declared columns. `on_conflict` is what stands behind the values, or nothing.
pub(crate) async fn add(
    tx: &mut Tx,
    table: &'static str,
    rows: Vec<Vec<Value>>,
    on_conflict: &str,
) -> Result<(), StoreError> {
    let Some(declared) = table::TABLES.iter().find(|one| one.name == table) else {
        return Err(StoreError::Internal(format!("no table {table}")));
    };
    let places = match tx {
        Tx::Sqlite(_) => Places::InOrder,
        Tx::Postgres(_) => Places::Numbered,
    };
    let mut rows = rows.into_iter();
    loop {
        let some: Vec<Vec<Value>> = rows.by_ref().take(ROWS).collect();
        if some.is_empty() {
            return Ok(());
        }
        let sql = format!("{}{on_conflict}", declared.insert(some.len(), places));
        tx.execute_declared(sql, some.into_iter().flatten().collect()).await?;
    }
}
