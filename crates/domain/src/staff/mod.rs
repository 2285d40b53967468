//! The roster: people of the institution and the roles they hold between dates.
//! Logins are another thing and live in [`crate::access`].

mod person;
mod role;

pub use person::{Name, NameError, StaffMember};
pub use role::{Role, RoleAssignment, RolePeriodError};
