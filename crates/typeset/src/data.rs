//! The one file that templates can read: the document, as `document.json`. There is no other file and no network.

use std::{
    borrow::Cow,
    sync::{Arc, PoisonError, RwLock},
};
use typst::{
    diag::{FileError, FileResult},
    foundations::Bytes,
    syntax::{FileId, Source},
};
use typst_as_lib::{conversions::IntoFileId as _, file_resolver::FileResolver};

/// The current document, shared between the typesetter, which sets it, and typst, which reads it.
#[derive(Debug, Clone)]
pub(crate) struct Data {
    id: FileId,
    bytes: Arc<RwLock<Bytes>>,
}

impl Data {
    pub(crate) fn new() -> Self {
        Self { id: "document.json".into_file_id(), bytes: Arc::new(RwLock::new(Bytes::new(Vec::new()))) }
    }

    pub(crate) fn set(&self, bytes: Vec<u8>) {
        *self.bytes.write().unwrap_or_else(PoisonError::into_inner) = Bytes::new(bytes);
    }
}

impl FileResolver for Data {
    fn resolve_binary(&self, id: FileId) -> FileResult<Cow<'_, Bytes>> {
        if id != self.id {
            return Err(FileError::AccessDenied);
        }
        Ok(Cow::Owned(self.bytes.read().unwrap_or_else(PoisonError::into_inner).clone()))
    }

    fn resolve_source(&self, _: FileId) -> FileResult<Cow<'_, Source>> {
        // Never a source: a document is not markup, whatever it says.
        Err(FileError::AccessDenied)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_but_the_document_is_read_and_nothing_as_markup() {
        let data = Data::new();
        data.set(b"{}".to_vec());
        assert!(data.resolve_binary("document.json".into_file_id()).is_ok());
        for other in ["/etc/passwd", "pack.typ", "sub/document.json", "document.json.bak"] {
            assert_eq!(data.resolve_binary(other.into_file_id()).unwrap_err(), FileError::AccessDenied, "{other}");
        }
        assert_eq!(data.resolve_source("document.json".into_file_id()).unwrap_err(), FileError::AccessDenied);
    }
}
