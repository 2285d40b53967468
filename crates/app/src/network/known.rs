//! The registers that the network's words are held against: systems with their aliases, vendors with contacts and contracts, ways in.

use crate::{App, AppError};
use domain::{
    access::{Permit, View},
    id::{SystemId, VendorId},
    ledger::{System, SystemAlias, SystemNames, name_key},
    network::NetDevice,
    vendor::{Contract, Vendor, remote_access::RemoteAccess},
};
use std::collections::HashMap;
use store::vendor::Register;

/// Everything that is registered.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Registered systems.
    pub systems: Vec<System>,
    /// Names that were said to mean one of them.
    pub aliases: Vec<SystemAlias>,
    /// Registered vendors.
    pub vendors: Vec<Vendor>,
    /// Their contacts and contracts.
    pub register: Register,
    /// Registered ways in.
    pub accesses: Vec<RemoteAccess>,
    names: SystemNames,
    vendor_keys: HashMap<String, VendorId>,
}

impl Known {
    /// Reads it.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn load(app: &App, view: &Permit<View>) -> Result<Self, AppError> {
        let register = store::vendor::register(&app.db, view).await?;
        let aliases = store::ledger::aliases(&app.db, view).await?;
        let records = store::vendor::records(&app.db, view).await?;
        Ok(Self::of(aliases, records.vendors, register, records.accesses))
    }

    pub(super) fn of(
        aliases: Vec<SystemAlias>,
        vendors: Vec<Vendor>,
        register: Register,
        accesses: Vec<RemoteAccess>,
    ) -> Self {
        let systems = register.systems.clone();
        Self {
            names: SystemNames::of(&systems, &aliases),
            vendor_keys: vendors.iter().map(|one| (name_key(one.stated.name.as_str()), one.id)).collect(),
            systems,
            aliases,
            vendors,
            register,
            accesses,
        }
    }

    /// A registered system.
    #[must_use]
    pub fn system(&self, id: SystemId) -> Option<&System> {
        self.systems.iter().find(|one| one.id == id)
    }

    /// The registered system that words mean.
    #[must_use]
    pub fn system_of(&self, words: &str) -> Option<&System> {
        self.names.find(words).and_then(|id| self.system(id))
    }

    /// A registered vendor.
    #[must_use]
    pub fn vendor(&self, id: VendorId) -> Option<&Vendor> {
        self.vendors.iter().find(|one| one.id == id)
    }

    /// The registered vendor of this name.
    #[must_use]
    pub fn vendor_named(&self, words: &str) -> Option<&Vendor> {
        self.vendor_keys.get(&name_key(words)).and_then(|id| self.vendor(*id))
    }

    /// The contract of this name; of two of one name none.
    #[must_use]
    pub fn contract_named(&self, words: &str) -> Option<&Contract> {
        let key = name_key(words);
        let mut named = self.register.contracts.iter().filter(|one| name_key(one.stated.title.as_str()) == key);
        named.next().filter(|_| named.next().is_none())
    }

    /// The registered vendor that answers for a device: the one that the ledger names, else its system's.
    #[must_use]
    pub fn vendor_of(&self, device: &NetDevice) -> Option<&Vendor> {
        let own = Some(device.vendor.as_str()).filter(|words| !words.is_empty());
        match own.and_then(|words| self.vendor_named(words)) {
            Some(vendor) => Some(vendor),
            None => self.system_of(&device.system).and_then(|one| one.stated.vendor).and_then(|id| self.vendor(id)),
        }
    }

    /// Whom to call at a vendor: who can be reached at night first. Name, telephone or mail.
    #[must_use]
    pub fn calls(&self, vendor: &Vendor) -> Vec<String> {
        let mut contacts: Vec<_> =
            self.register.contacts.get(&vendor.id).map(|one| one.all.clone()).unwrap_or_default();
        contacts.sort_by_key(|contact| !contact.out_of_hours);
        let said = |name: String, way: Option<String>| way.map(|way| format!("{name} {way}"));
        let mut calls: Vec<String> = contacts
            .iter()
            .filter_map(|one| {
                let way = one.phone.as_ref().or(one.mail.as_ref()).map(ToString::to_string);
                said(one.name.to_string(), way)
            })
            .collect();
        if calls.is_empty() {
            let stated = &vendor.stated;
            let name = stated.contact.as_ref().unwrap_or(&stated.name).to_string();
            let way = stated.phone.as_ref().or(stated.mail.as_ref()).map(ToString::to_string);
            calls.extend(said(name, way));
        }
        calls
    }
}
