//! Evidence: a file comes in, is told by its bytes, is kept, and is recorded. In this order, so that an entry never names bytes
//! that are not there.

pub mod read;

use crate::{App, AppError, assessment::load};
use domain::{
    access::{ManageEvidence, Permit, View},
    evidence::{Evidence, EvidenceDraft, EvidenceFile, FileName},
    id::{AssessmentId, EvidenceId, FacilityId},
    journal::Seq,
};
use evidence::{TellError, tell};
use std::{collections::BTreeSet, io::BufReader};
use store::{StoreError, blob::Arriving};

/// A file that came with a form.
#[derive(Debug)]
pub struct Arrived {
    /// Name under which it came.
    pub name: FileName,
    /// Its bytes, not yet kept.
    pub bytes: Arriving,
}

/// Adds a piece of evidence.
///
/// # Errors
/// [`AppError::NotTaken`] for a file that is none of the known kinds; `StoreError::DiskFull`; nothing stays then.
pub async fn add(
    app: &App,
    view: &Permit<View>,
    permit: &Permit<ManageEvidence>,
    stated: EvidenceDraft,
    arrived: Arrived,
) -> Result<EvidenceId, AppError> {
    require_items(app, view, &stated).await?;
    let file = keep(app, arrived)?;
    let evidence = Evidence { id: app.ids.next(), stated, file, version: Seq::ZERO };
    let id = evidence.id;
    store::evidence::record(&app.db, permit, app.now(), evidence).await?;
    Ok(id)
}

/// Changes what is stated about a piece of evidence, and its file if another one came. The earlier version stays readable.
///
/// # Errors
/// As [`add`]; `StoreError::Stale` when it changed since it was read.
pub async fn change(
    app: &App,
    view: &Permit<View>,
    permit: &Permit<ManageEvidence>,
    before: &Evidence,
    stated: EvidenceDraft,
    arrived: Option<Arrived>,
) -> Result<Seq, AppError> {
    require_items(app, view, &stated).await?;
    let file = match arrived {
        Some(arrived) => keep(app, arrived)?,
        None => before.file.clone(),
    };
    let evidence = Evidence { stated, file, ..before.clone() };
    Ok(store::evidence::record(&app.db, permit, app.now(), evidence).await?)
}

/// Refuses a link to an item that its sheet's form does not have.
async fn require_items(app: &App, view: &Permit<View>, stated: &EvidenceDraft) -> Result<(), AppError> {
    let sheets: BTreeSet<AssessmentId> = stated.links.iter().map(|link| link.sheet).collect();
    for sheet in sheets {
        let opened = load(app, view, sheet).await?;
        let form = opened.form()?;
        if stated.links.iter().any(|link| link.sheet == sheet && form.item(&link.item).is_none()) {
            return Err(StoreError::NotFound.into());
        }
    }
    Ok(())
}

pub(crate) fn keep(app: &App, arrived: Arrived) -> Result<EvidenceFile, AppError> {
    let kind = tell(&mut BufReader::new(arrived.bytes.look()?)).map_err(|error| match error {
        TellError::NotTaken(why) => AppError::NotTaken(why.code()),
        TellError::Io(error) => AppError::Store(StoreError::Internal(error.to_string())),
    })?;
    let (digest, size) = app.blobs.keep(arrived.bytes)?;
    Ok(EvidenceFile { name: arrived.name, kind, size, digest })
}

/// Whether a page may show the file itself; see [`evidence::may_be_shown`].
#[must_use]
pub fn may_be_shown(app: &App, view: &Permit<View>, file: &EvidenceFile) -> bool {
    let opened = app.blobs.open(view.facility(), &file.digest);
    opened.is_ok_and(|bytes| evidence::may_be_shown(file.kind, BufReader::new(bytes)))
}

/// The first words of a text file, if it is one.
#[must_use]
pub fn first_words(app: &App, view: &Permit<View>, file: &EvidenceFile) -> Option<String> {
    let opened = app.blobs.open(view.facility(), &file.digest).ok()?;
    evidence::first_words(file.kind, BufReader::new(opened))
}

/// Removes files that the journal does not name and that are older than a day. Returns how many.
///
/// # Errors
/// When the database or the folder can't be read.
pub async fn sweep(app: &App, facility: FacilityId) -> Result<usize, AppError> {
    let named = store::journal::named_digests(&app.db, facility).await?;
    Ok(app.blobs.sweep(facility, &named)?)
}
