//! What an export says about accounts on the hospital's systems.

use serde::{Deserialize, Serialize};
use time::Date;

/// One account. What the export does not say is `None`, never a guess.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Login name.
    pub name: String,
    /// Name of the person or purpose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display: Option<String>,
    /// Domain or computer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Employee number, by which it is matched with the roster.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employee_number: Option<String>,
    /// Whether it can be used.
    pub enabled: Option<bool>,
    /// Whether its password has to be changed some day.
    pub password_expires: Option<bool>,
    /// Whether it needs a password.
    pub password_required: Option<bool>,
    /// Day of the last change of the password.
    pub password_set_on: Option<Date>,
    /// Day of the last login, as far as the export knows.
    pub last_login_on: Option<Date>,
    /// Whether it has never been used, where the export says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub never_used: Option<bool>,
    /// By how many days the last login may really be later: 14 for `lastLogonTimestamp`, which domain controllers copy that
    /// seldom (MS-ADA1, msDS-LogonTimeSyncInterval).
    pub login_lag_days: u8,
    /// Day on which it was made.
    pub created_on: Option<Date>,
    /// Last day on which it can be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<Date>,
    /// Groups that it is in.
    pub groups: Vec<String>,
    /// Whether it may do everything, where the export says so by itself (user id 0, `adminCount`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privileged: Option<bool>,
}

/// A group and who is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Its members as written; a member may be a group.
    pub members: Vec<String>,
}

/// The last part of a group's name: `CN=Domain Admins,CN=Users,…` → `Domain Admins`, `HOSPITAL\Domain Admins` → `Domain Admins`.
#[must_use]
pub fn plain_name(name: &str) -> &str {
    let name = name.trim().trim_start_matches('*');
    let upper = name.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("cn="));
    let name = if upper { name.get(3..).and_then(|rest| rest.split(',').next()).unwrap_or(name) } else { name };
    name.rsplit('\\').next().unwrap_or(name)
}
