//! The inspection: what the pack says, making one, signing the journal's head.

mod document;
mod evidence_part;
mod ledger_part;
mod pack;
mod seal;
mod vendor_part;
mod verify;
mod whole;

pub use pack::{Made, Making, make_pack};
pub use report::pack::{Origin, PackProblem, PackVerdict};
pub use seal::{head_to_sign, seal_head};
pub use verify::{CheckError, check_file};
