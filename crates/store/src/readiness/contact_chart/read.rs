//! Reading the contact chart and everything that it is held against.

use crate::{
    Db, StoreError,
    engine::{Row, Tx, args},
    journal::instant,
    staff::{Roster, read_roster},
    vendor::{Register, read_register, read_vendors},
};
use domain::{
    access::{Permit, View},
    calendar::Instant,
    id::{ChartEntryId, FacilityId, VendorId},
    journal::Seq,
    readiness::contact_chart::{Approval, CallTest, Chart, ChartEntry, Known, Party, Verified},
    vendor::{Contact, Vendor},
};
use std::collections::BTreeMap;

/// One version of an entry.
#[derive(Debug, Clone)]
pub struct EntryVersion {
    /// What stood in it.
    pub entry: ChartEntry,
    /// When it was written.
    pub changed_at: Instant,
    /// By whom.
    pub changed_by: String,
}

/// An approved version with who approved it.
#[derive(Debug, Clone)]
pub struct ApprovalRow {
    /// The version.
    pub approval: Approval,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: String,
}

/// A call test with who recorded it.
#[derive(Debug, Clone)]
pub struct TestRow {
    /// The call.
    pub test: CallTest,
    /// Who recorded it.
    pub by: String,
}

/// A confirmation with who confirmed.
#[derive(Debug, Clone)]
pub struct VerifiedRow {
    /// The confirmation.
    pub verified: Verified,
    /// Who confirmed.
    pub by: String,
}

/// The chart with everything that it is held against, in one view of the data.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// Entries in their order.
    pub entries: Vec<ChartEntry>,
    /// Confirmations, newest first.
    pub verified: Vec<VerifiedRow>,
    /// Call tests, newest first.
    pub tests: Vec<TestRow>,
    /// The newest approved version, if there is one.
    pub approved: Option<ApprovalRow>,
    /// The roster.
    pub roster: Roster,
    /// The register of vendors.
    pub vendors: Vec<Vendor>,
    /// Contacts of vendors.
    pub contacts: BTreeMap<VendorId, Vec<Contact>>,
    /// Systems of vendors, by name.
    pub systems: BTreeMap<VendorId, Vec<String>>,
}

impl Loaded {
    /// What other rooms know.
    #[must_use]
    pub fn known(&self) -> Known<'_> {
        Known {
            members: &self.roster.members,
            vendors: &self.vendors,
            contacts: &self.contacts,
            systems: &self.systems,
        }
    }

    /// The chart as it stands today.
    #[must_use]
    pub fn chart(&self) -> Chart {
        Chart::of(&self.entries, &self.known())
    }
}

const NOW: &str = "SELECT id, from_seq, place, stated, changed_at, changed_by FROM readiness_chart_entry
    WHERE facility_id = $1 AND to_seq IS NULL ORDER BY place, id";
const VERSIONS: &str = "SELECT id, from_seq, place, stated, changed_at, changed_by FROM readiness_chart_entry
    WHERE facility_id = $1 AND id = $2 ORDER BY from_seq DESC";
const EVER: &str = "SELECT id, from_seq, place, stated, changed_at, changed_by FROM readiness_chart_entry
    WHERE facility_id = $1 ORDER BY from_seq";
const VERIFIED: &str = "SELECT entry_id, verified_on, seen, verified_by FROM readiness_chart_verified
    WHERE facility_id = $1 ORDER BY verified_on DESC, seq DESC, entry_id";
const TESTS: &str = "SELECT stated, recorded_by FROM readiness_call_test
    WHERE facility_id = $1 ORDER BY tested_on DESC, seq DESC";
const APPROVALS: &str = "SELECT id, number, chart, approved_at, approved_by FROM readiness_chart_approval
    WHERE facility_id = $1 ORDER BY number DESC";
const NEWEST_APPROVAL: &str = "SELECT id, number, chart, approved_at, approved_by FROM readiness_chart_approval
    WHERE facility_id = $1 ORDER BY number DESC LIMIT 1";

/// The chart with everything around it.
///
/// # Errors
/// When the database can't be read.
pub async fn load(db: &Db, permit: &Permit<View>) -> Result<Loaded, StoreError> {
    read_loaded(&mut db.begin_read(permit.facility()).await?, permit.facility()).await
}

pub(crate) async fn read_loaded(tx: &mut Tx, facility: FacilityId) -> Result<Loaded, StoreError> {
    let vendors = read_vendors(tx, facility).await?;
    let register = read_register(tx, facility).await?;
    let systems = vendors.iter().map(|vendor| (vendor.id, names(&register, vendor.id))).collect();
    let verified = tx.all(VERIFIED, args![facility.to_string()]).await?;
    let tests = tx.all(TESTS, args![facility.to_string()]).await?;
    let approved = tx.find(NEWEST_APPROVAL, args![facility.to_string()]).await?;
    Ok(Loaded {
        entries: read_entries(tx, facility).await?,
        verified: verified.iter().map(read_verified).collect::<Result<_, _>>()?,
        tests: tests.iter().map(read_test).collect::<Result<_, _>>()?,
        approved: approved.as_ref().map(read_approval).transpose()?,
        roster: read_roster(tx, facility).await?,
        vendors,
        contacts: register.contacts.into_iter().map(|(vendor, contacts)| (vendor, contacts.all)).collect(),
        systems,
    })
}

fn names(register: &Register, vendor: VendorId) -> Vec<String> {
    register.systems_of(vendor).into_iter().map(|system| system.stated.name.to_string()).collect()
}

pub(super) async fn read_entries(tx: &mut Tx, facility: FacilityId) -> Result<Vec<ChartEntry>, StoreError> {
    let rows = tx.all(NOW, args![facility.to_string()]).await?;
    rows.iter().map(|row| read_version(row).map(|version| version.entry)).collect()
}

/// Every version of one entry, newest first. Empty if there is none of that identifier.
///
/// # Errors
/// When the database can't be read.
pub async fn versions(db: &Db, permit: &Permit<View>, id: ChartEntryId) -> Result<Vec<EntryVersion>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    tx.all(VERSIONS, args![permit.facility().to_string(), id.to_string()]).await?.iter().map(read_version).collect()
}

/// What each entry names that was ever on the chart, in its newest version.
///
/// # Errors
/// When the database can't be read.
pub async fn parties(db: &Db, permit: &Permit<View>) -> Result<BTreeMap<ChartEntryId, Party>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    let rows = tx.all(EVER, args![permit.facility().to_string()]).await?;
    let one = |row: &Row| read_version(row).map(|version| (version.entry.id, version.entry.stated.party));
    rows.iter().map(one).collect()
}

/// Every approved version, newest first.
///
/// # Errors
/// When the database can't be read.
pub async fn approvals(db: &Db, permit: &Permit<View>) -> Result<Vec<ApprovalRow>, StoreError> {
    let mut tx = db.begin_read(permit.facility()).await?;
    tx.all(APPROVALS, args![permit.facility().to_string()]).await?.iter().map(read_approval).collect()
}

fn read_version(row: &Row) -> Result<EntryVersion, StoreError> {
    let entry =
        ChartEntry { id: row.parse(0)?, place: row.int(2)?, stated: row.json(3)?, version: Seq::new(row.int(1)?) };
    Ok(EntryVersion { entry, changed_at: instant(row, 4)?, changed_by: row.text(5)? })
}

fn read_verified(row: &Row) -> Result<VerifiedRow, StoreError> {
    let verified = Verified { entry: row.parse(0)?, on: row.day(1)?, seen: row.json(2)? };
    Ok(VerifiedRow { verified, by: row.text(3)? })
}

fn read_test(row: &Row) -> Result<TestRow, StoreError> {
    Ok(TestRow { test: row.json(0)?, by: row.text(1)? })
}

fn read_approval(row: &Row) -> Result<ApprovalRow, StoreError> {
    let approval = Approval { id: row.parse(0)?, number: row.int(1)?, chart: row.json(2)? };
    Ok(ApprovalRow { approval, at: instant(row, 3)?, by: row.text(4)? })
}
