//! Vendors: their records, contacts and contracts; what is asked of them, by which link, and what they handed in.

mod apply;
mod ask;
mod asked;
pub mod disclosure;
mod import;
mod link;
mod read;
mod records;
mod register;
pub mod remote_access;
pub mod split;
mod submission;
mod write;

pub(crate) use apply::{
    apply_contacts, apply_contract, apply_judged, apply_link, apply_link_revoked, apply_recorded,
    apply_request_changed, apply_requests, apply_sent, apply_submission,
};
pub use ask::{Asking, ask, change_request, record_sent};
pub use asked::{Asked, LinkRecord, SentRecord, asked, requested};
pub use import::import;
pub use link::{
    KeptDraft, LinkSheet, RequestSheet, find_link, make_link, open_link, open_request, revoke_link, save_draft,
};
pub use read::vendors;
pub(crate) use read::{read_vendors, require_vendor};
pub(crate) use records::read_records;
pub use records::{VendorRecords, records};
pub(crate) use register::read_register;
pub use register::{Contacts, Register, record_contacts, record_contract, register};
pub use submission::{Accepting, AcceptingBeside, AcceptingItem, accept, receive, receive_by_link, send_back};
pub use write::record;
