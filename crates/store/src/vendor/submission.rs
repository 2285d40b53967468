//! What vendors hand in: received, accepted, sent back.

use super::{
    asked::{find_request, submissions_of},
    disclosure::read_disclosures_of,
    link::forget_draft,
    remote_access::read_accesses_of,
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
    digest::Digest,
    grounds::Proposal,
    id::{FacilityId, RequestId, SubmissionId},
    journal::{DisclosureAnswered, Event, Seq, SubmissionAccepted, SubmissionReceived, TakenAnswer},
    vendor::{
        Request, Submission, SubmissionState, VendorAnswer,
        disclosure::{Disclosure, DisclosureAnswers},
        remote_access::{RemoteAccess, RemoteConfirmation, SeenAccess},
    },
};
use time::Date;

/// Records what a vendor handed in by its link. What it had typed until then is forgotten: the frozen bytes have it. `source` is the
/// file in which it came, if it came in one.
///
/// # Errors
/// [`StoreError::Exists`] when something waits, was accepted, or the request is closed: nothing is overwritten.
pub async fn receive_by_link(
    db: &Db,
    permit: &LinkPermit,
    at: Instant,
    submission: Submission,
    source: Option<Digest>,
) -> Result<Seq, StoreError> {
    if submission.request != permit.request() {
        return Err(StoreError::NotFound);
    }
    let by = permit.by(submission.answered_by.clone());
    let tx = db.write_as(permit.facility(), by, at).await?;
    take(tx, permit.facility(), submission, source).await
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
    source: Digest,
) -> Result<Seq, StoreError> {
    let tx = db.write(permit, at).await?;
    take(tx, permit.facility(), submission, Some(source)).await
}

async fn take(
    mut tx: WriteTx,
    facility: FacilityId,
    submission: Submission,
    source: Option<Digest>,
) -> Result<Seq, StoreError> {
    let request = find_request(&mut tx.tx, facility, submission.request).await?;
    let before = submissions_of(&mut tx.tx, facility, submission.request).await?;
    if !Submission::may_follow(before.last(), &request) {
        return Err(StoreError::Exists("submission"));
    }
    forget_draft(&mut tx.tx, facility, submission.request).await?;
    journal::commit(tx, Event::SubmissionReceived(Box::new(SubmissionReceived { submission, source }))).await
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
    /// What it says beside the form.
    pub beside: AcceptingBeside,
}

/// What enters the registers of ways in and of disclosures.
#[derive(Debug, Clone, Default)]
pub struct AcceptingBeside {
    /// The vendor's confirmation, without the ways in of `accesses`: those are confirmed as they are recorded.
    pub confirmed: Option<RemoteConfirmation>,
    /// Ways in to record; a new one has the version [`Seq::ZERO`].
    pub accesses: Vec<RemoteAccess>,
    /// Disclosures to record, with their answers where they came; a new one has the version [`Seq::ZERO`].
    pub disclosures: Vec<(Disclosure, Option<DisclosureAnswers>)>,
}

impl AcceptingBeside {
    /// Whether nothing is recorded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.confirmed.is_none() && self.accesses.is_empty() && self.disclosures.is_empty()
    }
}

/// An answer that enters the sheet.
#[derive(Debug, Clone)]
pub struct AcceptingItem {
    /// The answer, from the frozen bytes.
    pub answer: VendorAnswer,
    /// What the program proposed.
    pub shown: Proposal,
}

/// Accepts what waits: its answers enter the sheet, all of them or none, confirmed by the person who accepts; what it says beside the
/// form enters its registers in the same entry.
///
/// # Errors
/// [`StoreError::Stale`] when it does not wait any more, or a record that it changes was changed since; [`StoreError::Draft`] when an
/// answer can't stand in the sheet as it is now.
pub async fn accept(
    db: &Db,
    (permit, register): (&Permit<AnswerItem>, &Permit<ManageVendors>),
    at: Instant,
    today: Date,
    accepting: Accepting,
) -> Result<Seq, StoreError> {
    if register.facility() != permit.facility() {
        return Err(StoreError::NotFound);
    }
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
    let AcceptingBeside { mut confirmed, accesses, disclosures } = accepting.beside;
    require_beside(&mut tx, facility, &request, &accesses, &disclosures).await?;
    if let Some(confirmed) = &mut confirmed {
        // The vendor named them itself: they are confirmed in the version that this entry makes.
        let version = tx.seq;
        confirmed.stated.seen.extend(accesses.iter().map(|access| SeenAccess { access: access.id, version }));
    }
    let (disclosures, answers_of): (Vec<_>, Vec<_>) = disclosures.into_iter().unzip();
    let disclosed = disclosures
        .iter()
        .zip(answers_of)
        .filter_map(|(disclosure, answers)| Some(DisclosureAnswered { disclosure: disclosure.id, answers: answers? }));
    let accepted = SubmissionAccepted {
        submission: accepting.submission,
        assessment: accepting.sheet.id,
        answers,
        confirmed,
        accesses,
        disclosed: disclosed.collect(),
        disclosures,
    };
    journal::commit(tx, Event::SubmissionAccepted(Box::new(accepted))).await
}

/// Records that it changes are the vendor's own and stand as they were looked at.
async fn require_beside(
    tx: &mut WriteTx,
    facility: FacilityId,
    request: &Request,
    accesses: &[RemoteAccess],
    disclosures: &[(Disclosure, Option<DisclosureAnswers>)],
) -> Result<(), StoreError> {
    let known = read_accesses_of(&mut tx.tx, facility, request.vendor).await?;
    let stands = |one: &RemoteAccess| {
        let before = known.iter().find(|before| before.id == one.id).map_or(Seq::ZERO, |before| before.version);
        before == one.version && one.stated.vendor == request.vendor
    };
    let known_disclosures = read_disclosures_of(&mut tx.tx, facility, request.vendor).await?;
    let disclosed = |one: &Disclosure| {
        let before = known_disclosures.iter().find(|before| before.id == one.id);
        before.map_or(Seq::ZERO, |before| before.version) == one.version && one.stated.vendor == request.vendor
    };
    let fits = accesses.iter().all(stands) && disclosures.iter().all(|(one, _)| disclosed(one));
    if fits { Ok(()) } else { Err(StoreError::Stale) }
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
