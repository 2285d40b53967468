//! The data folder opened: its lock, the key, the catalogue with packs from the folder, the database.

use crate::{
    config::Settings,
    fault::{self, Fault},
    screen::Screen,
};
use app::{App, Clock, DataFolder, FolderError, Ids, InstallationKey, Parts, Renderer};
use domain::{
    access::{Actor, permit},
    catalog::{Catalog, CatalogError},
    id::FacilityId,
};
use std::{
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
    time::Duration,
};
use store::{Db, MigrationReport, Options, Source, StoreError, blob::Blobs};

/// Everything open. The folder is held until this is dropped.
#[derive(Debug)]
pub(crate) struct Installation {
    pub(crate) app: App,
    pub(crate) folder: DataFolder,
    pub(crate) migrated: MigrationReport,
}

impl Installation {
    /// Opens everything, or says what is in the way. What makes nothing comes first.
    pub(crate) async fn open(settings: &Settings, screen: Screen) -> Result<Self, Fault> {
        Self::open_in(DataFolder::open(&settings.data)?, settings, screen).await
    }

    async fn open_in(folder: DataFolder, settings: &Settings, screen: Screen) -> Result<Self, Fault> {
        let catalog = catalog(&folder.catalog(), screen)?;
        if folder.database().exists() && !folder.key().exists() {
            screen.complain(&screen.text("command-key-new", &[]));
        }
        let key = InstallationKey::open(&folder.key())?;
        let Database { db, migrated, .. } = Database::open(settings, folder.database()).await?;
        let app = whole(db, folder.path(), catalog, key)?;
        Ok(Self { app, folder, migrated })
    }
}

fn whole(db: Db, folder: &Path, catalog: Catalog, key: InstallationKey) -> Result<App, Fault> {
    let blobs = Blobs::new(folder);
    let (clock, ids, renderer) = (Clock::System, Ids::Random, renderer()?);
    Ok(App::new(Parts { db, blobs, catalog, key, clock, ids, renderer }))
}

/// An installation that is there, for a command that writes into it: held where nobody holds it, beside the server where one runs.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) app: App,
    pub(crate) database: String,
    _folder: Option<DataFolder>,
}

impl Shared {
    /// Opens it. Nothing is made; a schema that is behind is brought up to date only where no server runs.
    pub(crate) async fn open(settings: &Settings, screen: Screen) -> Result<Self, Fault> {
        let path = existing(settings)?;
        let sqlite = path.join("sakimori.sqlite");
        let database = settings.place(&sqlite);
        if settings.database_url.is_none() && !sqlite.exists() {
            return Err(FolderError::Missing(path).into());
        }
        match DataFolder::open(&path) {
            Ok(folder) => {
                let Installation { app, folder, .. } = Installation::open_in(folder, settings, screen).await?;
                Ok(Self { app, database, _folder: Some(folder) })
            }
            Err(FolderError::InUse(_)) => {
                let catalog = catalog(&path.join("catalog"), screen)?;
                let key = InstallationKey::open(&path.join("installation.key"))?;
                let opened = in_time(Db::open_beside(&settings.source(sqlite))).await;
                let db = opened.map_err(|error| fault::database(&error, &database))?;
                Ok(Self { app: whole(db, &path, catalog, key)?, database, _folder: None })
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// The open database, with where it is in words that may be shown.
#[derive(Debug)]
pub(crate) struct Database {
    pub(crate) db: Db,
    migrated: MigrationReport,
    place: String,
}

impl Database {
    async fn open(settings: &Settings, sqlite: PathBuf) -> Result<Self, Fault> {
        let place = settings.place(&sqlite);
        let source = settings.source(sqlite);
        let opened = match &source {
            Source::Sqlite(path) => refuse_cut_off(path),
            Source::Postgres { .. } => Ok(()),
        };
        let opened = match opened {
            Ok(()) => open_in_time(&Options::new(source)).await,
            Err(error) => Err(error),
        };
        let (db, migrated) = opened.map_err(|error| fault::database(&error, &place))?;
        Ok(Self { db, migrated, place })
    }

    /// The database of a folder whose lock somebody else may hold, to be read. A file that is not there is not made.
    pub(crate) async fn open_existing(settings: &Settings, folder: &Path) -> Result<Self, Fault> {
        let sqlite = folder.join("sakimori.sqlite");
        if settings.database_url.is_none() && !sqlite.exists() {
            return Err(FolderError::Missing(folder.to_owned()).into());
        }
        let place = settings.place(&sqlite);
        let source = settings.source(sqlite);
        let opened = match &source {
            Source::Sqlite(path) => refuse_cut_off(path),
            Source::Postgres { .. } => Ok(()),
        };
        let opened = match opened {
            Ok(()) => in_time(Db::open_to_read(&source)).await,
            Err(error) => Err(error),
        };
        let db = opened.map_err(|error| fault::database(&error, &place))?;
        Ok(Self { db, migrated: MigrationReport::default(), place })
    }

    /// What the database says later on.
    pub(crate) fn fault(&self, error: &StoreError) -> Fault {
        fault::database(error, &self.place)
    }
}

/// Longest wait for a database server that does not answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Opens the database. A server that does not answer is waited for, but not for long; a migration takes the time it takes.
async fn open_in_time(options: &Options) -> Result<(Db, MigrationReport), StoreError> {
    let Source::Postgres { owner_url: None, .. } = &options.source else { return Db::open(options).await };
    in_time(Db::open(options)).await
}

async fn in_time<T>(opening: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
    let silent = |_| StoreError::Unreachable(format!("no answer within {} seconds", PATIENCE.as_secs()));
    tokio::time::timeout(PATIENCE, opening).await.map_err(silent)?
}

/// The typesetter: this same program as a child.
pub(crate) fn renderer() -> Result<Renderer, Fault> {
    let program = std::env::current_exe().map_err(|error| Fault::unusable("command-failed").below(error))?;
    Ok(Renderer::new(program, "typeset"))
}

/// The console acting on a facility.
pub(crate) fn console(facility: FacilityId) -> Actor {
    Actor::console(facility, app::set_up::console_name())
}

/// The facility that is named; else the one institution that is no sample, or the sample where there is nothing else.
pub(crate) async fn facility(app: &App, named: Option<&str>) -> Result<FacilityId, Fault> {
    let all = app.facilities().await?;
    if let Some(named) = named {
        let found = all.into_iter().find(|one| one.to_string() == named);
        return found.ok_or_else(|| Fault::refused("command-import-facility-unknown").with("found", named));
    }
    let (mut own, mut samples) = (Vec::new(), Vec::new());
    for one in all {
        let view = permit(&console(one)).map_err(app::AppError::from)?;
        let is_sample = store::facility::facility(&app.db, &view).await?.sample;
        if is_sample { samples.push(one) } else { own.push(one) }
    }
    match (own.as_slice(), samples.as_slice()) {
        ([one], _) | ([], [one]) => Ok(*one),
        ([], _) => Err(Fault::refused("command-import-no-facility")),
        (several, _) => {
            let lines = several.iter();
            Err(lines.fold(Fault::refused("command-import-facility-missing"), Fault::below))
        }
    }
}

/// The built-in editions, joined by the packs of a folder.
pub(crate) fn catalog(folder: &Path, screen: Screen) -> Result<Catalog, Fault> {
    let built_in = Catalog::builtin().map_err(|faults| broken("command-catalog-built-in", &faults, screen))?;
    let files = packs(folder).map_err(|error| fault::file("command-catalog-unreadable", folder, &error))?;
    built_in.with_extra(files).map_err(|faults| broken("command-catalog-broken", &faults, screen).path(folder))
}

fn broken(key: &'static str, faults: &[CatalogError], screen: Screen) -> Fault {
    let lines = faults.iter().map(|fault| crate::catalog::line(fault, screen));
    lines.fold(Fault::unusable(key), Fault::below)
}

/// `*.yaml` and `*.yml` of a folder, in order of their names; nothing if there is no such folder.
fn packs(folder: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let paths: io::Result<Vec<PathBuf>> = entries.map(|entry| entry.map(|entry| entry.path())).collect();
    let is_pack = |path: &PathBuf| path.extension().is_some_and(|end| end == "yaml" || end == "yml");
    let mut paths: Vec<PathBuf> = paths?.into_iter().filter(is_pack).collect();
    paths.sort();
    paths.iter().map(|path| Ok((path.display().to_string(), fs::read(path)?))).collect()
}

/// Refuses a SQLite file that is shorter than it says itself: it would open, and fail at the first missing page.
/// With a write-ahead log beside it the length follows at the next checkpoint, so it is not looked at.
/// Source: SQLite file format, header: page size at 16, size in pages at 28.
fn refuse_cut_off(path: &Path) -> Result<(), StoreError> {
    let mut header = [0; 100];
    let read = File::open(path).and_then(|mut file| {
        let length = file.metadata()?.len();
        file.read_exact(&mut header).map(|()| length)
    });
    let Ok(length) = read else { return Ok(()) };
    let log = fs::metadata(path.with_extension("sqlite-wal")).map_or(0, |log| log.len());
    if !header.starts_with(b"SQLite format 3\0") || log > 0 {
        return Ok(());
    }
    let page = match u64::from(u16::from_be_bytes([header[16], header[17]])) {
        1 => 65_536,
        size => size,
    };
    let pages = u64::from(u32::from_be_bytes([header[28], header[29], header[30], header[31]]));
    if length < page * pages {
        return Err(StoreError::Damaged(format!("{length} bytes, its header says {}", page * pages)));
    }
    Ok(())
}

/// The folder for a command that changes nothing: it has to be there.
pub(crate) fn existing(settings: &Settings) -> Result<PathBuf, Fault> {
    if settings.data.is_file() {
        return Err(FolderError::NoFolder(settings.data.clone()).into());
    }
    if settings.data.is_dir() {
        Ok(settings.data.clone())
    } else {
        Err(FolderError::Missing(settings.data.clone()).into())
    }
}
