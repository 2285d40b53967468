//! What vendors hand in: received, accepted, sent back.

use super::{
    asked::{find_request, submissions_of},
    link::forget_draft,
};
use crate::{
    Db, StoreError,
    assessment::{read_item, require_confirmer},
    engine::Tx,
    journal::{self, WriteTx},
};
use domain::{
    access::{AnswerItem, LinkPermit, ManageVendors, Permit},
    assessment::{Assessment, DraftError, Note},
    calendar::Instant,
    grounds::Proposal,
    id::{FacilityId, RequestId, SubmissionId},
    journal::{Event, Seq, SubmissionAccepted, TakenAnswer},
    vendor::{Submission, SubmissionState, VendorAnswer},
};
use time::Date;

/// Records what a vendor handed in by its link. What it had typed until then is forgotten: the frozen bytes have it.
///
/// # Errors
/// [`StoreError::Exists`] when something waits, was accepted, or the request is closed: nothing is overwritten.
pub async fn receive_by_link(
    db: &Db,
    permit: &LinkPermit,
    at: Instant,
    submission: Submission,
) -> Result<Seq, StoreError> {
    if submission.request != permit.request() {
        return Err(StoreError::NotFound);
    }
    let by = permit.by(submission.answered_by.clone());
    let tx = db.write_as(permit.facility(), by, at).await?;
    take(tx, permit.facility(), submission).await
}

/// Records what a vendor sent as a file, by a member of staff.
///
/// # Errors
/// As [`receive_by_link`].
pub async fn receive(
    db: &Db,
    permit: &Permit<ManageVendors>,
    at: Instant,
    submission: Submission,
) -> Result<Seq, StoreError> {
    let tx = db.write(permit, at).await?;
    take(tx, permit.facility(), submission).await
}

async fn take(mut tx: WriteTx, facility: FacilityId, submission: Submission) -> Result<Seq, StoreError> {
    let request = find_request(&mut tx.tx, facility, submission.request).await?;
    let before = submissions_of(&mut tx.tx, facility, submission.request).await?;
    if !Submission::may_follow(before.last(), &request) {
        return Err(StoreError::Exists("submission"));
    }
    forget_draft(&mut tx.tx, facility, submission.request).await?;
    journal::commit(tx, Event::SubmissionReceived(Box::new(submission))).await
}

/// A submission to accept: which, and what enters the sheet.
#[derive(Debug, Clone)]
pub struct Accepting {
    /// The request that it answers.
    pub request: RequestId,
    /// Which.
    pub submission: SubmissionId,
    /// The sheet as it was opened.
    pub sheet: Assessment,
    /// Its answers.
    pub items: Vec<AcceptingItem>,
}

/// An answer that enters the sheet.
#[derive(Debug, Clone)]
pub struct AcceptingItem {
    /// The answer, from the frozen bytes.
    pub answer: VendorAnswer,
    /// What the program proposed.
    pub shown: Proposal,
}

/// Accepts what waits: its answers enter the sheet, all of them or none, confirmed by the person who accepts.
///
/// # Errors
/// [`StoreError::Stale`] when it does not wait any more; [`StoreError::Draft`] when an answer can't stand in the sheet as it is now.
pub async fn accept(
    db: &Db,
    permit: &Permit<AnswerItem>,
    at: Instant,
    today: Date,
    accepting: Accepting,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let facility = permit.facility();
    let request = find_request(&mut tx.tx, facility, accepting.request).await?;
    require_waiting(&mut tx.tx, facility, request.id, accepting.submission).await?;
    let by = permit.by().staff.ok_or(DraftError::ConfirmerMissing)?;
    let mut answers = Vec::new();
    for AcceptingItem { answer, shown } in accepting.items {
        let before = read_item(&mut tx.tx, facility, &accepting.sheet, &answer.item).await?;
        let draft = answer.draft(request.round, &before.state, by, before.version);
        require_confirmer(&mut tx.tx, permit, by, draft.on.ok_or(DraftError::DateMissing)?).await?;
        let after = draft.applied(&accepting.sheet, &before.state, today)?;
        if after != before.state {
            answers.push(TakenAnswer { item: answer.item, round: request.round, after, shown });
        }
    }
    let accepted = SubmissionAccepted { submission: accepting.submission, assessment: accepting.sheet.id, answers };
    journal::commit(tx, Event::SubmissionAccepted(Box::new(accepted))).await
}

/// Sends back what waits, with a remark.
///
/// # Errors
/// [`StoreError::Stale`] when it does not wait any more; [`StoreError::NotFound`].
pub async fn send_back(
    db: &Db,
    permit: &Permit<AnswerItem>,
    at: Instant,
    request: RequestId,
    submission: SubmissionId,
    remark: Note,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    require_waiting(&mut tx.tx, permit.facility(), request, submission).await?;
    journal::commit(tx, Event::SubmissionReturned { submission, remark }).await
}

async fn require_waiting(
    tx: &mut Tx,
    facility: FacilityId,
    request: RequestId,
    submission: SubmissionId,
) -> Result<(), StoreError> {
    let all = submissions_of(tx, facility, request).await?;
    let newest = all.last().filter(|newest| newest.id == submission).ok_or(StoreError::Stale)?;
    if newest.state == SubmissionState::Waiting { Ok(()) } else { Err(StoreError::Stale) }
}
