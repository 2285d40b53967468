//! The only code that writes `assessment_sheet`, `assessment_item` and `assessment_sign_off`.

use crate::{
    StoreError,
    engine::{Tx, Value, args, json},
    journal::Applied,
};
use domain::{
    assessment::{ItemState, RoundNo, Slot},
    catalog::ItemId,
    grounds::Proposal,
    id::AssessmentId,
    journal::{AnswerRecorded, AssessmentOpened, RoundSigned, TakenAnswer, WorkbookTaken},
};

const OPEN: &str =
    "INSERT INTO assessment_sheet (facility_id, id, edition, pack, form, fiscal_year, opened_at, version,
    vendor_id, carried) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const END_VERSION: &str = "UPDATE assessment_item SET to_seq = $4
    WHERE facility_id = $1 AND sheet_id = $2 AND item = $3 AND to_seq IS NULL";
const ADD_VERSION: &str = "INSERT INTO assessment_item (facility_id, sheet_id, item, from_seq, changed_at, changed_by,
    round, r1_answer, r1_on, r1_by, r2_answer, r2_on, r2_by, r3_answer, r3_on, r3_by, target_on, note, shown)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)";
const SIGN: &str = "INSERT INTO assessment_sign_off (facility_id, id, sheet_id, round, method, signer, signed_at,
    frozen, signature, key_fingerprint, seq) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

pub(crate) async fn apply_opened(tx: &mut Tx, cx: &Applied<'_>, opened: &AssessmentOpened) -> Result<(), StoreError> {
    let sheet = &opened.assessment;
    let values = args![
        cx.facility.as_str(),
        sheet.id.to_string(),
        sheet.edition.to_string(),
        sheet.pack.to_string(),
        sheet.form.code(),
        i64::from(sheet.fiscal_year.year()),
        cx.at.millis(),
        cx.seq.get(),
        sheet.vendor.map(|vendor| vendor.to_string()),
        opened.carried.as_ref().map(json).transpose()?
    ];
    tx.execute(OPEN, values).await.map(drop)
}

pub(crate) async fn apply_answered(tx: &mut Tx, cx: &Applied<'_>, answer: &AnswerRecorded) -> Result<(), StoreError> {
    let version = Version { item: &answer.item, round: answer.round, after: &answer.after, shown: &answer.shown };
    add_version(tx, cx, answer.assessment, &version).await
}

pub(crate) async fn apply_taken(tx: &mut Tx, cx: &Applied<'_>, taken: &WorkbookTaken) -> Result<(), StoreError> {
    apply_answers(tx, cx, taken.assessment, &taken.answers).await
}

/// Answers that came together, from a workbook or from a vendor.
pub(crate) async fn apply_answers(
    tx: &mut Tx,
    cx: &Applied<'_>,
    sheet: AssessmentId,
    answers: &[TakenAnswer],
) -> Result<(), StoreError> {
    for answer in answers {
        let version = Version { item: &answer.item, round: answer.round, after: &answer.after, shown: &answer.shown };
        add_version(tx, cx, sheet, &version).await?;
    }
    Ok(())
}

/// What an item became.
struct Version<'a> {
    item: &'a ItemId,
    round: RoundNo,
    after: &'a ItemState,
    shown: &'a Proposal,
}

async fn add_version(
    tx: &mut Tx,
    cx: &Applied<'_>,
    sheet: AssessmentId,
    version: &Version<'_>,
) -> Result<(), StoreError> {
    let (sheet, item) = (sheet.to_string(), version.item.to_string());
    let ended = args![cx.facility.as_str(), sheet.as_str(), item.as_str(), cx.seq.get()];
    tx.execute(END_VERSION, ended).await?;
    let mut values = args![
        cx.facility.as_str(),
        sheet,
        item,
        cx.seq.get(),
        cx.at.millis(),
        cx.by.name.as_str(),
        i64::from(version.round.number())
    ];
    values.extend(version.after.slots.iter().flat_map(slot_values));
    values.extend(args![
        version.after.target_date.map(|target| target.day()),
        version.after.note.as_str(),
        json(version.shown)?
    ]);
    tx.execute(ADD_VERSION, values).await.map(drop)
}

fn slot_values(slot: &Slot) -> [Value; 3] {
    [slot.code().into(), slot.on().into(), slot.by().map(|by| by.to_string()).into()]
}

pub(crate) async fn apply_signed(tx: &mut Tx, cx: &Applied<'_>, signed: &RoundSigned) -> Result<(), StoreError> {
    let values = args![
        cx.facility.as_str(),
        signed.id.to_string(),
        signed.assessment.to_string(),
        i64::from(signed.round.number()),
        json(&signed.method)?,
        json(cx.by)?,
        cx.at.millis(),
        signed.frozen.to_string(),
        signed.signature.as_str(),
        signed.key.as_str(),
        cx.seq.get()
    ];
    tx.execute(SIGN, values).await.map(drop)
}
