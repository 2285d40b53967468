//! Accounts: unused ones, passwords that never expire or are not needed, generic names, administrators.
//!
//! Days are counted back from the day of the export. An export that does not say its day is at least as new as the newest day in it.

use super::{Finding, FindingState as State, Reason, Rule, each};
use crate::evidence::fact::{Account, Fact, Group, What, plain_name};
use time::{Date, Duration};

/// Days without a login after which an account counts as unused. Our choice; guideline 6.0 asks to delete accounts that are not
/// needed and names no number.
const UNUSED_AFTER: i64 = 90;
/// A password older than that has never been changed in the sense of any rule. Our choice: two years.
const OLD_PASSWORD: i64 = 730;

/// Groups whose members may do everything, in the names of English and Japanese systems.
const ADMIN_GROUPS: [&str; 19] = [
    "administrators",
    "domain admins",
    "enterprise admins",
    "schema admins",
    "account operators",
    "backup operators",
    "server operators",
    "print operators",
    "group policy creator owners",
    "dnsadmins",
    "enterprise key admins",
    "key admins",
    "wheel",
    "sudo",
    "root",
    "admin",
    "docker",
    "remote desktop users",
    "hyper-v administrators",
];

/// Names that belong to nobody. Our list: what is found on systems of hospitals and in makers' manuals.
const GENERIC: [&str; 40] = [
    "admin",
    "administrator",
    "user",
    "guest",
    "test",
    "tester",
    "demo",
    "share",
    "shared",
    "common",
    "kyoyu",
    "kyotsu",
    "kyoutsuu",
    "temp",
    "tmp",
    "office",
    "clinic",
    "hospital",
    "nurse",
    "ns",
    "doctor",
    "dr",
    "reception",
    "uketsuke",
    "iji",
    "gairai",
    "byoto",
    "pc",
    "scan",
    "scanner",
    "print",
    "printer",
    "backup",
    "maint",
    "maintenance",
    "support",
    "vendor",
    "hoshu",
    "root",
    "operator",
];
/// Parts of Japanese names that speak of a place or a purpose.
const GENERIC_PARTS: [&str; 12] =
    ["共有", "共通", "共用", "受付", "外来", "病棟", "医事", "テスト", "保守", "業者", "看護", "ゲスト"];

pub(super) fn judge(facts: &[Fact], as_of: Date, found: &mut Vec<Finding>) {
    let groups: Vec<(usize, &Group)> =
        each(facts, |what| if let What::Group(group) = what { Some(group) } else { None }).collect();
    for (at, account) in each(facts, |what| if let What::Account(account) = what { Some(account) } else { None }) {
        let day = facts.get(at).and_then(|fact| fact.effective_on).unwrap_or(as_of);
        for (rule, state, reason) in of_account(account, day) {
            found.push(Finding::new(rule, state, reason, vec![at]));
        }
        for group in account.groups.iter().map(|group| plain_name(group)).filter(|group| is_admin_group(group)) {
            let reason = Reason::MemberOfAdmins { name: account.name.clone(), group: group.to_owned() };
            let state = if account.enabled == Some(false) { State::Conforms } else { State::NoEvidence };
            found.push(Finding::new(Rule::AdminMembers, state, reason, vec![at]));
        }
    }
    for (at, group) in groups.iter().filter(|(_, group)| is_admin_group(plain_name(&group.name))) {
        for member in &group.members {
            let (name, group) = (plain_name(member).to_owned(), plain_name(&group.name).to_owned());
            // A group in the group: its members count as well, if the file has them.
            let nested = groups
                .iter()
                .find(|(_, inner)| plain_name(&inner.name).eq_ignore_ascii_case(&name) && inner.name != group);
            let mut places = vec![*at];
            places.extend(nested.map(|(at, _)| *at));
            found.push(Finding::new(
                Rule::AdminMembers,
                State::NoEvidence,
                Reason::MemberOfAdmins { name, group: group.clone() },
                places,
            ));
            for inner in nested.into_iter().flat_map(|(_, inner)| &inner.members) {
                let reason = Reason::MemberThroughGroup {
                    name: plain_name(inner).to_owned(),
                    through: plain_name(member).to_owned(),
                    group: group.clone(),
                };
                let places = std::iter::once(*at).chain(nested.map(|(at, _)| *at)).collect();
                found.push(Finding::new(Rule::AdminMembers, State::NoEvidence, reason, places));
            }
        }
    }
}

fn is_admin_group(name: &str) -> bool {
    ADMIN_GROUPS.iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn of_account(account: &Account, day: Date) -> Vec<(Rule, State, Reason)> {
    let name = || account.name.clone();
    let mut all = Vec::new();
    if account.enabled == Some(false) || account.expires_on.is_some_and(|last| last < day) {
        return vec![(Rule::UnusedAccount, State::Conforms, Reason::AccountDisabled { name: name() })];
    }
    all.extend(unused(account, day).map(|(state, reason)| (Rule::UnusedAccount, state, reason)));
    if account.password_expires == Some(false) {
        all.push((Rule::PasswordExpires, State::Violates, Reason::PasswordNeverExpires { name: name() }));
    }
    if account.password_required == Some(false) {
        all.push((Rule::PasswordRequired, State::Violates, Reason::PasswordNotRequired { name: name() }));
    }
    if let Some(set) = account.password_set_on.filter(|set| day - *set > Duration::days(OLD_PASSWORD)) {
        let days = (day - set).whole_days();
        all.push((Rule::PasswordExpires, State::Violates, Reason::PasswordOld { name: name(), days }));
    }
    if is_generic(account) {
        all.push((Rule::GenericName, State::Violates, Reason::NameOfNobody { name: name() }));
    }
    if account.privileged == Some(true) {
        all.push((Rule::AdminMembers, State::NoEvidence, Reason::MayDoEverything { name: name() }));
    }
    all
}

/// Whether it lies unused. Between the limit and the limit plus the lag nothing can be said.
fn unused(account: &Account, day: Date) -> Option<(State, Reason)> {
    let name = account.name.clone();
    let Some(last) = account.last_login_on else {
        let old = account.created_on.is_some_and(|made| day - made > Duration::days(UNUSED_AFTER));
        return match (account.never_used, old) {
            (Some(true), true) => Some((State::Violates, Reason::NeverUsed { name })),
            (Some(true), false) => Some((State::NoEvidence, Reason::NeverUsed { name })),
            _ => Some((State::NoEvidence, Reason::LastLoginUnknown { name })),
        };
    };
    let days = (day - last).whole_days();
    let last_on = last.to_string();
    Some(match days {
        ..=UNUSED_AFTER => (State::Conforms, Reason::UsedLately { name, last_on }),
        days if days > UNUSED_AFTER + i64::from(account.login_lag_days) => {
            (State::Violates, Reason::UnusedFor { name, days, last_on })
        }
        days => (State::NoEvidence, Reason::UnusedFor { name, days, last_on }),
    })
}

fn is_generic(account: &Account) -> bool {
    let base = account.name.to_lowercase();
    let base = base.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-' || c == '_');
    GENERIC.contains(&base)
        || GENERIC_PARTS
            .iter()
            .any(|part| account.name.contains(part) || account.display.as_ref().is_some_and(|d| d.contains(part)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    const DAY: Date = date!(2024 - 06 - 30);

    fn states(account: Account) -> Vec<(&'static str, State)> {
        of_account(&account, DAY).into_iter().map(|(rule, state, _)| (rule.code(), state)).collect()
    }
    fn used(name: &str, last: Date, lag: u8) -> Account {
        Account {
            name: name.to_owned(),
            enabled: Some(true),
            last_login_on: Some(last),
            login_lag_days: lag,
            ..Account::default()
        }
    }

    #[test]
    fn an_account_is_unused_after_ninety_days_and_the_lag() {
        assert_eq!(states(used("k.sato", date!(2024 - 06 - 01), 14)), [("unused-account", State::Conforms)]);
        assert_eq!(states(used("k.sato", date!(2024 - 03 - 25), 14)), [("unused-account", State::NoEvidence)]);
        assert_eq!(states(used("k.sato", date!(2024 - 03 - 25), 0)), [("unused-account", State::Violates)]);
        assert_eq!(states(used("k.sato", date!(2024 - 01 - 01), 14)), [("unused-account", State::Violates)]);
    }

    #[test]
    fn a_disabled_account_does_no_harm_whatever_else_it_is() {
        let account =
            Account { enabled: Some(false), password_required: Some(false), ..used("guest", date!(2020 - 01 - 01), 0) };
        assert_eq!(states(account), [("unused-account", State::Conforms)]);
    }

    #[test]
    fn an_account_of_which_nothing_is_known_is_no_evidence() {
        let account = Account { name: "k.sato".to_owned(), ..Account::default() };
        assert_eq!(states(account), [("unused-account", State::NoEvidence)]);
    }

    #[test]
    fn names_that_belong_to_nobody_are_found() {
        for name in ["nurse01", "Administrator", "外来共有", "test_2"] {
            assert!(is_generic(&Account { name: name.to_owned(), ..Account::default() }), "{name}");
        }
        for name in ["k.sato", "testa.rossa", "adminski"] {
            assert!(!is_generic(&Account { name: name.to_owned(), ..Account::default() }), "{name}");
        }
    }

    #[test]
    fn who_is_an_administrator_through_a_group_is_named() {
        let group = |name: &str, members: &[&str]| {
            let members = members.iter().map(|member| (*member).to_owned()).collect();
            Fact::new(Group { name: name.to_owned(), members }, [1])
        };
        let facts = [group("Administrators", &["HOSPITAL\\it-staff"]), group("it-staff", &["CN=Sato,OU=x,DC=y"])];
        let mut found = Vec::new();
        judge(&facts, DAY, &mut found);
        let reasons: Vec<_> = found.iter().map(|finding| finding.reason.code()).collect();
        assert_eq!(reasons, ["member-of-admins", "member-through-group"]);
    }
}
