//! Accepting what a vendor handed in: its frozen answers enter the sheet by one event.

use super::request_form::{handed_in, open_request};
use crate::{App, AppError, assessment::load};
use domain::{
    access::{AnswerItem, Permit, View},
    id::{RequestId, SubmissionId},
    vendor::VendorAnswer,
};
use store::{
    StoreError,
    vendor::{Accepting, AcceptingItem},
};

/// Accepts a submission.
///
/// # Errors
/// `StoreError::Stale` when it does not wait any more; `StoreError::Draft` when an answer can't stand in the sheet as it is now.
pub async fn accept(
    app: &App,
    view: &Permit<View>,
    permit: &Permit<AnswerItem>,
    request: RequestId,
    submission: SubmissionId,
) -> Result<(), AppError> {
    let form = open_request(app, view, request).await?;
    let found = form.asked.submissions.iter().find(|one| one.id == submission).ok_or(StoreError::NotFound)?;
    let frozen = handed_in(app, &form, found)?;
    let opened = load(app, view, form.asked.assessment.id).await?;
    let item = |one| {
        let answer = VendorAnswer::from(one);
        AcceptingItem { shown: opened.proposal(&answer.item), answer }
    };
    let items = frozen.items.iter().map(item).collect();
    let accepting = Accepting { request, submission, sheet: form.asked.assessment.clone(), items };
    store::vendor::accept(&app.db, permit, app.now(), app.today(), accepting).await?;
    Ok(())
}
