//! How far the work is, on the standard error; and the wish to stop it.

use crate::{fault::Fault, platform::StopRequest, screen::Screen};
use app::intake::{Progress, Stage};
use std::{
    io::{self, IsTerminal as _, Write as _},
    sync::Arc,
    time::Duration,
};

/// How often it is looked at.
const EVERY: Duration = Duration::from_millis(100);

/// Watches until it is dropped.
pub(super) struct Watch {
    tasks: [tokio::task::JoinHandle<()>; 2],
}

impl Watch {
    /// Listens for whoever asks to stop, and tells each stage once; on a terminal also the rows that were read.
    pub(super) fn begin(progress: &Arc<Progress>, screen: Screen) -> Result<Self, Fault> {
        let stop = StopRequest::listen().map_err(|error| Fault::unusable("command-failed").below(error))?;
        let stopping = tokio::spawn({
            let progress = progress.clone();
            async move {
                stop.come().await;
                progress.stop();
            }
        });
        let telling = tokio::spawn(tell(progress.clone(), screen));
        Ok(Self { tasks: [stopping, telling] })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.tasks.iter().for_each(tokio::task::JoinHandle::abort);
    }
}

async fn tell(progress: Arc<Progress>, screen: Screen) {
    let terminal = io::stderr().is_terminal();
    let at = |stage: Stage| Stage::ALL.iter().position(|one| *one == stage).unwrap_or_default();
    let (mut told, mut rows) = (0, 0);
    loop {
        let (stage, now) = (progress.stage(), progress.rows());
        // A stage that was over before anybody looked is told too.
        for one in Stage::ALL.into_iter().filter(|one| at(*one) > told && at(*one) <= at(stage)) {
            screen.complain(&screen.text(&format!("command-import-stage-{}", one.code()), &[]));
        }
        if terminal && stage == Stage::Reading && now != rows {
            // The line is written over by the next one.
            let words = screen.text("command-import-rows", &[("count", now.into())]);
            let _ = io::stderr().lock().write_all(format!("\r{words}\r").as_bytes());
        }
        (told, rows) = (at(stage), now);
        tokio::time::sleep(EVERY).await;
    }
}
