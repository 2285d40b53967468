//! An inventory for the ledger: what it would do is counted and shown record by record; then it is one entry.
//!
//! The command line and the page do the same: [`prepare_inventory`] reads and compares, [`Prepared::preview`] says what would change,
//! [`Prepared::write`] writes it. [`run`] lets a page do it beside its requests, with progress and a way to stop.

mod event;
mod last;
mod plan;
mod progress;
mod run;
mod shown;

pub use last::LastRead;
pub use plan::{Choice, Planned, prepare_inventory};
pub use progress::{Progress, Stage};
pub use run::{Looked, Runs, Written, look_at_inventory, stop_inventory, take_inventory};
pub use shown::{ColumnShown, EarlierFile, InventoryPreview, RecordLine, RemarkLine, fault_words};

use super::{IntakeError, Refusal, Waiting, Why};
use crate::{App, evidence::Arrived, words::T};
use domain::{
    access::{ManageLedger, Permit, View},
    digest::Digest,
    ledger::FateCounts,
};
use evidence::inventory::MAX_INVENTORY;
use std::sync::Arc;

/// Kind of list, as in profiles.
pub const DEVICE_LIST: &str = "devices";

/// Keeps an inventory that arrived, if it is not too large. What it is, the preview says.
///
/// # Errors
/// [`Refusal`]; `StoreError::DiskFull`. Nothing stays then.
pub fn keep_inventory(app: &App, _permit: &Permit<ManageLedger>, arrived: Arrived) -> Result<Waiting, IntakeError> {
    let Arrived { name, bytes } = arrived;
    if bytes.size() > MAX_INVENTORY {
        return Err(Refusal::of(Why::TooLarge).with("64 MiB").into());
    }
    let (file, _) = app.blobs.keep(bytes)?;
    Ok(Waiting { file, name })
}

/// What taking a file into the ledger would do. Writes nothing. A file that is refused says why in words.
///
/// # Errors
/// When the file is no longer kept, or the database can't be read.
pub async fn preview_inventory(
    app: &App,
    view: &Permit<View>,
    waiting: &Waiting,
    choice: &Choice,
    t: T,
) -> Result<Result<InventoryPreview, String>, IntakeError> {
    Ok(match of_blob(app, view, waiting, choice, &Arc::default()).await? {
        Planned::Ready(prepared) => Ok(prepared.preview(t)),
        Planned::Refused(fault) => Err(fault_words(t, &fault)),
        Planned::NotToReplace => Err(t.get("ledger-replaces-unknown").into_owned()),
    })
}

/// Takes a file into the ledger as it was shown. Returns what became of its records.
///
/// # Errors
/// [`IntakeError::Changed`] when the preview would now be another one.
pub async fn apply_inventory(
    app: &App,
    view: &Permit<View>,
    permit: &Permit<ManageLedger>,
    waiting: &Waiting,
    choice: &Choice,
    seal: Digest,
) -> Result<FateCounts, IntakeError> {
    match write_sealed(app, (view, permit), waiting, choice, seal, &Arc::default()).await? {
        Some(counts) => Ok(counts),
        None => Err(IntakeError::Changed),
    }
}

/// Plans anew, and writes if it is what was shown. `None` when somebody stopped it.
async fn write_sealed(
    app: &App,
    (view, permit): (&Permit<View>, &Permit<ManageLedger>),
    waiting: &Waiting,
    choice: &Choice,
    seal: Digest,
    progress: &Arc<Progress>,
) -> Result<Option<FateCounts>, IntakeError> {
    let prepared = match of_blob(app, view, waiting, choice, progress).await? {
        Planned::Ready(prepared) if prepared.seal() == seal => prepared,
        Planned::Ready(_) | Planned::Refused(_) | Planned::NotToReplace => {
            return if progress.is_stopped() { Ok(None) } else { Err(IntakeError::Changed) };
        }
    };
    let counts = prepared.counts();
    Ok(prepared.write(app, permit, progress).await?.map(|_| counts))
}

async fn of_blob(
    app: &App,
    view: &Permit<View>,
    waiting: &Waiting,
    choice: &Choice,
    progress: &Arc<Progress>,
) -> Result<Planned, IntakeError> {
    let bytes = app.blobs.get(view.facility(), &waiting.file)?;
    prepare_inventory(app, view, waiting, Arc::new(bytes), choice, progress).await
}
