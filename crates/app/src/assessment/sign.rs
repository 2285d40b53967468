//! Signing a round: what stands is frozen as bytes, kept under their hash, signed by the installation's key, and recorded.

use super::opened::{Opened, load};
use crate::{App, AppError};
use domain::{
    access::{Permit, RecordPaperSignature, SignRound, View},
    assessment::{FrozenItem, RoundNo, SignMethod, SignedRound, open_points},
    digest::Digest,
    id::{AssessmentId, SignOffId},
    journal::{RoundSigned, Seq},
    staff::Name,
};
use std::collections::BTreeSet;
use store::assessment::Signing;
use time::Date;

/// A signature on paper, to be recorded.
#[derive(Debug, Clone)]
pub struct PaperSignature {
    /// Who signed.
    pub signed_by: Name,
    /// Date on the paper.
    pub signed_on: Date,
    /// Bytes of a scan, if there is one.
    pub scan: Option<Vec<u8>>,
}

/// The 管理者 signs by login.
///
/// # Errors
/// [`AppError::Open`] with what is still open; `StoreError::Stale` when an answer changed meanwhile.
pub async fn sign_by_login(
    app: &App,
    view: &Permit<View>,
    permit: &Permit<SignRound>,
    sheet: AssessmentId,
    round: RoundNo,
) -> Result<SignOffId, AppError> {
    let opened = load(app, view, sheet).await?;
    if opened.assessment().vendor.is_some() {
        // A vendor's sheet is signed by the vendor, who has no login: on paper.
        return Err(AppError::VendorSigns);
    }
    sign(app, view, permit, &opened, round, SignMethod::Login).await
}

/// Records that the 管理者 signed on paper.
///
/// # Errors
/// As [`sign_by_login`]; [`AppError::SignatureDate`] for a date before the fiscal year or in the future.
pub async fn sign_on_paper(
    app: &App,
    view: &Permit<View>,
    permit: &Permit<RecordPaperSignature>,
    sheet: AssessmentId,
    round: RoundNo,
    paper: PaperSignature,
) -> Result<SignOffId, AppError> {
    let opened = load(app, view, sheet).await?;
    let first_day = opened.assessment().fiscal_year.first_day();
    if paper.signed_on > app.today() || paper.signed_on < first_day {
        return Err(AppError::SignatureDate);
    }
    let scan = paper.scan.map(|bytes| app.blobs.put(view.facility(), &bytes)).transpose()?;
    let method = SignMethod::Paper { signed_by: paper.signed_by, signed_on: paper.signed_on, scan };
    sign(app, view, permit, &opened, round, method).await
}

async fn sign<A>(
    app: &App,
    view: &Permit<View>,
    permit: &Permit<A>,
    opened: &Opened,
    round: RoundNo,
    method: SignMethod,
) -> Result<SignOffId, AppError> {
    let open = open_points(&opened.sheet()?, round);
    if !open.is_empty() {
        return Err(AppError::Open(open));
    }
    let journal = store::journal::head(&app.db, view).await?;
    let bytes = freeze(opened, round, journal)?;
    let frozen = app.blobs.put(view.facility(), &bytes)?;
    let signed = RoundSigned {
        id: app.ids.next(),
        assessment: opened.assessment().id,
        round,
        method,
        frozen,
        signature: app.key.sign(&to_sign(&frozen)),
        key: app.key.fingerprint().to_string(),
    };
    let id = signed.id;
    let newest = opened.loaded.rows.values().map(|row| row.version).max().unwrap_or(Seq::ZERO);
    store::assessment::sign(&app.db, permit, app.now(), Signing { signed, newest }).await?;
    crate::inspection::seal_head(app, view).await?;
    Ok(id)
}

/// What the key signs: the kind of statement, then the hash.
#[must_use]
pub(crate) fn to_sign(frozen: &Digest) -> Vec<u8> {
    [b"sakimori-signed-round-v1".as_slice(), frozen.as_bytes()].concat()
}

fn freeze(opened: &Opened, round: RoundNo, journal: (Seq, Digest)) -> Result<Vec<u8>, AppError> {
    let sheet = opened.sheet()?;
    let items = sheet.form().items.iter().map(|item| FrozenItem {
        item: item.id.clone(),
        not_asked: sheet.not_asked(&item.id),
        state: sheet.state(&item.id),
        proposal: opened.proposal(&item.id),
    });
    let assessment = opened.assessment();
    let evidence: BTreeSet<Digest> = opened.loaded.evidence.iter().map(|one| one.file.digest).collect();
    let frozen = SignedRound {
        format: "sakimori-signed-round-v1".to_owned(),
        facility: opened.facility().id,
        facility_name: opened.facility().stated.name.clone(),
        assessment: assessment.id,
        edition: assessment.edition.clone(),
        pack: assessment.pack,
        form: assessment.form,
        fiscal_year: assessment.fiscal_year,
        round,
        journal,
        items: items.collect(),
        evidence: evidence.into_iter().collect(),
    };
    serde_json::to_vec_pretty(&frozen).map_err(|e| AppError::Internal(e.to_string()))
}
