//! Ways in: who gets near them, and whether passwords cross the network in clear text.

use super::{Finding, FindingState as State, Reason, Rule, each};
use crate::evidence::fact::{Door, Fact, Opened, Purpose, ServiceName, Side, Sources, What};
use std::collections::BTreeMap;

/// Doors that are alike in everything but the service: one sentence speaks of all of them.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place<'a> {
    context: Option<&'a str>,
    at: &'a str,
    purpose: Purpose,
    open: bool,
    sources: String,
}

pub(super) fn judge(facts: &[Fact], found: &mut Vec<Finding>) {
    let mut places: BTreeMap<Place<'_>, Vec<(usize, &Door)>> = BTreeMap::new();
    for (at, door) in each(facts, |what| if let What::Door(door) = what { Some(door) } else { None }) {
        let place = Place {
            context: door.context.as_deref(),
            at: &door.at,
            purpose: door.purpose,
            open: door.opened == Opened::Open,
            sources: format!("{:?}", door.sources),
        };
        places.entry(place).or_default().push((at, door));
    }
    for doors in places.values() {
        sources(doors, found);
    }
    if places.is_empty() {
        no_door(facts, found);
    }
    clear_text(facts, found);
}

/// A configuration with interfaces and without a single word about ways in: they may stand open by the maker's default.
fn no_door(facts: &[Fact], found: &mut Vec<Finding>) {
    let interfaces = each(facts, |what| if let What::Interface(it) = what { Some(it) } else { None });
    let facts: Vec<usize> = interfaces.map(|(at, _)| at).collect();
    if !facts.is_empty() {
        found.push(Finding::new(Rule::DoorSources, State::NoEvidence, Reason::NoDoorShown {}, facts));
    }
}

fn sources(doors: &[(usize, &Door)], found: &mut Vec<Finding>) {
    let Some((_, first)) = doors.first() else { return };
    let facts: Vec<usize> = doors.iter().map(|(at, _)| *at).collect();
    let (services, at) = (names(doors), first.at.clone());
    let open = first.opened == Opened::Open;
    let (state, reason) = match &first.sources {
        _ if !open => (State::Conforms, Reason::DoorShut { services: services.clone(), at: at.clone() }),
        Sources::Nobody => (State::Conforms, Reason::DoorShut { services: services.clone(), at: at.clone() }),
        Sources::Any => {
            (State::Violates, Reason::OpenToAnybody { services: services.clone(), at: at.clone(), side: first.side })
        }
        Sources::Only { addresses } => (
            State::Conforms,
            Reason::OnlyFrom { services: services.clone(), at: at.clone(), addresses: joined(addresses) },
        ),
        Sources::Unknown { missing } => (
            State::NoEvidence,
            Reason::SourcesNotShown { services: services.clone(), at: at.clone(), missing: missing.clone() },
        ),
    };
    found.push(Finding::new(Rule::DoorSources, state, reason, facts.clone()));
    if open && first.side == Side::Outside && first.purpose != Purpose::Vpn && !central(doors) {
        let (state, reason) = match &first.sources {
            Sources::Nobody => return,
            Sources::Only { addresses } => {
                (State::Conforms, Reason::ManagedFromOutsideLimited { services, at, addresses: joined(addresses) })
            }
            _ => (State::Violates, Reason::ManagedFromOutside { services, at }),
        };
        found.push(Finding::new(Rule::OutsideManagement, state, reason, facts));
    }
}

fn clear_text(facts: &[Fact], found: &mut Vec<Finding>) {
    let doors = each(facts, |what| if let What::Door(door) = what { Some(door) } else { None });
    let open: Vec<_> =
        doors.filter(|(_, door)| door.opened == Opened::Open && door.sources != Sources::Nobody).collect();
    let clear: Vec<_> = open.iter().filter(|(_, door)| door.service.is_clear_text()).collect();
    for (at, door) in &clear {
        let reason = Reason::SentInTheClear { service: door.service.code().to_owned(), at: door.at.clone() };
        found.push(Finding::new(Rule::ClearText, State::Violates, reason, vec![*at]));
    }
    if clear.is_empty() && !open.is_empty() {
        let facts = open.iter().map(|(at, _)| *at).collect();
        found.push(Finding::new(Rule::ClearText, State::Conforms, Reason::NothingInTheClear {}, facts));
    }
}

fn names(doors: &[(usize, &Door)]) -> String {
    doors.iter().map(|(_, door)| door.service.code()).collect::<Vec<_>>().join(", ")
}

/// The maker's console is met by name and certificate; alone it is not a management page that the world can try.
fn central(doors: &[(usize, &Door)]) -> bool {
    doors.iter().all(|(_, door)| door.service == ServiceName::CentralConsole)
}

/// A list for a sentence.
pub(super) fn joined<'a>(words: impl IntoIterator<Item = &'a String>) -> String {
    words.into_iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn door(service: ServiceName, side: Side, sources: Sources) -> Fact {
        let at = "wan1".to_owned();
        let purpose = service.purpose();
        Fact::new(Door { service, purpose, at, context: None, side, port: None, sources, opened: Opened::Open }, [7])
    }
    fn judged(facts: &[Fact]) -> Vec<(&'static str, State)> {
        let mut found = Vec::new();
        judge(facts, &mut found);
        found.into_iter().map(|finding| (finding.rule.code(), finding.state)).collect()
    }

    #[test]
    fn a_door_for_everybody_is_open_and_one_for_named_sources_is_not() {
        let open = door(ServiceName::Https, Side::Outside, Sources::Any);
        assert_eq!(
            judged(&[open]),
            [
                ("door-sources", State::Violates),
                ("outside-management", State::Violates),
                ("clear-text", State::Conforms)
            ]
        );
        let limited = door(ServiceName::Https, Side::Outside, Sources::of(["192.0.2.0/24".to_owned()]));
        assert!(judged(&[limited]).iter().all(|(_, state)| *state == State::Conforms));
    }

    #[test]
    fn what_the_file_does_not_show_is_no_evidence() {
        let unknown = Sources::Unknown { missing: "config system admin".to_owned() };
        let inside = door(ServiceName::Ssh, Side::Inside, unknown);
        assert_eq!(judged(&[inside]), [("door-sources", State::NoEvidence), ("clear-text", State::Conforms)]);
    }

    #[test]
    fn no_door_gives_no_finding() {
        assert!(judged(&[]).is_empty());
    }

    #[test]
    fn a_vpn_for_everybody_is_open_and_not_management() {
        let vpn = door(ServiceName::SslVpn, Side::Outside, Sources::Any);
        assert_eq!(judged(&[vpn]), [("door-sources", State::Violates), ("clear-text", State::Conforms)]);
    }
}
