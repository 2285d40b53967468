//! Taking in lists: which column means what, and the profiles in which a person's choice is kept.

mod mapping;

pub use mapping::{Field, Mapping, MappingError, Profile};
