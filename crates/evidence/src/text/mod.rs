//! Bytes → lines of words, in whatever they are written; what can't be read is counted with its line.

mod encoding;
mod lines;
mod secret;

pub use encoding::{Decoded, decode};
pub use lines::{Line, MAX_LINE, lines, words};
pub use secret::without_secrets;
