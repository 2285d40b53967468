//! Files that are being taken in beside the pages. What is under way here is known to this process alone: when it ends, nothing of
//! it is written, and the page begins anew.

use super::{Choice, InventoryPreview, Planned, Progress, Stage, fault_words, of_blob, write_sealed};
use crate::{
    App, AppError,
    intake::{IntakeError, Waiting},
    words::T,
};
use domain::{
    access::{ManageLedger, Permit, View},
    digest::Digest,
    id::FacilityId,
    intake::Profile,
    journal::Seq,
    ledger::FateCounts,
    vendor::Line,
};
use messages::Lang;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::Notify;

/// How long a page waits before it shows progress instead.
const PATIENCE: Duration = Duration::from_millis(1500);
/// Runs that ended and that nobody came back for, at most, of one facility.
const LEFT: usize = 20;

/// What came of it.
#[derive(Debug)]
pub enum Written {
    /// What it would do. Nothing was written.
    Shown(Box<InventoryPreview>),
    /// Nothing of it can be taken: why, in words.
    Refused(String),
    /// It was taken in.
    Taken(FateCounts),
    /// Somebody stopped it. Nothing was written.
    Stopped,
}

/// How far it is.
#[derive(Debug)]
pub enum Looked {
    /// It goes on.
    Running {
        /// What is being done.
        stage: Stage,
        /// Rows that were read.
        rows: usize,
        /// Whether it is being taken in; otherwise it is only looked at.
        writes: bool,
    },
    /// It ended.
    Done(Result<Written, IntakeError>),
}

/// What is asked of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Asked {
    choice: Choice,
    lang: Lang,
    /// What a person said yes to; none while it is only looked at.
    seal: Option<Digest>,
}

#[derive(Debug)]
struct Run {
    asked: Asked,
    progress: Arc<Progress>,
    came: Mutex<Option<Result<Written, IntakeError>>>,
    ended: Notify,
}

impl Run {
    fn end(&self, outcome: Result<Written, IntakeError>) {
        *self.came.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
        self.ended.notify_waiters();
    }

    fn has_ended(&self) -> bool {
        self.came.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// Waits a little for its end.
    async fn wait(&self) {
        let end = async {
            loop {
                let ended = self.ended.notified();
                if self.has_ended() {
                    return;
                }
                ended.await;
            }
        };
        let _ = tokio::time::timeout(PATIENCE, end).await;
    }
}

type Key = (FacilityId, Digest);

/// Every run of this process.
#[derive(Debug, Clone, Default)]
pub struct Runs(Arc<Mutex<BTreeMap<Key, Arc<Run>>>>);

impl Runs {
    fn all(&self) -> std::sync::MutexGuard<'_, BTreeMap<Key, Arc<Run>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The run for this, or a new one. What is being written is not disturbed; what is only looked at gives way.
    fn begin(&self, key: Key, asked: Asked) -> (Arc<Run>, bool) {
        let mut all = self.all();
        if let Some(known) = all.get(&key) {
            let is_being_written = known.asked.seal.is_some() && (asked.seal.is_none() || !known.has_ended());
            // What was only looked at and stopped begins anew.
            let is_over = known.asked.seal.is_none() && known.progress.is_stopped();
            if !is_over && (known.asked == asked || is_being_written) {
                return (known.clone(), false);
            }
            known.progress.stop();
        }
        let forgotten: Vec<Key> =
            all.iter().filter(|(at, run)| at.0 == key.0 && run.has_ended()).map(|(at, _)| *at).collect();
        for at in forgotten.into_iter().skip(LEFT) {
            all.remove(&at);
        }
        let run = Arc::new(Run { asked, progress: Arc::default(), came: Mutex::default(), ended: Notify::new() });
        all.insert(key, run.clone());
        (run, true)
    }

    /// How far a run is. One that ended is handed out once.
    fn look(&self, key: Key, run: &Arc<Run>) -> Looked {
        let came = run.came.lock().unwrap_or_else(PoisonError::into_inner).take();
        match came {
            Some(outcome) => {
                let mut all = self.all();
                if all.get(&key).is_some_and(|known| Arc::ptr_eq(known, run)) {
                    all.remove(&key);
                }
                Looked::Done(outcome)
            }
            None => Looked::Running {
                stage: run.progress.stage(),
                rows: run.progress.rows(),
                writes: run.asked.seal.is_some(),
            },
        }
    }
}

/// Looks at a file: begins to read and compare it, or says how far that is. While the file is being taken in, it says how far that is.
pub async fn look_at_inventory(app: &App, view: &Permit<View>, waiting: &Waiting, choice: &Choice, t: T) -> Looked {
    let key = (view.facility(), waiting.file);
    let (run, is_new) = app.intakes.begin(key, Asked { choice: choice.clone(), lang: t.lang(), seal: None });
    if is_new {
        let (app, view, waiting, choice, progress) =
            (app.clone(), view.clone(), waiting.clone(), choice.clone(), run.progress.clone());
        beside(&run, async move {
            Ok(match of_blob(&app, &view, &waiting, &choice, &progress).await? {
                Planned::Ready(prepared) => Written::Shown(Box::new(prepared.preview(t))),
                Planned::Refused(_) if progress.is_stopped() => Written::Stopped,
                Planned::Refused(fault) => Written::Refused(fault_words(t, &fault)),
                Planned::NotToReplace => Written::Refused(t.get("ledger-replaces-unknown").into_owned()),
            })
        });
    }
    run.wait().await;
    app.intakes.look(key, &run)
}

/// Takes a file in as it was shown: begins to, or says how far that is. `keep` is the name under which its columns are kept.
pub async fn take_inventory(
    app: &App,
    (view, permit): (&Permit<View>, &Permit<ManageLedger>),
    waiting: &Waiting,
    choice: &Choice,
    seal: Digest,
    keep: Option<Line>,
    t: T,
) -> Looked {
    let key = (view.facility(), waiting.file);
    let asked = Asked { choice: choice.clone(), lang: t.lang(), seal: Some(seal) };
    let (run, is_new) = app.intakes.begin(key, asked);
    if is_new {
        let (app, view, permit, waiting, choice, progress) =
            (app.clone(), view.clone(), permit.clone(), waiting.clone(), choice.clone(), run.progress.clone());
        beside(&run, async move {
            let Some(counts) = write_sealed(&app, (&view, &permit), &waiting, &choice, seal, &progress).await? else {
                return Ok(Written::Stopped);
            };
            if let Some((name, columns)) = keep.zip(choice.columns) {
                let (id, kind, mapping) = (app.ids.next(), super::DEVICE_LIST.to_owned(), columns.to_mapping());
                let profile = Profile { id, kind, name, mapping, version: Seq::ZERO };
                store::intake::keep_profile(&app.db, &permit, app.now(), profile).await?;
            }
            Ok(Written::Taken(counts))
        });
    }
    run.wait().await;
    app.intakes.look(key, &run)
}

/// Asks to stop what is done with a file, and waits a little for its end.
pub async fn stop_inventory(app: &App, permit: &Permit<ManageLedger>, file: Digest) -> Option<Looked> {
    let key = (permit.facility(), file);
    let run = app.intakes.all().get(&key).cloned()?;
    run.progress.stop();
    run.wait().await;
    Some(app.intakes.look(key, &run))
}

/// Works beside the request that asked for it. Work that breaks ends too.
fn beside(run: &Arc<Run>, work: impl Future<Output = Result<Written, IntakeError>> + Send + 'static) {
    let run = run.clone();
    let work = tokio::spawn(work);
    tokio::spawn(async move {
        let broken = |error: tokio::task::JoinError| Err(AppError::Internal(error.to_string()).into());
        run.end(work.await.unwrap_or_else(broken));
    });
}
