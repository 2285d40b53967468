//! The pack every night into the folder of choice: to a temporary name, then renamed, so that a half-written one is never opened.
//! Old ones go, a few stay. Why a try failed is kept for the home page and the digest.

use super::pack;
use crate::{App, AppError, backup::Trouble, words::T};
use domain::{
    access::{Permit, View},
    calendar::{iso, parse_date},
    id::FacilityId,
};
use messages::Lang;
use std::{
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind, Write as _},
    path::{Path, PathBuf},
};
use time::Date;

/// Hour in Japan from which a night's pack is due, as for the backup.
const HOUR: u8 = 1;
/// Age from which a failed try is made again, ms: an hour.
const AGAIN: i64 = 3_600_000;

/// What the names of a facility's packs begin with. Several institutions may share a folder.
fn start(facility: FacilityId) -> String {
    let id = facility.to_string();
    let end = id.get(id.len().saturating_sub(8)..).unwrap_or_default();
    format!("sakimori-emergency-{end}-")
}

pub(super) fn file_name(facility: FacilityId, day: Date) -> String {
    format!("{}{}.html", start(facility), iso(day))
}

/// Whether packs can be written into a folder: it is there, it is a folder, and a file can be made in it.
///
/// # Errors
/// Why not.
pub fn check_folder(folder: &Path) -> Result<(), Trouble> {
    let known = fs::metadata(folder).map_err(|error| Trouble::of_file(&error))?;
    if !known.is_dir() {
        return Err(Trouble::NoFolder);
    }
    let path = folder.join(format!(".sakimori-{}.test", std::process::id()));
    let written = File::create(&path).and_then(|mut file| file.write_all(b"sakimori"));
    let removed = fs::remove_file(&path);
    written.and(removed).map_err(|error| Trouble::of_file(&error))
}

/// Writes tonight's pack where a folder is set, the hour has come and it is not there yet. Returns whether one was written.
///
/// # Errors
/// When the database can't be read or written. A folder that can't be written is noted and no error.
pub async fn turn(app: &App, view: &Permit<View>) -> Result<bool, AppError> {
    let (setting, _) = store::readiness::emergency::setting(&app.db, view).await?;
    let Some(folder) = setting.folder.as_ref() else { return Ok(false) };
    let path = PathBuf::from(folder.as_str()).join(file_name(view.facility(), app.today()));
    let run = store::readiness::emergency::run(&app.db, view).await?;
    let failed = run.as_ref().is_some_and(|run| run.trouble.is_some());
    let waits = run.is_some_and(|run| run.trouble.is_some() && app.now().millis() - run.tried_at.millis() < AGAIN);
    if app.now().jst().hour < HOUR || waits || (!failed && path.exists()) {
        return Ok(false);
    }
    write_now(app, view).await.map(|trouble| trouble.is_none())
}

/// Writes the pack of this day now, whatever the hour, instead of one that is there. Returns why not.
///
/// # Errors
/// As [`turn`]; `StoreError::NotFound` while no folder is set.
pub async fn write_now(app: &App, view: &Permit<View>) -> Result<Option<Trouble>, AppError> {
    let (setting, _) = store::readiness::emergency::setting(&app.db, view).await?;
    let folder = setting.folder.as_ref().ok_or(store::StoreError::NotFound)?;
    let folder = PathBuf::from(folder.as_str());
    let bytes = pack(app, view, T::new(Lang::from_code(&setting.lang).unwrap_or(Lang::Ja))).await?;
    let (facility, day) = (view.facility(), app.today());
    let keep = usize::try_from(setting.keep).unwrap_or(1);
    let shown = folder.display().to_string();
    let written = tokio::task::spawn_blocking(move || {
        put(&folder, &file_name(facility, day), &bytes).and_then(|()| prune(&folder, facility, keep))
    });
    let written = written.await.map_err(|error| AppError::Internal(error.to_string()))?;
    let trouble = written.err().map(|error| {
        tracing::error!(%error, folder = shown, "the emergency pack was not written");
        Trouble::of_file(&error)
    });
    store::readiness::emergency::tried(&app.db, view, app.now(), trouble.map(Trouble::code)).await?;
    Ok(trouble)
}

/// To a temporary name, then renamed. The folder itself is never made: a disk that is not connected is said, not written beside.
fn put(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    if !fs::metadata(folder)?.is_dir() {
        return Err(ErrorKind::NotADirectory.into());
    }
    let temporary = folder.join(format!(".{name}.{}.part", std::process::id()));
    let whole = || {
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, folder.join(name))
    };
    let written = whole();
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// Removes this institution's packs beyond those that stay. Other files are nobody's business.
fn prune(folder: &Path, facility: FacilityId, keep: usize) -> io::Result<()> {
    let start = start(facility);
    let mut ours = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let day = name.strip_prefix(&start).and_then(|rest| rest.strip_suffix(".html"));
        if day.is_some_and(|day| day.len() == 10 && parse_date(day).is_ok()) {
            ours.push(path);
        }
    }
    ours.sort();
    let beyond = ours.len().saturating_sub(keep.max(1));
    ours.iter().take(beyond).try_for_each(fs::remove_file)
}
