//! Why a finding is as it is, as data.

use crate::evidence::fact::Side;
use serde::{Deserialize, Serialize};

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $code:literal { $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)? })+) => {
        /// One reason. Lists are joined by commas.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "reason")]
        pub enum Reason {
            $($(#[$doc])* #[serde(rename = $code)] $name { $($(#[$field_doc])* $field: $type),* }),+
        }
        impl Reason {
            /// Every code.
            pub const CODES: &'static [&'static str] = &[$($code),+];

            /// Stable code, the end of its message key.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self {
                    $(Self::$name { .. } => $code),+
                }
            }
        }
    };
}

reasons! {
    /// Anybody gets to the service.
    OpenToAnybody = "open-to-anybody" {
        /// Services.
        services: String,
        /// Interface, zone or line.
        at: String,
        /// Towards whom that looks.
        side: Side,
    }
    /// Only named sources get to the service.
    OnlyFrom = "only-from" {
        /// Services.
        services: String,
        /// Interface, zone or line.
        at: String,
        /// The sources.
        addresses: String,
    }
    /// The file does not hold what decides who gets to the service.
    SourcesNotShown = "sources-not-shown" {
        /// Services.
        services: String,
        /// Interface, zone or line.
        at: String,
        /// What is missing.
        missing: String,
    }
    /// The file says nothing about ways in.
    NoDoorShown = "no-door-shown" {}
    /// Nobody gets to the service.
    DoorShut = "door-shut" {
        /// Services.
        services: String,
        /// Interface, zone or line.
        at: String,
    }
    /// Management is open towards the outside and nothing in the file limits it.
    ManagedFromOutside = "managed-from-outside" {
        /// Services.
        services: String,
        /// Interface, zone or line.
        at: String,
    }
    /// Management is open towards the outside, from named sources alone.
    ManagedFromOutsideLimited = "managed-from-outside-limited" {
        /// Services.
        services: String,
        /// Interface, zone or line.
        at: String,
        /// The sources.
        addresses: String,
    }
    /// A service that sends passwords as they are.
    SentInTheClear = "sent-in-the-clear" {
        /// The service.
        service: String,
        /// Interface, zone or line.
        at: String,
    }
    /// Every open service is encrypted.
    NothingInTheClear = "nothing-in-the-clear" {}
    /// This login is let in from anywhere.
    LoginFromAnywhere = "login-from-anywhere" {
        /// Login name.
        name: String,
        /// How many other logins are limited.
        limited: usize,
    }
    /// This login is let in from named sources.
    LoginLimited = "login-limited" {
        /// Login name.
        name: String,
        /// The sources.
        addresses: String,
    }
    /// A login has the name that the maker gave.
    NamedByTheMaker = "named-by-the-maker" {
        /// Login name.
        name: String,
    }
    /// A password lies in the file as it is, or in a form that anybody can turn back.
    PasswordReadable = "password-readable" {
        /// Login name.
        name: String,
    }
    /// A login has no password.
    PasswordMissing = "password-missing" {
        /// Login name.
        name: String,
    }
    /// No second factor for a login.
    OneFactor = "one-factor" {
        /// Login name.
        name: String,
    }
    /// A second factor is asked for.
    SecondFactor = "second-factor" {
        /// Login name.
        name: String,
    }
    /// Passwords may be short.
    PasswordsShort = "passwords-short" {
        /// Whose.
        scope: String,
        /// Fewest characters.
        found: u32,
        /// What is asked for.
        wanted: u32,
    }
    /// Failed logins never lock.
    NeverLocks = "never-locks" {
        /// Whose.
        scope: String,
    }
    /// The rule on passwords is in place.
    PasswordRuleHolds = "password-rule-holds" {
        /// Whose.
        scope: String,
    }
    /// An SNMP word that everybody knows.
    KnownWord = "known-word" {
        /// The word.
        word: String,
        /// Whether it may change the device.
        may_write: bool,
    }
    /// SNMP answers anybody who knows the word.
    SnmpToAnybody = "snmp-to-anybody" {
        /// Whether it may change the device.
        may_write: bool,
    }
    /// SNMP answers named sources alone.
    SnmpOnlyFrom = "snmp-only-from" {
        /// The sources.
        addresses: String,
    }
    /// What limits SNMP is not in the file.
    SnmpNotShown = "snmp-not-shown" {
        /// What is missing.
        missing: String,
    }
    /// A firewall rule lets everything through.
    EverythingPasses = "everything-passes" {
        /// Its name or number.
        name: String,
        /// From where.
        from_places: String,
        /// To where.
        to_places: String,
        /// Towards whom the first looks.
        side: Side,
    }
    /// A rule that would let everything through is switched off.
    WideButOff = "wide-but-off" {
        /// Its name or number.
        name: String,
    }
    /// A cipher that counts as broken.
    BrokenCipher = "broken-cipher" {
        /// Tunnel.
        name: String,
        /// What is weak.
        weak: String,
    }
    /// The account can't be used.
    AccountDisabled = "account-disabled" {
        /// Login name.
        name: String,
    }
    /// It was used lately.
    UsedLately = "used-lately" {
        /// Login name.
        name: String,
        /// Day of the last login.
        last_on: String,
    }
    /// It has not been used for long.
    UnusedFor = "unused-for" {
        /// Login name.
        name: String,
        /// Days since.
        days: i64,
        /// Day of the last login.
        last_on: String,
    }
    /// It was never used.
    NeverUsed = "never-used" {
        /// Login name.
        name: String,
    }
    /// The export does not say when it was last used.
    LastLoginUnknown = "last-login-unknown" {
        /// Login name.
        name: String,
    }
    /// Its password never expires.
    PasswordNeverExpires = "password-never-expires" {
        /// Login name.
        name: String,
    }
    /// Its password is very old.
    PasswordOld = "password-old" {
        /// Login name.
        name: String,
        /// Days since the last change.
        days: i64,
    }
    /// It needs no password.
    PasswordNotRequired = "password-not-required" {
        /// Login name.
        name: String,
    }
    /// Its name belongs to nobody.
    NameOfNobody = "name-of-nobody" {
        /// Login name.
        name: String,
    }
    /// It may do everything.
    MayDoEverything = "may-do-everything" {
        /// Login name.
        name: String,
    }
    /// It is a member of a group of administrators.
    MemberOfAdmins = "member-of-admins" {
        /// Login name.
        name: String,
        /// The group.
        group: String,
    }
    /// It is one through another group.
    MemberThroughGroup = "member-through-group" {
        /// Login name.
        name: String,
        /// The group between.
        through: String,
        /// The group.
        group: String,
    }
    /// The version is known; whether it is current is not in this file.
    VersionKnown = "version-known" {
        /// Product.
        product: String,
        /// Version.
        version: String,
    }
    /// The maker has stopped mending this version.
    EndOfSupport = "end-of-support" {
        /// Product.
        product: String,
        /// Version.
        version: String,
        /// Last day, `YYYY-MM-DD`.
        ended_on: String,
    }
}
