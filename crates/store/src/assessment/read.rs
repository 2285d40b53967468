//! Reading sheets, items as they stand or stood, their history, and sign-offs.

use crate::{
    Db, StoreError,
    catalog::{VerifiedWording, read_verifications},
    engine::{Row as Read, Tx, args},
    evidence::read_of_sheet,
    facility::read_facility,
    journal::instant,
    staff::{Roster, read_roster},
    vendor::{VendorRecords, read_records, read_vendors},
};
use domain::{
    access::{Permit, View},
    assessment::{Assessment, Carried, CarriedOffer, ItemState, Note, RoundNo, Row, SignOff, Slot, TargetDate},
    calendar::{FiscalYear, Instant},
    catalog::{EditionId, FormKind, ItemId},
    evidence::Evidence,
    facility::Facility,
    grounds::Proposal,
    id::{AssessmentId, FacilityId, SignOffId},
    journal::Seq,
    vendor::Vendor,
};
use std::collections::{BTreeMap, BTreeSet};

/// A sheet with everything that a page about it needs, read in one view of the data.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The sheet.
    pub assessment: Assessment,
    /// The facility.
    pub facility: Facility,
    /// Items that somebody touched.
    pub rows: BTreeMap<ItemId, Row>,
    /// Sign-offs, oldest first.
    pub sign_offs: Vec<SignOff>,
    /// For each signed round, the items as the newest sign-off froze them.
    pub signed: BTreeMap<RoundNo, BTreeMap<ItemId, ItemState>>,
    /// The vendor that the sheet is about, for 事業者確認用.
    pub vendor: Option<Vendor>,
    /// People and roles.
    pub roster: Roster,
    /// Wordings that a person compared with the official file.
    pub verifications: Vec<VerifiedWording>,
    /// Evidence that speaks to items of the sheet.
    pub evidence: Vec<Evidence>,
    /// What an earlier sheet offered when this one was opened.
    pub offers: BTreeMap<ItemId, CarriedOffer>,
    /// What is recorded of vendors; nothing for a vendor's own sheet.
    pub vendor_records: VendorRecords,
}

/// One version of an item: a change, with what stood there after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Journal entry.
    pub seq: Seq,
    /// When.
    pub at: Instant,
    /// Name of who changed it.
    pub by: String,
    /// Round in which the person worked.
    pub round: RoundNo,
    /// What stood there after.
    pub after: ItemState,
    /// What the program proposed.
    pub shown: Proposal,
}

const SHEETS: &str = "SELECT id, edition, pack, form, fiscal_year, vendor_id FROM assessment_sheet
    WHERE facility_id = $1 ORDER BY fiscal_year DESC, opened_at DESC, id";
const SHEET: &str = "SELECT id, edition, pack, form, fiscal_year, vendor_id, carried FROM assessment_sheet
    WHERE facility_id = $1 AND id = $2";
const ITEMS: &str = "SELECT item, from_seq, changed_at, changed_by, r1_answer, r1_on, r1_by, r2_answer, r2_on, r2_by,
    r3_answer, r3_on, r3_by, target_on, note FROM assessment_item
    WHERE facility_id = $1 AND sheet_id = $2 AND to_seq IS NULL";
const VENDOR_SHEETS: &str = "SELECT id, edition, pack, form, fiscal_year, vendor_id FROM assessment_sheet
    WHERE facility_id = $1 AND edition = $2 AND fiscal_year = $3 AND vendor_id IS NOT NULL ORDER BY id";
const VENDOR_ITEMS: &str = "SELECT i.item, i.from_seq, i.changed_at, i.changed_by, i.r1_answer, i.r1_on, i.r1_by,
    i.r2_answer, i.r2_on, i.r2_by, i.r3_answer, i.r3_on, i.r3_by, i.target_on, i.note, i.sheet_id
    FROM assessment_item i JOIN assessment_sheet s ON s.facility_id = i.facility_id AND s.id = i.sheet_id
    WHERE i.facility_id = $1 AND s.edition = $2 AND s.fiscal_year = $3 AND s.vendor_id IS NOT NULL AND i.to_seq IS NULL";
const SHEETS_WITH_NO: &str = "SELECT id, edition, pack, form, fiscal_year, vendor_id FROM assessment_sheet s
    WHERE facility_id = $1 AND EXISTS (SELECT 1 FROM assessment_item i WHERE i.facility_id = s.facility_id
    AND i.sheet_id = s.id AND i.to_seq IS NULL AND (i.r1_answer = 'no' OR i.r2_answer = 'no' OR i.r3_answer = 'no'))
    ORDER BY fiscal_year DESC, opened_at DESC, id";
const ITEMS_WITH_NO: &str = "SELECT i.item, i.from_seq, i.changed_at, i.changed_by, i.r1_answer, i.r1_on, i.r1_by,
    i.r2_answer, i.r2_on, i.r2_by, i.r3_answer, i.r3_on, i.r3_by, i.target_on, i.note, i.sheet_id,
    CAST(CASE WHEN l.fiscal_year > s.fiscal_year THEN 1 ELSE 0 END AS BIGINT)
    FROM assessment_item i JOIN assessment_sheet s ON s.facility_id = i.facility_id AND s.id = i.sheet_id
    LEFT JOIN (SELECT COALESCE(n.vendor_id, '') AS vendor, m.item, MAX(n.fiscal_year) AS fiscal_year
    FROM assessment_sheet n JOIN assessment_item m ON m.facility_id = n.facility_id AND m.sheet_id = n.id
    WHERE n.facility_id = $1 AND m.to_seq IS NULL AND m.r1_answer <> 'blank' GROUP BY 1, 2) l
    ON l.vendor = COALESCE(s.vendor_id, '') AND l.item = i.item
    WHERE i.facility_id = $1 AND i.to_seq IS NULL
    AND (i.r1_answer = 'no' OR i.r2_answer = 'no' OR i.r3_answer = 'no')";
const ITEM: &str = "SELECT item, from_seq, changed_at, changed_by, r1_answer, r1_on, r1_by, r2_answer, r2_on, r2_by,
    r3_answer, r3_on, r3_by, target_on, note FROM assessment_item
    WHERE facility_id = $1 AND sheet_id = $2 AND item = $3 AND to_seq IS NULL";
const ITEMS_AT: &str =
    "SELECT item, from_seq, changed_at, changed_by, r1_answer, r1_on, r1_by, r2_answer, r2_on, r2_by,
    r3_answer, r3_on, r3_by, target_on, note FROM assessment_item
    WHERE facility_id = $1 AND sheet_id = $2 AND from_seq <= $3 AND (to_seq IS NULL OR to_seq > $3)";
const HISTORY: &str = "SELECT item, from_seq, changed_at, changed_by, r1_answer, r1_on, r1_by, r2_answer, r2_on, r2_by,
    r3_answer, r3_on, r3_by, target_on, note, round, shown FROM assessment_item
    WHERE facility_id = $1 AND sheet_id = $2 AND item = $3 ORDER BY from_seq";
const NOTES: &str = "SELECT sheet_id, item, note FROM assessment_item
    WHERE facility_id = $1 AND to_seq IS NULL AND note <> '' ORDER BY sheet_id, item";
const SIGN_OFFS: &str = "SELECT id, round, method, signer, signed_at, frozen, signature, key_fingerprint, seq
    FROM assessment_sign_off WHERE facility_id = $1 AND sheet_id = $2 ORDER BY seq";

/// Every sheet of the facility, newest fiscal year first.
///
/// # Errors
/// When the database can't be read.
pub async fn list(db: &Db, permit: &Permit<View>) -> Result<Vec<Assessment>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    tx.all(SHEETS, args![permit.facility().to_string()]).await?.iter().map(read_sheet).collect()
}

/// A note that stands beside an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetNote {
    /// Sheet.
    pub sheet: AssessmentId,
    /// Item.
    pub item: ItemId,
    /// The note.
    pub note: String,
}

/// Every note that stands beside an item now, on sheets of every year.
///
/// # Errors
/// When the database can't be read.
pub async fn notes(db: &Db, permit: &Permit<View>) -> Result<Vec<SheetNote>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let rows = tx.all(NOTES, args![permit.facility().to_string()]).await?;
    rows.iter().map(|row| Ok(SheetNote { sheet: row.parse(0)?, item: row.parse(1)?, note: row.text(2)? })).collect()
}

/// One sheet's own record.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn find(db: &Db, permit: &Permit<View>, id: AssessmentId) -> Result<Assessment, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    find_sheet(&mut tx, permit.facility(), id).await
}

/// A sheet with its rows, its sign-offs and what they froze, and the people and wordings that its pages name.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn load(db: &Db, permit: &Permit<View>, id: AssessmentId) -> Result<Loaded, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let mut loaded = read_answers(&mut tx, permit, id).await?;
    let (assessment, rows) = (&loaded.assessment, &loaded.rows);
    let sign_offs = read_sign_offs(&mut tx, permit.facility(), id).await?;
    let mut signed = BTreeMap::new();
    for sign_off in &sign_offs {
        // The newest sign-off of a round wins; an untouched round costs no further query.
        let unchanged = rows.values().all(|row| row.version < sign_off.seq);
        let states = if unchanged {
            rows.iter().map(|(item, row)| (item.clone(), row.state.clone())).collect()
        } else {
            read_states_at(&mut tx, permit.facility(), assessment, sign_off.seq).await?
        };
        signed.insert(sign_off.round, states);
    }
    loaded.vendor = match assessment.vendor {
        Some(id) => read_vendors(&mut tx, permit.facility()).await?.into_iter().find(|vendor| vendor.id == id),
        None => None,
    };
    loaded.verifications = read_verifications(&mut tx, permit.facility()).await?;
    loaded.evidence = read_of_sheet(&mut tx, permit.facility(), id).await?;
    Ok(Loaded { sign_offs, signed, ..loaded })
}

/// What an answer is held against: the sheet, its rows and the people. Without sign-offs, vendor and verifications, which
/// say nothing about a new answer.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn load_answers(db: &Db, permit: &Permit<View>, id: AssessmentId) -> Result<Loaded, StoreError> {
    read_answers(&mut db.begin_read(permit.facility()).await?, permit, id).await
}

async fn read_answers(tx: &mut Tx, permit: &Permit<View>, id: AssessmentId) -> Result<Loaded, StoreError> {
    let facility = read_facility(tx, permit.facility()).await?;
    let sheet = tx.find(SHEET, args![permit.facility().to_string(), id.to_string()]).await?;
    let sheet = sheet.ok_or(StoreError::NotFound)?;
    let (assessment, offers) = (read_sheet(&sheet)?, read_offers(&sheet)?);
    let rows = read_rows(tx, permit.facility(), &assessment).await?;
    let roster = read_roster(tx, permit.facility()).await?;
    let vendor_records = match assessment.vendor {
        Some(_) => VendorRecords::default(),
        None => read_records(tx, permit.facility()).await?,
    };
    Ok(Loaded {
        assessment,
        facility,
        rows,
        roster,
        sign_offs: Vec::new(),
        signed: BTreeMap::new(),
        vendor: None,
        verifications: Vec::new(),
        evidence: Vec::new(),
        offers,
        vendor_records,
    })
}

fn read_offers(sheet: &Read) -> Result<BTreeMap<ItemId, CarriedOffer>, StoreError> {
    if sheet.opt_text(6)?.is_none() {
        return Ok(BTreeMap::new());
    }
    let carried: Carried = sheet.json(6)?;
    Ok(carried.offers.into_iter().map(|offer| (offer.item.clone(), offer)).collect())
}

/// A vendor's sheet with what stands in its items.
#[derive(Debug, Clone)]
pub struct VendorSheet {
    /// The sheet.
    pub assessment: Assessment,
    /// Items that somebody touched.
    pub rows: BTreeMap<ItemId, Row>,
}

/// Every vendor, and the vendors' sheets of one edition and fiscal year, in one view of the data.
///
/// # Errors
/// When the database can't be read.
pub async fn vendor_sheets(
    db: &Db,
    permit: &Permit<View>,
    edition: &EditionId,
    year: FiscalYear,
) -> Result<(Vec<Vendor>, Vec<VendorSheet>), StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let vendors = read_vendors(&mut tx, permit.facility()).await?;
    let key = || args![permit.facility().to_string(), edition.to_string(), i64::from(year.year())];
    let mut rows: BTreeMap<AssessmentId, BTreeMap<ItemId, Row>> = BTreeMap::new();
    for read in tx.all(VENDOR_ITEMS, key()).await? {
        let row = read_row(&read, year)?;
        rows.entry(read.parse(15)?).or_default().insert(row.item.clone(), row);
    }
    let sheets = tx.all(VENDOR_SHEETS, key()).await?;
    let sheets = sheets.iter().map(|read| {
        let assessment = read_sheet(read)?;
        let rows = rows.remove(&assessment.id).unwrap_or_default();
        Ok(VendorSheet { assessment, rows })
    });
    Ok((vendors, sheets.collect::<Result<_, StoreError>>()?))
}

/// A sheet with its items that say いいえ in some round.
#[derive(Debug, Clone)]
pub struct NoSheet {
    /// The sheet.
    pub assessment: Assessment,
    /// Those items. An item that says はい or nothing in every round is not among them.
    pub rows: BTreeMap<ItemId, Row>,
    /// Those that a sheet of a later fiscal year, of the same vendor or of the institution, has answered meanwhile.
    pub answered_later: BTreeSet<ItemId>,
}

/// Every sheet on which an item says いいえ in some round, newest fiscal year first.
///
/// # Errors
/// When the database can't be read.
pub async fn saying_no(db: &Db, permit: &Permit<View>) -> Result<Vec<NoSheet>, StoreError> {
    read_saying_no(&mut db.begin_read(permit.facility()).await?, permit.facility()).await
}

pub(crate) async fn read_saying_no(tx: &mut Tx, facility: FacilityId) -> Result<Vec<NoSheet>, StoreError> {
    let found = tx.all(SHEETS_WITH_NO, args![facility.to_string()]).await?;
    let mut sheets = Vec::new();
    for read in &found {
        let assessment = read_sheet(read)?;
        sheets.push(NoSheet { assessment, rows: BTreeMap::new(), answered_later: BTreeSet::new() });
    }
    for read in tx.all(ITEMS_WITH_NO, args![facility.to_string()]).await? {
        let id: AssessmentId = read.parse(15)?;
        let Some(sheet) = sheets.iter_mut().find(|sheet| sheet.assessment.id == id) else { continue };
        let row = read_row(&read, sheet.assessment.fiscal_year)?;
        if read.flag(16)? {
            sheet.answered_later.insert(row.item.clone());
        }
        sheet.rows.insert(row.item.clone(), row);
    }
    Ok(sheets)
}

/// Whether an item says いいえ in some round.
pub(crate) async fn says_no(
    tx: &mut Tx,
    facility: FacilityId,
    sheet: AssessmentId,
    item: &ItemId,
) -> Result<bool, StoreError> {
    let sheet = find_sheet(tx, facility, sheet).await?;
    Ok(read_item(tx, facility, &sheet, item).await?.state.slots.iter().any(Slot::is_no))
}

/// Items as they stood at a journal position.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn states_at(
    db: &Db,
    permit: &Permit<View>,
    id: AssessmentId,
    seq: Seq,
) -> Result<BTreeMap<ItemId, ItemState>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let sheet = find_sheet(&mut tx, permit.facility(), id).await?;
    read_states_at(&mut tx, permit.facility(), &sheet, seq).await
}

/// Every version of an item, oldest first.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such sheet.
pub async fn history(
    db: &Db,
    permit: &Permit<View>,
    id: AssessmentId,
    item: &ItemId,
) -> Result<Vec<Change>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let sheet = find_sheet(&mut tx, permit.facility(), id).await?;
    let rows = tx.all(HISTORY, args![permit.facility().to_string(), id.to_string(), item.to_string()]).await?;
    rows.iter()
        .map(|read| {
            let row = read_row(read, sheet.fiscal_year)?;
            let at = row.changed_at.ok_or(StoreError::NotFound)?;
            let by = row.changed_by.unwrap_or_default();
            let round = read_round(read, 15)?;
            Ok(Change { seq: row.version, at, by, round, after: row.state, shown: read.json(16)? })
        })
        .collect()
}

/// One sign-off of a sheet.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn sign_off(
    db: &Db,
    permit: &Permit<View>,
    sheet: AssessmentId,
    id: SignOffId,
) -> Result<SignOff, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let found = read_sign_offs(&mut tx, permit.facility(), sheet).await?;
    found.into_iter().find(|sign_off| sign_off.id == id).ok_or(StoreError::NotFound)
}

pub(crate) async fn find_sheet(tx: &mut Tx, facility: FacilityId, id: AssessmentId) -> Result<Assessment, StoreError> {
    let row = tx.find(SHEET, args![facility.to_string(), id.to_string()]).await?;
    read_sheet(&row.ok_or(StoreError::NotFound)?)
}

pub(crate) async fn read_rows(
    tx: &mut Tx,
    facility: FacilityId,
    sheet: &Assessment,
) -> Result<BTreeMap<ItemId, Row>, StoreError> {
    let rows = tx.all(ITEMS, args![facility.to_string(), sheet.id.to_string()]).await?;
    rows.iter().map(|read| read_row(read, sheet.fiscal_year).map(|row| (row.item.clone(), row))).collect()
}

/// Refuses a sheet that is not of this facility.
pub(crate) async fn require_sheet(tx: &mut Tx, facility: FacilityId, id: AssessmentId) -> Result<(), StoreError> {
    find_sheet(tx, facility, id).await.map(drop)
}

pub(crate) async fn read_item(
    tx: &mut Tx,
    facility: FacilityId,
    sheet: &Assessment,
    item: &ItemId,
) -> Result<Row, StoreError> {
    let found = tx.find(ITEM, args![facility.to_string(), sheet.id.to_string(), item.to_string()]).await?;
    found.map_or_else(|| Ok(Row::untouched(item.clone())), |read| read_row(&read, sheet.fiscal_year))
}

async fn read_states_at(
    tx: &mut Tx,
    facility: FacilityId,
    sheet: &Assessment,
    seq: Seq,
) -> Result<BTreeMap<ItemId, ItemState>, StoreError> {
    let rows = tx.all(ITEMS_AT, args![facility.to_string(), sheet.id.to_string(), seq.get()]).await?;
    rows.iter().map(|read| read_row(read, sheet.fiscal_year).map(|row| (row.item, row.state))).collect()
}

pub(super) async fn read_sign_offs(
    tx: &mut Tx,
    facility: FacilityId,
    sheet: AssessmentId,
) -> Result<Vec<SignOff>, StoreError> {
    let rows = tx.all(SIGN_OFFS, args![facility.to_string(), sheet.to_string()]).await?;
    rows.iter()
        .map(|row| {
            Ok(SignOff {
                id: row.parse(0)?,
                round: read_round(row, 1)?,
                method: row.json(2)?,
                by: row.json(3)?,
                at: instant(row, 4)?,
                frozen: row.parse(5)?,
                signature: row.text(6)?,
                key: row.text(7)?,
                seq: Seq::new(row.int(8)?),
            })
        })
        .collect()
}

fn read_sheet(row: &Read) -> Result<Assessment, StoreError> {
    Ok(Assessment {
        id: row.parse(0)?,
        edition: row.parse(1)?,
        pack: row.parse(2)?,
        form: row.code(3, FormKind::from_code)?,
        fiscal_year: read_year(row, 4)?,
        vendor: row.opt_text(5)?.map(|id| id.parse()).transpose().map_err(|_| StoreError::unreadable(5, "vendor"))?,
    })
}

fn read_year(row: &Read, column: usize) -> Result<FiscalYear, StoreError> {
    let year = row.int(column)?;
    let small = i32::try_from(year).ok();
    small.and_then(|y| FiscalYear::new(y).ok()).ok_or_else(|| StoreError::unreadable(column, &year.to_string()))
}

fn read_round(row: &Read, column: usize) -> Result<RoundNo, StoreError> {
    let number = row.int(column)?;
    u8::try_from(number)
        .ok()
        .and_then(RoundNo::from_number)
        .ok_or_else(|| StoreError::unreadable(column, &number.to_string()))
}

fn read_row(read: &Read, year: FiscalYear) -> Result<Row, StoreError> {
    let target_date = read
        .opt_day(13)?
        .map(|day| TargetDate::new(day, year).map_err(|e| StoreError::Damaged(e.to_string())))
        .transpose()?;
    let note = Note::parse(&read.text(14)?).map_err(|e| StoreError::Damaged(e.to_string()))?;
    let slots = [read_slot(read, 4)?, read_slot(read, 7)?, read_slot(read, 10)?];
    Ok(Row {
        item: read.parse(0)?,
        version: Seq::new(read.int(1)?),
        changed_at: Some(instant(read, 2)?),
        changed_by: Some(read.text(3)?),
        state: ItemState { slots, target_date, note },
    })
}

fn read_slot(read: &Read, column: usize) -> Result<Slot, StoreError> {
    let answer = read.text(column)?;
    if answer == "blank" {
        return Ok(Slot::Blank);
    }
    let (on, by) = (read.day(column + 1)?, read.parse(column + 2)?);
    match answer.as_str() {
        "yes" => Ok(Slot::Yes { on, by }),
        "no" => Ok(Slot::No { on, by }),
        _ => Err(StoreError::unreadable(column, &answer)),
    }
}
