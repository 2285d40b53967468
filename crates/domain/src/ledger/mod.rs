//! The ledger (台帳): the institution's devices, from what many sources say of them.

mod address;
mod field;
mod identity;
mod state;
mod statement;
mod value;
mod weak_key;

pub use address::{parse_ip, parse_mac};
pub use field::{FieldKey, Form};
pub use identity::{Contradiction, Identified, Identity, identify};
pub use state::{DeviceKind, DeviceStatus, SupportEnd, says_nothing};
pub use statement::{Dispute, Shown, SourceKind, Stated, Statement, shown};
pub use value::{Value, ValueError};
pub use weak_key::{Fields, KeyKind, WeakKey, weak_keys};
