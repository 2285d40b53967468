//! The inspection: what the pack says, making one, signing the journal's head.

mod document;
mod pack;
mod seal;

pub use document::document;
pub use pack::{Made, make_pack};
pub use seal::{head_to_sign, seal_head};
