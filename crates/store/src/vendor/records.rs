//! Everything that is recorded of vendors, in one view of the data: what rules about them read.

use super::{
    disclosure::read_disclosures,
    read_vendors,
    remote_access::{read_accesses, read_confirmations},
};
use crate::{Db, StoreError, engine::Tx};
use domain::{
    access::{Permit, View},
    id::FacilityId,
    vendor::{
        Vendor,
        disclosure::Disclosure,
        remote_access::{RemoteAccess, RemoteConfirmation},
    },
};

/// What is recorded of vendors.
#[derive(Debug, Clone, Default)]
pub struct VendorRecords {
    /// Every vendor.
    pub vendors: Vec<Vendor>,
    /// Every way in that is there.
    pub accesses: Vec<RemoteAccess>,
    /// What vendors confirmed about them.
    pub confirmations: Vec<RemoteConfirmation>,
    /// Every disclosure, and whether answers of it are recorded.
    pub disclosures: Vec<(Disclosure, bool)>,
}

/// Reads all of it.
///
/// # Errors
/// When the database can't be read.
pub async fn records(db: &Db, permit: &Permit<View>) -> Result<VendorRecords, StoreError> {
    read_records(&mut db.begin_read(permit.facility()).await?, permit.facility()).await
}

pub(crate) async fn read_records(tx: &mut Tx, facility: FacilityId) -> Result<VendorRecords, StoreError> {
    Ok(VendorRecords {
        vendors: read_vendors(tx, facility).await?,
        accesses: read_accesses(tx, facility).await?,
        confirmations: read_confirmations(tx, facility).await?,
        disclosures: read_disclosures(tx, facility).await?,
    })
}
