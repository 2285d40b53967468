//! Personal links: made, revoked, found by what opens them; and the one request that a link shows.
//!
//! Only the SHA-256 of a token is kept. Every read by a link asks for the rows of its own request, whatever else is there.

use super::{
    asked::{find_request, submissions_of},
    disclosure::read_disclosures_of,
    read::read_vendors,
    remote_access::read_accesses_of,
};
use crate::{
    Db, StoreError,
    assessment::{find_sheet, read_rows},
    catalog::{VerifiedWording, read_verifications},
    engine::{Tx, args},
    facility::read_facility,
    journal,
};
use domain::{
    access::{LinkPermit, ManageVendors, Permit, View},
    assessment::{Assessment, Row},
    calendar::Instant,
    catalog::ItemId,
    digest::Digest,
    facility::Facility,
    id::{FacilityId, LinkId, RequestId},
    journal::{Event, Seq},
    vendor::{Request, Submission, Vendor, disclosure::Disclosure, remote_access::RemoteAccess},
};
use std::collections::BTreeMap;
use time::Date;

const ADD_TOKEN: &str = "INSERT INTO vendor_link_token (token_hash, facility_id, link_id) VALUES ($1, $2, $3)";
const TOKEN: &str = "SELECT facility_id, link_id FROM vendor_link_token WHERE token_hash = $1";
const FORGET_TOKEN: &str = "DELETE FROM vendor_link_token WHERE facility_id = $1 AND link_id = $2";
const LINK: &str = "SELECT request_id, expires_on, revoked_at FROM vendor_link WHERE facility_id = $1 AND id = $2";
const DRAFT: &str = "SELECT draft, saved, saved_at FROM vendor_link_draft WHERE facility_id = $1 AND request_id = $2";
const FIRST_DRAFT: &str = "INSERT INTO vendor_link_draft (facility_id, request_id, draft, saved, saved_at)
    VALUES ($1, $2, $3, 1, $4) ON CONFLICT (facility_id, request_id) DO NOTHING";
const NEXT_DRAFT: &str = "UPDATE vendor_link_draft SET draft = $3, saved = saved + 1, saved_at = $4
    WHERE facility_id = $1 AND request_id = $2 AND saved = $5";
const FORGET_DRAFT: &str = "DELETE FROM vendor_link_draft WHERE facility_id = $1 AND request_id = $2";

/// What was typed by a link and not handed in yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDraft {
    /// As `app` wrote it.
    pub draft: String,
    /// How often it was saved: whoever saves next has to have seen this one.
    pub saved: i64,
    /// When it was saved.
    pub saved_at: Instant,
}

/// One request with the sheet that it asks for.
#[derive(Debug, Clone)]
pub struct RequestSheet {
    /// Who asks.
    pub facility: Facility,
    /// Who is asked.
    pub vendor: Vendor,
    /// The request.
    pub request: Request,
    /// The vendor's sheet.
    pub assessment: Assessment,
    /// What stands in its items.
    pub rows: BTreeMap<ItemId, Row>,
    /// Wordings that a person compared with the official file.
    pub verifications: Vec<VerifiedWording>,
    /// What was handed in, oldest first.
    pub submissions: Vec<Submission>,
    /// The vendor's own ways in.
    pub accesses: Vec<RemoteAccess>,
    /// The vendor's own disclosures.
    pub disclosures: Vec<Disclosure>,
}

/// Everything that a link shows.
#[derive(Debug, Clone)]
pub struct LinkSheet {
    /// The request and its sheet.
    pub asked: RequestSheet,
    /// What was typed and not handed in yet.
    pub draft: Option<KeptDraft>,
    /// Last day on which the link opens.
    pub expires_on: Date,
}

/// Makes a link. `token` is the SHA-256 of what opens it.
///
/// # Errors
/// [`StoreError::NotFound`] for a request that is not there; [`StoreError::Stale`] for one that is closed.
pub async fn make_link(
    db: &Db,
    permit: &Permit<ManageVendors>,
    at: Instant,
    (link, token): (LinkId, Digest),
    request: RequestId,
    expires_on: Date,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let facility = permit.facility();
    if find_request(&mut tx.tx, facility, request).await?.closed.is_some() {
        return Err(StoreError::Stale);
    }
    let values = args![token.to_string(), facility.to_string(), link.to_string()];
    tx.tx.execute(ADD_TOKEN, values).await?;
    let event = Event::LinkMade { link, request, expires_on };
    journal::commit(tx, event).await
}

/// Revokes a link: from now on it opens nothing. One that is revoked already stays as it is.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn revoke_link(db: &Db, permit: &Permit<ManageVendors>, at: Instant, link: LinkId) -> Result<(), StoreError> {
    let mut tx = db.write(permit, at).await?;
    let key = || args![permit.facility().to_string(), link.to_string()];
    let row = tx.tx.find(LINK, key()).await?.ok_or(StoreError::NotFound)?;
    if row.opt_int(2)?.is_some() {
        return Ok(());
    }
    tx.tx.execute(FORGET_TOKEN, key()).await?;
    journal::commit(tx, Event::LinkRevoked { link }).await.map(drop)
}

/// The link that a token opens on a day; `None` if there is none, or if it is over or revoked. Which of these is not said.
///
/// # Errors
/// When the database can't be read.
pub async fn find_link(db: &Db, token: Digest, today: Date) -> Result<Option<LinkPermit>, StoreError> {
    let Some(row) = db.find_operational(TOKEN, args![token.to_string()]).await? else { return Ok(None) };
    let (facility, link): (FacilityId, LinkId) = (row.parse(0)?, row.parse(1)?);
    let mut tx = db.begin_read(facility).await?;
    let Some(row) = tx.find(LINK, args![facility.to_string(), link.to_string()]).await? else { return Ok(None) };
    let is_open = row.opt_int(2)?.is_none() && today <= row.day(1)?;
    Ok(if is_open { Some(LinkPermit::shown(facility, row.parse(0)?, link)) } else { None })
}

/// What a link shows.
///
/// # Errors
/// When the database can't be read.
pub async fn open_link(db: &Db, permit: &LinkPermit) -> Result<LinkSheet, StoreError> {
    let facility = permit.facility();
    let mut tx = db.begin_read(facility).await?;
    let link = args![facility.to_string(), permit.link().to_string()];
    let link = tx.find(LINK, link).await?.ok_or(StoreError::NotFound)?;
    let draft = tx.find(DRAFT, args![facility.to_string(), permit.request().to_string()]).await?;
    let draft = draft.map(|row| {
        let (draft, saved) = (row.text(0)?, row.int(1)?);
        Ok::<_, StoreError>(KeptDraft { draft, saved, saved_at: Instant::from_millis(row.int(2)?) })
    });
    Ok(LinkSheet {
        asked: read_request_sheet(&mut tx, facility, permit.request()).await?,
        draft: draft.transpose()?,
        expires_on: link.day(1)?,
    })
}

/// A request with the sheet that it asks for, as the institution reads it.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn open_request(db: &Db, permit: &Permit<View>, request: RequestId) -> Result<RequestSheet, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    read_request_sheet(&mut tx, permit.facility(), request).await
}

async fn read_request_sheet(tx: &mut Tx, facility: FacilityId, request: RequestId) -> Result<RequestSheet, StoreError> {
    let request = find_request(tx, facility, request).await?;
    let assessment = find_sheet(tx, facility, request.sheet).await?;
    let rows = read_rows(tx, facility, &assessment).await?;
    let vendors = read_vendors(tx, facility).await?;
    Ok(RequestSheet {
        facility: read_facility(tx, facility).await?,
        vendor: vendors.into_iter().find(|one| one.id == request.vendor).ok_or(StoreError::NotFound)?,
        submissions: submissions_of(tx, facility, request.id).await?,
        verifications: read_verifications(tx, facility).await?,
        accesses: read_accesses_of(tx, facility, request.vendor).await?,
        disclosures: read_disclosures_of(tx, facility, request.vendor).await?,
        request,
        assessment,
        rows,
    })
}

/// Keeps what was typed. `saved` is that of the draft that the person saw, 0 for the first. Returns the new one.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else saved in the meantime; nothing is overwritten.
pub async fn save_draft(db: &Db, permit: &LinkPermit, at: Instant, saved: i64, draft: &str) -> Result<i64, StoreError> {
    let mut tx = db.begin_write(permit.facility()).await?;
    let (facility, request) = (permit.facility().to_string(), permit.request().to_string());
    let written = if saved == 0 {
        tx.execute(FIRST_DRAFT, args![facility, request, draft, at.millis()]).await?
    } else {
        tx.execute(NEXT_DRAFT, args![facility, request, draft, at.millis(), saved]).await?
    };
    if written == 0 {
        return Err(StoreError::Stale);
    }
    tx.commit().await?;
    Ok(saved + 1)
}

pub(super) async fn forget_draft(tx: &mut Tx, facility: FacilityId, request: RequestId) -> Result<(), StoreError> {
    tx.execute(FORGET_DRAFT, args![facility.to_string(), request.to_string()]).await.map(drop)
}
