//! Readiness: work on what is kept for the hour when systems are gone.

pub mod backup;
