//! Who acts: a login in force, or the program's own console.

use crate::{
    id::{FacilityId, StaffId, UserId},
    staff::{Name, Role, RoleAssignment},
};
use serde::{Deserialize, Serialize};
use time::Date;

/// By which way an action came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A page or form in the browser.
    Page,
    /// The command line of the machine that holds the data folder.
    Console,
    /// A vendor's personal link.
    Link,
}

/// What the journal keeps of an actor: enough to read it years later, nothing secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorNote {
    /// The person of the roster, `None` for the console.
    pub staff: Option<StaffId>,
    /// The login, `None` for the console.
    pub user: Option<UserId>,
    /// Name at the time of the action.
    pub name: Name,
    /// Way in.
    pub via: Channel,
}

/// Who acts, on which facility, with which roles today.
#[derive(Debug, Clone)]
pub struct Actor {
    facility: FacilityId,
    note: ActorNote,
    rights: Rights,
}

#[derive(Debug, Clone)]
enum Rights {
    Roles(Vec<Role>),
    Console,
}

impl Actor {
    /// A login of `staff`, with the roles that are in force on `today`; a deputy holds the role's rights for its dates.
    #[must_use]
    pub fn user(
        facility: FacilityId,
        user: UserId,
        staff: StaffId,
        name: Name,
        held: &[RoleAssignment],
        today: Date,
    ) -> Self {
        let mut roles: Vec<Role> =
            held.iter().filter(|r| r.staff == staff && r.in_force(today)).map(|r| r.role).collect();
        roles.sort_unstable();
        roles.dedup();
        let note = ActorNote { staff: Some(staff), user: Some(user), name, via: Channel::Page };
        Self { facility, note, rights: Rights::Roles(roles) }
    }

    /// The console of the machine that holds the data folder: whoever reads its files needs no further right.
    #[must_use]
    pub fn console(facility: FacilityId, name: Name) -> Self {
        let note = ActorNote { staff: None, user: None, name, via: Channel::Console };
        Self { facility, note, rights: Rights::Console }
    }

    /// The facility on which this actor acts.
    #[must_use]
    pub const fn facility(&self) -> FacilityId {
        self.facility
    }

    /// What the journal keeps.
    #[must_use]
    pub const fn note(&self) -> &ActorNote {
        &self.note
    }

    /// Roles in force today; none for the console, which does not need any.
    #[must_use]
    pub fn roles(&self) -> &[Role] {
        match &self.rights {
            Rights::Roles(roles) => roles,
            Rights::Console => &[],
        }
    }

    pub(super) const fn is_console(&self) -> bool {
        matches!(self.rights, Rights::Console)
    }
}
