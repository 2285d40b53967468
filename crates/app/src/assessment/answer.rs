//! Answering: the draft is held against the edition, and kept with the proposal that was shown.

use super::opened::{Opened, load, load_answers};
use crate::{App, AppError};
use domain::{
    access::{AnswerItem, Permit, View},
    assessment::{Asked, Draft, DraftError, Row},
    catalog::ItemId,
    grounds::Proposal,
    id::AssessmentId,
};
use store::{StoreError, assessment::Answering};

/// Records one answer in one round.
///
/// # Errors
/// `StoreError::Draft`, `StoreError::Conflict` (carries what stands there now), `StoreError::NotFound`.
pub async fn answer(
    app: &App,
    view: &Permit<View>,
    permit: &Permit<AnswerItem>,
    sheet: AssessmentId,
    item: &ItemId,
    draft: Draft,
) -> Result<Row, AppError> {
    let opened = load_answers(app, view, sheet).await?;
    refuse_not_asked(&opened, item, &draft)?;
    let shown = opened.proposal(item);
    let answering = Answering { sheet: opened.loaded.assessment, item: item.clone(), draft, shown };
    Ok(store::assessment::answer(&app.db, permit, app.now(), app.today(), answering).await?)
}

fn refuse_not_asked(opened: &Opened, item: &ItemId, draft: &Draft) -> Result<(), AppError> {
    if opened.form()?.item(item).is_none() {
        return Err(StoreError::NotFound.into());
    }
    match opened.sheet()?.asked(item, draft.round) {
        Asked::NotAsked(_) => Err(StoreError::Draft(DraftError::NotAsked).into()),
        Asked::NotYet => Err(StoreError::Draft(DraftError::EarlierRoundBlank).into()),
        Asked::Due | Asked::Stands => Ok(()),
    }
}

/// What the program proposes for an item of a sheet.
///
/// # Errors
/// As [`load`].
pub async fn proposal(
    app: &App,
    view: &Permit<View>,
    sheet: AssessmentId,
    item: &ItemId,
) -> Result<Proposal, AppError> {
    Ok(load(app, view, sheet).await?.proposal(item))
}
