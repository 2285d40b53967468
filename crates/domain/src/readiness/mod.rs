//! Readiness: what is prepared for the hour when systems are gone, and practised before. One folder per subject.

pub mod backup;
pub mod bcp;
pub mod contact_chart;
pub mod drill;
pub mod due;
pub mod incident;
pub mod task;
