//! The inspection: what the pack says, making one, signing the journal's head.

mod document;
mod pack;
mod seal;
mod verify;

pub use document::{Plans, document};
pub use pack::{Made, make_pack};
pub use report::pack::{Origin, PackProblem, PackVerdict};
pub use seal::{head_to_sign, seal_head};
pub use verify::{CheckError, check_file};
