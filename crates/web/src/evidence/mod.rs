//! Evidence: the list, adding a file, one file with its versions, showing and saving it.

mod bytes;
mod form;
mod show;
mod write;

pub(crate) use bytes::{download, preview};
pub(crate) use show::{expiry_words, list, show, size_words};
pub(crate) use write::{add, change, withdraw};
