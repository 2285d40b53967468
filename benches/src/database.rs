//! Data folders and databases for the runs, gone afterwards.

use crate::Outcome;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use std::path::{Path, PathBuf};
use tokio::process::Command;

/// Which engine a run uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    pub(crate) const ALL: [Self; 2] = [Self::Sqlite, Self::Postgres];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// A folder that goes with its owner.
#[derive(Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn make(name: &str) -> Outcome<Self> {
        let nanos = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_nanos();
        // Beside the build, on a real disk: a temporary folder may be memory.
        let path = std::env::current_exe()?.with_file_name(format!("bench-{name}-{nanos}"));
        std::fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Bytes of the files in it.
    pub(crate) fn bytes(&self) -> Outcome<u64> {
        let mut sum = 0;
        let mut open = vec![self.0.clone()];
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(folder)? {
                let entry = entry?;
                let about = entry.metadata()?;
                if about.is_dir() { open.push(entry.path()) } else { sum += about.len() }
            }
        }
        Ok(sum)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A data folder with its database.
#[derive(Debug)]
pub(crate) struct Database {
    folder: Folder,
    name: String,
    url: Option<String>,
}

impl Database {
    pub(crate) async fn make(engine: Engine, program: &Path) -> Outcome<Self> {
        let folder = Folder::make("pages")?;
        let name = format!("bench_{}", std::process::id());
        let url = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(make_postgres(program, folder.path(), &name).await?),
        };
        Ok(Self { folder, name, url })
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// The address that the peer opens: a file of its own, or a table of its own in the same database.
    pub(crate) fn peer_address(&self) -> Outcome<String> {
        Ok(match &self.url {
            None => format!("sqlite://{}?mode=rwc", self.folder().join("peer.sqlite").display()),
            Some(_) => with_database(&setting("SAKIMORI_TEST_PG_OWNER_URL")?, &self.name),
        })
    }

    pub(crate) async fn drop(self) -> Outcome<()> {
        if self.url.is_some() {
            let mut owner = PgConnection::connect(&setting("SAKIMORI_TEST_PG_OWNER_URL")?).await?;
            run(&mut owner, format!("DROP DATABASE {} WITH (FORCE)", self.name)).await?;
        }
        Ok(())
    }
}

async fn make_postgres(program: &Path, folder: &Path, name: &str) -> Outcome<String> {
    let (owner_url, url) = (setting("SAKIMORI_TEST_PG_OWNER_URL")?, setting("SAKIMORI_TEST_PG_URL")?);
    let mut owner = PgConnection::connect(&owner_url).await?;
    run(&mut owner, format!("CREATE DATABASE {name}")).await?;
    let url = with_database(&url, name);
    let migrated = Command::new(program)
        .arg("migrate")
        .env("SAKIMORI_DATA", folder)
        .env("SAKIMORI_DATABASE_URL", &url)
        .env("SAKIMORI_DATABASE_OWNER_URL", with_database(&owner_url, name))
        .output()
        .await?;
    if !migrated.status.success() {
        return Err(String::from_utf8_lossy(&migrated.stderr).into_owned().into());
    }
    Ok(url)
}

async fn run(owner: &mut PgConnection, sql: String) -> Outcome<()> {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(owner).await?;
    Ok(())
}

fn setting(name: &str) -> Outcome<String> {
    std::env::var(name).map_err(|_| format!("{name} is not set: run ./test bench, which starts PostgreSQL").into())
}

/// The same address with another database name.
fn with_database(url: &str, name: &str) -> String {
    url.rfind('/').map_or_else(|| url.to_owned(), |cut| format!("{}/{name}", &url[..cut]))
}
