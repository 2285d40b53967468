//! Foreign bytes → what they are and what they say. A file is believed by its bytes, never by its name; nothing is run, nothing is unpacked to disk.

pub mod account;
pub mod answer_file;
pub mod backup_run;
mod day;
pub mod inventory;
mod kind;
pub mod network;
mod read;
mod reading;
pub mod table;
pub mod text;
mod words;
pub mod workbook;

pub use kind::{MAX_PIXELS, NotTaken, TellError, may_be_shown, tell};
pub use read::{Given, MAX_EXPORT, read};
pub use reading::{Reading, Refused, Unread, UnreadPlace, UnreadWhy};
pub use words::first_words;
