//! The one journal: typed events, the bytes that are hashed, and the chain.

mod chain;
mod entry;
mod event;

pub use chain::{ChainError, Link, chain_hash, check_chain};
pub use entry::{Entry, EntryError, Seq};
pub use event::{
    AnswerRecorded, AssessmentOpened, CallTested, DisclosureAnswered, DisclosureDecided, Event, FacilityRegistered,
    PackMade, RequestSent, RoundSigned, SubmissionAccepted, SubmissionReceived, TakenAnswer, UserOpened, VendorsAsked,
    VendorsImported, WordingVerified, WorkbookTaken,
};
