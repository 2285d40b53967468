//! Finding words in Japanese text: how texts are folded before they are compared, and what a person's query finds in them.

mod fold;
mod query;

pub use fold::Folded;
pub use query::{Met, Piece, Query, excerpt};
