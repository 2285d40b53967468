//! Readiness: what is kept for the hour when systems are gone.

pub mod backup;
