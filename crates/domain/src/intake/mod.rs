//! Taking in lists: which column means what, and the profiles in which a person's choice is kept.

mod mapping;
mod meanings;

pub use mapping::{Field, Mapping, MappingError, Profile};
pub use meanings::Meanings;
