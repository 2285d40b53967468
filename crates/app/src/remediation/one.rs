//! One いいえ with everything that was recorded about it. Also when the answer is no いいえ any more: nothing is lost.

use crate::{
    App, AppError,
    assessment::{Opened, load},
};
use domain::{
    access::{Permit, View},
    catalog::Item,
    remediation::{Course, Remediation, RemediationKey, courses},
    vendor::Vendor,
};
use std::collections::BTreeSet;
use store::{StoreError, remediation::History};

/// One いいえ.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its sheet.
    pub opened: Opened,
    /// The item.
    pub item: Item,
    /// Where it stands; `None` when the item says いいえ no more, or is 記入不要.
    pub course: Option<Course>,
    /// What is planned now.
    pub plan: Remediation,
    /// Versions and comments.
    pub history: History,
    /// Every vendor.
    pub vendors: Vec<Vendor>,
}

/// Reads one いいえ.
///
/// # Errors
/// `StoreError::NotFound` for a sheet or item that is not there, and for an item that never said いいえ and has no record.
pub async fn find(app: &App, view: &Permit<View>, key: &RemediationKey) -> Result<Found, AppError> {
    let opened = load(app, view, key.sheet).await?;
    let item = opened.form()?.item(&key.item).ok_or(StoreError::NotFound)?.clone();
    let history = store::remediation::history(&app.db, view, key).await?;
    let course = course(&opened, key, &answered_later(app, view, key).await?)?;
    if course.is_none() && history == History::default() {
        return Err(StoreError::NotFound.into());
    }
    let newest = history.versions.last().map(|version| version.remediation.clone());
    let plan = newest.unwrap_or_else(|| Remediation::unplanned(key.clone()));
    let vendors = store::vendor::vendors(&app.db, view).await?;
    Ok(Found { item, course, plan, history, vendors, opened })
}

fn course(
    opened: &Opened,
    key: &RemediationKey,
    later: &BTreeSet<domain::catalog::ItemId>,
) -> Result<Option<Course>, AppError> {
    let all = courses(&opened.sheet()?, later, opened.today);
    Ok(all.into_iter().find(|(item, _)| item.id == key.item).map(|(_, course)| course))
}

/// Items of the sheet that a later year's sheet has answered.
async fn answered_later(
    app: &App,
    view: &Permit<View>,
    key: &RemediationKey,
) -> Result<BTreeSet<domain::catalog::ItemId>, AppError> {
    let sheets = store::assessment::saying_no(&app.db, view).await?;
    let found = sheets.into_iter().find(|sheet| sheet.assessment.id == key.sheet);
    Ok(found.map(|sheet| sheet.answered_later).unwrap_or_default())
}
