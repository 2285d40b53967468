//! A fresh database for one test, gone with it.

use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use std::path::PathBuf;
use store::{Db, Options, Source};

/// Which engine a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A file in a temporary folder.
    Sqlite,
    /// A database cloned from a migrated template, reached with the program's role.
    Postgres,
}

/// A database of one test.
#[derive(Debug)]
pub struct TestDb {
    /// The open database.
    pub db: Db,
    /// A folder of this test alone.
    pub folder: PathBuf,
    /// What to open to reach it again.
    pub source: Source,
}

impl TestDb {
    /// Makes one.
    ///
    /// # Panics
    /// When the engine is not there: tests are run by `./test`, which starts PostgreSQL.
    pub async fn make(engine: Engine) -> Self {
        let folder = fresh_folder();
        let source = match engine {
            Engine::Sqlite => Source::Sqlite(folder.join("sakimori.sqlite")),
            Engine::Postgres => clone_template().await,
        };
        let (db, _) = Db::open(&Options::new(source.clone())).await.expect("the test's database opens");
        Self { db, folder, source }
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn fresh_folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("sakimori-test-{}", uuid_text()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    folder
}

fn uuid_text() -> String {
    use std::sync::atomic::{AtomicU64, Ordering};
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let nanos =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("a clock after 1970").as_nanos();
    format!("{}_{}_{}", std::process::id(), nanos, COUNT.fetch_add(1, Ordering::SeqCst))
}

fn setting(name: &str) -> String {
    std::env::var(name)
        .unwrap_or_else(|_| panic!("{name} is not set: run the tests by ./test, which starts PostgreSQL"))
}

/// One migrated template for the whole run; each test clones it in some ten milliseconds.
async fn clone_template() -> Source {
    let (owner_url, url) = (setting("SAKIMORI_TEST_PG_OWNER_URL"), setting("SAKIMORI_TEST_PG_URL"));
    let mut owner = PgConnection::connect(&owner_url).await.expect("the owner's role connects");
    let template = "sakimori_template";
    sqlx::query("SELECT pg_advisory_lock(7261407)").execute(&mut owner).await.expect("the lock");
    let known: Option<i32> = sqlx::query_scalar("SELECT 1 FROM pg_database WHERE datname = $1")
        .bind(template)
        .fetch_optional(&mut owner)
        .await
        .expect("pg_database is read");
    if known.is_none() {
        run(&mut owner, format!("CREATE DATABASE {template}_new")).await;
        let source = Source::Postgres {
            url: with_database(&url, &format!("{template}_new")),
            owner_url: Some(with_database(&owner_url, &format!("{template}_new"))),
        };
        let (db, _) = Db::open(&Options::new(source)).await.expect("the template migrates");
        db.close().await;
        run(&mut owner, format!("ALTER DATABASE {template}_new RENAME TO {template}")).await;
    }
    let name = format!("sakimori_{}", uuid_text());
    run(&mut owner, format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    owner.close().await.expect("the owner's connection closes");
    Source::Postgres { url: with_database(&url, &name), owner_url: None }
}

async fn run(owner: &mut PgConnection, sql: String) {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(owner).await.expect("DDL of the harness");
}

/// The same address with another database name.
fn with_database(url: &str, name: &str) -> String {
    let (base, query) = url.split_once('?').map_or((url, ""), |(base, query)| (base, query));
    let cut = base.rfind('/').expect("a database address has a path");
    let tail = if query.is_empty() { String::new() } else { format!("?{query}") };
    format!("{}/{name}{tail}", &base[..cut])
}
