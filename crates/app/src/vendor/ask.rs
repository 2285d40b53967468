//! Asking the vendors: this fiscal year's requests in one go, and where each of them stands.

use super::{form, standing};
use crate::{
    App, AppError,
    assessment::{About, Opened, prepare},
};
use domain::{
    access::{ManageVendors, Permit, View},
    assessment::{Asked as AskedItem, Assessment, RoundNo, Sheet, Standing},
    id::AssessmentId,
    journal::Seq,
    vendor::{Reminder, Request, RequestStatus, Vendor},
};
use store::{
    assessment::VendorSheet,
    vendor::{Asked, Asking},
};
use time::Date;

/// One vendor on the page that shows them all.
#[derive(Debug, Clone)]
pub struct BoardRow {
    /// The vendor.
    pub vendor: Vendor,
    /// Its request with everything that happened to it; `None` while it was not asked in this round.
    pub asked: Option<(Asked, RequestStatus)>,
    /// The reminder that is due today.
    pub reminder: Option<Reminder>,
    /// Its sheet with where it stands; `None` while none was opened.
    pub sheet: Option<(AssessmentId, Standing)>,
    /// Whether the one action would ask it.
    pub can_be_asked: bool,
}

/// Vendors with a contract, and those that were asked, for the edition and fiscal year of the institution's own sheet.
///
/// # Errors
/// When the database can't be read.
pub async fn board(app: &App, view: &Permit<View>, own: &Opened, round: RoundNo) -> Result<Vec<BoardRow>, AppError> {
    let Assessment { edition, fiscal_year, .. } = own.assessment();
    let (vendors, sheets) = store::assessment::vendor_sheets(&app.db, view, edition, *fiscal_year).await?;
    let mut asked = store::vendor::asked(&app.db, view).await?;
    let mut rows = Vec::new();
    for vendor in vendors {
        let sheet = sheets.iter().find(|sheet| sheet.assessment.vendor == Some(vendor.id));
        let of_sheet = |one: &Asked| {
            sheet.is_some_and(|sheet| one.request.sheet == sheet.assessment.id) && one.request.round == round
        };
        let found = asked.iter().position(of_sheet).map(|at| asked.swap_remove(at));
        let found = found.map(|one| status(app, own, sheet, one)).transpose()?;
        let can_be_asked = found.is_none() && vendor.stated.contract && asks(app, own, sheet, round)?;
        if found.is_none() && !vendor.stated.contract {
            continue;
        }
        rows.push(BoardRow {
            reminder: found.as_ref().and_then(|(one, status)| one.request.reminder(*status, app.today())),
            sheet: sheet.map(|sheet| standing(app, own, sheet)).transpose()?,
            asked: found,
            can_be_asked,
            vendor,
        });
    }
    Ok(rows)
}

fn status(
    app: &App,
    own: &Opened,
    sheet: Option<&VendorSheet>,
    asked: Asked,
) -> Result<(Asked, RequestStatus), AppError> {
    let filled = match sheet {
        Some(sheet) => rows_of(app, own, sheet)?.is_filled(asked.request.round),
        None => false,
    };
    let status = asked.request.status(asked.newest(), filled, app.today());
    Ok((asked, status))
}

fn rows_of<'a>(app: &'a App, own: &'a Opened, sheet: &'a VendorSheet) -> Result<Sheet<'a>, AppError> {
    let form = form(app, own, &sheet.assessment)?;
    Ok(Sheet::new(form, &sheet.rows, own.facility().stated.vendor_contract))
}

/// Whether a round asks a vendor anything: the first always, a later one what still stands at いいえ.
fn asks(app: &App, own: &Opened, sheet: Option<&VendorSheet>, round: RoundNo) -> Result<bool, AppError> {
    if round == RoundNo::First {
        return Ok(true);
    }
    let Some(sheet) = sheet else { return Ok(false) };
    let rows = rows_of(app, own, sheet)?;
    Ok(rows.asked_items().any(|item| rows.asked(&item.id, round) == AskedItem::Due))
}

/// Makes the requests of a round for every vendor that was not asked yet; sheets that are missing are opened. One event.
/// Returns how many were made.
///
/// # Errors
/// [`AppError::DueDay`] for a day that has passed; `StoreError::Exists` when somebody else asked in the meantime.
pub async fn ask_all(
    app: &App,
    view: &Permit<View>,
    permit: &Permit<ManageVendors>,
    own: &Opened,
    round: RoundNo,
    due_on: Date,
) -> Result<usize, AppError> {
    let Assessment { edition, fiscal_year, .. } = own.assessment();
    let mut asking = Asking::default();
    for row in board(app, view, own, round).await? {
        if !row.can_be_asked {
            continue;
        }
        let sheet = match row.sheet {
            Some((id, _)) => id,
            None => {
                let sheet = prepare(app, view.facility(), edition, About::Vendor(row.vendor.id), *fiscal_year)?;
                let id = sheet.id;
                asking.opened.push(sheet);
                id
            }
        };
        let request = Request {
            id: app.ids.next(),
            vendor: row.vendor.id,
            sheet,
            round,
            asked_on: app.today(),
            due_on,
            closed: None,
            reminded_on: None,
            version: Seq::ZERO,
        };
        asking.requests.push(request.due(due_on).map_err(|_| AppError::DueDay)?);
    }
    let count = asking.requests.len();
    if count > 0 {
        store::vendor::ask(&app.db, permit, app.now(), asking).await?;
    }
    Ok(count)
}
