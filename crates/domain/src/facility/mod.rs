//! The institution itself: what kind it is and what the form needs to know about it.

mod kind;
mod record;

pub use kind::FacilityKind;
pub use record::{Facility, FacilityDraft, FacilityError, InstitutionCode, VendorContract};
