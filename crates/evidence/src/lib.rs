//! Foreign bytes → what they are. A file is believed by its bytes, never by its name; nothing is run, nothing is unpacked.

pub mod answer_file;
mod kind;
pub mod table;
mod words;
pub mod workbook;

pub use kind::{MAX_PIXELS, NotTaken, TellError, may_be_shown, tell};
pub use words::first_words;
