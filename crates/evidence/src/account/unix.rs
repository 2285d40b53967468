//! `/etc/passwd`, `/etc/shadow` and `/etc/group` (passwd(5), shadow(5), group(5)), alone or one after the other in one file.

use super::newest_day;
use crate::{
    reading::{Reading, UnreadWhy},
    text::lines,
};
use domain::evidence::{
    ExportKind,
    fact::{Account, Fact, Group},
};
use std::collections::BTreeMap;
use time::{Date, Duration, macros::date};

/// Which of the files a line belongs to, by its fields.
enum Entry<'a> {
    Passwd([&'a str; 7]),
    Shadow([&'a str; 9]),
    Group([&'a str; 4]),
}

fn entry(line: &str) -> Option<Entry<'_>> {
    let fields: Vec<&str> = line.split(':').collect();
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let name = |text: &str| !text.is_empty() && !text.contains(char::is_whitespace);
    match <[&str; 7]>::try_from(fields.as_slice()) {
        Ok(all)
            if name(all[0]) && number(all[2]) && number(all[3]) && (all[5].starts_with('/') || all[5].is_empty()) =>
        {
            return Some(Entry::Passwd(all));
        }
        _ => {}
    }
    match <[&str; 9]>::try_from(fields.as_slice()) {
        Ok(all)
            if name(all[0])
                && all[2..].iter().all(|field| {
                    field.is_empty() || field.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit())
                }) =>
        {
            return Some(Entry::Shadow(all));
        }
        _ => {}
    }
    match <[&str; 4]>::try_from(fields.as_slice()) {
        Ok(all) if name(all[0]) && number(all[2]) => Some(Entry::Group(all)),
        _ => None,
    }
}

/// What the file is, if nearly every line is one of these.
#[must_use]
pub fn kind(text: &str) -> Option<ExportKind> {
    let (mut passwd, mut shadow, mut group, mut all) = (0, 0, 0, 0);
    for line in lines(text).take(200).filter(|line| !line.text.trim().is_empty() && !line.text.starts_with('#')) {
        all += 1;
        match entry(line.text.trim_end()) {
            Some(Entry::Passwd(_)) => passwd += 1,
            Some(Entry::Shadow(_)) => shadow += 1,
            Some(Entry::Group(_)) => group += 1,
            None => {}
        }
    }
    if all == 0 || (passwd + shadow + group) * 10 < all * 8 {
        return None;
    }
    let most = passwd.max(shadow).max(group);
    Some(if passwd == most {
        ExportKind::UnixPasswd
    } else if shadow == most {
        ExportKind::UnixShadow
    } else {
        ExportKind::UnixGroup
    })
}

/// Shells that let nobody in.
const NO_LOGIN: [&str; 5] = ["nologin", "false", "sync", "shutdown", "halt"];

/// Reads the files. What passwd and shadow say about the same name becomes one account.
#[must_use]
pub fn read(text: &str, kind: ExportKind) -> Reading {
    let mut reading = Reading::of(kind);
    let mut accounts = Accounts::new();
    for line in lines(text) {
        let words = line.text.trim_end();
        if words.trim().is_empty() || words.starts_with('#') {
            continue;
        }
        match entry(words) {
            Some(Entry::Passwd(fields)) => passwd(account(&mut accounts, fields[0], line.number), &fields),
            Some(Entry::Shadow(fields)) => shadow(account(&mut accounts, fields[0], line.number), &fields),
            Some(Entry::Group(fields)) => {
                let members = fields[3]
                    .split(',')
                    .map(str::trim)
                    .filter(|member| !member.is_empty())
                    .map(str::to_owned)
                    .collect();
                reading.facts.push(Fact::new(Group { name: fields[0].to_owned(), members }, [line.number]));
            }
            None => reading.unread.push(line.number, UnreadWhy::NotUnderstood),
        }
    }
    reading.facts.extend(accounts.into_values().map(|(account, lines)| Fact::new(account, lines)));
    newest_day(&mut reading);
    reading
}

/// Accounts by name, each with its lines.
type Accounts = BTreeMap<String, (Account, Vec<u64>)>;

/// The account of that name, made if there is none yet.
fn account<'a>(accounts: &'a mut Accounts, name: &str, line: u64) -> &'a mut Account {
    let made = || (Account { name: name.to_owned(), ..Account::default() }, Vec::new());
    let (account, lines) = accounts.entry(name.to_owned()).or_insert_with(made);
    lines.push(line);
    account
}

fn passwd(known: &mut Account, fields: &[&str; 7]) {
    let [_, password, uid, _, about, _, shell] = fields;
    if NO_LOGIN.iter().any(|word| shell.ends_with(word)) {
        known.enabled = Some(false);
    } else if known.enabled.is_none() && *password != "*" {
        known.enabled = Some(true);
    }
    if password.is_empty() {
        known.password_required = Some(false);
    }
    let full = about.split(',').next().unwrap_or_default();
    known.display = (!full.is_empty()).then(|| full.to_owned());
    known.privileged = (*uid == "0").then_some(true);
}

/// Days are counted from 1970. An empty or huge longest age means never.
fn shadow(known: &mut Account, fields: &[&str; 9]) {
    let [_, password, changed, _, longest, _, _, expires, _] = fields;
    if password.starts_with(['!', '*']) {
        known.enabled = Some(false);
    } else {
        known.enabled = known.enabled.or(Some(true));
        known.password_required = Some(!password.is_empty());
        known.password_expires = Some(longest.parse::<u32>().is_ok_and(|days| days < 10_000));
    }
    known.password_set_on = since_1970(changed);
    known.expires_on = since_1970(expires);
}

fn since_1970(days: &str) -> Option<Date> {
    let days: i64 = days.parse().ok().filter(|days| *days > 0)?;
    date!(1970 - 01 - 01).checked_add(Duration::days(days.min(4_000_000)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::evidence::fact::What;

    #[test]
    fn the_three_files_in_one_say_one_thing_about_each_name() {
        let text = "root:x:0:0:root:/top:/bin/bash\ndaemon:x:1:1::/usr/sbin:/usr/sbin/nologin\nsato:x:1000:1000:Sato,,,:/srv/sato:/bin/bash\n\
                    toor:x:0:0::/top:/bin/sh\nroot:$6$x:19000:0:99999:7:::\nsato::19500:0:90:7:::\nsudo:x:27:sato,suzuki\nnot a line\n";
        assert_eq!(kind(text), Some(ExportKind::UnixPasswd));
        let reading = read(text, ExportKind::UnixPasswd);
        let of = |name: &str| {
            reading
                .facts
                .iter()
                .find_map(|fact| match &fact.what {
                    What::Account(account) if account.name == name => Some(account.clone()),
                    _ => None,
                })
                .unwrap_or_default()
        };
        assert_eq!((of("root").privileged, of("root").password_expires), (Some(true), Some(false)));
        assert_eq!((of("sato").password_required, of("sato").enabled), (Some(false), Some(true)));
        assert_eq!((of("toor").privileged, of("daemon").enabled), (Some(true), Some(false)));
        assert_eq!((reading.unread.count, reading.unread.places[0].line), (1, 8));
        assert!(reading.facts.iter().any(|fact| matches!(&fact.what, What::Group(group) if group.members.len() == 2)));
    }

    #[test]
    fn other_lines_with_colons_are_no_accounts() {
        assert_eq!(kind("a: b\nc: d\n"), None);
        assert_eq!(kind(""), None);
    }
}
