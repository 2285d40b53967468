//! Readiness: backups of systems, the BCP, the contact chart, and what is left to do after call tests and drills.

pub mod backup;
pub mod bcp;
pub mod contact_chart;
pub mod drill;
pub mod emergency;
pub mod incident;
pub mod task;
pub mod told;
