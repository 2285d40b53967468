//! Facts: what a file says, with the lines that say it. One file per kind of thing that facts speak of.

mod account;
mod network;

pub use account::{Account, Group, plain_name};
pub use network::{
    Admin, Community, Device, Door, Firmware, Interface, LogExcerpt, LogTarget, Opened, PasswordRule, Policy, Purpose,
    Secret, ServiceName, Side, Sources, Tunnel, Unbound, is_everybody,
};

use serde::{Deserialize, Serialize};
use time::Date;

/// One fact: what is so, where the file says it, and on which day it was so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What is so.
    #[serde(flatten)]
    pub what: What,
    /// Lines of the file, from 1, that say it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<u64>,
    /// The record, in files that are no lines: a JSON pointer (RFC 6901) or the name of an element.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// 基準日: the day whose state it shows, if the file tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_on: Option<Date>,
}

impl Fact {
    /// A fact that stands on these lines.
    #[must_use]
    pub fn new(what: impl Into<What>, lines: impl IntoIterator<Item = u64>) -> Self {
        let mut lines: Vec<u64> = lines.into_iter().collect();
        lines.sort_unstable();
        lines.dedup();
        Self { what: what.into(), lines, record: None, effective_on: None }
    }

    /// The same fact with the record that says it.
    #[must_use]
    pub fn of_record(mut self, record: impl Into<String>) -> Self {
        self.record = Some(record.into());
        self
    }
}

macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident = $code:literal),+ $(,)?) => {
        /// What is so.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "what", rename_all = "snake_case")]
        pub enum What {
            $($(#[$doc])* $name($name)),+
        }
        impl What {
            /// Stable code, the end of its message key.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self {
                    $(Self::$name(_) => $code),+
                }
            }
        }
        $(impl From<$name> for What {
            fn from(what: $name) -> Self {
                Self::$name(what)
            }
        })+
    };
}

facts! {
    /// The device that the file is about.
    Device = "device",
    /// Its operating software.
    Firmware = "firmware",
    /// One of its network connections.
    Interface = "interface",
    /// A way in: a service, where it listens, and who is let near it.
    Door = "door",
    /// Somebody who may log in to the device.
    Admin = "admin",
    /// An SNMP community: a shared word that opens the device to monitoring or to change.
    Community = "community",
    /// A rule that lets everything through.
    Policy = "policy",
    /// An IPsec tunnel.
    Tunnel = "tunnel",
    /// Something that is written and takes no effect.
    Unbound = "unbound",
    /// A rule on passwords or on failed logins.
    PasswordRule = "password-rule",
    /// Where the device sends its log.
    LogTarget = "log-target",
    /// A piece of its log.
    LogExcerpt = "log-excerpt",
    /// An account on a system.
    Account = "account",
    /// A group and who is in it.
    Group = "group",
}
