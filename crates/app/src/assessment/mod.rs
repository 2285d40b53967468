//! A sheet with everything around it: edition, people, proposals; answering with the proposal shown; signing.

mod answer;
mod carry;
mod facts;
mod open;
mod opened;
mod sign;

pub use answer::{answer, proposal};
pub use carry::{CarryPlan, open_carried, plan_carry_over};
pub(crate) use open::prepare;
pub use open::{About, OpenChoice, choices, open};
pub use opened::{Opened, load};
pub(crate) use opened::{Pinned, pinned, verification};
pub use sign::{PaperSignature, sign_by_login, sign_on_paper};
