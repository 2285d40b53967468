//! Names that devices use for their system, and which registered system a person said they mean.

use super::read::read_systems;
use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
    journal,
};
use domain::{
    access::{ManageVendors, Permit, View},
    calendar::Instant,
    id::FacilityId,
    journal::{Event, Seq},
    ledger::{SystemAlias, name_key},
    vendor::Line,
};
use std::collections::BTreeMap;

const ALIASES: &str = "SELECT words, system_id FROM ledger_alias WHERE facility_id = $1 ORDER BY name_key";
const USED: &str = "SELECT system, kind, COUNT(*) FROM ledger_device WHERE facility_id = $1 AND system <> ''
    AND listed = 1 AND status <> 'disposed' GROUP BY system, kind ORDER BY system, kind";

/// Every name that a person said means a registered system.
///
/// # Errors
/// When the database can't be read.
pub async fn aliases(db: &Db, permit: &Permit<View>) -> Result<Vec<SystemAlias>, StoreError> {
    read_aliases(&mut db.begin_read(permit.facility()).await?, permit.facility()).await
}

pub(crate) async fn read_aliases(tx: &mut Tx, facility: FacilityId) -> Result<Vec<SystemAlias>, StoreError> {
    let read = |row: &Row| {
        let words = Line::parse(&row.text(0)?).map_err(|e| StoreError::Damaged(e.to_string()))?;
        Ok(SystemAlias { words, system: Some(row.parse(1)?) })
    };
    tx.all(ALIASES, args![facility.to_string()]).await?.iter().map(read).collect()
}

/// Says that a name means a registered system, or takes that back. What says nothing new writes nothing.
///
/// # Errors
/// [`StoreError::NotFound`] for a system that is not registered.
pub async fn record_alias(
    db: &Db,
    permit: &Permit<ManageVendors>,
    at: Instant,
    alias: SystemAlias,
) -> Result<Option<Seq>, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let known = read_systems(&mut tx.tx, permit.facility()).await?;
    if alias.system.is_some_and(|system| !known.iter().any(|one| one.id == system)) {
        return Err(StoreError::NotFound);
    }
    let key = name_key(alias.words.as_str());
    let stands = read_aliases(&mut tx.tx, permit.facility()).await?;
    let before = stands.iter().find(|one| name_key(one.words.as_str()) == key).and_then(|one| one.system);
    if before == alias.system {
        return Ok(None);
    }
    journal::commit(tx, Event::SystemAliasRecorded(alias)).await.map(Some)
}

/// A name that devices use for their system. What was disposed of, and what no list names, counts nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedName {
    /// As devices have it.
    pub words: String,
    /// Code of a kind (empty for devices without), and how many devices of it.
    pub kinds: Vec<(String, usize)>,
}

impl UsedName {
    /// How many devices in all.
    #[must_use]
    pub fn devices(&self) -> usize {
        self.kinds.iter().map(|(_, count)| count).sum()
    }
}

/// Every name that devices use for their system, in order.
///
/// # Errors
/// When the database can't be read.
pub async fn used_names(db: &Db, permit: &Permit<View>) -> Result<Vec<UsedName>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let mut found: BTreeMap<String, Vec<(String, usize)>> = BTreeMap::new();
    for row in tx.all(USED, args![permit.facility().to_string()]).await? {
        let count = usize::try_from(row.int(2)?).unwrap_or_default();
        found.entry(row.text(0)?).or_default().push((row.text(1)?, count));
    }
    Ok(found.into_iter().map(|(words, kinds)| UsedName { words, kinds }).collect())
}
