//! Work that needs more than the store, on both engines.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a panic in a test is a failed test")]

mod access;
mod asking;
mod assessment;
mod backup;
mod bcp;
mod carry;
mod contact_chart;
mod disclosure;
mod drill;
mod evidence;
mod incident;
mod intake;
mod intake_ledger;
mod kill;
mod ledger;
mod mail;
mod network;
mod readiness_backup;
mod remediation;
mod remote;
mod reply;
mod sample;
mod search;
mod split;
mod stocktake;
mod system_view;
mod vendor;
mod vendor_list;
mod workbook;
