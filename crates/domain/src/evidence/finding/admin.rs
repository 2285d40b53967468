//! Who may log in to a device, and how its passwords are kept.

use super::{Finding, FindingState as State, Reason, Rule, door::joined, each};
use crate::evidence::fact::{Admin, Community, Fact, PasswordRule, Secret, Sources, What};

/// Login names that makers give. Our list, from the makers' first-steps manuals.
const MAKERS_NAMES: [&str; 9] =
    ["admin", "administrator", "root", "cisco", "pix", "guest", "user", "maintainer", "netscreen"];
/// Fewest characters of a password, guideline 6.0, system 14: 8 with a second factor or a lock, 13 without; the lower is asked
/// for, so that nothing is called short that may be enough.
const MIN_LENGTH: u32 = 8;

pub(super) fn judge(facts: &[Fact], found: &mut Vec<Finding>) {
    let admins: Vec<(usize, &Admin)> =
        each(facts, |what| if let What::Admin(admin) = what { Some(admin) } else { None }).collect();
    let limited = admins.iter().filter(|(_, admin)| matches!(admin.sources, Some(Sources::Only { .. }))).count();
    for (at, admin) in admins {
        for (rule, state, reason) in of_admin(admin, limited) {
            found.push(Finding::new(rule, state, reason, vec![at]));
        }
    }
    for (at, community) in each(facts, |what| if let What::Community(it) = what { Some(it) } else { None }) {
        for (rule, state, reason) in of_community(community) {
            found.push(Finding::new(rule, state, reason, vec![at]));
        }
    }
    for (at, rule) in each(facts, |what| if let What::PasswordRule(rule) = what { Some(rule) } else { None }) {
        for (state, reason) in of_password_rule(rule) {
            found.push(Finding::new(Rule::PasswordRule, state, reason, vec![at]));
        }
    }
}

fn of_admin(admin: &Admin, limited: usize) -> Vec<(Rule, State, Reason)> {
    let name = || admin.name.clone();
    let mut all = Vec::new();
    match &admin.sources {
        Some(Sources::Any) => {
            all.push((Rule::AdminSources, State::Violates, Reason::LoginFromAnywhere { name: name(), limited }));
        }
        Some(Sources::Only { addresses }) => {
            let reason = Reason::LoginLimited { name: name(), addresses: joined(addresses) };
            all.push((Rule::AdminSources, State::Conforms, reason));
        }
        _ => {}
    }
    if MAKERS_NAMES.iter().any(|known| known.eq_ignore_ascii_case(&admin.name)) {
        all.push((Rule::DefaultAccount, State::Violates, Reason::NamedByTheMaker { name: name() }));
    }
    match admin.password {
        Secret::Plain | Secret::Reversible => {
            all.push((Rule::PasswordKept, State::Violates, Reason::PasswordReadable { name: name() }));
        }
        Secret::Missing => {
            all.push((Rule::PasswordKept, State::Violates, Reason::PasswordMissing { name: name() }));
        }
        Secret::Hashed | Secret::NotShown => {}
    }
    match admin.two_factor {
        Some(true) => all.push((Rule::TwoFactor, State::Conforms, Reason::SecondFactor { name: name() })),
        Some(false) => all.push((Rule::TwoFactor, State::Violates, Reason::OneFactor { name: name() })),
        None => {}
    }
    all
}

fn of_community(community: &Community) -> Vec<(Rule, State, Reason)> {
    let may_write = community.may_write;
    let mut all = Vec::new();
    if let Some(word) = &community.well_known {
        all.push((Rule::SnmpWord, State::Violates, Reason::KnownWord { word: word.clone(), may_write }));
    }
    let (state, reason) = match &community.sources {
        Sources::Any => (State::Violates, Reason::SnmpToAnybody { may_write }),
        Sources::Only { addresses } => (State::Conforms, Reason::SnmpOnlyFrom { addresses: joined(addresses) }),
        Sources::Unknown { missing } => (State::NoEvidence, Reason::SnmpNotShown { missing: missing.clone() }),
        Sources::Nobody => return all,
    };
    all.push((Rule::SnmpSources, state, reason));
    all
}

fn of_password_rule(rule: &PasswordRule) -> Vec<(State, Reason)> {
    let scope = || rule.scope.clone();
    let mut all = Vec::new();
    if let Some(found) = rule.min_length.filter(|found| *found < MIN_LENGTH) {
        all.push((State::Violates, Reason::PasswordsShort { scope: scope(), found, wanted: MIN_LENGTH }));
    }
    if rule.lockout_after == Some(0) {
        all.push((State::Violates, Reason::NeverLocks { scope: scope() }));
    }
    if all.is_empty() && rule.min_length.is_some() {
        all.push((State::Conforms, Reason::PasswordRuleHolds { scope: scope() }));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admin(name: &str, sources: Sources) -> Fact {
        let (name, sources) = (name.to_owned(), Some(sources));
        Fact::new(
            Admin { name, context: None, full_rights: None, sources, two_factor: None, password: Secret::Hashed },
            [1],
        )
    }

    #[test]
    fn the_one_login_without_named_sources_is_named_among_the_others() {
        let only = || Sources::of(["192.0.2.1".to_owned()]);
        let facts = [admin("a", only()), admin("b", Sources::Any), admin("c", only())];
        let mut found = Vec::new();
        judge(&facts, &mut found);
        let open: Vec<_> = found.iter().filter(|finding| finding.state == State::Violates).collect();
        assert_eq!(open.len(), 1);
        assert_eq!(open[0].reason, Reason::LoginFromAnywhere { name: "b".to_owned(), limited: 2 });
        assert_eq!(open[0].facts, [1]);
    }

    #[test]
    fn a_known_word_is_named_even_where_its_sources_are_limited() {
        let community = Community {
            well_known: Some("public".to_owned()),
            may_write: true,
            sources: Sources::of(["10.0.0.0/24".to_owned()]),
        };
        let states: Vec<_> = of_community(&community).into_iter().map(|(rule, state, _)| (rule, state)).collect();
        assert_eq!(states, [(Rule::SnmpWord, State::Violates), (Rule::SnmpSources, State::Conforms)]);
    }
}
