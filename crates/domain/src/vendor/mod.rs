//! Vendors (事業者): who provides and maintains systems and devices, whom to reach there, what the contracts say, and what is
//! asked of them and handed in.

mod beside;
mod contact;
mod contract;
pub mod disclosure;
mod record;
pub mod remote_access;
mod request;
pub mod split;
mod submission;
pub mod system_view;

pub use beside::{Beside, OfferedDisclosure, RecordKey, RecordKeyError, Said};
pub use contact::{Contact, ContactError};
pub use contract::{Contract, ContractDraft, ContractError, UpdatesBy};
pub use record::{Line, LineError, Vendor, VendorDraft, VendorError};
pub use request::{Closed, DueError, Reminder, Request, RequestStatus};
pub use submission::{
    AnswerFault, FileSignature, Submission, SubmissionState, SubmittedForm, SubmittedItem, VendorAnswer, Via,
};
