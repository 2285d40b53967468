//! Gathers what rules read of lines to the outside.

use super::Known;
use crate::{App, AppError};
use domain::{
    access::{Permit, View},
    grounds::SourceRestrictionFacts,
    ledger::order_key,
    network::{AccessAt, NetDevice, OutsideFacts, outside_facts, parts_of},
    vendor::remote_access::{Origin, RemoteAccess},
};
use std::collections::BTreeSet;
use store::{
    ledger::{Days, Scope},
    vendor::VendorRecords,
};

/// Lines to the outside that nobody answers for, and ways in that lead nowhere.
pub(crate) async fn outside(app: &App, view: &Permit<View>, records: &VendorRecords) -> Result<OutsideFacts, AppError> {
    let db = &app.db;
    let devices =
        with_named(app, view, store::ledger::net_devices(db, view, &Scope::Lines).await?, &records.accesses).await?;
    let accesses: Vec<AccessAt> = records.accesses.iter().map(|one| AccessAt::of(one.clone(), &devices)).collect();
    let aliases = store::ledger::aliases(db, view).await?;
    let register = store::vendor::register(db, view).await?;
    let known = Known::of(aliases, records.vendors.clone(), register, Vec::new());
    let unsaid = store::ledger::unsaid(db, view).await?;
    let mut facts = outside_facts(&devices, &accesses, |device| known.vendor_of(device).map(|one| one.id), unsaid);
    // Where no ledger is kept, nothing can be missing in it: that is said of the ledger, not of the ways in.
    if store::ledger::counts(db, view, Days::of(app.today())).await?.listed == 0 {
        facts.nowhere.clear();
    }
    Ok(facts)
}

/// Adds the devices that ways in name, where they are not among these already.
pub(super) async fn with_named(
    app: &App,
    view: &Permit<View>,
    mut devices: Vec<NetDevice>,
    accesses: &[RemoteAccess],
) -> Result<Vec<NetDevice>, AppError> {
    let words = accesses.iter().flat_map(|one| {
        let gateway = one.stated.gateway.as_ref().map(|line| line.as_str());
        gateway.into_iter().chain([one.stated.target.as_str()])
    });
    let keys: BTreeSet<String> = words.flat_map(parts_of).map(|part| order_key(&part)).collect();
    let named = Scope::Named(keys.into_iter().collect());
    let there: BTreeSet<_> = devices.iter().map(|one| one.id).collect();
    let found = store::ledger::net_devices(&app.db, view, &named).await?;
    devices.extend(found.into_iter().filter(|one| !there.contains(&one.id)));
    Ok(devices)
}

/// From where registered ways in may be used.
pub(crate) fn source_restriction(records: &VendorRecords) -> SourceRestrictionFacts {
    let mut facts = SourceRestrictionFacts::default();
    for access in &records.accesses {
        let target = access.stated.target.to_string();
        match access.stated.origin {
            Origin::Addresses(_) => facts.restricted += 1,
            Origin::Anywhere => facts.anywhere.push(target),
            Origin::Unknown => facts.unknown.push(target),
        }
    }
    facts
}
