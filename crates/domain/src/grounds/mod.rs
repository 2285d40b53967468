//! Proposals: facts in, a proposal with reasons out. Nothing here writes an answer.
//!
//! One file per measure of the catalogue. [`measure`] says for every item which rule speaks, or why none does yet.

mod asset_ledger;
mod backup_restore;
mod bcp;
mod contact_chart;
mod mds_sds;
mod measure;
mod proposal;
mod remote_maintenance;
mod safety_officer;
mod source_restriction;
mod vendor_contract;

pub use asset_ledger::{AssetLedgerFacts, stocktakes_since};
pub use backup_restore::{BackupFacts, SystemFacts};
pub use bcp::BcpFacts;
pub use contact_chart::ContactChartFacts;
pub use mds_sds::{DisclosingVendor, MdsSdsFacts};
pub use measure::{Facts, Measure, NoRule, measure, propose};
pub use proposal::{Proposal, Reason, Verdict};
pub use remote_maintenance::{RemoteMaintenanceFacts, RemoteVendor};
pub use safety_officer::{OfficerTerm, SafetyOfficerFacts};
pub use source_restriction::SourceRestrictionFacts;
pub use vendor_contract::VendorContractFacts;
