//! Reading evidence.

use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
};
use domain::{
    access::{Permit, View},
    calendar::Instant,
    digest::Digest,
    evidence::{Evidence, EvidenceDraft, EvidenceFile, EvidenceLink, FileKind, FileName},
    id::{AssessmentId, EvidenceId, FacilityId},
    journal::Seq,
    vendor::Line,
};
use std::collections::{BTreeMap, BTreeSet};

/// One version of a piece of evidence.
#[derive(Debug, Clone)]
pub struct EvidenceVersion {
    /// What stood in it.
    pub evidence: Evidence,
    /// Why it no longer counts, if it was withdrawn with this version.
    pub withdrawn: Option<Line>,
    /// When it was written.
    pub changed_at: Instant,
    /// By whom.
    pub changed_by: String,
}

const NOW: &str = "SELECT id, from_seq, title, effective_on, received_on, expires_on, exported_by, origin, name, kind,
    size, digest, withdrawn, changed_at, changed_by FROM evidence_record
    WHERE facility_id = $1 AND to_seq IS NULL AND withdrawn IS NULL ORDER BY id DESC";
const NOW_LINKS: &str = "SELECT l.evidence_id, l.from_seq, l.sheet_id, l.item FROM evidence_link l
    JOIN evidence_record r ON r.facility_id = l.facility_id AND r.id = l.evidence_id AND r.from_seq = l.from_seq
    WHERE l.facility_id = $1 AND r.to_seq IS NULL AND r.withdrawn IS NULL";
const OF_SHEET: &str = "SELECT r.id, r.from_seq, r.title, r.effective_on, r.received_on, r.expires_on, r.exported_by,
    r.origin, r.name, r.kind, r.size, r.digest, r.withdrawn, r.changed_at, r.changed_by FROM evidence_record r
    WHERE r.facility_id = $1 AND r.to_seq IS NULL AND r.withdrawn IS NULL AND EXISTS (SELECT 1 FROM evidence_link l
    WHERE l.facility_id = r.facility_id AND l.evidence_id = r.id AND l.from_seq = r.from_seq AND l.sheet_id = $2)
    ORDER BY r.id DESC";
const OF_SHEET_LINKS: &str = "SELECT l.evidence_id, l.from_seq, l.sheet_id, l.item FROM evidence_link l
    JOIN evidence_record r ON r.facility_id = l.facility_id AND r.id = l.evidence_id AND r.from_seq = l.from_seq
    WHERE l.facility_id = $1 AND l.sheet_id = $2 AND r.to_seq IS NULL AND r.withdrawn IS NULL";
const VERSIONS: &str = "SELECT id, from_seq, title, effective_on, received_on, expires_on, exported_by, origin, name,
    kind, size, digest, withdrawn, changed_at, changed_by FROM evidence_record
    WHERE facility_id = $1 AND id = $2 ORDER BY from_seq DESC";
const LINKS: &str = "SELECT evidence_id, from_seq, sheet_id, item FROM evidence_link
    WHERE facility_id = $1 AND evidence_id = $2";

const DIGESTS: &str = "SELECT DISTINCT digest FROM evidence_record WHERE facility_id = $1 ORDER BY digest";

const NEWEST: &str =
    "SELECT id, from_seq, title, effective_on, received_on, expires_on, exported_by, origin, name, kind,
    size, digest, withdrawn, changed_at, changed_by FROM evidence_record
    WHERE facility_id = $1 AND to_seq IS NULL ORDER BY id DESC";
const NEWEST_LINKS: &str = "SELECT l.evidence_id, l.from_seq, l.sheet_id, l.item FROM evidence_link l
    JOIN evidence_record r ON r.facility_id = l.facility_id AND r.id = l.evidence_id AND r.from_seq = l.from_seq
    WHERE l.facility_id = $1 AND r.to_seq IS NULL";

type Links = BTreeMap<(EvidenceId, Seq), BTreeSet<EvidenceLink>>;

/// Everything that counts, newest first.
///
/// # Errors
/// When the database can't be read.
pub async fn list(db: &Db, permit: &Permit<View>) -> Result<Vec<Evidence>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let facility = permit.facility().to_string();
    let links = read_links(&tx.all(NOW_LINKS, args![facility.as_str()]).await?)?;
    let rows = tx.all(NOW, args![facility]).await?;
    rows.iter().map(|row| Ok(read_version(row, &links)?.evidence)).collect()
}

/// The newest version of everything, also of what was withdrawn, newest first.
///
/// # Errors
/// When the database can't be read.
pub async fn newest(db: &Db, permit: &Permit<View>) -> Result<Vec<EvidenceVersion>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let facility = permit.facility().to_string();
    let links = read_links(&tx.all(NEWEST_LINKS, args![facility.as_str()]).await?)?;
    let rows = tx.all(NEWEST, args![facility]).await?;
    rows.iter().map(|row| read_version(row, &links)).collect()
}

/// What counts for a sheet, with only its links to this sheet, newest first.
///
/// # Errors
/// When the database can't be read.
pub async fn evidence_of(db: &Db, permit: &Permit<View>, sheet: AssessmentId) -> Result<Vec<Evidence>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    read_of_sheet(&mut tx, permit.facility(), sheet).await
}

pub(crate) async fn read_of_sheet(
    tx: &mut Tx,
    facility: FacilityId,
    sheet: AssessmentId,
) -> Result<Vec<Evidence>, StoreError> {
    let rows = tx.all(OF_SHEET, args![facility.to_string(), sheet.to_string()]).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let links = read_links(&tx.all(OF_SHEET_LINKS, args![facility.to_string(), sheet.to_string()]).await?)?;
    rows.iter().map(|row| Ok(read_version(row, &links)?.evidence)).collect()
}

/// Every version of one piece of evidence, newest first. Empty if there is none of that identifier.
///
/// # Errors
/// When the database can't be read.
pub async fn versions(db: &Db, permit: &Permit<View>, id: EvidenceId) -> Result<Vec<EvidenceVersion>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    read_versions(&mut tx, permit.facility(), id).await
}

pub(super) async fn read_versions(
    tx: &mut Tx,
    facility: FacilityId,
    id: EvidenceId,
) -> Result<Vec<EvidenceVersion>, StoreError> {
    let links = read_links(&tx.all(LINKS, args![facility.to_string(), id.to_string()]).await?)?;
    let rows = tx.all(VERSIONS, args![facility.to_string(), id.to_string()]).await?;
    rows.iter().map(|row| read_version(row, &links)).collect()
}

/// The SHA-256 of every file that was ever recorded, each once.
///
/// # Errors
/// When the database can't be read.
pub async fn digests(db: &Db, permit: &Permit<View>) -> Result<Vec<Digest>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let rows = tx.all(DIGESTS, args![permit.facility().to_string()]).await?;
    rows.iter().map(|row| row.parse(0)).collect()
}

fn read_links(rows: &[Row]) -> Result<Links, StoreError> {
    let mut links = Links::new();
    for row in rows {
        let link = EvidenceLink { sheet: row.parse(2)?, item: row.parse(3)? };
        links.entry((row.parse(0)?, Seq::new(row.int(1)?))).or_default().insert(link);
    }
    Ok(links)
}

fn read_version(row: &Row, links: &Links) -> Result<EvidenceVersion, StoreError> {
    let line = |text: &str| Line::parse(text).map_err(|e| StoreError::Damaged(e.to_string()));
    let (id, version) = (row.parse(0)?, Seq::new(row.int(1)?));
    let stated = EvidenceDraft {
        title: line(&row.text(2)?)?,
        effective_on: row.opt_day(3)?,
        received_on: row.day(4)?,
        expires_on: row.opt_day(5)?,
        exported_by: row.opt_text(6)?.as_deref().map(line).transpose()?,
        origin: row.opt_text(7)?.as_deref().map(line).transpose()?,
        links: links.get(&(id, version)).cloned().unwrap_or_default(),
    };
    let file = EvidenceFile {
        name: FileName::clean(&row.text(8)?).map_err(|e| StoreError::Damaged(e.to_string()))?,
        kind: row.code(9, FileKind::from_code)?,
        size: u64::try_from(row.int(10)?).unwrap_or_default(),
        digest: row.parse(11)?,
    };
    Ok(EvidenceVersion {
        evidence: Evidence { id, stated, file, version },
        withdrawn: row.opt_text(12)?.as_deref().map(line).transpose()?,
        changed_at: Instant::from_millis(row.int(13)?),
        changed_by: row.text(14)?,
    })
}
