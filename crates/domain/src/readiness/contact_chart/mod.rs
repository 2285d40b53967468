//! 連絡体制図: who calls whom when something happens, inside the house, at vendors and at authorities; how each is reached, also at
//! night; whether that was confirmed; and the versions that were approved.

mod chart;
mod entry;
mod fault;
mod standing;
mod test;

pub use chart::{Chart, ChartDifference, ChartPerson, ChartPhone, Known};
pub use entry::{
    ChartEntry, ChartRole, EntryDraft, EntryError, EntryText, MOST_ENTRIES, MOST_PHONES, Party, Phone, find_loop,
};
pub use fault::{ChartFault, faults};
pub use standing::{Approval, ContactStanding, VERIFIED_VALID, Verified, contact_standing, last_reached};
pub use test::{CallOutcome, CallTest, CallTestError, CallTestText};
