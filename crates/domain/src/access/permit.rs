//! The proof that this actor may do this action on this facility. Nothing else in the program makes one.

use super::{
    ActionKind,
    action::Action,
    actor::{Actor, ActorNote},
};
use crate::id::FacilityId;
use std::marker::PhantomData;

/// Proof that an actor may do `A` on its facility. Every store function on a facility's data takes one.
#[derive(Debug, Clone)]
pub struct Permit<A> {
    facility: FacilityId,
    by: ActorNote,
    action: PhantomData<fn() -> A>,
}

/// The actor's roles do not allow the action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not allowed: {}", .0.code())]
pub struct Denied(pub ActionKind);

/// Whether the actor may do it.
#[must_use]
pub fn may(actor: &Actor, action: ActionKind) -> bool {
    actor.is_console() || action.roles().iter().any(|role| actor.roles().contains(role))
}

/// The permit for `A`, if the actor's roles in force allow it.
///
/// # Errors
/// [`Denied`] names the action.
pub fn permit<A: Action>(actor: &Actor) -> Result<Permit<A>, Denied> {
    if may(actor, A::KIND) {
        Ok(Permit { facility: actor.facility(), by: actor.note().clone(), action: PhantomData })
    } else {
        Err(Denied(A::KIND))
    }
}

impl<A> Permit<A> {
    /// The facility that the permit is for.
    #[must_use]
    pub const fn facility(&self) -> FacilityId {
        self.facility
    }

    /// Who acts, as the journal keeps it.
    #[must_use]
    pub const fn by(&self) -> &ActorNote {
        &self.by
    }
}

/// The right to register a facility: held by whoever shows the one-time set-up code, or by the console.
/// The caller proves the code before it makes one (`app::setup`).
#[derive(Debug)]
pub struct SetUp {
    by: ActorNote,
}

impl SetUp {
    /// For an actor on a facility that does not exist yet.
    #[must_use]
    pub fn first_door(by: ActorNote) -> Self {
        Self { by }
    }

    /// Who registers.
    #[must_use]
    pub const fn by(&self) -> &ActorNote {
        &self.by
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        access::Channel,
        staff::{Name, Role},
    };
    use uuid::Uuid;

    fn table() -> String {
        let name = Name::parse("試験").unwrap_or_else(|_| unreachable_name());
        let mut out = String::new();
        for &action in ActionKind::ALL {
            let marks: Vec<&str> = Role::ALL
                .iter()
                .map(|&role| if may(&holder(role, &name), action) { role.code() } else { "-" })
                .collect();
            out.push_str(&format!("{}: {}\n", action.code(), marks.join(" ")));
        }
        out
    }

    fn unreachable_name() -> Name {
        panic!("the name is well-formed")
    }

    fn holder(role: Role, name: &Name) -> Actor {
        let (facility, user, staff) = (Uuid::nil().into(), Uuid::nil().into(), Uuid::nil().into());
        let day = time::macros::date!(2024 - 06 - 10);
        let held = crate::staff::RoleAssignment {
            id: Uuid::nil().into(),
            staff,
            role,
            deputy: false,
            from_on: day,
            until_on: Some(day),
        };
        let actor = Actor::user(facility, user, staff, name.clone(), &[held], day);
        assert_eq!(actor.note().via, Channel::Page);
        actor
    }

    #[test]
    fn the_role_action_table_reads() {
        insta::assert_snapshot!(table(), @r"
        view: administrator safety_officer contributor viewer
        edit_facility: administrator safety_officer - -
        manage_staff: administrator safety_officer - -
        manage_vendors: administrator safety_officer contributor -
        manage_evidence: administrator safety_officer contributor -
        manage_ledger: administrator safety_officer contributor -
        manage_backups: administrator safety_officer contributor -
        approve_procedure: administrator safety_officer - -
        manage_stocktake: administrator safety_officer contributor -
        count_stocktake: administrator safety_officer contributor viewer
        manage_network: administrator safety_officer contributor -
        manage_remediation: administrator safety_officer contributor -
        manage_chart: administrator safety_officer contributor -
        approve_chart: administrator safety_officer - -
        manage_bcp: administrator safety_officer contributor -
        approve_bcp: administrator safety_officer - -
        manage_drills: administrator safety_officer contributor -
        report_incident: administrator safety_officer contributor viewer
        manage_incident: administrator safety_officer contributor -
        open_assessment: administrator safety_officer contributor -
        answer_item: administrator safety_officer contributor -
        sign_round: administrator - - -
        record_paper_signature: administrator safety_officer - -
        verify_wording: administrator safety_officer - -
        make_pack: administrator safety_officer contributor -
        read_journal: administrator safety_officer - viewer
        drop_sample: administrator safety_officer - -
        ");
    }

    #[test]
    fn a_role_that_ended_yesterday_allows_nothing() {
        let name = Name::parse("試験").unwrap_or_else(|_| unreachable_name());
        let (facility, user, staff) = (Uuid::nil().into(), Uuid::nil().into(), Uuid::nil().into());
        let day = time::macros::date!(2024 - 06 - 10);
        let held = crate::staff::RoleAssignment {
            id: Uuid::nil().into(),
            staff,
            role: Role::Administrator,
            deputy: false,
            from_on: day,
            until_on: Some(day),
        };
        let tomorrow = time::macros::date!(2024 - 06 - 11);
        let actor = Actor::user(facility, user, staff, name, &[held], tomorrow);
        assert!(ActionKind::ALL.iter().all(|&action| !may(&actor, action)));
    }
}
