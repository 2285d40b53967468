//! Saved views of the ledger's list: the house's, which the journal keeps, and a person's own, which are nobody else's business.

use crate::{
    Db, StoreError,
    engine::{Row, args},
    journal,
};
use domain::{
    access::{ManageLedger, Permit, View},
    calendar::Instant,
    id::{UserId, ViewId},
    journal::{Event, Seq},
    ledger::LedgerView,
    staff::Name,
};

/// A saved view in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// What was kept.
    pub view: LedgerView,
    /// Whether the whole house sees it.
    pub shared: bool,
}

/// Own views of one person at most. Our choice.
pub const MOST_OWN: usize = 50;

const SHARED: &str = "SELECT id, name, query FROM ledger_view WHERE facility_id = $1 ORDER BY name, id";
const OWN: &str =
    "SELECT id, name, query FROM ledger_own_view WHERE facility_id = $1 AND user_id = $2 ORDER BY name, id";
const ONE: &str = "SELECT id, name, query FROM ledger_view WHERE facility_id = $1 AND id = $2";
const KEEP_OWN: &str =
    "INSERT INTO ledger_own_view (facility_id, user_id, id, name, query) VALUES ($1, $2, $3, $4, $5)";
const DROP_OWN: &str = "DELETE FROM ledger_own_view WHERE facility_id = $1 AND user_id = $2 AND id = $3";

/// The views that a person sees: the house's, then the own ones.
///
/// # Errors
/// When the database can't be read.
pub async fn views(db: &Db, permit: &Permit<View>) -> Result<Vec<SavedView>, StoreError> {
    let facility = permit.facility().to_string();
    let mut tx = db.begin_read(permit.facility()).await?;
    let mut found = Vec::new();
    for row in tx.all(SHARED, args![facility.as_str()]).await? {
        found.push(SavedView { view: read(&row)?, shared: true });
    }
    if let Some(user) = permit.by().user {
        for row in tx.all(OWN, args![facility, user.to_string()]).await? {
            found.push(SavedView { view: read(&row)?, shared: false });
        }
    }
    Ok(found)
}

fn read(row: &Row) -> Result<LedgerView, StoreError> {
    let name = Name::parse(&row.text(1)?).map_err(|e| StoreError::Damaged(e.to_string()))?;
    Ok(LedgerView { id: row.parse(0)?, name, query: row.text(2)? })
}

/// Keeps a view for the house.
///
/// # Errors
/// When the database can't be written.
pub async fn keep_view(
    db: &Db,
    permit: &Permit<ManageLedger>,
    at: Instant,
    view: LedgerView,
) -> Result<Seq, StoreError> {
    let tx = db.write(permit, at).await?;
    journal::commit(tx, Event::LedgerViewKept(view)).await
}

/// Deletes a view of the house.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn drop_view(db: &Db, permit: &Permit<ManageLedger>, at: Instant, id: ViewId) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    let found = tx.tx.find(ONE, args![permit.facility().to_string(), id.to_string()]).await?;
    let view = read(&found.ok_or(StoreError::NotFound)?)?;
    journal::commit(tx, Event::LedgerViewDropped(view)).await
}

/// Keeps a view for one person. Not in the journal: it changes nothing for anybody else.
///
/// # Errors
/// [`StoreError::Exists`] beyond [`MOST_OWN`].
pub async fn keep_own_view(db: &Db, permit: &Permit<View>, user: UserId, view: &LedgerView) -> Result<(), StoreError> {
    let facility = permit.facility().to_string();
    let mut tx = db.begin_write(permit.facility()).await?;
    if tx.all(OWN, args![facility.as_str(), user.to_string()]).await?.len() >= MOST_OWN {
        return Err(StoreError::Exists("view"));
    }
    let values = args![facility, user.to_string(), view.id.to_string(), view.name.as_str(), view.query.as_str()];
    tx.execute(KEEP_OWN, values).await?;
    tx.commit().await
}

/// Deletes an own view.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn drop_own_view(db: &Db, permit: &Permit<View>, user: UserId, id: ViewId) -> Result<(), StoreError> {
    let mut tx = db.begin_write(permit.facility()).await?;
    let gone = tx.execute(DROP_OWN, args![permit.facility().to_string(), user.to_string(), id.to_string()]).await?;
    if gone == 0 {
        return Err(StoreError::NotFound);
    }
    tx.commit().await
}
