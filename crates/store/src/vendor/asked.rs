//! Reading requests, the links to them, what went out and what came in.

use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
};
use domain::{
    access::{Permit, View},
    assessment::RoundNo,
    calendar::Instant,
    id::{FacilityId, LinkId, RequestId, VendorId},
    journal::Seq,
    staff::Name,
    vendor::{Line, Request, Submission, Via},
};
use std::collections::BTreeMap;
use time::Date;

const REQUESTS: &str = "SELECT id, vendor_id, sheet_id, round, asked_on, due_on, closed, reminded_on, version
    FROM vendor_request WHERE facility_id = $1 ORDER BY asked_on, id";
const REQUEST: &str = "SELECT id, vendor_id, sheet_id, round, asked_on, due_on, closed, reminded_on, version
    FROM vendor_request WHERE facility_id = $1 AND id = $2";
const SUBMISSIONS: &str = "SELECT id, request_id, via, answered_by, post, frozen, received_at, state, version
    FROM vendor_submission WHERE facility_id = $1 ORDER BY received_at, id";
const SUBMISSIONS_OF: &str = "SELECT id, request_id, via, answered_by, post, frozen, received_at, state, version
    FROM vendor_submission WHERE facility_id = $1 AND request_id = $2 ORDER BY received_at, id";
const LINKS: &str = "SELECT id, request_id, expires_on, made_at, revoked_at FROM vendor_link
    WHERE facility_id = $1 ORDER BY made_at, id";
const SENT: &str = "SELECT request_id, sent_on, reminder, sent_to FROM vendor_request_sent
    WHERE facility_id = $1 ORDER BY seq";

/// A personal link, without what opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkRecord {
    /// Stable identifier.
    pub id: LinkId,
    /// What it opens.
    pub request: RequestId,
    /// Last day on which it opens.
    pub expires_on: Date,
    /// When it was made.
    pub made_at: Instant,
    /// When it was revoked, if it was.
    pub revoked_at: Option<Instant>,
}

impl LinkRecord {
    /// Whether it opens on a day.
    #[must_use]
    pub fn is_open_on(&self, day: Date) -> bool {
        self.revoked_at.is_none() && day <= self.expires_on
    }
}

/// A request or a reminder that went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentRecord {
    /// Day.
    pub on: Date,
    /// Whether it was a reminder.
    pub reminder: bool,
    /// Mail address; `None` for a letter on paper.
    pub to: Option<Line>,
}

/// One request with everything that happened to it.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The request.
    pub request: Request,
    /// What was handed in, oldest first.
    pub submissions: Vec<Submission>,
    /// Links that were made, oldest first.
    pub links: Vec<LinkRecord>,
    /// What went out, oldest first.
    pub sent: Vec<SentRecord>,
}

impl Asked {
    /// What was handed in last.
    #[must_use]
    pub fn newest(&self) -> Option<&Submission> {
        self.submissions.last()
    }
}

/// Every request of the facility, in one view of the data, oldest first.
///
/// # Errors
/// When the database can't be read.
pub async fn asked(db: &Db, permit: &Permit<View>) -> Result<Vec<Asked>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let key = || args![permit.facility().to_string()];
    let mut submissions: BTreeMap<RequestId, Vec<Submission>> = BTreeMap::new();
    for row in tx.all(SUBMISSIONS, key()).await? {
        let found = read_submission(&row)?;
        submissions.entry(found.request).or_default().push(found);
    }
    let mut links: BTreeMap<RequestId, Vec<LinkRecord>> = BTreeMap::new();
    for row in tx.all(LINKS, key()).await? {
        let found = read_link(&row)?;
        links.entry(found.request).or_default().push(found);
    }
    let mut sent: BTreeMap<RequestId, Vec<SentRecord>> = BTreeMap::new();
    for row in tx.all(SENT, key()).await? {
        sent.entry(row.parse(0)?).or_default().push(read_sent(&row)?);
    }
    let requests = tx.all(REQUESTS, key()).await?;
    let requests = requests.iter().map(|row| {
        let request = read_request(row)?;
        Ok(Asked {
            submissions: submissions.remove(&request.id).unwrap_or_default(),
            links: links.remove(&request.id).unwrap_or_default(),
            sent: sent.remove(&request.id).unwrap_or_default(),
            request,
        })
    });
    requests.collect()
}

/// Whom each request asks: for the words of the journal.
///
/// # Errors
/// When the database can't be read.
pub async fn requested(db: &Db, permit: &Permit<View>) -> Result<BTreeMap<RequestId, VendorId>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let requests = read_requests(&mut tx, permit.facility()).await?;
    Ok(requests.into_iter().map(|request| (request.id, request.vendor)).collect())
}

pub(super) async fn find_request(tx: &mut Tx, facility: FacilityId, id: RequestId) -> Result<Request, StoreError> {
    let row = tx.find(REQUEST, args![facility.to_string(), id.to_string()]).await?;
    read_request(&row.ok_or(StoreError::NotFound)?)
}

pub(super) async fn read_requests(tx: &mut Tx, facility: FacilityId) -> Result<Vec<Request>, StoreError> {
    tx.all(REQUESTS, args![facility.to_string()]).await?.iter().map(read_request).collect()
}

pub(super) async fn submissions_of(
    tx: &mut Tx,
    facility: FacilityId,
    request: RequestId,
) -> Result<Vec<Submission>, StoreError> {
    let rows = tx.all(SUBMISSIONS_OF, args![facility.to_string(), request.to_string()]).await?;
    rows.iter().map(read_submission).collect()
}

fn read_request(row: &Row) -> Result<Request, StoreError> {
    let round = u8::try_from(row.int(3)?).ok().and_then(RoundNo::from_number);
    Ok(Request {
        id: row.parse(0)?,
        vendor: row.parse(1)?,
        sheet: row.parse(2)?,
        round: round.ok_or_else(|| StoreError::Damaged("a request names no round".to_owned()))?,
        asked_on: row.day(4)?,
        due_on: row.day(5)?,
        closed: row.opt_text(6)?.map(|_| row.json(6)).transpose()?,
        reminded_on: row.opt_day(7)?,
        version: Seq::new(row.int(8)?),
    })
}

fn read_submission(row: &Row) -> Result<Submission, StoreError> {
    let damaged = |error: String| StoreError::Damaged(error);
    let post = row.opt_text(4)?.map(|text| Line::parse(&text).map_err(|e| damaged(e.to_string()))).transpose()?;
    Ok(Submission {
        id: row.parse(0)?,
        request: row.parse(1)?,
        via: row.code(2, Via::from_code)?,
        answered_by: Name::parse(&row.text(3)?).map_err(|e| damaged(e.to_string()))?,
        post,
        frozen: row.parse(5)?,
        received_at: Instant::from_millis(row.int(6)?),
        state: row.json(7)?,
        version: Seq::new(row.int(8)?),
    })
}

fn read_link(row: &Row) -> Result<LinkRecord, StoreError> {
    Ok(LinkRecord {
        id: row.parse(0)?,
        request: row.parse(1)?,
        expires_on: row.day(2)?,
        made_at: Instant::from_millis(row.int(3)?),
        revoked_at: row.opt_int(4)?.map(Instant::from_millis),
    })
}

fn read_sent(row: &Row) -> Result<SentRecord, StoreError> {
    let to = row.opt_text(3)?.map(|text| Line::parse(&text).map_err(|e| StoreError::Damaged(e.to_string())));
    Ok(SentRecord { on: row.day(1)?, reminder: row.flag(2)?, to: to.transpose()? })
}
