//! Reading what is planned, what was said, and the いいえ that it is about.

use crate::{
    Db, StoreError,
    assessment::{NoSheet, read_saying_no},
    catalog::{VerifiedWording, read_verifications},
    engine::{Row, Tx, args},
    facility::read_facility,
    journal::instant,
    staff::{Roster, read_roster},
    vendor::read_vendors,
};
use domain::{
    access::{Permit, View},
    assessment::Note,
    calendar::Instant,
    facility::Facility,
    id::FacilityId,
    journal::Seq,
    remediation::{Remediation, RemediationDraft, RemediationKey},
    vendor::Vendor,
};
use std::collections::BTreeMap;

/// Every いいえ of the facility with everything that a list of them names, in one view of the data.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The facility.
    pub facility: Facility,
    /// Sheets with the items that say いいえ in some round.
    pub sheets: Vec<NoSheet>,
    /// What is planned.
    pub plans: BTreeMap<RemediationKey, Remediation>,
    /// What was said, oldest first.
    pub comments: BTreeMap<RemediationKey, Vec<Comment>>,
    /// People and roles.
    pub roster: Roster,
    /// Every vendor.
    pub vendors: Vec<Vendor>,
    /// Wordings that a person compared with the official file.
    pub verifications: Vec<VerifiedWording>,
}

/// What was planned at some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemediationVersion {
    /// The plan; its version is the journal entry.
    pub remediation: Remediation,
    /// When it was recorded.
    pub at: Instant,
    /// By whom.
    pub by: String,
}

/// What somebody said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Journal entry.
    pub seq: Seq,
    /// When.
    pub at: Instant,
    /// Who.
    pub by: String,
    /// The words.
    pub words: Note,
}

/// Everything that was recorded about one いいえ.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// Every version of the plan, oldest first.
    pub versions: Vec<RemediationVersion>,
    /// Comments, oldest first.
    pub comments: Vec<Comment>,
}

const NOW: &str = "SELECT sheet_id, item, from_seq, owner_id, vendor_id, next_step FROM remediation_record
    WHERE facility_id = $1 AND to_seq IS NULL";
const NEWEST: &str = "SELECT sheet_id, item, from_seq, owner_id, vendor_id, next_step FROM remediation_record
    WHERE facility_id = $1 AND sheet_id = $2 AND item = $3 AND to_seq IS NULL";
const VERSIONS: &str = "SELECT sheet_id, item, from_seq, owner_id, vendor_id, next_step, changed_at, changed_by
    FROM remediation_record WHERE facility_id = $1 AND sheet_id = $2 AND item = $3 ORDER BY from_seq";
const COMMENTS: &str = "SELECT seq, commented_at, commented_by, words FROM remediation_comment
    WHERE facility_id = $1 AND sheet_id = $2 AND item = $3 ORDER BY seq";
const ALL_COMMENTS: &str = "SELECT seq, commented_at, commented_by, words, sheet_id, item FROM remediation_comment
    WHERE facility_id = $1 ORDER BY seq";

/// Every いいえ with what is planned for it.
///
/// # Errors
/// When the database can't be read.
pub async fn load(db: &Db, permit: &Permit<View>) -> Result<Loaded, StoreError> {
    let facility = permit.facility();
    let mut tx = db.begin_read(facility).await?;
    Ok(Loaded {
        facility: read_facility(&mut tx, facility).await?,
        sheets: read_saying_no(&mut tx, facility).await?,
        plans: read_plans(&mut tx, facility).await?,
        comments: read_comments(&mut tx, facility).await?,
        roster: read_roster(&mut tx, facility).await?,
        vendors: read_vendors(&mut tx, facility).await?,
        verifications: read_verifications(&mut tx, facility).await?,
    })
}

/// What is planned, and every vendor by whom it may be done.
///
/// # Errors
/// When the database can't be read.
pub async fn plans(
    db: &Db,
    permit: &Permit<View>,
) -> Result<(BTreeMap<RemediationKey, Remediation>, Vec<Vendor>), StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    Ok((read_plans(&mut tx, permit.facility()).await?, read_vendors(&mut tx, permit.facility()).await?))
}

/// Everything that was recorded about one いいえ. Empty if nothing was.
///
/// # Errors
/// When the database can't be read.
pub async fn history(db: &Db, permit: &Permit<View>, key: &RemediationKey) -> Result<History, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let of = || args![permit.facility().to_string(), key.sheet.to_string(), key.item.to_string()];
    let versions = tx.all(VERSIONS, of()).await?;
    let versions = versions
        .iter()
        .map(|row| Ok(RemediationVersion { remediation: read_plan(row)?, at: instant(row, 6)?, by: row.text(7)? }));
    let versions = versions.collect::<Result<_, StoreError>>()?;
    let comments = tx.all(COMMENTS, of()).await?;
    Ok(History { versions, comments: comments.iter().map(read_comment).collect::<Result<_, StoreError>>()? })
}

pub(super) async fn read_newest(
    tx: &mut Tx,
    facility: FacilityId,
    key: &RemediationKey,
) -> Result<Remediation, StoreError> {
    let of = args![facility.to_string(), key.sheet.to_string(), key.item.to_string()];
    let found = tx.find(NEWEST, of).await?;
    found.map_or_else(|| Ok(Remediation::unplanned(key.clone())), |row| read_plan(&row))
}

async fn read_plans(tx: &mut Tx, facility: FacilityId) -> Result<BTreeMap<RemediationKey, Remediation>, StoreError> {
    let rows = tx.all(NOW, args![facility.to_string()]).await?;
    rows.iter().map(|row| read_plan(row).map(|plan| (plan.key.clone(), plan))).collect()
}

async fn read_comments(
    tx: &mut Tx,
    facility: FacilityId,
) -> Result<BTreeMap<RemediationKey, Vec<Comment>>, StoreError> {
    let mut comments: BTreeMap<RemediationKey, Vec<Comment>> = BTreeMap::new();
    for row in tx.all(ALL_COMMENTS, args![facility.to_string()]).await? {
        let key = RemediationKey { sheet: row.parse(4)?, item: row.parse(5)? };
        comments.entry(key).or_default().push(read_comment(&row)?);
    }
    Ok(comments)
}

fn read_comment(row: &Row) -> Result<Comment, StoreError> {
    let words = note(&row.text(3)?)?;
    Ok(Comment { seq: Seq::new(row.int(0)?), at: instant(row, 1)?, by: row.text(2)?, words })
}

fn read_plan(row: &Row) -> Result<Remediation, StoreError> {
    let stated =
        RemediationDraft { owner: row.opt_parse(3)?, vendor: row.opt_parse(4)?, next_step: note(&row.text(5)?)? };
    let key = RemediationKey { sheet: row.parse(0)?, item: row.parse(1)? };
    Ok(Remediation { key, stated, version: Seq::new(row.int(2)?) })
}

fn note(text: &str) -> Result<Note, StoreError> {
    Note::parse(text).map_err(|e| StoreError::Damaged(e.to_string()))
}
