//! Bringing a schema up to date: all pending steps in one transaction, or none. On SQLite a copy is taken first.

use super::Tx;
use crate::{StoreError, table};
use domain::digest::Digest;
use sqlx::{Connection as _, PgConnection, PgPool, SqlitePool};
use std::path::Path;

/// What a start did to the schema.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MigrationReport {
    /// Steps that were applied now.
    pub applied: Vec<String>,
    /// Copy that was taken of a SQLite file before its schema changed.
    pub copy: Option<std::path::PathBuf>,
}

/// One step: a concept, with its text for each engine. Once released a step never changes.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// Position, from 1.
    pub version: i64,
    /// Concept.
    pub name: &'static str,
    /// Text for SQLite.
    pub sqlite: &'static str,
    /// Text for PostgreSQL.
    pub postgres: &'static str,
}

macro_rules! steps {
    ($($version:literal $name:literal;)+) => {
        &[$(Step {
            version: $version,
            name: $name,
            sqlite: include_str!(concat!("../../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../../migrations/postgres/", $name, ".sql")),
        },)+]
    };
}

/// Every step, in order.
pub(crate) const STEPS: &[Step] = steps! {
    1 "journal";
    2 "facility";
    3 "access";
    4 "assessment";
    5 "inspection";
    6 "vendor";
    7 "evidence";
    8 "carry_over";
    9 "remediation";
    10 "vendor_register";
    11 "vendor_asking";
    12 "intake_profile";
    13 "remote_access";
    14 "disclosure";
    15 "split";
    16 "ledger";
    17 "ledger_index";
    18 "ledger_correction";
    19 "readiness_backup";
    20 "contact_chart";
    21 "drill";
    22 "stocktake";
    23 "network";
    24 "bcp";
    25 "incident";
};

const MAKE_HISTORY: &str = "CREATE TABLE IF NOT EXISTS schema_step (
    version BIGINT PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL)";
const HISTORY: &str = "SELECT version, name, digest FROM schema_step ORDER BY version";
const RECORD: &str = "INSERT INTO schema_step (version, name, digest) VALUES ($1, $2, $3)";

/// Brings a SQLite file up to date.
pub(super) async fn sqlite(writer: &SqlitePool, path: &Path) -> Result<MigrationReport, StoreError> {
    steps_sqlite(writer, path, STEPS).await
}

async fn steps_sqlite(writer: &SqlitePool, path: &Path, steps: &[Step]) -> Result<MigrationReport, StoreError> {
    let mut tx = Tx::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?);
    let done = done_steps(&mut tx).await?;
    let pending = pending(steps, &done)?;
    if pending.is_empty() {
        return Ok(MigrationReport::default());
    }
    drop(tx);
    let copy = if done.is_empty() { None } else { Some(copy_of(writer, path, done.len()).await?) };
    let tx = Tx::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?);
    apply(tx, pending, |step| step.sqlite.to_owned()).await.map(|applied| MigrationReport { applied, copy })
}

/// Brings a PostgreSQL database up to date as its owner, and gives the program's role what it needs.
pub(super) async fn postgres(owner: &mut PgConnection, program: &str) -> Result<MigrationReport, StoreError> {
    steps_postgres(owner, program, STEPS).await
}

async fn steps_postgres(
    owner: &mut PgConnection,
    program: &str,
    steps: &[Step],
) -> Result<MigrationReport, StoreError> {
    // One migrating process at a time; the lock goes with the connection.
    sqlx::query("SELECT pg_advisory_lock(7261406)").execute(&mut *owner).await?;
    let role = format!("\"{}\"", program.replace('"', "\"\""));
    let mut tx = owner.begin().await?;
    sqlx::raw_sql(MAKE_HISTORY).execute(&mut *tx).await?;
    let done: Vec<(i64, String, String)> = sqlx::query_as(HISTORY).fetch_all(&mut *tx).await?;
    let pending = pending(steps, &done)?;
    let mut applied = Vec::new();
    for step in pending {
        sqlx::raw_sql(step.postgres).execute(&mut *tx).await.map_err(|e| failed(step, &e.into()))?;
        sqlx::query(RECORD)
            .bind(step.version)
            .bind(step.name)
            .bind(Digest::of(step.postgres.as_bytes()).to_string())
            .execute(&mut *tx)
            .await?;
        applied.push(step.name.to_owned());
    }
    if !applied.is_empty() {
        sqlx::raw_sql(sqlx::AssertSqlSafe(table::postgres_grants(&role))).execute(&mut *tx).await?;
    }
    tx.commit().await?;
    Ok(MigrationReport { applied, copy: None })
}

/// Refuses a SQLite file that is behind or ahead of this program.
pub(super) async fn check_sqlite(pool: &SqlitePool) -> Result<(), StoreError> {
    let known = "SELECT 1 FROM sqlite_schema WHERE name = 'schema_step'";
    if sqlx::query(known).fetch_optional(pool).await?.is_none() {
        return Err(StoreError::SchemaBehind);
    }
    let done: Vec<(i64, String, String)> = sqlx::query_as(HISTORY).fetch_all(pool).await?;
    if pending(STEPS, &done)?.is_empty() { Ok(()) } else { Err(StoreError::SchemaBehind) }
}

/// Refuses a PostgreSQL database that is behind or ahead of this program.
pub(super) async fn check_postgres(pool: &PgPool) -> Result<(), StoreError> {
    let done: Result<Vec<(i64, String, String)>, _> = sqlx::query_as(HISTORY).fetch_all(pool).await;
    let Ok(done) = done else { return Err(StoreError::SchemaBehind) };
    if pending(STEPS, &done)?.is_empty() { Ok(()) } else { Err(StoreError::SchemaBehind) }
}

async fn done_steps(tx: &mut Tx) -> Result<Vec<(i64, String, String)>, StoreError> {
    tx.execute(MAKE_HISTORY, Vec::new()).await?;
    let rows = tx.all(HISTORY, Vec::new()).await?;
    rows.iter().map(|row| Ok((row.int(0)?, row.text(1)?, row.text(2)?))).collect()
}

/// Steps still to do. A database that knows steps which this program does not is newer.
fn pending<'a>(steps: &'a [Step], done: &[(i64, String, String)]) -> Result<&'a [Step], StoreError> {
    let newest = done.last().map_or(0, |(version, ..)| *version);
    let known = steps.last().map_or(0, |step| step.version);
    if newest > known {
        return Err(StoreError::NewerSchema { found: newest, known });
    }
    Ok(&steps[done.len().min(steps.len())..])
}

async fn apply(mut tx: Tx, pending: &[Step], text: impl Fn(&Step) -> String) -> Result<Vec<String>, StoreError> {
    let mut applied = Vec::new();
    tx.execute(MAKE_HISTORY, Vec::new()).await?;
    for step in pending {
        let sql = text(step);
        let digest = Digest::of(sql.as_bytes()).to_string();
        tx.ddl(sql).await.map_err(|error| failed(step, &error))?;
        tx.execute(RECORD, super::args![step.version, step.name, digest]).await?;
        applied.push(step.name.to_owned());
    }
    tx.commit().await?;
    Ok(applied)
}

fn failed(step: &Step, error: &StoreError) -> StoreError {
    StoreError::MigrationFailed { step: step.name.to_owned(), why: error.to_string() }
}

/// A whole copy beside the file, named by the schema it has.
async fn copy_of(writer: &SqlitePool, path: &Path, version: usize) -> Result<std::path::PathBuf, StoreError> {
    let copy = path.with_extension(format!("before-schema-{}.sqlite", version + 1));
    let _ = std::fs::remove_file(&copy);
    sqlx::query("VACUUM INTO $1").bind(copy.to_string_lossy().into_owned()).execute(writer).await?;
    Ok(copy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::{
        AssertSqlSafe,
        postgres::PgConnectOptions,
        sqlite::{SqliteConnectOptions, SqlitePoolOptions},
    };
    use std::str::FromStr as _;

    async fn pool(path: &Path) -> Result<SqlitePool, StoreError> {
        let options = SqliteConnectOptions::new().filename(path).create_if_missing(true);
        Ok(SqlitePoolOptions::new().max_connections(1).connect_with(options).await?)
    }

    fn broken() -> Vec<Step> {
        let mut steps = STEPS.to_vec();
        let next = steps.last().map_or(0, |step| step.version) + 1;
        let good = "CREATE TABLE good (a BIGINT)";
        // It does harm before it fails.
        let bad = "DELETE FROM schema_step; DROP TABLE vendor_record; CREATE TABLE good (a BIGINT)";
        steps.push(Step { version: next, name: "good", sqlite: good, postgres: good });
        steps.push(Step { version: next + 1, name: "broken", sqlite: bad, postgres: bad });
        steps
    }

    #[tokio::test]
    async fn a_failed_step_leaves_everything_as_it_was() -> Result<(), StoreError> {
        let folder = std::env::temp_dir().join(format!("sakimori-migrate-{}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(|e| StoreError::Internal(e.to_string()))?;
        let path = folder.join("sakimori.sqlite");
        let _ = std::fs::remove_file(&path);
        let writer = pool(&path).await?;
        steps_sqlite(&writer, &path, STEPS).await?;
        let error = steps_sqlite(&writer, &path, &broken()).await;
        assert!(matches!(&error, Err(StoreError::MigrationFailed { step, .. }) if step == "broken"), "{error:?}");
        let good: i64 =
            sqlx::query_scalar("SELECT count(*) FROM sqlite_schema WHERE name = 'good'").fetch_one(&writer).await?;
        assert_eq!(good, 0, "the good step went with the broken one");
        assert_eq!(steps_sqlite(&writer, &path, STEPS).await?, MigrationReport::default());
        let _ = std::fs::remove_dir_all(&folder);
        Ok(())
    }

    fn setting(name: &str) -> String {
        std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run the tests by ./test"))
    }

    /// Every column and right that the database has, and the steps that it knows.
    async fn everything(owner: &mut PgConnection) -> Result<Vec<String>, StoreError> {
        let all = "SELECT concat_ws(' ', table_name, column_name, data_type) FROM information_schema.columns
            WHERE table_schema = 'public'
            UNION ALL SELECT concat_ws(' ', table_name, grantee, privilege_type) FROM information_schema.table_privileges
            WHERE table_schema = 'public'
            UNION ALL SELECT concat_ws(' ', version, name, digest) FROM schema_step ORDER BY 1";
        Ok(sqlx::query_scalar(all).fetch_all(owner).await?)
    }

    #[tokio::test]
    async fn a_failed_step_leaves_everything_as_it_was_on_postgresql() -> Result<(), StoreError> {
        let url = setting("SAKIMORI_TEST_PG_OWNER_URL");
        let program = PgConnectOptions::from_str(&setting("SAKIMORI_TEST_PG_URL"))?;
        let name = format!("sakimori_migrate_{}", std::process::id());
        let mut server = PgConnection::connect(&url).await?;
        sqlx::raw_sql(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut server).await?;
        let mut owner = PgConnection::connect_with(&PgConnectOptions::from_str(&url)?.database(&name)).await?;
        steps_postgres(&mut owner, program.get_username(), STEPS).await?;
        let before = everything(&mut owner).await?;
        let error = steps_postgres(&mut owner, program.get_username(), &broken()).await;
        assert!(matches!(&error, Err(StoreError::MigrationFailed { step, .. }) if step == "broken"), "{error:?}");
        assert!(everything(&mut owner).await? == before, "the schema is another one");
        let again = steps_postgres(&mut owner, program.get_username(), STEPS).await?;
        assert_eq!(again, MigrationReport::default());
        owner.close().await?;
        sqlx::raw_sql(AssertSqlSafe(format!("DROP DATABASE {name}"))).execute(&mut server).await?;
        Ok(())
    }

    #[tokio::test]
    async fn reading_brings_nothing_up_to_date_and_writes_nothing() -> Result<(), StoreError> {
        let folder = std::env::temp_dir().join(format!("sakimori-read-{}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(|e| StoreError::Internal(e.to_string()))?;
        let path = folder.join("sakimori.sqlite");
        let source = super::super::Source::Sqlite(path.clone());
        let missing = super::super::Db::open_to_read(&source).await;
        assert!(missing.is_err() && !path.exists(), "nothing is made");
        let writer = pool(&path).await?;
        steps_sqlite(&writer, &path, &STEPS[..STEPS.len() - 1]).await?;
        let behind = super::super::Db::open_to_read(&source).await;
        assert!(matches!(behind, Err(StoreError::SchemaBehind)), "{behind:?}");
        steps_sqlite(&writer, &path, STEPS).await?;
        let db = super::super::Db::open_to_read(&source).await?;
        assert!(matches!(db.begin_operational().await.err(), Some(StoreError::ReadOnly)), "a reader can't write");
        let _ = std::fs::remove_dir_all(&folder);
        Ok(())
    }

    #[tokio::test]
    async fn a_newer_schema_is_refused() -> Result<(), StoreError> {
        let done: Vec<(i64, String, String)> =
            (1..=STEPS.last().map_or(0, |step| step.version) + 3).map(|v| (v, "x".to_owned(), String::new())).collect();
        assert!(matches!(pending(STEPS, &done), Err(StoreError::NewerSchema { .. })));
        Ok(())
    }
}
