//! Taking in what comes from outside, for every kind of file the same way: recognise → parse → preview → apply.
//!
//! The file is kept as a blob under its SHA-256 and nothing else is written until a person has seen every difference and says
//! yes. The preview is worked out again when they do: what is written is what was shown, or nothing ([`Preview::seal`]). A file
//! that is not taken belongs to nothing and is swept after a day.
//!
//! A new kind of file is a variant of [`Kind`], a file beside `form.rs` that plans it, and its event.

mod backup_runs;
pub(crate) mod form;
mod inventory;
mod list;
mod preview;
mod refusal;
mod vendors;

pub use backup_runs::{
    JobLine, RUN_FIELDS, RUN_LIST, RunsPlan, RunsPreview, apply_runs, keep_run_profile, keep_runs, plan_runs,
    run_field_words,
};
pub use inventory::{
    Choice, ColumnShown, DEVICE_LIST, EarlierFile, InventoryPreview, LastRead, Looked, Planned, Progress, RecordLine,
    RemarkLine, Runs, Stage, Written, apply_inventory, fault_words, keep_inventory, look_at_inventory,
    prepare_inventory, preview_inventory, stop_inventory, take_inventory,
};
pub use list::{Columns, keep_list};
pub use preview::{Kind, Line, Preview, Refused};
pub use refusal::{IntakeError, Refusal, Why};
pub use vendors::{
    VENDOR_FIELDS, VENDOR_LIST, VendorPlan, apply_vendors, field_words, keep_vendor_profile, plan_vendors,
};

use crate::{App, AppError, evidence::Arrived, words::T};
use domain::{
    access::{AnswerItem, Permit, View},
    digest::Digest,
    evidence::{FileKind, FileName},
};
use evidence::{tell, workbook::MAX_WORKBOOK};
use std::{collections::BTreeSet, fs::File, io::BufReader};
use zip::ZipArchive;

/// A file that waits for a person's word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// SHA-256 of its bytes.
    pub file: Digest,
    /// Name under which it came.
    pub name: FileName,
}

/// What was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Records that changed; 0 when there was nothing to take.
    pub count: usize,
    /// Where they are shown.
    pub address: String,
}

/// Keeps a file that arrived, if it is of a kind that can be taken in.
///
/// # Errors
/// [`Refusal`] for any other file; `StoreError::DiskFull`. Nothing stays then.
pub fn keep(app: &App, _permit: &Permit<AnswerItem>, arrived: Arrived) -> Result<Waiting, IntakeError> {
    let Arrived { name, bytes } = arrived;
    if bytes.size() > MAX_WORKBOOK {
        return Err(Refusal::of(Why::TooLarge).with("20 MiB").into());
    }
    recognise(&bytes.look()?)?;
    let (file, _) = app.blobs.keep(bytes)?;
    Ok(Waiting { file, name })
}

/// What a file is, by its bytes.
fn recognise(file: &File) -> Result<Kind, IntakeError> {
    match tell(&mut BufReader::new(file)) {
        Ok(FileKind::Excel) => Ok(Kind::FormWorkbook),
        Ok(FileKind::OfficeWithMacros) => Err(Refusal::of(Why::Macros).into()),
        Ok(FileKind::OldOffice) => Err(Refusal::of(Why::OldOrLocked).into()),
        // A workbook is a ZIP archive; one that was cut off still begins like one.
        Ok(FileKind::Zip) if ZipArchive::new(file).is_err() => Err(Refusal::of(Why::Damaged).into()),
        Ok(_) | Err(evidence::TellError::NotTaken(_)) => Err(Refusal::of(Why::NotAWorkbook).into()),
        Err(evidence::TellError::Io(error)) => Err(AppError::Internal(error.to_string()).into()),
    }
}

/// What taking a file in would do. Writes nothing.
///
/// # Errors
/// [`Refusal`] when nothing of the file can be taken; `StoreError::NotFound` when it is no longer kept.
pub async fn preview(app: &App, view: &Permit<View>, waiting: &Waiting, t: T) -> Result<Preview, IntakeError> {
    Ok(form::plan(app, view, waiting, t).await?.preview)
}

/// Takes a file in, as it was shown. `over` names the contested lines that go over what stands there now.
///
/// # Errors
/// [`IntakeError::Changed`] when the preview would now be another one; as [`preview`].
pub async fn apply(
    app: &App,
    view: &Permit<View>,
    permit: &Permit<AnswerItem>,
    waiting: &Waiting,
    seal: Digest,
    over: &BTreeSet<String>,
    t: T,
) -> Result<Taken, IntakeError> {
    let plan = form::plan(app, view, waiting, t).await?;
    if plan.preview.seal != seal {
        return Err(IntakeError::Changed);
    }
    let address = plan.preview.address.clone();
    Ok(Taken { count: form::apply(app, permit, waiting, plan, over).await?, address })
}

/// The bytes of a waiting file.
fn bytes(app: &App, view: &Permit<View>, waiting: &Waiting) -> Result<Vec<u8>, IntakeError> {
    Ok(app.blobs.get(view.facility(), &waiting.file)?)
}
