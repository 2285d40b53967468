//! Vendors (事業者): who provides and maintains systems and devices, and whether there is a contract.

mod record;

pub use record::{Line, LineError, Vendor, VendorDraft, VendorError};
