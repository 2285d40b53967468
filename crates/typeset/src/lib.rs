//! JSON of a paper → PDF, by typst with an embedded font. Knows no hospital: the JSON's shape is `report::document`'s, the
//! words in it are final, and the templates print them letter by letter; nothing of a document is ever read as markup.
//!
//! The program runs this as its own child process ([`serve`]), so that the memory comes back and a panic ends only the child.
//!
//! # Frames
//! Both ways, a frame is a length (u32, little-endian) and that many bytes. A request is one JSON document. An answer's first
//! byte is 0 and the rest a PDF, or 1 and the rest an error text in UTF-8. Answers come in the order of the requests. The end
//! of the input ends the child; so does an input that is cut within a frame. A request above [`MAX_DOCUMENT`] is answered
//! with an error and skipped.

mod data;
mod error;
mod letters;
mod serve;
mod typesetter;

pub use error::TypesetError;
pub use serve::serve;
pub use typesetter::Typesetter;

/// Largest document taken: 16 MiB of JSON. A sheet of 30 items with long notes and a thousand journal lines has 0.5 MB.
pub const MAX_DOCUMENT: u32 = 16 << 20;

/// Typesets one document with a fresh [`Typesetter`]. For more than one, keep the typesetter.
///
/// # Errors
/// See [`TypesetError`].
pub fn render(document: &[u8]) -> Result<Vec<u8>, TypesetError> {
    Typesetter::new().render(document)
}
