//! Why a document was not typeset.

/// Why a document was not typeset. Each is a defect of the caller or of a template, never of what a person typed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TypesetError {
    /// More bytes than are taken.
    #[error("the document has {0} bytes, at most {max} are taken", max = crate::MAX_DOCUMENT)]
    TooLarge(u64),
    /// Not the JSON of a paper.
    #[error("the document is not readable: {0}")]
    NotReadable(String),
    /// A template could not print it: a field that is missing or of another kind.
    #[error("the template stopped: {0}")]
    Template(String),
    /// The pages could not be written as PDF/A.
    #[error("the PDF can't be written: {0}")]
    Pdf(String),
}
