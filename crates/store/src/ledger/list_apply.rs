//! Writes what lists of the ledger stand on: views that the house keeps, and names that mean a registered system.

use crate::{
    StoreError,
    engine::{Tx, args},
    journal::Applied,
};
use domain::{
    journal::Event,
    ledger::{SystemAlias, name_key},
};

const KEEP_VIEW: &str = "INSERT INTO ledger_view (facility_id, id, name, query, kept_by) VALUES ($1, $2, $3, $4, $5)";
const DROP_VIEW: &str = "DELETE FROM ledger_view WHERE facility_id = $1 AND id = $2";
const KEEP_ALIAS: &str =
    "INSERT INTO ledger_alias (facility_id, name_key, words, system_id, version) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (facility_id, name_key) DO UPDATE SET words = excluded.words, system_id = excluded.system_id,
    version = excluded.version";
const FORGET_ALIAS: &str = "DELETE FROM ledger_alias WHERE facility_id = $1 AND name_key = $2";

pub(crate) async fn apply_view(tx: &mut Tx, cx: &Applied<'_>, event: &Event) -> Result<(), StoreError> {
    match event {
        Event::LedgerViewKept(view) => {
            let (id, by) = (view.id.to_string(), cx.by.name.as_str());
            let values = args![cx.facility.as_str(), id, view.name.as_str(), view.query.as_str(), by];
            tx.execute(KEEP_VIEW, values).await.map(drop)
        }
        Event::LedgerViewDropped(view) => {
            tx.execute(DROP_VIEW, args![cx.facility.as_str(), view.id.to_string()]).await.map(drop)
        }
        _ => Ok(()),
    }
}

pub(crate) async fn apply_alias(tx: &mut Tx, cx: &Applied<'_>, alias: &SystemAlias) -> Result<(), StoreError> {
    let key = name_key(alias.words.as_str());
    let values = match alias.system {
        Some(system) => {
            let values = args![cx.facility.as_str(), key, alias.words.as_str(), system.to_string(), cx.seq.get()];
            return tx.execute(KEEP_ALIAS, values).await.map(drop);
        }
        None => args![cx.facility.as_str(), key],
    };
    tx.execute(FORGET_ALIAS, values).await.map(drop)
}
