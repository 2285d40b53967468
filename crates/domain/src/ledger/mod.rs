//! The ledger (台帳): the institution's 医療情報システム.

mod system;

pub use system::{System, SystemDraft, SystemError, SystemKind};
