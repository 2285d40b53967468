//! Types and pure rules of Sakimori. No file, clock, database or HTTP lives here.
//!
//! One folder per room of the hospital: see `ARCHITECTURE.md`.

pub mod access;
pub mod assessment;
pub mod calendar;
pub mod catalog;
pub mod digest;
pub mod evidence;
pub mod facility;
pub mod grounds;
pub mod id;
pub mod inspection;
pub mod intake;
pub mod journal;
pub mod ledger;
pub mod letters;
pub mod network;
pub mod readiness;
pub mod remediation;
pub mod search;
pub mod staff;
pub mod vendor;
