//! `POST /remediations/{sheet}/{item}` and `POST /remediations/{sheet}/{item}/comments`.

use super::show::{Fields, Notice, address, page};
use crate::{cx::Cx, error::PageResult, form::Form, layout::see};
use app::words::T;
use axum::{extract::Path, http::StatusCode};
use domain::{
    assessment::NoteError,
    catalog::ItemId,
    id::AssessmentId,
    journal::Seq,
    remediation::{Remediation, RemediationCommented, RemediationDraft, RemediationError, RemediationKey},
};
use serde::Deserialize;
use store::StoreError;

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// A plan as typed.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct PlanForm {
    #[serde(default)]
    version: i64,
    #[serde(default)]
    owner: String,
    #[serde(default)]
    vendor: String,
    #[serde(default)]
    next_step: String,
}

impl PlanForm {
    fn draft(&self) -> Result<RemediationDraft, RemediationError> {
        let owner = match self.owner.as_str() {
            "" => None,
            id => Some(id.parse().map_err(|_| RemediationError::OwnerUnknown)?),
        };
        let vendor = match self.vendor.as_str() {
            "" => None,
            id => Some(id.parse().map_err(|_| RemediationError::VendorUnknown)?),
        };
        RemediationDraft::parse(owner, vendor, &self.next_step)
    }

    fn fields(self) -> Fields {
        Fields { version: self.version, owner: self.owner, vendor: self.vendor, next_step: self.next_step }
    }
}

/// Field and words of what is refused.
fn refused(t: T, error: &RemediationError) -> (&'static str, String) {
    let too_long = |error: &NoteError| {
        t.with("remediation-next-step-too-long", &[("found", error.found.into()), ("max", error.max.into())])
    };
    match error {
        RemediationError::NotNo => ("plan", t.get("remediation-not-no").into_owned()),
        RemediationError::OwnerUnknown => ("owner", t.get("remediation-owner-wrong").into_owned()),
        RemediationError::VendorUnknown => ("vendor", t.get("remediation-vendor-wrong").into_owned()),
        RemediationError::NextStep(error) => ("next_step", too_long(error)),
        RemediationError::CommentEmpty => ("words", t.get("remediation-comment-empty").into_owned()),
        RemediationError::Comment(error) => ("words", too_long(error)),
    }
}

/// Changes what is planned.
pub(crate) async fn change(
    cx: Cx,
    Path((sheet, item)): Path<(AssessmentId, ItemId)>,
    Form(form): Form<PlanForm>,
) -> PageResult {
    let (app, key) = (cx.app(), RemediationKey { sheet, item });
    let recorded = match form.draft() {
        Ok(stated) => {
            let plan = Remediation { key: key.clone(), stated, version: Seq::new(form.version) };
            store::remediation::record(&app.db, &cx.permit()?, app.now(), app.today(), plan).await
        }
        Err(error) => Err(error.into()),
    };
    let (status, notice) = match recorded {
        Ok(_) => return Ok(see(&address(&key), "saved")),
        Err(StoreError::Stale) => (StatusCode::CONFLICT, Notice { conflict: true, ..Notice::default() }),
        Err(StoreError::Remediation(error)) => {
            (REFUSED, Notice { wrong: Some(refused(cx.t(), &error)), ..Notice::default() })
        }
        Err(other) => return Err(other.into()),
    };
    page(&cx, status, &key, Notice { typed: Some(form.fields()), ..notice }).await
}

/// A comment as typed.
#[derive(Debug, Deserialize)]
pub(crate) struct CommentForm {
    #[serde(default)]
    words: String,
}

/// Adds a comment.
pub(crate) async fn comment(
    cx: Cx,
    Path((sheet, item)): Path<(AssessmentId, ItemId)>,
    Form(form): Form<CommentForm>,
) -> PageResult {
    let (app, key) = (cx.app(), RemediationKey { sheet, item });
    let said = match RemediationCommented::parse(key.clone(), &form.words) {
        Ok(said) => store::remediation::comment(&app.db, &cx.permit()?, app.now(), said).await,
        Err(error) => Err(error.into()),
    };
    match said {
        Ok(_) => Ok(see(&address(&key), "comment-added")),
        Err(StoreError::Remediation(error)) => {
            let notice = Notice { wrong: Some(refused(cx.t(), &error)), comment: form.words, ..Notice::default() };
            page(&cx, REFUSED, &key, notice).await
        }
        Err(other) => Err(other.into()),
    }
}
