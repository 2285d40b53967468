//! Readiness: what is prepared for the hour when it counts, and practised before.

pub mod contact_chart;
pub mod drill;
pub mod due;
pub mod task;
