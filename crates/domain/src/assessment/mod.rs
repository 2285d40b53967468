//! One filled form: rounds, answers, target dates, sign-off, and where the institution stands.

mod answer;
mod carry_over;
mod draft;
mod entered;
mod round;
mod sheet;
mod sign_off;
mod standing;
pub mod workbook;

pub use answer::{Answer, ItemState, Note, NoteError, OpenPoint, Slot, TargetDate, TargetDateError};
pub use carry_over::{
    Carried, CarriedOffer, CarriedSource, CarryOver, CarryStep, Offer, Offering, OldAnswer, OldFate, carry_over,
};
pub use draft::{Choice, Draft, DraftError};
pub use entered::{Entered, EnteredError, EnteredSlot, Merged};
pub use round::RoundNo;
pub use sheet::{Asked, Assessment, NotAsked, Row, Sheet};
pub use sign_off::{Difference, FrozenItem, SignMethod, SignOff, SignedRound, differences, open_points};
pub use standing::{FormalTest, NextStep, Standing, TargetState, current_round, default_day, is_settled};
