//! Reading disclosures.

use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
};
use domain::{
    access::{Permit, View},
    calendar::Instant,
    id::{DisclosureId, FacilityId, VendorId},
    journal::Seq,
    vendor::disclosure::{DecisionDraft, Disclosure, DisclosureAnswers, ItemKey},
};
use std::collections::BTreeMap;

/// Answers with who recorded them.
#[derive(Debug, Clone)]
pub struct AnswersRow {
    /// The answers.
    pub answers: DisclosureAnswers,
    /// Journal entry.
    pub version: Seq,
    /// When.
    pub changed_at: Instant,
    /// By whom.
    pub changed_by: String,
}

/// A decision with who recorded it.
#[derive(Debug, Clone)]
pub struct DecisionRow {
    /// The decision.
    pub decision: DecisionDraft,
    /// When.
    pub changed_at: Instant,
    /// By whom.
    pub changed_by: String,
}

/// A disclosure with its answers and what was decided about them.
#[derive(Debug, Clone)]
pub struct DisclosureRow {
    /// The disclosure.
    pub disclosure: Disclosure,
    /// Its answers, if there are any.
    pub answers: Option<AnswersRow>,
    /// Decisions by item.
    pub decisions: BTreeMap<ItemKey, DecisionRow>,
}

impl DisclosureRow {
    /// Decisions alone, as rules read them.
    #[must_use]
    pub fn decided(&self) -> BTreeMap<ItemKey, DecisionDraft> {
        self.decisions.iter().map(|(key, row)| (key.clone(), row.decision.clone())).collect()
    }
}

/// One version of what is stated, or of the answers.
#[derive(Debug, Clone)]
pub struct DisclosureVersion {
    /// Journal entry.
    pub seq: Seq,
    /// When.
    pub changed_at: Instant,
    /// By whom.
    pub changed_by: String,
    /// What was stated, if this version is one of that.
    pub disclosure: Option<Disclosure>,
    /// The answers, if this version is one of those.
    pub answers: Option<DisclosureAnswers>,
}

const NOW: &str = "SELECT id, from_seq, stated, file, changed_at, changed_by FROM vendor_disclosure
    WHERE facility_id = $1 AND to_seq IS NULL ORDER BY id";
const NOW_OF: &str = "SELECT id, from_seq, stated, file, changed_at, changed_by FROM vendor_disclosure
    WHERE facility_id = $1 AND vendor_id = $2 AND to_seq IS NULL ORDER BY id";
const ONE: &str = "SELECT id, from_seq, stated, file, changed_at, changed_by FROM vendor_disclosure
    WHERE facility_id = $1 AND id = $2 AND to_seq IS NULL";
const VERSIONS: &str = "SELECT id, from_seq, stated, file, changed_at, changed_by FROM vendor_disclosure
    WHERE facility_id = $1 AND id = $2 ORDER BY from_seq DESC";
const ANSWERED: &str = "SELECT disclosure_id FROM vendor_disclosure_answers WHERE facility_id = $1 AND to_seq IS NULL";
const ANSWERS_NOW: &str = "SELECT disclosure_id, from_seq, answers, changed_at, changed_by
    FROM vendor_disclosure_answers WHERE facility_id = $1 AND to_seq IS NULL";
const ANSWERS_ONE: &str = "SELECT disclosure_id, from_seq, answers, changed_at, changed_by
    FROM vendor_disclosure_answers WHERE facility_id = $1 AND disclosure_id = $2 ORDER BY from_seq DESC";
const DECISIONS_NOW: &str =
    "SELECT disclosure_id, item, decision, changed_at, changed_by FROM vendor_disclosure_decision
    WHERE facility_id = $1 AND to_seq IS NULL";
const DECISIONS_ONE: &str =
    "SELECT disclosure_id, item, decision, changed_at, changed_by FROM vendor_disclosure_decision
    WHERE facility_id = $1 AND disclosure_id = $2 AND to_seq IS NULL";

/// Every disclosure with its answers and decisions, in the order in which they were recorded.
///
/// # Errors
/// When the database can't be read.
pub async fn list(db: &Db, permit: &Permit<View>) -> Result<Vec<DisclosureRow>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let key = || args![permit.facility().to_string()];
    let mut answers = BTreeMap::new();
    for row in tx.all(ANSWERS_NOW, key()).await? {
        answers.insert(row.parse::<DisclosureId>(0)?, read_answers(&row)?);
    }
    let mut decisions: BTreeMap<DisclosureId, BTreeMap<ItemKey, DecisionRow>> = BTreeMap::new();
    for row in tx.all(DECISIONS_NOW, key()).await? {
        let (item, decision) = read_decision(&row)?;
        decisions.entry(row.parse(0)?).or_default().insert(item, decision);
    }
    let rows = tx.all(NOW, key()).await?;
    rows.iter()
        .map(|row| {
            let disclosure = read_disclosure(row)?;
            let id = disclosure.id;
            let answers = answers.remove(&id);
            Ok(DisclosureRow { disclosure, answers, decisions: decisions.remove(&id).unwrap_or_default() })
        })
        .collect()
}

/// One disclosure with its answers and decisions.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn find(db: &Db, permit: &Permit<View>, id: DisclosureId) -> Result<DisclosureRow, StoreError> {
    read_one(&mut db.begin_read(permit.facility()).await?, permit.facility(), id).await
}

pub(super) async fn read_one(tx: &mut Tx, facility: FacilityId, id: DisclosureId) -> Result<DisclosureRow, StoreError> {
    let key = || args![facility.to_string(), id.to_string()];
    let row = tx.find(ONE, key()).await?.ok_or(StoreError::NotFound)?;
    let disclosure = read_disclosure(&row)?;
    let answers = tx.all(ANSWERS_ONE, key()).await?.first().map(read_answers).transpose()?;
    let decisions = tx.all(DECISIONS_ONE, key()).await?.iter().map(read_decision).collect::<Result<_, _>>()?;
    Ok(DisclosureRow { disclosure, answers, decisions })
}

/// Every disclosure, and whether answers of it are recorded: what rules read.
pub(crate) async fn read_disclosures(tx: &mut Tx, facility: FacilityId) -> Result<Vec<(Disclosure, bool)>, StoreError> {
    let mut answered = std::collections::BTreeSet::new();
    for row in tx.all(ANSWERED, args![facility.to_string()]).await? {
        answered.insert(row.parse::<DisclosureId>(0)?);
    }
    let rows = tx.all(NOW, args![facility.to_string()]).await?;
    rows.iter()
        .map(|row| {
            let disclosure = read_disclosure(row)?;
            let read = answered.contains(&disclosure.id);
            Ok((disclosure, read))
        })
        .collect()
}

/// The disclosures of one vendor, and of no other.
pub(crate) async fn read_disclosures_of(
    tx: &mut Tx,
    facility: FacilityId,
    vendor: VendorId,
) -> Result<Vec<Disclosure>, StoreError> {
    let rows = tx.all(NOW_OF, args![facility.to_string(), vendor.to_string()]).await?;
    rows.iter().map(read_disclosure).collect()
}

/// What each disclosure is about, as the journal names it: kind and product.
///
/// # Errors
/// When the database can't be read.
pub async fn titles(db: &Db, permit: &Permit<View>) -> Result<BTreeMap<DisclosureId, Disclosure>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let rows = tx.all(NOW, args![permit.facility().to_string()]).await?;
    rows.iter().map(|row| read_disclosure(row).map(|one| (one.id, one))).collect()
}

/// Every version of what is stated and of the answers, newest first.
///
/// # Errors
/// When the database can't be read.
pub async fn versions(db: &Db, permit: &Permit<View>, id: DisclosureId) -> Result<Vec<DisclosureVersion>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let key = || args![permit.facility().to_string(), id.to_string()];
    let mut found = Vec::new();
    for row in tx.all(VERSIONS, key()).await? {
        found.push(DisclosureVersion {
            seq: Seq::new(row.int(1)?),
            changed_at: Instant::from_millis(row.int(4)?),
            changed_by: row.text(5)?,
            disclosure: Some(read_disclosure(&row)?),
            answers: None,
        });
    }
    for row in tx.all(ANSWERS_ONE, key()).await? {
        let answers = read_answers(&row)?;
        found.push(DisclosureVersion {
            seq: answers.version,
            changed_at: answers.changed_at,
            changed_by: answers.changed_by,
            disclosure: None,
            answers: Some(answers.answers),
        });
    }
    found.sort_by_key(|version| std::cmp::Reverse(version.seq));
    Ok(found)
}

fn read_disclosure(row: &Row) -> Result<Disclosure, StoreError> {
    let file = if row.opt_text(3)?.is_some() { Some(row.json(3)?) } else { None };
    Ok(Disclosure { id: row.parse(0)?, stated: row.json(2)?, file, version: Seq::new(row.int(1)?) })
}

fn read_answers(row: &Row) -> Result<AnswersRow, StoreError> {
    Ok(AnswersRow {
        answers: row.json(2)?,
        version: Seq::new(row.int(1)?),
        changed_at: Instant::from_millis(row.int(3)?),
        changed_by: row.text(4)?,
    })
}

fn read_decision(row: &Row) -> Result<(ItemKey, DecisionRow), StoreError> {
    let decision =
        DecisionRow { decision: row.json(2)?, changed_at: Instant::from_millis(row.int(3)?), changed_by: row.text(4)? };
    Ok((ItemKey::of(&row.text(1)?), decision))
}
