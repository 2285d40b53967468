//! The roster and the roles of its people.

mod apply;
mod read;
mod write;

pub(crate) use apply::{apply_left, apply_recorded, apply_role, apply_role_ended};
pub use read::{Roster, roster};
pub(crate) use read::{find_member, read_member, read_members, read_roles, read_roles_of, read_roster};
pub(crate) use write::require_manager;
pub use write::{assign_role, end_role, leave, record};
