//! The only code that writes the tables `vendor_disclosure…`.

use crate::{
    StoreError,
    engine::{Tx, args, json},
    journal::Applied,
};
use domain::{
    journal::{DisclosureAnswered, DisclosureDecided, Event, SubmissionAccepted},
    vendor::disclosure::Disclosure,
};

const END: &str = "UPDATE vendor_disclosure SET to_seq = $3 WHERE facility_id = $1 AND id = $2 AND to_seq IS NULL";
const ADD: &str = "INSERT INTO vendor_disclosure (facility_id, id, from_seq, vendor_id, stated, file, changed_at,
    changed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const END_ANSWERS: &str = "UPDATE vendor_disclosure_answers SET to_seq = $3
    WHERE facility_id = $1 AND disclosure_id = $2 AND to_seq IS NULL";
const ADD_ANSWERS: &str = "INSERT INTO vendor_disclosure_answers (facility_id, disclosure_id, from_seq, answers,
    changed_at, changed_by) VALUES ($1, $2, $3, $4, $5, $6)";
const END_DECISION: &str = "UPDATE vendor_disclosure_decision SET to_seq = $4
    WHERE facility_id = $1 AND disclosure_id = $2 AND item = $3 AND to_seq IS NULL";
const ADD_DECISION: &str = "INSERT INTO vendor_disclosure_decision (facility_id, disclosure_id, item, from_seq,
    decision, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// Writes what an event of disclosures says; every other event is none of this part's.
pub(crate) async fn apply(tx: &mut Tx, cx: &Applied<'_>, event: &Event) -> Result<(), StoreError> {
    match event {
        Event::DisclosureRecorded(disclosure) => apply_recorded(tx, cx, disclosure).await,
        Event::DisclosureAnswered(answered) => apply_answered(tx, cx, answered).await,
        Event::DisclosureDecided(decided) => apply_decided(tx, cx, decided).await,
        _ => Ok(()),
    }
}

/// Writes what an accepted answer of a vendor says about its disclosures.
pub(crate) async fn apply_accepted(
    tx: &mut Tx,
    cx: &Applied<'_>,
    accepted: &SubmissionAccepted,
) -> Result<(), StoreError> {
    for disclosure in &accepted.disclosures {
        apply_recorded(tx, cx, disclosure).await?;
    }
    for answered in &accepted.disclosed {
        apply_answered(tx, cx, answered).await?;
    }
    Ok(())
}

async fn apply_recorded(tx: &mut Tx, cx: &Applied<'_>, disclosure: &Disclosure) -> Result<(), StoreError> {
    let id = disclosure.id.to_string();
    tx.execute(END, args![cx.facility.as_str(), id.as_str(), cx.seq.get()]).await?;
    let values = args![
        cx.facility.as_str(),
        id,
        cx.seq.get(),
        disclosure.stated.vendor.to_string(),
        json(&disclosure.stated)?,
        disclosure.file.as_ref().map(json).transpose()?,
        cx.at.millis(),
        cx.by.name.as_str()
    ];
    tx.execute(ADD, values).await.map(drop)
}

async fn apply_answered(tx: &mut Tx, cx: &Applied<'_>, answered: &DisclosureAnswered) -> Result<(), StoreError> {
    let id = answered.disclosure.to_string();
    tx.execute(END_ANSWERS, args![cx.facility.as_str(), id.as_str(), cx.seq.get()]).await?;
    let values =
        args![cx.facility.as_str(), id, cx.seq.get(), json(&answered.answers)?, cx.at.millis(), cx.by.name.as_str()];
    tx.execute(ADD_ANSWERS, values).await.map(drop)
}

async fn apply_decided(tx: &mut Tx, cx: &Applied<'_>, decided: &DisclosureDecided) -> Result<(), StoreError> {
    let (id, item) = (decided.disclosure.to_string(), decided.item.to_string());
    tx.execute(END_DECISION, args![cx.facility.as_str(), id.as_str(), item.as_str(), cx.seq.get()]).await?;
    let values = args![
        cx.facility.as_str(),
        id,
        item,
        cx.seq.get(),
        json(&decided.decision)?,
        cx.at.millis(),
        cx.by.name.as_str()
    ];
    tx.execute(ADD_DECISION, values).await.map(drop)
}
