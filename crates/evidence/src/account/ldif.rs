//! LDIF (RFC 2849): records of a directory, `ldifde` and `ldapsearch`.

use super::{days::Order, directory::Entry, newest_day};
use crate::{
    reading::{Reading, UnreadWhy},
    text::{MAX_LINE, lines},
};
use base64::Engine as _;
use domain::evidence::{
    ExportKind,
    fact::{Fact, Group},
};

/// Whether it is LDIF: a first record begins with `dn:`, perhaps after `version:` and remarks.
#[must_use]
pub fn is_ldif(text: &str) -> bool {
    let first = lines(text).take(200).map(|line| line.text).find(|line| {
        !line.trim().is_empty() && !line.starts_with('#') && !line.starts_with("version:") && !line.starts_with(' ')
    });
    first.is_some_and(|line| line.starts_with("dn:") && line.contains('='))
}

/// Values longer than that are pictures and certificates.
const MAX_VALUE: usize = 8 << 10;

/// Reads the records.
#[must_use]
pub fn read(text: &str) -> Reading {
    let mut reading = Reading::of(ExportKind::Ldif);
    let mut record: Vec<(String, String)> = Vec::new();
    let mut begun = 0;
    // An attribute whose value may go on in the next line.
    let mut open: Option<(u64, String)> = None;
    for line in lines(text).chain(std::iter::once(crate::text::Line { number: u64::MAX, text: "" })) {
        if line.text.len() > MAX_LINE {
            reading.unread.push(line.number, UnreadWhy::TooLong);
            continue;
        }
        if let Some(more) = line.text.strip_prefix(' ') {
            if let Some((_, value)) = open.as_mut().filter(|(_, value)| value.len() < MAX_VALUE) {
                value.push_str(more);
            }
            continue;
        }
        if let Some((number, whole)) = open.take() {
            match attribute(&whole) {
                Some(found) => record.push(found),
                None => reading.unread.push(number, UnreadWhy::NotUnderstood),
            }
        }
        if line.text.trim().is_empty() {
            finish(&mut reading, std::mem::take(&mut record), begun);
        } else if !line.text.starts_with('#') && line.text != "-" {
            if record.is_empty() {
                begun = line.number;
            }
            open = Some((line.number, line.text.to_owned()));
        }
    }
    newest_day(&mut reading);
    reading
}

/// `name: value`, `name:: base64`; a language or option behind `;` is left out.
fn attribute(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    let name = name.split(';').next().unwrap_or(name).to_owned();
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_')) {
        return None;
    }
    let value = match value.strip_prefix(':') {
        Some(coded) => {
            let bytes = base64::engine::general_purpose::STANDARD.decode(coded.trim()).ok()?;
            // Passwords, pictures and identifiers are no words.
            String::from_utf8(bytes).unwrap_or_default()
        }
        None => value.trim_start_matches('<').trim().to_owned(),
    };
    Some((name, value))
}

fn finish(reading: &mut Reading, record: Vec<(String, String)>, line: u64) {
    let all = |name: &str| {
        record
            .iter()
            .filter(|(of, _)| of.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.clone())
            .collect::<Vec<_>>()
    };
    let classes = all("objectClass");
    let is = |class: &str| classes.iter().any(|of| of.eq_ignore_ascii_case(class));
    let dn = all("dn").into_iter().next().unwrap_or_default();
    if is("group") || is("groupOfNames") || is("posixGroup") || is("groupOfUniqueNames") {
        let name = all("sAMAccountName").into_iter().chain(all("cn")).next().unwrap_or_else(|| dn.clone());
        let members = ["member", "uniqueMember", "memberUid"].into_iter().flat_map(all).collect();
        reading.facts.push(Fact::new(Group { name, members }, [line]).of_record(dn));
        return;
    }
    let account = ["user", "inetOrgPerson", "person", "posixAccount", "account"].into_iter().any(is)
        && !is("computer")
        && !is("contact");
    let named = record
        .iter()
        .any(|(of, _)| of.eq_ignore_ascii_case("sAMAccountName") || of.eq_ignore_ascii_case("userAccountControl"));
    if !(account || named && classes.is_empty()) {
        return;
    }
    let mut entry = Entry::default();
    for (name, value) in record.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("objectClass")) {
        entry.take(name, value, Order::Unknown);
    }
    for _ in 0..entry.bad {
        reading.unread.push(line, UnreadWhy::BadValue);
    }
    if let Some(account) = entry.finish(false) {
        reading.facts.push(Fact::new(account, [line]).of_record(dn));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::evidence::fact::What;

    #[test]
    fn records_are_accounts_and_groups() {
        let text = "version: 1\n# all\ndn: CN=Sato,OU=x,DC=h\nobjectClass: top\nobjectClass: user\nsAMAccountName: k.sato\ndisplayName:: 5L2Q6Jek\n\
                    userAccountControl: 514\nlastLogonTimestamp: 1335900000\n 00000000\nmemberOf: CN=Domain Admins,CN=Users,DC=h\n\n\
                    dn: CN=Domain Admins,CN=Users,DC=h\nobjectClass: group\nsAMAccountName: Domain Admins\nmember: CN=Sato,OU=x,DC=h\n";
        assert!(is_ldif(text));
        let reading = read(text);
        assert_eq!((reading.facts.len(), reading.unread.count), (2, 0));
        let What::Account(account) = &reading.facts[0].what else { panic!("an account") };
        assert_eq!(
            (account.name.as_str(), account.display.as_deref(), account.enabled),
            ("k.sato", Some("佐藤"), Some(false))
        );
        assert_eq!(account.last_login_on.map(|day| day.to_string()).as_deref(), Some("2024-05-01"));
        assert!(matches!(&reading.facts[1].what, What::Group(group) if group.members.len() == 1));
    }

    #[test]
    fn what_is_no_attribute_is_counted_with_its_line() {
        let reading = read("dn: CN=a,DC=h\nobjectClass: user\nsAMAccountName: a\nthis is nothing\ndescription:: !!!\n");
        assert_eq!(reading.unread.places.iter().map(|place| place.line).collect::<Vec<_>>(), [4, 5]);
        assert_eq!(reading.facts.len(), 1);
    }
}
