//! Gathers what the rules about vendors read.

use domain::{
    facility::VendorContract,
    grounds::{DisclosingVendor, MdsSdsFacts, RemoteMaintenanceFacts, RemoteVendor, VendorContractFacts},
    vendor::{Vendor, disclosure::vendor_disclosure, remote_access::remote_standing},
};
use store::vendor::VendorRecords;
use time::Date;

/// Vendors that are recorded with a contract.
fn contracted(records: &VendorRecords) -> impl Iterator<Item = &Vendor> {
    records.vendors.iter().filter(|vendor| vendor.stated.contract)
}

/// What is known about contracts.
pub(crate) fn contracts(stated: VendorContract, records: &VendorRecords) -> VendorContractFacts {
    let vendors = contracted(records).map(|vendor| vendor.stated.name.to_string()).collect();
    VendorContractFacts { stated: Some(stated), vendors }
}

/// What each vendor with a contract confirmed about its ways in.
pub(crate) fn remote_maintenance(records: &VendorRecords, today: Date) -> RemoteMaintenanceFacts {
    let vendor = |vendor: &Vendor| RemoteVendor {
        name: vendor.stated.name.to_string(),
        standing: remote_standing(vendor.id, &records.accesses, &records.confirmations, today),
    };
    RemoteMaintenanceFacts { vendors: contracted(records).map(vendor).collect() }
}

/// Where each vendor with a contract stands with its MDS/SDS.
pub(crate) fn mds_sds(records: &VendorRecords, today: Date) -> MdsSdsFacts {
    let vendor = |vendor: &Vendor| DisclosingVendor {
        name: vendor.stated.name.to_string(),
        standing: vendor_disclosure(vendor.id, &records.disclosures, today),
    };
    MdsSdsFacts { vendors: contracted(records).map(vendor).collect() }
}
