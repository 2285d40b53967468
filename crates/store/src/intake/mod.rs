//! Profiles by which lists are taken in: which column means what.

mod apply;
mod profile;

pub(crate) use apply::apply_profile;
pub use profile::{keep_profile, profiles};
