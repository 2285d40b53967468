//! Making requests, changing them, and recording that they went out.

use super::{
    asked::{find_request, read_requests},
    read::read_vendors,
};
use crate::{Db, StoreError, assessment::require_sheet, journal};
use domain::{
    access::{ManageVendors, Permit},
    assessment::Assessment,
    calendar::Instant,
    id::RequestId,
    journal::{Event, RequestSent, Seq, VendorsAsked},
    vendor::{Closed, Request},
};
use time::Date;

/// Requests to make in one go, and the sheets that have to be opened for it.
#[derive(Debug, Clone, Default)]
pub struct Asking {
    /// New sheets.
    pub opened: Vec<Assessment>,
    /// Requests.
    pub requests: Vec<Request>,
}

const SAME: &str = "SELECT id FROM assessment_sheet
    WHERE facility_id = $1 AND edition = $2 AND form = $3 AND fiscal_year = $4 AND COALESCE(vendor_id, '') = $5";

/// Makes requests, all of them or none.
///
/// # Errors
/// [`StoreError::Exists`] when one of them, or one of the sheets, was made in the meantime; [`StoreError::NotFound`] for a vendor
/// or sheet that is not there.
pub async fn ask(db: &Db, permit: &Permit<ManageVendors>, at: Instant, asking: Asking) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let facility = permit.facility();
    let vendors = read_vendors(&mut tx.tx, facility).await?;
    for sheet in &asking.opened {
        let vendor = sheet.vendor.filter(|id| vendors.iter().any(|one| one.id == *id)).ok_or(StoreError::NotFound)?;
        let key = crate::engine::args![
            facility.to_string(),
            sheet.edition.to_string(),
            sheet.form.code(),
            i64::from(sheet.fiscal_year.year()),
            vendor.to_string()
        ];
        if tx.tx.find(SAME, key).await?.is_some() {
            return Err(StoreError::Exists("assessment"));
        }
    }
    let known = read_requests(&mut tx.tx, facility).await?;
    for request in &asking.requests {
        if known.iter().any(|one| (one.sheet, one.round) == (request.sheet, request.round)) {
            return Err(StoreError::Exists("request"));
        }
        if !asking.opened.iter().any(|sheet| sheet.id == request.sheet) {
            require_sheet(&mut tx.tx, facility, request.sheet).await?;
        }
    }
    let Asking { opened, requests } = asking;
    journal::commit(tx, Event::VendorsAsked(Box::new(VendorsAsked { opened, requests }))).await
}

/// Gives a request another due day, closes it, or opens it again. A change that changes nothing writes nothing.
///
/// # Errors
/// [`StoreError::Stale`] when it changed since that version; [`StoreError::NotFound`].
pub async fn change_request(
    db: &Db,
    permit: &Permit<ManageVendors>,
    at: Instant,
    request: RequestId,
    version: Seq,
    due_on: Date,
    closed: Option<Closed>,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let before = find_request(&mut tx.tx, permit.facility(), request).await?;
    if before.version != version {
        return Err(StoreError::Stale);
    }
    if before.due_on == due_on && before.closed == closed {
        return Ok(version);
    }
    journal::commit(tx, Event::RequestChanged { request, due_on, closed }).await
}

/// Records that a request or a reminder went out.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn record_sent(
    db: &Db,
    permit: &Permit<ManageVendors>,
    at: Instant,
    sent: RequestSent,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    find_request(&mut tx.tx, permit.facility(), sent.request).await?;
    journal::commit(tx, Event::RequestSent(sent)).await
}
