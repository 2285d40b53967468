//! `sakimori backup` and `sakimori restore`: the whole installation into one file and back, on either engine.

use crate::{
    config::Settings,
    fault::{self, Exit, Fault},
    installation::{Database, existing},
    screen::Screen,
};
use app::{
    Clock, DataFolder,
    backup::{Backup, BackupError, Manifest},
};
use std::{
    fs, io,
    path::{Path, PathBuf},
};
use store::{Db, Options, Source};

/// Writes a backup while a server may go on. Takes no lock and changes nothing.
pub(crate) async fn back_up(to: &Path, settings: &Settings, screen: Screen) -> Result<(), Fault> {
    let folder = existing(settings)?;
    let database = Database::open_existing(settings, &folder).await?;
    let written = app::backup::write(&database.db, &folder, Clock::System.now(), to).await;
    database.db.close().await;
    let manifest = written.map_err(|error| fault_of(&error, to, &database))?;
    screen.line(&to.display().to_string());
    screen.say("command-backup-done", &amounts(&manifest));
    Ok(())
}

fn amounts(manifest: &Manifest) -> [(&'static str, messages::Value); 3] {
    let files = manifest.entries.iter().filter(|entry| entry.path.starts_with("blobs/")).count();
    [
        ("facilities", i64::try_from(manifest.amount.facilities).unwrap_or(i64::MAX).into()),
        ("entries", i64::try_from(manifest.amount.entries).unwrap_or(i64::MAX).into()),
        ("files", files.into()),
    ]
}

/// Puts a backup into an empty data folder and database, and verifies what stands there then.
pub(crate) async fn restore(file: &Path, settings: &Settings, screen: Screen) -> Result<Exit, Fault> {
    let backup = Backup::open(file).map_err(|error| refused(&error, file))?;
    refuse_used(&settings.data)?;
    let folder = DataFolder::open(&settings.data)?;
    let staged = folder.path().join("restoring");
    let restored = stage(&backup, settings, &staged).await;
    let placed = match restored {
        Ok(()) => place(&staged, folder.path())
            .map_err(|error| fault::file("command-file-not-written", folder.path(), &error)),
        Err(error) => Err(match error {
            BackupError::Io(error) => fault::file("command-file-not-written", &staged, &error),
            other => refused(&other, file),
        }),
    };
    let _ = fs::remove_dir_all(&staged);
    placed?;
    drop(folder);
    screen.say("command-restore-done", &amounts(backup.manifest()));
    crate::verify::run(settings, false, screen).await
}

/// Everything that a restore puts into the data folder. What is there already is somebody's.
const PUT: [&str; 5] = ["blobs", "catalog", "tls", "installation.key", "sakimori.sqlite"];

fn refuse_used(data: &Path) -> Result<(), Fault> {
    let there = PUT.iter().map(|name| data.join(name)).find(|path| path.exists());
    match there {
        Some(path) => Err(Fault::refused("command-restore-folder-used").path(&path)),
        None => Ok(()),
    }
}

/// Files first, beside their place; then the database: a SQLite file beside its place, or PostgreSQL in one transaction.
async fn stage(backup: &Backup, settings: &Settings, staged: &Path) -> Result<(), BackupError> {
    let _ = fs::remove_dir_all(staged);
    fs::create_dir_all(staged)?;
    backup.put_files(staged)?;
    let source: Source = settings.source(staged.join("sakimori.sqlite"));
    let (db, _) = Db::open(&Options::new(source)).await?;
    let put = backup.put_into(&db).await;
    db.close().await;
    put.map(drop)
}

/// Moves what was staged into its place. The database comes last: without it, nothing of the folder is looked at.
fn place(staged: &Path, folder: &Path) -> io::Result<()> {
    let mut moved: Vec<PathBuf> = Vec::new();
    for name in PUT {
        let (from, to) = (staged.join(name), folder.join(name));
        if !from.exists() {
            continue;
        }
        if let Err(error) = fs::rename(&from, &to) {
            for path in moved {
                let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            }
            return Err(error);
        }
        moved.push(to);
    }
    Ok(())
}

fn fault_of(error: &BackupError, to: &Path, database: &Database) -> Fault {
    match error {
        BackupError::Exists => Fault::refused("command-backup-file-exists").path(to),
        BackupError::NoKey => Fault::unusable("command-backup-no-key"),
        BackupError::Store(error) => database.fault(error),
        BackupError::Io(error) => fault::file("command-file-not-written", to, error),
        other => refused(other, to),
    }
}

/// What a backup file says, in words; nothing was changed.
fn refused(error: &BackupError, file: &Path) -> Fault {
    match error {
        BackupError::NotABackup => Fault::refused("command-restore-no-backup").path(file),
        BackupError::Newer { found } => {
            Fault::refused("command-restore-newer").path(file).with("found", found.as_str())
        }
        BackupError::Damaged { entry } => {
            Fault::refused("command-restore-damaged").path(file).with("entry", entry.as_str())
        }
        BackupError::NotEmpty => Fault::refused("command-restore-database-used"),
        BackupError::Io(error) => fault::file("command-file-unreadable", file, error),
        BackupError::Store(error) => fault::database(error, &file.display().to_string()),
        BackupError::Exists | BackupError::NoKey => Fault::unusable("command-failed").below(error),
    }
}
