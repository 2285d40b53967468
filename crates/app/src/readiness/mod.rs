//! Readiness: the contact chart with its papers.

pub mod contact_chart;
