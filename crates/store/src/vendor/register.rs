//! Contacts and contracts of vendors: reading and recording.

use super::read::read_vendors;
use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
    journal,
};
use domain::{
    access::{ManageVendors, Permit, View},
    assessment::Note,
    calendar::Instant,
    id::{FacilityId, SystemId, VendorId},
    journal::{Event, Seq},
    ledger::System,
    staff::Name,
    vendor::{Contact, Contract, ContractDraft, Line, UpdatesBy},
};
use std::collections::BTreeMap;

const CONTACTS: &str = "SELECT vendor_id, name, duty, phone, mail, out_of_hours, version FROM vendor_contact
    WHERE facility_id = $1 ORDER BY vendor_id, place";
const CONTRACTS: &str = "SELECT id, vendor_id, title, systems, from_on, until_on, updates, vulnerability_notice,
    subcontractors, note, version FROM vendor_contract WHERE facility_id = $1 ORDER BY title, id";

/// The further contacts of one vendor, with the journal entry of their last change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contacts {
    /// In the order in which they were entered.
    pub all: Vec<Contact>,
    /// Journal entry of the last change; [`Seq::ZERO`] while there are none.
    pub version: Seq,
}

/// What is known of the institution's vendors beside their records.
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// Further contacts.
    pub contacts: BTreeMap<VendorId, Contacts>,
    /// Contracts, by title.
    pub contracts: Vec<Contract>,
    /// Systems, by name.
    pub systems: Vec<System>,
}

impl Register {
    /// The systems of a vendor: those that name it, and those that a contract with it covers.
    #[must_use]
    pub fn systems_of(&self, vendor: VendorId) -> Vec<&System> {
        let covered = |id: &SystemId| self.contracts_of(vendor).any(|one| one.stated.systems.contains(id));
        self.systems.iter().filter(|one| one.stated.vendor == Some(vendor) || covered(&one.id)).collect()
    }

    /// The contracts with a vendor.
    pub fn contracts_of(&self, vendor: VendorId) -> impl Iterator<Item = &Contract> {
        self.contracts.iter().filter(move |one| one.stated.vendor == vendor)
    }
}

/// Contacts, contracts and systems in one view of the data.
///
/// # Errors
/// When the database can't be read.
pub async fn register(db: &Db, permit: &Permit<View>) -> Result<Register, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    read_register(&mut tx, permit.facility()).await
}

pub(crate) async fn read_register(tx: &mut Tx, facility: FacilityId) -> Result<Register, StoreError> {
    Ok(Register {
        contacts: read_contacts(tx, facility).await?,
        contracts: read_contracts(tx, facility).await?,
        systems: crate::ledger::read_systems(tx, facility).await?,
    })
}

pub(super) async fn read_contacts(
    tx: &mut Tx,
    facility: FacilityId,
) -> Result<BTreeMap<VendorId, Contacts>, StoreError> {
    let mut found: BTreeMap<VendorId, Contacts> = BTreeMap::new();
    for row in tx.all(CONTACTS, args![facility.to_string()]).await? {
        let contacts = found.entry(row.parse(0)?).or_default();
        contacts.version = contacts.version.max(Seq::new(row.int(6)?));
        contacts.all.push(Contact {
            name: Name::parse(&row.text(1)?).map_err(|e| StoreError::Damaged(e.to_string()))?,
            duty: opt_line(&row, 2)?,
            phone: opt_line(&row, 3)?,
            mail: opt_line(&row, 4)?,
            out_of_hours: row.flag(5)?,
        });
    }
    Ok(found)
}

fn opt_line(row: &Row, column: usize) -> Result<Option<Line>, StoreError> {
    row.opt_text(column)?.as_deref().map(line).transpose()
}

fn line(text: &str) -> Result<Line, StoreError> {
    Line::parse(text).map_err(|e| StoreError::Damaged(e.to_string()))
}

pub(super) async fn read_contracts(tx: &mut Tx, facility: FacilityId) -> Result<Vec<Contract>, StoreError> {
    tx.all(CONTRACTS, args![facility.to_string()]).await?.iter().map(read_contract).collect()
}

fn read_contract(row: &Row) -> Result<Contract, StoreError> {
    let updates = row.opt_text(6)?.map(|_| row.code(6, UpdatesBy::from_code)).transpose()?;
    let stated = ContractDraft {
        vendor: row.parse(1)?,
        title: line(&row.text(2)?)?,
        systems: row.json(3)?,
        from_on: row.opt_day(4)?,
        until_on: row.opt_day(5)?,
        updates,
        vulnerability_notice: row.opt_int(7)?.map(|flag| flag != 0),
        subcontractors: row.json(8)?,
        note: Note::parse(&row.text(9)?).map_err(|e| StoreError::Damaged(e.to_string()))?,
    };
    Ok(Contract { id: row.parse(0)?, stated, version: Seq::new(row.int(10)?) })
}

/// Records the further contacts of a vendor, all of them. `version` is that of the contacts that the person saw.
///
/// # Errors
/// [`StoreError::Stale`] when they changed since; [`StoreError::NotFound`] for a vendor that is not recorded.
pub async fn record_contacts(
    db: &Db,
    permit: &Permit<ManageVendors>,
    at: Instant,
    vendor: VendorId,
    version: Seq,
    contacts: Vec<Contact>,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    require_vendor(&mut tx.tx, permit.facility(), vendor).await?;
    let before = read_contacts(&mut tx.tx, permit.facility()).await?.remove(&vendor).unwrap_or_default();
    if before.version != version {
        return Err(StoreError::Stale);
    }
    if before.all == contacts {
        return Ok(version);
    }
    journal::commit(tx, Event::VendorContactsRecorded { vendor, contacts }).await
}

/// Adds a contract, or changes its record. For a new one `version` is [`Seq::ZERO`]. A change that changes nothing writes nothing.
///
/// # Errors
/// [`StoreError::Stale`] when it changed since that version; [`StoreError::NotFound`] for a vendor or system that is not recorded.
pub async fn record_contract(
    db: &Db,
    permit: &Permit<ManageVendors>,
    at: Instant,
    contract: Contract,
) -> Result<Seq, StoreError> {
    let mut tx = db.write(permit, at).await?;
    require_vendor(&mut tx.tx, permit.facility(), contract.stated.vendor).await?;
    let known = read_register(&mut tx.tx, permit.facility()).await?;
    let before = known.contracts.iter().find(|one| one.id == contract.id);
    if before.map_or(Seq::ZERO, |one| one.version) != contract.version {
        return Err(StoreError::Stale);
    }
    if before.is_some_and(|one| one.stated == contract.stated) {
        return Ok(contract.version);
    }
    if contract.stated.systems.iter().any(|id| !known.systems.iter().any(|system| system.id == *id)) {
        return Err(StoreError::NotFound);
    }
    journal::commit(tx, Event::ContractRecorded(Box::new(contract))).await
}

async fn require_vendor(tx: &mut Tx, facility: FacilityId, vendor: VendorId) -> Result<(), StoreError> {
    let known = read_vendors(tx, facility).await?;
    if known.iter().any(|one| one.id == vendor) { Ok(()) } else { Err(StoreError::NotFound) }
}
