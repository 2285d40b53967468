//! Saved views: a choice of the ledger's list under a name, for the house.

use crate::{id::ViewId, staff::Name};
use serde::{Deserialize, Serialize};

/// A choice that the house keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerView {
    /// Stable identifier.
    pub id: ViewId,
    /// What it is called.
    pub name: Name,
    /// The choice, as an address has it.
    pub query: String,
}
