//! Which rule speaks for which item, for every item of every edition.

use super::{
    AssetLedgerFacts, BackupFacts, BcpFacts, ContactChartFacts, MdsSdsFacts, Proposal, Reason, RemoteMaintenanceFacts,
    SafetyOfficerFacts, SourceRestrictionFacts, VendorContractFacts, asset_ledger, backup_restore, bcp, contact_chart,
    mds_sds, remote_maintenance, safety_officer, source_restriction,
};
use crate::{catalog::ItemId, network::OutsideFacts};
use serde::{Deserialize, Serialize};
use time::Date;

/// The rule of an item, or the reason why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// `org.safety-officer`.
    SafetyOfficer,
    /// `all.asset-ledger`.
    AssetLedger,
    /// `all.remote-maintenance`.
    RemoteMaintenance,
    /// `all.mds-sds`.
    MdsSds,
    /// `incident.backup-restore`.
    BackupRestore,
    /// `incident.bcp`.
    Bcp,
    /// `incident.contact-chart`.
    ContactChart,
    /// From where ways in may be used.
    SourceRestriction,
    /// No rule.
    None(NoRule),
}

/// Why the program proposes nothing for an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoRule {
    /// Only the people of the house can know it.
    PersonKnows,
    /// The vendor answers it on its own form.
    VendorAnswers,
    /// The facts would lie in records that this program does not keep.
    NoRecords,
}

impl NoRule {
    /// Every reason.
    pub const ALL: [Self; 3] = [Self::PersonKnows, Self::VendorAnswers, Self::NoRecords];

    /// Stable code, the end of its message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::PersonKnows => "person-knows",
            Self::VendorAnswers => "vendor-answers",
            Self::NoRecords => "no-records",
        }
    }
}

/// Every fact that rules read. `app` gathers it; an empty one proposes はい nowhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// For `org.safety-officer`.
    pub safety_officer: SafetyOfficerFacts,
    /// For `all.asset-ledger`.
    pub asset_ledger: AssetLedgerFacts,
    /// For items about vendors.
    pub vendor_contract: VendorContractFacts,
    /// For `all.remote-maintenance`.
    pub remote_maintenance: RemoteMaintenanceFacts,
    /// For `all.mds-sds`.
    pub mds_sds: MdsSdsFacts,
    /// For `incident.backup-restore`.
    pub backup: BackupFacts,
    /// For `incident.bcp`.
    pub bcp: BcpFacts,
    /// For `incident.contact-chart`.
    pub contact_chart: ContactChartFacts,
    /// Lines to the outside.
    pub outside: OutsideFacts,
    /// From where ways in may be used.
    pub source_restriction: SourceRestrictionFacts,
}

/// The measure of an item, by its stable id. `None`: no such item is known, which the house test refuses.
#[must_use]
pub fn measure(item: &ItemId) -> Option<Measure> {
    let measure = match item.as_str() {
        "gate.system-in-use" => Measure::None(NoRule::PersonKnows),
        "org.safety-officer" => Measure::SafetyOfficer,
        "org.vendor-safety-manager" => Measure::None(NoRule::VendorAnswers),
        "all.asset-ledger" => Measure::AssetLedger,
        "all.remote-maintenance" => Measure::RemoteMaintenance,
        "all.mds-sds" => Measure::MdsSds,
        "incident.backup-restore" => Measure::BackupRestore,
        "incident.contact-chart" => Measure::ContactChart,
        "incident.bcp" => Measure::Bcp,
        "network.source-restriction" => Measure::SourceRestriction,
        "all.access-rights"
        | "all.unneeded-accounts"
        | "all.patch"
        | "all.password-strength"
        | "all.password-reuse"
        | "all.usb-restriction"
        | "all.two-factor"
        | "server.access-rights"
        | "server.unneeded-accounts"
        | "server.access-log"
        | "server.patch"
        | "server.unneeded-services"
        | "terminal.access-rights"
        | "terminal.unneeded-accounts"
        | "terminal.patch"
        | "terminal.unneeded-services"
        | "network.patch"
        | "rules.operation-rules" => Measure::None(NoRule::NoRecords),
        _ => return None,
    };
    Some(measure)
}

/// Proposes an answer for an item from the facts on a day. An unknown item gets 材料なし.
#[must_use]
pub fn propose(item: &ItemId, facts: &Facts, as_of: Date) -> Proposal {
    match measure(item) {
        Some(Measure::SafetyOfficer) => safety_officer::propose(&facts.safety_officer, as_of),
        Some(Measure::AssetLedger) => asset_ledger::propose(&facts.asset_ledger, as_of),
        Some(Measure::RemoteMaintenance) => {
            remote_maintenance::propose(&facts.remote_maintenance, &facts.vendor_contract, &facts.outside)
        }
        Some(Measure::SourceRestriction) => source_restriction::propose(&facts.source_restriction, &facts.outside),
        Some(Measure::MdsSds) => mds_sds::propose(&facts.mds_sds, &facts.vendor_contract),
        Some(Measure::BackupRestore) => backup_restore::propose(&facts.backup),
        Some(Measure::Bcp) => bcp::propose(&facts.bcp, as_of),
        Some(Measure::ContactChart) => contact_chart::propose(&facts.contact_chart, as_of),
        Some(Measure::None(why)) => Proposal::no_evidence(Reason::NoRule { why }),
        None => Proposal::no_evidence(Reason::NoRule { why: NoRule::NoRecords }),
    }
}
