//! Readiness: pages of what is kept for the hour when systems are gone.

pub(crate) mod backup;
