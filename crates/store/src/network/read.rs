//! Reading segments, procedures, and how lines are cut.

use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
};
use domain::{
    access::{Permit, View},
    calendar::Instant,
    id::FacilityId,
    journal::Seq,
    network::{OutsideKey, Procedure, Segment, SegmentText, Segments, Target},
};
use std::collections::BTreeMap;

const SEGMENTS: &str = "SELECT stated, version FROM network_segment WHERE facility_id = $1 ORDER BY net";
const NOW: &str = "SELECT target, from_seq, stated, changed_at, changed_by FROM network_procedure
    WHERE facility_id = $1 AND to_seq IS NULL ORDER BY target";
const VERSIONS: &str = "SELECT target, from_seq, stated, changed_at, changed_by FROM network_procedure
    WHERE facility_id = $1 AND target = $2 ORDER BY from_seq DESC";
const CUTS: &str = "SELECT line, how FROM network_cut WHERE facility_id = $1 ORDER BY line";

/// Segments as they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NamedSegments {
    /// All of them.
    pub segments: Segments,
    /// Journal entry of the last change; an edit stands on it.
    pub version: Seq,
}

/// One version of a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureVersion {
    /// What stood in it.
    pub procedure: Procedure,
    /// When it was written.
    pub changed_at: Instant,
    /// By whom.
    pub changed_by: String,
}

/// Every segment that a person named.
///
/// # Errors
/// When the database can't be read.
pub async fn segments(db: &Db, permit: &Permit<View>) -> Result<NamedSegments, StoreError> {
    read_segments(&mut db.begin_read(permit.facility()).await?, permit.facility()).await
}

pub(super) async fn read_segments(tx: &mut Tx, facility: FacilityId) -> Result<NamedSegments, StoreError> {
    let (mut all, mut version): (Vec<Segment>, Seq) = (Vec::new(), Seq::ZERO);
    for row in tx.all(SEGMENTS, args![facility.to_string()]).await? {
        all.push(row.json(0)?);
        version = version.max(Seq::new(row.int(1)?));
    }
    let texts: Vec<(String, String)> = all
        .iter()
        .map(|one| (one.net.to_string(), one.vlan.map(|vlan| vlan.to_string()).unwrap_or_default()))
        .collect();
    let lines: Vec<SegmentText<'_>> = all
        .iter()
        .zip(&texts)
        .map(|(one, (net, vlan))| SegmentText {
            net,
            vlan,
            name: one.name.as_str(),
            purpose: one.purpose.as_ref().map(|line| line.as_str()).unwrap_or_default(),
            backup: one.backup,
        })
        .collect();
    let segments = Segments::parse(&lines).map_err(|(_, error)| StoreError::Damaged(error.to_string()))?;
    Ok(NamedSegments { segments, version })
}

/// Every procedure that was written, as it stands.
///
/// # Errors
/// When the database can't be read.
pub async fn procedures(db: &Db, permit: &Permit<View>) -> Result<Vec<ProcedureVersion>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    tx.all(NOW, args![permit.facility().to_string()]).await?.iter().map(read_version).collect()
}

/// Every version of one procedure, newest first. Empty where nobody wrote one.
///
/// # Errors
/// When the database can't be read.
pub async fn versions(db: &Db, permit: &Permit<View>, target: Target) -> Result<Vec<ProcedureVersion>, StoreError> {
    read_versions(&mut db.begin_read(permit.facility()).await?, permit.facility(), target).await
}

pub(super) async fn read_versions(
    tx: &mut Tx,
    facility: FacilityId,
    target: Target,
) -> Result<Vec<ProcedureVersion>, StoreError> {
    tx.all(VERSIONS, args![facility.to_string(), target.to_string()]).await?.iter().map(read_version).collect()
}

fn read_version(row: &Row) -> Result<ProcedureVersion, StoreError> {
    Ok(ProcedureVersion {
        procedure: Procedure { target: row.parse(0)?, stated: row.json(2)?, version: Seq::new(row.int(1)?) },
        changed_at: Instant::from_millis(row.int(3)?),
        changed_by: row.text(4)?,
    })
}

/// How lines to the outside are cut, as far as somebody said.
///
/// # Errors
/// When the database can't be read.
pub async fn cuts(db: &Db, permit: &Permit<View>) -> Result<BTreeMap<OutsideKey, String>, StoreError> {
    read_cuts(&mut db.begin_read(permit.facility()).await?, permit.facility()).await
}

pub(super) async fn read_cuts(tx: &mut Tx, facility: FacilityId) -> Result<BTreeMap<OutsideKey, String>, StoreError> {
    tx.all(CUTS, args![facility.to_string()]).await?.iter().map(|row| Ok((row.parse(0)?, row.text(1)?))).collect()
}
