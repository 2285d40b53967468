//! Attributes of a directory → an account. The same for CSV of `Get-ADUser`, of `csvde`, of `Get-LocalUser`, of `wmic`, and for LDIF.

use super::days::{Order, day, filetime, generalized};
use domain::evidence::fact::Account;
use time::Date;

/// Bits of `userAccountControl` (MS-ADTS 2.2.16).
const DISABLED: u32 = 0x2;
const PASSWORD_NOT_REQUIRED: u32 = 0x20;
const NEVER_EXPIRES: u32 = 0x1_0000;
const WORKSTATION: u32 = 0x1000;
const SERVER: u32 = 0x2000;

/// What came of some attributes.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub account: Account,
    /// The object is a computer, a contact, a group: no account of a person or service.
    pub no_account: bool,
    /// Values that mean nothing.
    pub bad: u64,
    never: bool,
}

impl Entry {
    /// Takes one attribute with its value.
    pub fn take(&mut self, name: &str, value: &str, order: Order) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        match name.to_ascii_lowercase().as_str() {
            "samaccountname" | "uid" => self.account.name = value.to_owned(),
            "name" | "userprincipalname" | "cn" if self.account.name.is_empty() => self.account.name = value.to_owned(),
            "displayname" | "fullname" => self.account.display = Some(value.to_owned()),
            "domain" | "computername" | "pscomputername" | "node" => self.account.scope = Some(value.to_owned()),
            "employeenumber" | "employeeid" => self.account.employee_number = Some(value.to_owned()),
            "enabled" => self.account.enabled = self.truth(value),
            "disabled" => self.account.enabled = self.truth(value).map(|disabled| !disabled),
            "passwordneverexpires" => self.account.password_expires = self.truth(value).map(|never| !never),
            "passwordexpires" if truth(value).is_some() => self.account.password_expires = truth(value),
            // `Get-LocalUser` writes a day here.
            "passwordexpires" => self.account.password_expires = Some(true),
            "passwordnotrequired" => self.account.password_required = self.truth(value).map(|not| !not),
            "passwordrequired" => self.account.password_required = self.truth(value),
            "useraccountcontrol" => self.control(value),
            "passwordlastset" => self.account.password_set_on = self.day(value, order),
            "pwdlastset" => self.account.password_set_on = self.stamp(value, order),
            "lastlogondate" => self.login(value, order, 14),
            "lastlogontimestamp" => self.login(value, order, 14),
            "lastlogon" => self.login(value, order, 0),
            "created" | "whencreated" | "createtimestamp" => self.account.created_on = self.stamp(value, order),
            "accountexpirationdate" => self.account.expires_on = self.day(value, order),
            "accountexpires" => self.account.expires_on = if never(value) { None } else { self.stamp(value, order) },
            "memberof" | "groups" => self.groups(value),
            "admincount" => self.account.privileged = Some(value == "1"),
            "objectclass"
                if ["computer", "group", "contact", "organizationalUnit", "container"]
                    .iter()
                    .any(|class| value.split(';').next_back() == Some(class)) =>
            {
                self.no_account = true;
            }
            _ => {}
        }
    }

    fn truth(&mut self, value: &str) -> Option<bool> {
        let found = truth(value);
        self.bad += u64::from(found.is_none());
        found
    }

    fn control(&mut self, value: &str) {
        let number =
            value.strip_prefix("0x").map_or_else(|| value.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
        let Some(bits) = number else {
            self.bad += 1;
            return;
        };
        self.no_account |= bits & (WORKSTATION | SERVER) != 0;
        self.account.enabled = Some(bits & DISABLED == 0);
        self.account.password_required = Some(bits & PASSWORD_NOT_REQUIRED == 0);
        self.account.password_expires = Some(bits & NEVER_EXPIRES == 0);
    }

    fn day(&mut self, value: &str, order: Order) -> Option<Date> {
        let found = day(value, order);
        self.bad += u64::from(found.is_none() && !is_nothing(value));
        found
    }

    /// A day, a FILETIME or a generalised time, by its looks.
    fn stamp(&mut self, value: &str, order: Order) -> Option<Date> {
        let digits = value.trim_end_matches(".0Z").trim_end_matches('Z');
        match digits {
            "0" => None,
            digits if digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.len() == 14 => generalized(digits),
            digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => filetime(digits),
            _ => self.day(value, order),
        }
    }

    fn login(&mut self, value: &str, order: Order, lag: u8) {
        if value == "0" || is_nothing(value) {
            self.never = true;
            return;
        }
        let found = self.stamp(value, order);
        // The newer one counts; of the exact one there is a different value on each domain controller.
        if found > self.account.last_login_on {
            self.account.last_login_on = found;
            self.account.login_lag_days = lag;
        }
    }

    fn groups(&mut self, value: &str) {
        // What PowerShell writes for a list that nobody has joined to a text.
        if value.starts_with("Microsoft.ActiveDirectory") || value == "System.Object[]" {
            self.bad += 1;
            return;
        }
        let distinguished = value.to_ascii_lowercase().contains("cn=");
        let parts = value
            .split([';', '|', '\n'])
            .flat_map(|part| if distinguished { vec![part] } else { part.split(',').collect() });
        self.account.groups.extend(parts.map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned));
    }

    /// The account, if it is one. `columns`: the export has a column for the last login, so an empty one means never.
    pub fn finish(mut self, login_column: bool) -> Option<Account> {
        if self.no_account || self.account.name.is_empty() {
            return None;
        }
        if self.account.last_login_on.is_none() && (login_column || self.never) {
            self.account.never_used = Some(true);
        }
        Some(self.account)
    }
}

fn never(value: &str) -> bool {
    value == "0" || value == "9223372036854775807" || is_nothing(value)
}

/// Words for no day at all.
pub(super) fn is_nothing(value: &str) -> bool {
    ["", "never", "なし", "無期限", "n/a", "none", "(none)", "-"].contains(&value.to_ascii_lowercase().as_str())
}

fn truth(value: &str) -> Option<bool> {
    match value.to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" | "はい" | "真" | "wahr" | "vrai" => Some(true),
        "false" | "no" | "0" | "いいえ" | "偽" | "falsch" | "faux" => Some(false),
        _ => None,
    }
}
