//! The ledger (台帳): the institution's 医療情報システム, and its devices from what many sources say of them.

mod address;
mod alias;
mod book;
mod change;
mod correction;
mod field;
mod identity;
mod packed;
mod placing;
mod state;
mod statement;
mod stocktake;
mod summary;
mod system;
mod value;
mod view;
mod weak_key;

pub use address::{parse_ip, parse_mac};
pub use alias::{SystemAlias, SystemNames, name_key};
pub use book::{Book, Conflict, Entry, Fate, Taken, TakenRecord};
pub use change::{FateCounts, InventoryTaken, KeyConflict, LedgerAct, LedgerStated, StatementKept, Statements};
pub use field::{FieldKey, Form};
pub use identity::{Contradiction, Identified, Identity, identify};
pub use packed::PackedFields;
pub use placing::{Device, Placed, place, shared_keys};
pub use state::{DeviceKind, DeviceStatus, SupportEnd, says_nothing};
pub use statement::{Dispute, Shown, SourceKind, Stated, Statement, shown, statement_digest};
pub use stocktake::{
    CountState, Expected, Finding, Found, Place, Scope, StocktakeBegun, StocktakeCounted, StocktakeFinished, key_of,
};
pub use summary::{NAMED_BY, Summary, SupportKnown, device_name, order_key, says_none, summary};
pub use system::{System, SystemDraft, SystemError, SystemKind};
pub use value::{Value, ValueError};
pub use view::LedgerView;
pub use weak_key::{Fields, KeyKind, Says, WeakKey, says_nothing_of_a_device, weak_keys};
