//! Foreign bytes → what they are. A file is believed by its bytes, never by its name; nothing is run, nothing is unpacked.

pub mod inventory;
mod kind;
mod words;
pub mod workbook;

pub use kind::{MAX_PIXELS, NotTaken, TellError, may_be_shown, tell};
pub use words::first_words;
