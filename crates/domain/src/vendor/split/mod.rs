//! 責任分界: who does what for one system under one contract, and where that has holes or is done twice.

mod duty;
mod point;
mod record;

pub use duty::{DoneBy, Duty};
pub use point::{Point, points};
pub use record::{Share, Split, SplitDraft, SplitError, SplitText};
