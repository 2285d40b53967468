//! Logins, credentials, sessions, throttles and the set-up code.

mod apply;
mod credential;
mod read;
mod session;
mod set_up;
mod throttle;
mod write;

pub(crate) use apply::{apply_closed, apply_closed_of, apply_opened};
pub use credential::{Credential, StoredCredential, credential, set_password};
pub(crate) use credential::{add_credential, credentials_of, put_credential, remove_credentials_of};
pub(crate) use read::read_users;
pub use read::{actor, users, visitor};
pub use session::{
    SessionRow, delete_expired_sessions, delete_session, delete_sessions_of, load_session, save_session,
};
pub use set_up::{clear_set_up_code, put_set_up_code, set_up_code};
pub use throttle::{Throttle, clear_throttle, put_throttle, throttle};
pub use write::{close_user, open_user};
