//! Readiness: the contact chart, call tests, and what is left to do.

pub(crate) mod contact_chart;
pub(crate) mod task;
