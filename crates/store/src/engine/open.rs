//! Opening a database, and beginning transactions on it.

use super::{
    Tx, migrate,
    tx::bound,
    value::{Row, Value},
};
use crate::{MigrationReport, StoreError, ledger};
use domain::id::FacilityId;
use sqlx::{
    AssertSqlSafe, Connection as _, PgPool, SqlitePool,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
    time::Duration,
};

/// Where the database is.
#[derive(Debug, Clone)]
pub enum Source {
    /// A SQLite file; made if it does not exist.
    Sqlite(PathBuf),
    /// A PostgreSQL database: the program's own role, and optionally the owner's address for migrations.
    Postgres {
        /// Address with the program's role, which must not bypass row-level security.
        url: String,
        /// Address with the owner's role. Without it the program never migrates.
        owner_url: Option<String>,
    },
}

/// Settings beside the address.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the database is.
    pub source: Source,
    /// Readers at the same time.
    pub readers: u32,
    /// Largest size of a SQLite file in pages of 4 KiB; `None` is the engine's own limit.
    pub max_pages: Option<u32>,
}

impl Options {
    /// The usual settings.
    #[must_use]
    pub const fn new(source: Source) -> Self {
        Self { source, readers: 4, max_pages: None }
    }
}

/// An open database.
#[derive(Debug, Clone)]
pub struct Db {
    engine: Engine,
    /// Lists of devices in memory; one for all clones.
    pub(crate) ledger: Arc<ledger::Indexes>,
}

#[derive(Debug, Clone)]
enum Engine {
    /// One writer, several readers: SQLite has one writer anyway, and so nobody waits inside a transaction.
    Sqlite {
        writer: SqlitePool,
        readers: SqlitePool,
    },
    Postgres(PgPool),
}

impl Db {
    /// Opens the database and brings its schema up to date. Nothing is left half done.
    ///
    /// # Errors
    /// A database that can't be opened, is damaged, read-only or newer than this program; a role that bypasses row-level security.
    pub async fn open(options: &Options) -> Result<(Self, MigrationReport), StoreError> {
        match &options.source {
            Source::Sqlite(path) => open_sqlite(path.clone(), options).await,
            Source::Postgres { url, owner_url } => open_postgres(url, owner_url.as_deref(), options).await,
        }
    }

    /// Opens a database that is there, to read it: nothing is made, brought up to date or written.
    ///
    /// # Errors
    /// As [`Db::open`]; [`StoreError::SchemaBehind`] where a migration would be due.
    pub async fn open_to_read(source: &Source) -> Result<Self, StoreError> {
        match source {
            Source::Sqlite(path) => {
                let connect = sqlite_options(path).pragma("query_only", "ON");
                let readers = SqlitePoolOptions::new().test_before_acquire(false).connect_with(connect).await?;
                migrate::check_sqlite(&readers).await?;
                Ok(Self { engine: Engine::Sqlite { writer: readers.clone(), readers }, ledger: Arc::default() })
            }
            Source::Postgres { url, .. } => {
                let options = Options::new(source.clone());
                open_postgres(url, None, &options).await.map(|(db, _)| db)
            }
        }
    }

    /// Opens a database that is there, to write into it beside a server that has it open too: nothing is made or brought up to date.
    /// Each write takes the head of its facility's journal in the database itself, so that both stand in one line.
    ///
    /// # Errors
    /// As [`Db::open`]; [`StoreError::SchemaBehind`] where a migration would be due.
    pub async fn open_beside(source: &Source) -> Result<Self, StoreError> {
        let options = Options { readers: 2, ..Options::new(source.clone()) };
        match source {
            Source::Sqlite(path) => {
                let connect = sqlite_options(path);
                let writer = SqlitePoolOptions::new()
                    .test_before_acquire(false)
                    .max_connections(1)
                    .connect_with(connect.clone())
                    .await?;
                migrate::check_sqlite(&writer).await?;
                let readers = SqlitePoolOptions::new()
                    .test_before_acquire(false)
                    .max_connections(options.readers)
                    .connect_with(connect.pragma("query_only", "ON"))
                    .await?;
                Ok(Self { engine: Engine::Sqlite { writer, readers }, ledger: Arc::default() })
            }
            Source::Postgres { url, .. } => open_postgres(url, None, &options).await.map(|(db, _)| db),
        }
    }

    /// Begins a reading transaction: one view of the data, on one facility.
    pub(crate) async fn begin_read(&self, facility: FacilityId) -> Result<Tx, StoreError> {
        match &self.engine {
            Engine::Sqlite { readers, .. } => Ok(Tx::Sqlite(readers.begin().await?)),
            Engine::Postgres(pool) => {
                let begin = begin_on(facility, " ISOLATION LEVEL REPEATABLE READ READ ONLY");
                Ok(Tx::Postgres(pool.begin_with(begin).await?))
            }
        }
    }

    /// Begins a reading transaction over every facility, one after the other by [`Tx::enter`]: one view of the data.
    pub(crate) async fn begin_snapshot(&self) -> Result<Tx, StoreError> {
        Ok(match &self.engine {
            Engine::Sqlite { readers, .. } => Tx::Sqlite(readers.begin().await?),
            Engine::Postgres(pool) => {
                Tx::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        })
    }

    /// Begins a writing transaction on one facility.
    pub(crate) async fn begin_write(&self, facility: FacilityId) -> Result<Tx, StoreError> {
        match &self.engine {
            Engine::Sqlite { .. } => self.begin_operational().await,
            Engine::Postgres(pool) => Ok(Tx::Postgres(pool.begin_with(begin_on(facility, "")).await?)),
        }
    }

    /// Begins a transaction on operational tables, which belong to the installation and not to a facility.
    pub(crate) async fn begin_operational(&self) -> Result<Tx, StoreError> {
        Ok(match &self.engine {
            Engine::Sqlite { writer, .. } => Tx::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Engine::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Begins a reading transaction on operational tables.
    pub(crate) async fn begin_operational_read(&self) -> Result<Tx, StoreError> {
        Ok(match &self.engine {
            Engine::Sqlite { readers, .. } => Tx::Sqlite(readers.begin().await?),
            Engine::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// The one row of a query on operational tables, if there is one: a single journey to the database.
    pub(crate) async fn find_operational(
        &self,
        sql: &'static str,
        args: Vec<Value>,
    ) -> Result<Option<Row>, StoreError> {
        Ok(match &self.engine {
            Engine::Sqlite { readers, .. } => bound!(sql, args).fetch_optional(readers).await?.map(Row::Sqlite),
            Engine::Postgres(pool) => bound!(sql, args).fetch_optional(pool).await?.map(Row::Postgres),
        })
    }

    /// Finishes what is under way, folds the write-ahead log back into the file, and closes.
    pub async fn close(&self) {
        match &self.engine {
            Engine::Sqlite { writer, readers } => {
                readers.close().await;
                let _ = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(writer).await;
                writer.close().await;
            }
            Engine::Postgres(pool) => pool.close().await,
        }
    }

    /// `sqlite` or `postgres`, for messages and tests.
    #[must_use]
    pub const fn engine_name(&self) -> &'static str {
        match self.engine {
            Engine::Sqlite { .. } => "sqlite",
            Engine::Postgres(_) => "postgres",
        }
    }
}

/// Begins and names the facility for row-level security in one journey to the database. An identifier is a UUID: it holds
/// nothing but hexadecimal digits and hyphens, whoever wrote it.
fn begin_on(facility: FacilityId, mode: &str) -> AssertSqlSafe<String> {
    AssertSqlSafe(format!("BEGIN{mode}; SELECT set_config('sakimori.facility', '{facility}', true)"))
}

/// A connection that lay longer than this is asked whether it still lives, before a page stands on it.
const ASK_AFTER: Duration = Duration::from_secs(5);

/// Longest wait for another process that writes: a command beside the server may take in a large list.
const BUSY: Duration = Duration::from_secs(30);

fn sqlite_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
}

async fn open_sqlite(path: PathBuf, options: &Options) -> Result<(Db, MigrationReport), StoreError> {
    let connect = sqlite_options(&path).create_if_missing(true).journal_mode(SqliteJournalMode::Wal);
    // What takes in a large list changes many pages of many tables in one transaction: with SQLite's own choice, 2,000 KiB, they go out
    // to the disk and come back again and again. What a statement of many rows would undo stays in memory, too.
    let writing = connect.clone().pragma("cache_size", "-8000").pragma("temp_store", "MEMORY");
    let writing = match options.max_pages {
        Some(pages) => writing.pragma("max_page_count", pages.to_string()),
        None => writing,
    };
    // A file does not go away as a server does: nothing is asked before a connection is used.
    let writer = SqlitePoolOptions::new()
        .test_before_acquire(false)
        // A full disk makes SQLite end a transaction by itself, and the driver then counts one that is none: no other would
        // begin. Such a connection is given up for a new one. https://www.sqlite.org/lang_transaction.html §3
        .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }))
        .max_connections(1)
        .acquire_timeout(Duration::from_secs(20))
        .connect_with(writing)
        .await?;
    let report = migrate::sqlite(&writer, &path).await?;
    let readers = SqlitePoolOptions::new()
        .test_before_acquire(false)
        .max_connections(options.readers)
        .min_connections(1)
        .connect_with(connect.pragma("query_only", "ON"))
        .await?;
    Ok((Db { engine: Engine::Sqlite { writer, readers }, ledger: Arc::default() }, report))
}

async fn open_postgres(
    url: &str,
    owner_url: Option<&str>,
    options: &Options,
) -> Result<(Db, MigrationReport), StoreError> {
    let program = PgConnectOptions::from_str(url)?;
    let report = match owner_url {
        Some(owner_url) => {
            let mut owner = sqlx::PgConnection::connect(owner_url).await?;
            let report = migrate::postgres(&mut owner, program.get_username()).await?;
            owner.close().await?;
            report
        }
        None => MigrationReport::default(),
    };
    let pool = PgPoolOptions::new()
        .max_connections(options.readers.max(2))
        .test_before_acquire(false)
        .before_acquire(|connection, about| {
            Box::pin(async move {
                if about.idle_for > ASK_AFTER {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_with(program)
        .await?;
    refuse_bypassing_role(&pool).await?;
    migrate::check_postgres(&pool).await?;
    Ok((Db { engine: Engine::Postgres(pool), ledger: Arc::default() }, report))
}

const ROLE_BYPASSES: &str = "SELECT CAST(CASE WHEN rolsuper OR rolbypassrls THEN 1 ELSE 0 END AS BIGINT) FROM pg_roles WHERE rolname = current_user";

/// A role that sees every facility would make row-level security a decoration.
async fn refuse_bypassing_role(pool: &PgPool) -> Result<(), StoreError> {
    let bypasses: i64 = sqlx::query_scalar(ROLE_BYPASSES).fetch_one(pool).await?;
    if bypasses == 0 { Ok(()) } else { Err(StoreError::RoleBypassesRowSecurity) }
}
