//! Pages without a socket: status, visible text, and who may do what.
#![expect(clippy::unwrap_used, reason = "a panic in a test is a failed test")]

mod access;
mod answer;
mod bcp;
mod browser;
mod contact_chart;
mod disclosure;
mod door;
mod drill;
mod evidence;
mod flood;
mod forged;
mod full_disk;
mod incident;
mod ledger;
mod network;
mod pages;
mod readiness_backup;
mod remediation;
mod remote;
mod reply;
mod rights;
mod search;
mod set_up;
mod split;
mod stocktake;
mod vendor;
