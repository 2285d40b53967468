//! Answers of Windows commands, in English and Japanese, also several in one file as a script collects them:
//! `net user`, `net user NAME`, `net localgroup NAME`, `net accounts`, `wmic useraccount list full`.

use super::{
    days::{Order, day, order},
    directory::{Entry, is_nothing},
    newest_day,
};
use crate::{
    reading::Reading,
    text::{Line, lines},
};
use domain::evidence::{
    ExportKind,
    fact::{Account, Fact, Group, PasswordRule},
};

/// Labels of the answers in both languages, each with what it stands for.
const LABELS: [(&str, Label); 30] = [
    ("User name", Label::User),
    ("ユーザー名", Label::User),
    ("Full Name", Label::FullName),
    ("フル ネーム", Label::FullName),
    ("Account active", Label::Active),
    ("アカウント有効", Label::Active),
    ("Account expires", Label::AccountExpires),
    ("アカウントの期限", Label::AccountExpires),
    ("Password last set", Label::PasswordSet),
    ("最終パスワード変更日時", Label::PasswordSet),
    ("Password expires", Label::PasswordExpires),
    ("パスワード有効期間", Label::PasswordExpires),
    ("パスワードの有効期間", Label::PasswordExpires),
    ("Password required", Label::PasswordRequired),
    ("パスワードは必要", Label::PasswordRequired),
    ("パスワードが必要", Label::PasswordRequired),
    ("Last logon", Label::LastLogon),
    ("最終ログオン日時", Label::LastLogon),
    ("Local Group Memberships", Label::Groups),
    ("所属しているローカル グループ", Label::Groups),
    ("Global Group memberships", Label::Groups),
    ("所属しているグローバル グループ", Label::Groups),
    ("Alias name", Label::Alias),
    ("エイリアス名", Label::Alias),
    ("Minimum password length", Label::MinLength),
    ("パスワードの最低限の長さ", Label::MinLength),
    ("Lockout threshold", Label::Lockout),
    ("ロックアウトしきい値", Label::Lockout),
    ("Maximum password age (days)", Label::MaxAge),
    ("パスワードの最長有効期間 (日)", Label::MaxAge),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    User,
    FullName,
    Active,
    AccountExpires,
    PasswordSet,
    PasswordExpires,
    PasswordRequired,
    LastLogon,
    Groups,
    Alias,
    MinLength,
    Lockout,
    MaxAge,
}

/// A label at the start of a line, and what follows it.
fn label(line: &str) -> Option<(Label, &str)> {
    LABELS.iter().find_map(|(words, label)| {
        let rest = line.strip_prefix(words)?;
        let apart = rest.is_empty() || rest.starts_with([' ', '\u{3000}', ':', '\t']);
        apart.then(|| (*label, rest.trim_start_matches([':', ' ', '\u{3000}', '\t']).trim_end()))
    })
}

/// The heading of `net user`: names of all accounts follow.
fn is_list_heading(line: &str) -> bool {
    line.starts_with("User accounts for \\\\") || (line.starts_with("\\\\") && line.contains("のユーザー アカウント"))
}

/// A pair of `wmic … list full`.
fn pair(line: &str) -> Option<(&str, &str)> {
    const NAMES: [&str; 12] = [
        "AccountType",
        "Disabled",
        "Domain",
        "FullName",
        "LocalAccount",
        "Lockout",
        "Name",
        "PasswordExpires",
        "PasswordRequired",
        "SID",
        "Description",
        "Status",
    ];
    let (name, value) = line.split_once('=')?;
    NAMES.contains(&name).then_some((name, value.trim()))
}

/// Whether it holds such an answer.
#[must_use]
pub fn is_commands(text: &str) -> bool {
    let (mut wmic, mut labels) = (0, 0);
    for line in lines(text).take(20_000) {
        let line = line.text.trim();
        if is_list_heading(line) || matches!(label(line), Some((Label::Alias | Label::MinLength | Label::Lockout, _))) {
            return true;
        }
        labels += usize::from(matches!(label(line), Some((Label::User | Label::Active | Label::PasswordRequired, _))));
        wmic += usize::from(matches!(pair(line), Some(("AccountType" | "PasswordRequired" | "LocalAccount", _))));
    }
    labels >= 2 || wmic >= 2
}

/// Reads the answers.
#[must_use]
pub fn read(text: &str) -> Reading {
    let all: Vec<Line<'_>> = lines(text).collect();
    let order = order(all.iter().filter_map(|line| label(line.text.trim()).map(|(_, value)| value)));
    let mut reader =
        Reader { reading: Reading::of(ExportKind::WindowsAccounts), order, user: None, rule: None, wmic: None };
    let mut at = 0;
    while let Some(line) = all.get(at) {
        at += 1;
        let words = line.text.trim();
        if is_list_heading(words) {
            at = reader.list(&all, at);
        } else if let Some((Label::Alias, name)) = label(words) {
            at = reader.group(&all, at, name, line.number);
        } else if let Some((label, value)) = label(words) {
            reader.take(label, value, line.number);
        } else if let Some((name, value)) = pair(words) {
            reader.wmic(name, value, line.number);
        } else if words.starts_with('*') {
            // Groups go on in the next line.
            reader.take(Label::Groups, words, line.number);
        } else if words.is_empty() {
            reader.end_wmic();
        }
    }
    reader.finish()
}

struct Reader {
    reading: Reading,
    order: Order,
    user: Option<(Account, Vec<u64>)>,
    rule: Option<(PasswordRule, Vec<u64>)>,
    wmic: Option<(Entry, u64)>,
}

impl Reader {
    fn take(&mut self, label: Label, value: &str, line: u64) {
        match label {
            Label::User => {
                self.end_user();
                self.user = Some((Account { name: value.to_owned(), ..Account::default() }, vec![line]));
                return;
            }
            Label::MinLength | Label::Lockout | Label::MaxAge => return self.rule(label, value, line),
            _ => {}
        }
        let order = self.order;
        let Some((account, lines)) = self.user.as_mut() else { return };
        lines.push(line);
        let yes = || match value {
            "Yes" | "はい" => Some(true),
            "No" | "いいえ" => Some(false),
            _ => None,
        };
        match label {
            Label::FullName => account.display = (!value.is_empty()).then(|| value.to_owned()),
            Label::Active => account.enabled = yes(),
            Label::AccountExpires => account.expires_on = day(value, order),
            Label::PasswordSet => account.password_set_on = day(value, order),
            Label::PasswordExpires => account.password_expires = Some(!is_nothing(value)),
            Label::PasswordRequired => account.password_required = yes(),
            Label::LastLogon if is_nothing(value) => account.never_used = Some(true),
            Label::LastLogon => account.last_login_on = day(value, order),
            Label::Groups => {
                let groups = value
                    .split('*')
                    .map(str::trim)
                    .filter(|group| !group.is_empty() && !["None", "なし"].contains(group));
                account.groups.extend(groups.map(str::to_owned));
            }
            _ => {}
        }
    }

    fn rule(&mut self, label: Label, value: &str, line: u64) {
        let number = if is_nothing(value) || value == "Unlimited" || value == "無制限" {
            Some(0)
        } else {
            value.parse().ok()
        };
        let scope = "Windows".to_owned();
        let empty = PasswordRule { scope, min_length: None, lockout_after: None, max_age_days: None };
        let (rule, lines) = self.rule.get_or_insert_with(|| (empty, Vec::new()));
        lines.push(line);
        match label {
            Label::MinLength => rule.min_length = number,
            Label::Lockout => rule.lockout_after = number,
            _ => rule.max_age_days = number,
        }
    }

    /// Names below a heading, three in a line, each in 25 columns.
    fn list(&mut self, all: &[Line<'_>], from: usize) -> usize {
        let mut at = from;
        while let Some(line) = all.get(at) {
            let words = line.text.trim();
            at += 1;
            if words.is_empty() || words.starts_with("---") {
                continue;
            }
            if is_end(words) || words.contains('>') {
                break;
            }
            for name in words.split("  ").map(str::trim).filter(|name| !name.is_empty()) {
                let account = Account { name: name.to_owned(), ..Account::default() };
                self.reading.facts.push(Fact::new(account, [line.number]));
            }
        }
        at
    }

    /// Members of a group, one in a line, below a line of dashes.
    fn group(&mut self, all: &[Line<'_>], from: usize, name: &str, line: u64) -> usize {
        let (mut members, mut lines_of, mut at, mut below) = (Vec::new(), vec![line], from, false);
        while let Some(line) = all.get(at) {
            let words = line.text.trim();
            at += 1;
            if words.starts_with("---") {
                below = true;
            } else if is_end(words)
                || (below && words.is_empty() && !members.is_empty())
                || matches!(label(words), Some((Label::Alias | Label::User, _)))
            {
                break;
            } else if below && !words.is_empty() {
                members.push(words.to_owned());
                lines_of.push(line.number);
            }
        }
        self.reading.facts.push(Fact::new(Group { name: name.to_owned(), members }, lines_of));
        at
    }

    fn wmic(&mut self, name: &str, value: &str, line: u64) {
        let (entry, _) = self.wmic.get_or_insert_with(|| (Entry::default(), line));
        // One of the account's own labels is `Name`.
        let name = if name == "Name" { "sAMAccountName" } else { name };
        entry.take(name, value, Order::Unknown);
    }

    fn end_wmic(&mut self) {
        if let Some((entry, line)) = self.wmic.take()
            && let Some(account) = entry.finish(false)
        {
            self.reading.facts.push(Fact::new(account, [line]));
        }
    }

    fn end_user(&mut self) {
        if let Some((account, lines)) = self.user.take() {
            self.reading.facts.push(Fact::new(account, lines));
        }
    }

    fn finish(mut self) -> Reading {
        self.end_user();
        self.end_wmic();
        if let Some((rule, lines)) = self.rule.take() {
            self.reading.facts.push(Fact::new(rule, lines));
        }
        newest_day(&mut self.reading);
        self.reading
    }
}

fn is_end(line: &str) -> bool {
    line.starts_with("The command completed") || line.starts_with("コマンドは正常に終了")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::evidence::fact::What;

    fn facts(text: &str) -> Vec<What> {
        assert!(is_commands(text));
        read(text).facts.into_iter().map(|fact| fact.what).collect()
    }

    #[test]
    fn one_account_in_both_languages() {
        let english = "User name                    guest\nFull Name\nAccount active               Yes\nAccount expires              Never\n\n\
            Password last set            5/21/2024 9:00:00 AM\nPassword expires             Never\nPassword required            No\n\
            Last logon                   Never\n\nLocal Group Memberships      *Guests               *Administrators\nGlobal Group memberships     *None\nThe command completed successfully.\n";
        let japanese = "ユーザー名                           guest\nフル ネーム\nアカウント有効                       Yes\nアカウントの期限                     無期限\n\n\
            最終パスワード変更日時               2024/05/21 9:00:00\nパスワード有効期間                   無期限\nパスワードは必要                     No\n\
            最終ログオン日時                     なし\n\n所属しているローカル グループ        *Guests               *Administrators\n所属しているグローバル グループ      *なし\nコマンドは正常に終了しました。\n";
        assert_eq!(facts(english), facts(japanese));
        let [What::Account(account)] = &facts(english)[..] else { panic!("one account") };
        assert_eq!(account.groups, ["Guests", "Administrators"]);
        assert_eq!(
            (account.password_required, account.password_expires, account.never_used),
            (Some(false), Some(false), Some(true))
        );
        assert_eq!(account.password_set_on.map(|day| day.to_string()).as_deref(), Some("2024-05-21"));
    }

    #[test]
    fn groups_lists_and_rules() {
        let text = "C:\\>net user\n\nUser accounts for \\\\PC1\n\n-----\nAdministrator            Guest                    k.sato\nThe command completed successfully.\n\n\
            C:\\>net localgroup Administrators\nAlias name     Administrators\nComment        x\n\nMembers\n\n-----\nAdministrator\nHOSPITAL\\Domain Admins\nThe command completed successfully.\n\n\
            C:\\>net accounts\nMinimum password length:                              5\nLockout threshold:                                    Never\nMaximum password age (days):                          Unlimited\n";
        let found = facts(text);
        assert_eq!(found.iter().filter(|what| matches!(what, What::Account(_))).count(), 3);
        assert!(found.iter().any(|what| matches!(what, What::Group(group) if group.members.len() == 2)));
        assert!(found.iter().any(|what| matches!(what, What::PasswordRule(rule) if (rule.min_length, rule.lockout_after) == (Some(5), Some(0)))));
    }

    #[test]
    fn wmic_in_full() {
        let text = "AccountType=512\nDisabled=FALSE\nDomain=PC1\nFullName=\nLocalAccount=TRUE\nName=Administrator\nPasswordExpires=FALSE\nPasswordRequired=TRUE\n\n\nAccountType=512\nDisabled=TRUE\nName=Guest\nPasswordRequired=FALSE\n";
        let found = facts(text);
        assert!(
            matches!(&found[0], What::Account(account) if account.name == "Administrator" && account.password_expires == Some(false) && account.enabled == Some(true))
        );
        assert!(matches!(&found[1], What::Account(account) if account.enabled == Some(false)));
    }
}
