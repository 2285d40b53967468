//! Gathers the facts that rules read.

use crate::{network, vendor};
use domain::{
    calendar::Instant,
    facility::Facility,
    grounds::{
        AssetLedgerFacts, BackupFacts, BcpFacts, ContactChartFacts, Facts, OfficerTerm, SafetyOfficerFacts, SystemFacts,
    },
    network::OutsideFacts,
    readiness::backup::SystemState,
    staff::Role,
};
use store::{
    ledger::{Counts, stocktake::Coverage},
    staff::Roster,
    vendor::VendorRecords,
};
use time::Date;

/// Every fact this installation has on the facility.
pub(super) fn gather(
    (facility, roster, records): (&Facility, &Roster, &VendorRecords),
    (ledger, stocktakes): (&Counts, Coverage),
    backups: &[SystemState],
    (contact_chart, bcp): (ContactChartFacts, BcpFacts),
    outside: OutsideFacts,
    (now, today): (Instant, Date),
) -> Facts {
    Facts {
        safety_officer: safety_officer(roster),
        asset_ledger: asset_ledger(ledger, stocktakes),
        vendor_contract: vendor::grounds::contracts(facility.stated.vendor_contract, records),
        remote_maintenance: vendor::grounds::remote_maintenance(records, today),
        mds_sds: vendor::grounds::mds_sds(records, today),
        backup: BackupFacts { systems: backups.iter().map(|state| SystemFacts::of(state, now)).collect() },
        contact_chart,
        bcp,
        source_restriction: network::source_restriction(records),
        outside,
    }
}

fn asset_ledger(counts: &Counts, stocktakes: Coverage) -> AssetLedgerFacts {
    let [servers, terminals, network_devices, rest @ ..] = counts.kinds;
    AssetLedgerFacts {
        servers,
        terminals,
        network_devices,
        others: rest.iter().sum(),
        unlisted: counts.unlisted,
        contradictions: counts.conflicts + counts.disputed,
        no_owner: counts.no_owner,
        kept_on: counts.changed_at.map(|at| at.date_jst()),
        stocktake_on: stocktakes.last,
        stocktake_found: stocktakes.covered,
    }
}

fn safety_officer(roster: &Roster) -> SafetyOfficerFacts {
    let roles = roster.roles.iter().filter(|role| role.role == Role::SafetyOfficer);
    let terms = roles.filter_map(|role| {
        let member = roster.member(role.staff)?;
        let until_on = match (role.until_on, member.left_on) {
            (Some(until), Some(left)) => Some(until.min(left)),
            (until, left) => until.or(left),
        };
        Some(OfficerTerm { name: member.name.to_string(), deputy: role.deputy, from_on: role.from_on, until_on })
    });
    SafetyOfficerFacts { terms: terms.collect() }
}
