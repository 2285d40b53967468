//! Readiness: the contact chart, and what is left to do after call tests and drills.

pub mod contact_chart;
pub mod drill;
pub mod task;
pub mod told;
