//! A backup every night into a folder of choice, some generations of it, and an alarm when it fails.

use super::{BackupError, Trouble, write};
use crate::App;
use domain::calendar::{Instant, iso};
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

/// Hour in Japan from which a night's backup is due. Most institutions are quiet then.
const HOUR: u8 = 1;
/// Age from which the newest backup is too old: two nights were missed.
const LATE_MS: i64 = 49 * 3_600_000;

/// Where the nightly backups go, and how many stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nightly {
    /// The folder; best on another disk.
    pub folder: PathBuf,
    /// Backups that stay, the newest ones. At least 1.
    pub keep: usize,
}

/// What is known of the nightly backups, for the home page.
#[derive(Debug, Clone, Default)]
pub struct Watch(Arc<Mutex<State>>);

#[derive(Debug, Clone, Default)]
struct State {
    since: Option<Instant>,
    newest: Option<Instant>,
    failed: Option<(Trouble, PathBuf)>,
}

/// Something is wrong with the nightly backups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// The newest backup that is there, if any.
    pub newest: Option<Instant>,
    /// Why the last try failed, and the folder it was for; `None` if none was made in time.
    pub why: Option<(Trouble, PathBuf)>,
}

impl Watch {
    fn with<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What to tell the people in charge; `None` while everything is well or nothing was asked for.
    #[must_use]
    pub fn alarm(&self, now: Instant) -> Option<Alarm> {
        self.with(|state| {
            let since = state.newest.or(state.since)?;
            let late = now.millis() - since.millis() > LATE_MS;
            (late || state.failed.is_some()).then(|| Alarm { newest: state.newest, why: state.failed.clone() })
        })
    }
}

impl Nightly {
    /// Makes tonight's backup if it is due, and removes generations beyond those that stay. To be called every hour or so.
    pub async fn turn(&self, app: &App, data: &Path, watch: &Watch) {
        let now = app.now();
        let outcome = self.due(now).and_then(|due| due.map_or(Ok(None), |path| Ok(Some(path))));
        let made = match outcome {
            Ok(None) => Ok(()),
            Ok(Some(path)) => write(&app.db, data, now, &path).await.map(drop),
            Err(error) => Err(BackupError::Io(error)),
        };
        let pruned = made.and_then(|()| self.prune().map_err(BackupError::Io));
        if let Err(error) = &pruned {
            tracing::error!(%error, folder = %self.folder.display(), "the nightly backup failed");
        }
        watch.with(|state| {
            state.since.get_or_insert(now);
            state.newest = self.generations().ok().and_then(|all| all.last().and_then(|path| modified(path)));
            state.failed = pruned.err().map(|error| (Trouble::of(&error), self.folder.clone()));
        });
    }

    /// Tonight's file if it is not there yet and the hour has come.
    fn due(&self, now: Instant) -> io::Result<Option<PathBuf>> {
        fs::create_dir_all(&self.folder)?;
        let jst = now.jst();
        let path = self.folder.join(format!("sakimori-{}.zip", iso(jst.day)));
        Ok((jst.hour >= HOUR && !path.exists()).then_some(path))
    }

    /// Our backups in the folder, oldest first. Other files are nobody's business.
    fn generations(&self) -> io::Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let day = name.strip_prefix("sakimori-").and_then(|rest| rest.strip_suffix(".zip"));
            if day.is_some_and(|day| day.len() == 10 && domain::calendar::parse_date(day).is_ok()) {
                found.push(path);
            }
        }
        found.sort();
        Ok(found)
    }

    fn prune(&self) -> io::Result<()> {
        let all = self.generations()?;
        let beyond = all.len().saturating_sub(self.keep.max(1));
        all.iter().take(beyond).try_for_each(fs::remove_file)
    }
}

fn modified(path: &Path) -> Option<Instant> {
    let at = fs::metadata(path).ok()?.modified().ok()?;
    let since = at.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(Instant::from_millis(i64::try_from(since.as_millis()).ok()?))
}
