//! Reading the parts of the BCP, its approved versions and its distribution.

use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
    journal::instant,
};
use domain::{
    access::{Permit, View},
    calendar::Instant,
    catalog::TopicId,
    id::{BcpLineId, FacilityId, SystemId},
    journal::Seq,
    readiness::bcp::{
        BcpApproval, BcpHandedOut, CheckAnswer, Cutting, Decision, General, PaperLine, Part, PartKey, PartRow,
        SystemRank,
    },
};

const NOW: &str = "SELECT part, from_seq, stated FROM readiness_bcp_part
    WHERE facility_id = $1 AND to_seq IS NULL ORDER BY part";
const APPROVALS: &str = "SELECT stated, recorded_at, recorded_by FROM readiness_bcp_approval
    WHERE facility_id = $1 ORDER BY number DESC";
const NEWEST: &str = "SELECT stated, recorded_at, recorded_by FROM readiness_bcp_approval
    WHERE facility_id = $1 ORDER BY number DESC LIMIT 1";
const HANDOUTS: &str = "SELECT stated, recorded_by FROM readiness_bcp_handout WHERE facility_id = $1
    ORDER BY seq DESC";

/// An approved version with who recorded it.
#[derive(Debug, Clone)]
pub struct ApprovalRow {
    /// The version.
    pub approval: BcpApproval,
    /// When it was recorded.
    pub at: Instant,
    /// By whom.
    pub recorded_by: String,
}

/// A copy that was handed out, with who recorded it.
#[derive(Debug, Clone)]
pub struct HandoutRow {
    /// The copy.
    pub handed: BcpHandedOut,
    /// Who recorded it.
    pub recorded_by: String,
}

/// What was stated, the newest approved version, and the distribution.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// Every part that stands.
    pub parts: Vec<PartRow>,
    /// The newest approved version.
    pub approved: Option<ApprovalRow>,
    /// Copies that were handed out, the last first.
    pub handouts: Vec<HandoutRow>,
}

impl Loaded {
    /// A part as it stands.
    #[must_use]
    pub fn part(&self, key: &PartKey) -> Option<&PartRow> {
        self.parts.iter().find(|row| row.key == *key)
    }

    /// Journal entry of a part's last change; [`Seq::ZERO`] while nobody stated it.
    #[must_use]
    pub fn version(&self, key: &PartKey) -> Seq {
        self.part(key).map_or(Seq::ZERO, |row| row.version)
    }

    /// Journal entry of the last part that was stated and still stands.
    #[must_use]
    pub fn head(&self) -> Seq {
        self.parts.iter().map(|row| row.version).max().unwrap_or_default()
    }

    /// What it is for.
    #[must_use]
    pub fn general(&self) -> General {
        match self.part(&PartKey::General).map(|row| &row.part) {
            Some(Part::General(general)) => general.clone(),
            _ => General::default(),
        }
    }

    /// The order of cutting.
    #[must_use]
    pub fn cutting(&self) -> Cutting {
        match self.part(&PartKey::Cutting).map(|row| &row.part) {
            Some(Part::Cutting(cutting)) => cutting.clone(),
            _ => Cutting::default(),
        }
    }

    /// 復旧優先度 and 重要度 of a system; nothing while nobody stated them.
    #[must_use]
    pub fn rank(&self, system: SystemId) -> SystemRank {
        match self.part(&PartKey::System(system)).map(|row| &row.part) {
            Some(Part::System(rank)) => rank.clone(),
            _ => SystemRank::default(),
        }
    }

    /// The answer to an item of the 確認表.
    #[must_use]
    pub fn check(&self, item: &TopicId) -> Option<&CheckAnswer> {
        match self.part(&PartKey::Check(item.clone())).map(|row| &row.part) {
            Some(Part::Check(answer)) => Some(answer),
            _ => None,
        }
    }

    /// Lines of the paper operation, by department, in the order in which they were first added.
    #[must_use]
    pub fn paper(&self) -> Vec<(BcpLineId, &PaperLine)> {
        let mut lines: Vec<_> = self.parts.iter().filter_map(paper).collect();
        lines.sort_by_key(|(id, line)| (line.department.as_str().to_owned(), *id));
        lines
    }

    /// Lines of the decision table, in the order in which they were first added.
    #[must_use]
    pub fn decisions(&self) -> Vec<(BcpLineId, &Decision)> {
        let mut lines: Vec<_> = self.parts.iter().filter_map(decision).collect();
        lines.sort_by_key(|(id, _)| *id);
        lines
    }
}

const fn paper(row: &PartRow) -> Option<(BcpLineId, &PaperLine)> {
    match (&row.key, &row.part) {
        (PartKey::Paper(id), Part::Paper(line)) => Some((*id, line)),
        _ => None,
    }
}

const fn decision(row: &PartRow) -> Option<(BcpLineId, &Decision)> {
    match (&row.key, &row.part) {
        (PartKey::Decision(id), Part::Decision(line)) => Some((*id, line)),
        _ => None,
    }
}

/// Everything of it.
///
/// # Errors
/// When the database can't be read.
pub async fn load(db: &Db, permit: &Permit<View>) -> Result<Loaded, StoreError> {
    read_loaded(&mut db.begin_read(permit.facility()).await?, permit.facility()).await
}

pub(super) async fn read_loaded(tx: &mut Tx, facility: FacilityId) -> Result<Loaded, StoreError> {
    let approved = tx.find(NEWEST, args![facility.to_string()]).await?;
    let handouts = tx.all(HANDOUTS, args![facility.to_string()]).await?;
    Ok(Loaded {
        parts: tx.all(NOW, args![facility.to_string()]).await?.iter().map(read_part).collect::<Result<_, _>>()?,
        approved: approved.as_ref().map(read_approval).transpose()?,
        handouts: handouts.iter().map(read_handout).collect::<Result<_, _>>()?,
    })
}

/// Every approved version, the newest first.
///
/// # Errors
/// When the database can't be read.
pub async fn approvals(db: &Db, permit: &Permit<View>) -> Result<Vec<ApprovalRow>, StoreError> {
    read_approvals(&mut db.begin_read(permit.facility()).await?, permit.facility()).await
}

pub(super) async fn read_approvals(tx: &mut Tx, facility: FacilityId) -> Result<Vec<ApprovalRow>, StoreError> {
    tx.all(APPROVALS, args![facility.to_string()]).await?.iter().map(read_approval).collect()
}

fn read_part(row: &Row) -> Result<PartRow, StoreError> {
    Ok(PartRow { key: row.parse(0)?, part: row.json(2)?, version: Seq::new(row.int(1)?) })
}

fn read_approval(row: &Row) -> Result<ApprovalRow, StoreError> {
    Ok(ApprovalRow { approval: row.json(0)?, at: instant(row, 1)?, recorded_by: row.text(2)? })
}

fn read_handout(row: &Row) -> Result<HandoutRow, StoreError> {
    Ok(HandoutRow { handed: row.json(0)?, recorded_by: row.text(1)? })
}
