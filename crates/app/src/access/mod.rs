//! Logging in, and passwords: argon2id behind a semaphore, slow answers to guessing.

mod login;
mod password;

pub use login::{LoggedIn, change_password, log_in, open_user};
pub(crate) use login::{count_failure, guarded, refuse_throttled, subject};
pub(crate) use password::hash;
