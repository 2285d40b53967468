//! The only code that writes the projected tables `vendor_*` of the register and of asking.

use crate::{
    StoreError,
    engine::{Tx, args, json},
    journal::Applied,
};
use domain::{
    id::{LinkId, RequestId, SubmissionId, VendorId},
    journal::RequestSent,
    vendor::{Closed, Contact, Contract, Request, Submission, SubmissionState, Vendor},
};
use time::Date;

const RECORD: &str = "INSERT INTO vendor_record (facility_id, id, name, contact, phone, mail, contract, version)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (facility_id, id) DO UPDATE SET name = excluded.name, contact = excluded.contact,
    phone = excluded.phone, mail = excluded.mail, contract = excluded.contract, version = excluded.version";

const FORGET_CONTACTS: &str = "DELETE FROM vendor_contact WHERE facility_id = $1 AND vendor_id = $2";
const CONTACT: &str =
    "INSERT INTO vendor_contact (facility_id, vendor_id, place, name, duty, phone, mail, out_of_hours,
    version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const CONTRACT: &str = "INSERT INTO vendor_contract (facility_id, id, vendor_id, title, systems, from_on, until_on,
    updates, vulnerability_notice, subcontractors, note, version)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    ON CONFLICT (facility_id, id) DO UPDATE SET vendor_id = excluded.vendor_id, title = excluded.title,
    systems = excluded.systems, from_on = excluded.from_on, until_on = excluded.until_on, updates = excluded.updates,
    vulnerability_notice = excluded.vulnerability_notice, subcontractors = excluded.subcontractors,
    note = excluded.note, version = excluded.version";

pub(crate) async fn apply_recorded(tx: &mut Tx, cx: &Applied<'_>, vendor: &Vendor) -> Result<(), StoreError> {
    let stated = &vendor.stated;
    let values = args![
        cx.facility.as_str(),
        vendor.id.to_string(),
        stated.name.as_str(),
        stated.contact.as_ref().map(ToString::to_string),
        stated.phone.as_ref().map(ToString::to_string),
        stated.mail.as_ref().map(ToString::to_string),
        stated.contract,
        cx.seq.get()
    ];
    tx.execute(RECORD, values).await.map(drop)
}

pub(crate) async fn apply_contacts(
    tx: &mut Tx,
    cx: &Applied<'_>,
    vendor: VendorId,
    contacts: &[Contact],
) -> Result<(), StoreError> {
    tx.execute(FORGET_CONTACTS, args![cx.facility.as_str(), vendor.to_string()]).await?;
    for (place, contact) in (0_i64..).zip(contacts) {
        let values = args![
            cx.facility.as_str(),
            vendor.to_string(),
            place,
            contact.name.as_str(),
            contact.duty.as_ref().map(ToString::to_string),
            contact.phone.as_ref().map(ToString::to_string),
            contact.mail.as_ref().map(ToString::to_string),
            contact.out_of_hours,
            cx.seq.get()
        ];
        tx.execute(CONTACT, values).await?;
    }
    Ok(())
}

pub(crate) async fn apply_contract(tx: &mut Tx, cx: &Applied<'_>, contract: &Contract) -> Result<(), StoreError> {
    let stated = &contract.stated;
    let values = args![
        cx.facility.as_str(),
        contract.id.to_string(),
        stated.vendor.to_string(),
        stated.title.as_str(),
        json(&stated.systems)?,
        stated.from_on,
        stated.until_on,
        stated.updates.map(|by| by.code().to_owned()),
        stated.vulnerability_notice.map(i64::from),
        json(&stated.subcontractors)?,
        stated.note.as_str(),
        cx.seq.get()
    ];
    tx.execute(CONTRACT, values).await.map(drop)
}

const REQUEST: &str =
    "INSERT INTO vendor_request (facility_id, id, vendor_id, sheet_id, round, asked_on, due_on, closed,
    reminded_on, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const CHANGE_REQUEST: &str = "UPDATE vendor_request SET due_on = $3, closed = $4, version = $5
    WHERE facility_id = $1 AND id = $2";
const REMIND: &str = "UPDATE vendor_request SET reminded_on = $3, version = $4 WHERE facility_id = $1 AND id = $2";
const SENT: &str = "INSERT INTO vendor_request_sent (facility_id, seq, request_id, sent_on, reminder, sent_to)
    VALUES ($1, $2, $3, $4, $5, $6)";
const LINK: &str = "INSERT INTO vendor_link (facility_id, id, request_id, expires_on, made_at, version)
    VALUES ($1, $2, $3, $4, $5, $6)";
const REVOKE_LINK: &str = "UPDATE vendor_link SET revoked_at = $3, version = $4 WHERE facility_id = $1 AND id = $2";
const SUBMISSION: &str = "INSERT INTO vendor_submission (facility_id, id, request_id, via, answered_by, post, frozen,
    received_at, state, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const JUDGE: &str = "UPDATE vendor_submission SET state = $3, version = $4 WHERE facility_id = $1 AND id = $2";

pub(crate) async fn apply_requests(tx: &mut Tx, cx: &Applied<'_>, requests: &[Request]) -> Result<(), StoreError> {
    for request in requests {
        let values = args![
            cx.facility.as_str(),
            request.id.to_string(),
            request.vendor.to_string(),
            request.sheet.to_string(),
            i64::from(request.round.number()),
            request.asked_on,
            request.due_on,
            request.closed.as_ref().map(json).transpose()?,
            request.reminded_on,
            cx.seq.get()
        ];
        tx.execute(REQUEST, values).await?;
    }
    Ok(())
}

pub(crate) async fn apply_request_changed(
    tx: &mut Tx,
    cx: &Applied<'_>,
    request: RequestId,
    due_on: Date,
    closed: Option<&Closed>,
) -> Result<(), StoreError> {
    let closed = closed.map(json).transpose()?;
    let values = args![cx.facility.as_str(), request.to_string(), due_on, closed, cx.seq.get()];
    tx.execute(CHANGE_REQUEST, values).await.map(drop)
}

pub(crate) async fn apply_sent(tx: &mut Tx, cx: &Applied<'_>, sent: &RequestSent) -> Result<(), StoreError> {
    let to = sent.to.as_ref().map(ToString::to_string);
    let values = args![cx.facility.as_str(), cx.seq.get(), sent.request.to_string(), sent.on, sent.reminder, to];
    tx.execute(SENT, values).await?;
    if sent.reminder {
        let values = args![cx.facility.as_str(), sent.request.to_string(), sent.on, cx.seq.get()];
        tx.execute(REMIND, values).await?;
    }
    Ok(())
}

pub(crate) async fn apply_link(
    tx: &mut Tx,
    cx: &Applied<'_>,
    link: LinkId,
    request: RequestId,
    expires_on: Date,
) -> Result<(), StoreError> {
    let values =
        args![cx.facility.as_str(), link.to_string(), request.to_string(), expires_on, cx.at.millis(), cx.seq.get()];
    tx.execute(LINK, values).await.map(drop)
}

pub(crate) async fn apply_link_revoked(tx: &mut Tx, cx: &Applied<'_>, link: LinkId) -> Result<(), StoreError> {
    let values = args![cx.facility.as_str(), link.to_string(), cx.at.millis(), cx.seq.get()];
    tx.execute(REVOKE_LINK, values).await.map(drop)
}

pub(crate) async fn apply_submission(tx: &mut Tx, cx: &Applied<'_>, submission: &Submission) -> Result<(), StoreError> {
    let values = args![
        cx.facility.as_str(),
        submission.id.to_string(),
        submission.request.to_string(),
        submission.via.code(),
        submission.answered_by.as_str(),
        submission.post.as_ref().map(ToString::to_string),
        submission.frozen.to_string(),
        submission.received_at.millis(),
        json(&submission.state)?,
        cx.seq.get()
    ];
    tx.execute(SUBMISSION, values).await.map(drop)
}

/// What the institution said to a submission.
pub(crate) async fn apply_judged(
    tx: &mut Tx,
    cx: &Applied<'_>,
    submission: SubmissionId,
    state: &SubmissionState,
) -> Result<(), StoreError> {
    let values = args![cx.facility.as_str(), submission.to_string(), json(state)?, cx.seq.get()];
    tx.execute(JUDGE, values).await.map(drop)
}
