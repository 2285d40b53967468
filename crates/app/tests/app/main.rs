//! Work that needs more than the store, on both engines.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a panic in a test is a failed test")]

mod access;
mod assessment;
mod backup;
mod carry;
mod evidence;
mod intake;
mod kill;
mod ledger;
mod remediation;
mod sample;
mod search;
mod vendor;
mod workbook;
