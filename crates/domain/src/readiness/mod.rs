//! Readiness: what the house keeps ready for the hour when its systems are gone. One folder per subject.

pub mod backup;
