//! The log of a restore, kept as evidence of 3(2) with its hash.

use crate::{
    App, AppError,
    evidence::{Arrived, add},
};
use domain::{
    access::{ManageEvidence, Permit, View},
    calendar::iso,
    catalog::ItemId,
    evidence::{EvidenceDraft, EvidenceLink, EvidenceText},
    id::EvidenceId,
};
use std::collections::BTreeSet;
use time::Date;

/// The item that such a log speaks to.
const ITEM: &str = "incident.backup-restore";

/// Why a log is not kept: code of why its bytes are not taken.
#[derive(Debug)]
pub enum LogRefused {
    /// It is none of the kinds that are kept.
    NotTaken(&'static str),
    /// Anything else.
    App(AppError),
}

impl From<AppError> for LogRefused {
    fn from(error: AppError) -> Self {
        match error {
            AppError::NotTaken(why) => Self::NotTaken(why),
            other => Self::App(other),
        }
    }
}

/// Keeps the log of a restore that took place on a day, on the item of every sheet that is being answered: those of the newest year.
///
/// # Errors
/// [`LogRefused`].
pub async fn add_log(
    app: &App,
    view: &Permit<View>,
    permit: &Permit<ManageEvidence>,
    title: &str,
    on: Date,
    arrived: Arrived,
) -> Result<EvidenceId, LogRefused> {
    let item = ItemId::parse(ITEM).map_err(|error| AppError::Internal(error.to_string()))?;
    let sheets = store::assessment::list(&app.db, view).await.map_err(AppError::from)?;
    let own = sheets.iter().find(|sheet| sheet.vendor.is_none());
    let mut links = BTreeSet::new();
    if let Some(sheet) = own {
        let opened = crate::assessment::load(app, view, sheet.id).await?;
        if opened.form()?.item(&item).is_some() {
            links.insert(EvidenceLink { sheet: sheet.id, item });
        }
    }
    let (on, today) = (iso(on), iso(app.today()));
    let text =
        EvidenceText { title, effective_on: &on, received_on: &today, expires_on: "", exported_by: "", origin: "" };
    let stated =
        EvidenceDraft::parse(text, links, app.today()).map_err(|error| AppError::Internal(error.to_string()))?;
    Ok(add(app, view, permit, stated, arrived).await?)
}
