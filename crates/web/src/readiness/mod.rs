//! Readiness: backups of systems, the BCP, the contact chart, call tests, drills and trainings, what is left to do, and the calendar of everything
//! that falls due.

pub(crate) mod backup;
pub(crate) mod bcp;
pub(crate) mod calendar;
pub(crate) mod contact_chart;
pub(crate) mod drill;
pub(crate) mod emergency;
pub(crate) mod incident;
pub(crate) mod task;
