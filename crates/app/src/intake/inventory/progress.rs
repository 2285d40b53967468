//! How far the taking in of a file is, and the wish to stop it.

use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering};
use tokio::sync::Notify;

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Another file is being read.
    Waiting,
    /// The file is read.
    Reading,
    /// Its records are compared with the ledger.
    Comparing,
    /// The entry is written.
    Writing,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Reading, Self::Comparing, Self::Writing];

    /// Stable code, as in message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Reading => "reading",
            Self::Comparing => "comparing",
            Self::Writing => "writing",
        }
    }
}

/// Shared between who works and who watches.
#[derive(Debug, Default)]
pub struct Progress {
    stage: AtomicU8,
    rows: AtomicUsize,
    stopped: AtomicBool,
    wish: Notify,
}

impl Progress {
    pub(super) fn enter(&self, stage: Stage) {
        let at = Stage::ALL.iter().position(|one| *one == stage).unwrap_or_default();
        self.stage.store(u8::try_from(at).unwrap_or_default(), Ordering::Relaxed);
    }

    /// Told how many rows were read; says whether to go on.
    pub(super) fn read(&self, rows: usize) -> bool {
        self.rows.store(rows, Ordering::Relaxed);
        !self.is_stopped()
    }

    /// What is being done.
    #[must_use]
    pub fn stage(&self) -> Stage {
        let at = usize::from(self.stage.load(Ordering::Relaxed));
        Stage::ALL.get(at).copied().unwrap_or(Stage::Waiting)
    }

    /// Rows of the file that were read so far.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows.load(Ordering::Relaxed)
    }

    /// Asks to stop. What is not yet being made durable is left as if it had never begun.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::SeqCst);
        self.wish.notify_waiters();
    }

    /// Whether somebody asked to stop.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }

    /// Returns when somebody asks to stop, also if that was before.
    pub async fn stopped(&self) {
        loop {
            let wish = self.wish.notified();
            if self.is_stopped() {
                return;
            }
            wish.await;
        }
    }
}
