//! Opening a sheet, answering an item, signing a round.

use super::read::{find_sheet, read_item, read_rows};
use crate::{Db, StoreError, engine::args, journal, staff::find_member, vendor::read_vendors};
use domain::{
    access::{AnswerItem, OpenAssessment, Permit},
    assessment::{Assessment, Carried, Choice, Draft, DraftError, Entered, Row},
    calendar::Instant,
    catalog::ItemId,
    digest::Digest,
    evidence::FileName,
    grounds::Proposal,
    id::StaffId,
    journal::{AnswerRecorded, AssessmentOpened, Event, RoundSigned, Seq, TakenAnswer, WorkbookTaken},
};
use time::Date;

const SAME: &str = "SELECT id FROM assessment_sheet
    WHERE facility_id = $1 AND edition = $2 AND form = $3 AND fiscal_year = $4 AND COALESCE(vendor_id, '') = $5";

/// Opens a sheet, with what an earlier one offers to it.
///
/// # Errors
/// [`StoreError::Exists`] when there is one for that edition, form, fiscal year and vendor; [`StoreError::NotFound`] for a
/// vendor that is not recorded.
pub async fn open(
    db: &Db,
    permit: &Permit<OpenAssessment>,
    at: Instant,
    assessment: Assessment,
    carried: Option<Carried>,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let key = args![
        permit.facility().to_string(),
        assessment.edition.to_string(),
        assessment.form.code(),
        i64::from(assessment.fiscal_year.year()),
        assessment.vendor.map(|vendor| vendor.to_string()).unwrap_or_default()
    ];
    if let Some(vendor) = assessment.vendor
        && !read_vendors(&mut tx.tx, permit.facility()).await?.iter().any(|one| one.id == vendor)
    {
        return Err(StoreError::NotFound);
    }
    if tx.tx.find(SAME, key).await?.is_some() {
        return Err(StoreError::Exists("assessment"));
    }
    journal::commit(tx, Event::AssessmentOpened(AssessmentOpened { assessment, carried })).await
}

/// An answer to record: where, what, and what the program proposed when it was given.
#[derive(Debug, Clone)]
pub struct Answering {
    /// The sheet as it was opened; it never changes afterwards.
    pub sheet: Assessment,
    /// Item; the caller has checked that the edition asks it.
    pub item: ItemId,
    /// The person's word.
    pub draft: Draft,
    /// The proposal that was shown.
    pub shown: Proposal,
}

/// Records one answer in one round.
///
/// # Errors
/// [`StoreError::Conflict`] when the item changed since `draft.version` (carries what stands there now), and
/// [`StoreError::Draft`] when the draft can't be taken. Nothing is written then. A draft that changes nothing writes nothing.
pub async fn answer(
    db: &Db,
    permit: &Permit<AnswerItem>,
    at: Instant,
    today: Date,
    answering: Answering,
) -> Result<Row, StoreError> {
    let Answering { sheet, item, draft, shown } = answering;
    let mut tx = db.write(permit, at).await?;
    let before = read_item(&mut tx.tx, permit.facility(), &sheet, &item).await?;
    if before.version != draft.version {
        return Err(StoreError::Conflict(Box::new(before)));
    }
    if draft.choice != Choice::Blank {
        let by = draft.by.ok_or(DraftError::ConfirmerMissing)?;
        require_confirmer(&mut tx.tx, permit, by, draft.on.ok_or(DraftError::DateMissing)?).await?;
    }
    let after = draft.applied(&sheet, &before.state, today)?;
    if after == before.state {
        return Ok(before);
    }
    let by = permit.by().name.to_string();
    let recorded =
        AnswerRecorded { assessment: sheet.id, item: item.clone(), round: draft.round, after: after.clone(), shown };
    let version = journal::commit(tx, Event::AnswerRecorded(Box::new(recorded))).await?;
    Ok(Row { item, state: after, version, changed_at: Some(at), changed_by: Some(by) })
}

/// 確認者 is a person of the roster who worked here on 確認日.
pub(crate) async fn require_confirmer(
    tx: &mut crate::engine::Tx,
    permit: &Permit<AnswerItem>,
    by: StaffId,
    on: Date,
) -> Result<(), StoreError> {
    let member = find_member(tx, permit.facility(), by).await?;
    if member.is_some_and(|member| member.works_on(on)) { Ok(()) } else { Err(DraftError::ConfirmerUnknown.into()) }
}

/// A workbook to take: the sheet, the file, and what it enters.
#[derive(Debug, Clone)]
pub struct Taking {
    /// The sheet as it was opened.
    pub sheet: Assessment,
    /// SHA-256 of the workbook, which is kept already.
    pub file: Digest,
    /// Name under which it came.
    pub name: FileName,
    /// Items that change.
    pub items: Vec<TakingItem>,
}

/// An item that a workbook changes.
#[derive(Debug, Clone)]
pub struct TakingItem {
    /// Item; the caller has checked that the edition asks it.
    pub item: ItemId,
    /// The whole item as entered.
    pub entered: Entered,
    /// Version of the item in the preview.
    pub version: Seq,
    /// The proposal that the preview showed.
    pub shown: Proposal,
}

/// Takes the answers of a workbook, all of them or none.
///
/// # Errors
/// [`StoreError::Stale`] when an item changed since the preview; [`StoreError::Draft`] when an item can't be taken.
pub async fn take_workbook(
    db: &Db,
    permit: &Permit<AnswerItem>,
    at: Instant,
    today: Date,
    taking: Taking,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let mut answers = Vec::new();
    for TakingItem { item, entered, version, shown } in taking.items {
        let before = read_item(&mut tx.tx, permit.facility(), &taking.sheet, &item).await?;
        if before.version != version {
            return Err(StoreError::Stale);
        }
        let after = entered.applied(&taking.sheet, &before.state, today).map_err(|refused| refused.error)?;
        for slot in after.slots.iter().filter(|slot| !before.state.slots.contains(slot)) {
            if let Some((by, on)) = slot.by().zip(slot.on()) {
                require_confirmer(&mut tx.tx, permit, by, on).await?;
            }
        }
        let round = before.state.changed_round(&after);
        answers.push(TakenAnswer { item, round, after, shown });
    }
    let taken = WorkbookTaken { assessment: taking.sheet.id, file: taking.file, name: taking.name, answers };
    journal::commit(tx, Event::WorkbookTaken(Box::new(taken))).await
}

/// A sign-off to record, with the newest version that the frozen bytes contain.
#[derive(Debug, Clone)]
pub struct Signing {
    /// The event.
    pub signed: RoundSigned,
    /// Newest version of any item in the frozen bytes.
    pub newest: Seq,
}

/// Records a sign-off. `A` is signing by login or recording a paper signature.
///
/// # Errors
/// [`StoreError::Stale`] when an item changed since the bytes were frozen.
pub async fn sign<A>(db: &Db, permit: &Permit<A>, at: Instant, signing: Signing) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let sheet = find_sheet(&mut tx.tx, permit.facility(), signing.signed.assessment).await?;
    let rows = read_rows(&mut tx.tx, permit.facility(), &sheet).await?;
    let newest = rows.values().map(|row| row.version).max().unwrap_or(Seq::ZERO);
    if newest != signing.newest {
        return Err(StoreError::Stale);
    }
    journal::commit(tx, Event::RoundSigned(Box::new(signing.signed))).await
}
