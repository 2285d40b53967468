//! The table of rules: each with its checklist item, its source and for how long its facts count.
//!
//! The words of a rule, and why it is one, are in the message files under `evidence-rule-<code>` and `evidence-why-<code>`.

use serde::{Deserialize, Serialize};

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $item:expr, $source:literal, $days:expr;)+) => {
        /// A rule.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Rule {
            $($(#[$doc])* #[serde(rename = $code)] $name),+
        }
        impl Rule {
            /// Every rule.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Stable code, the end of its message keys.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code),+
                }
            }

            /// The checklist item that it speaks to, by its stable id. `None`, or an item that the edition does not have:
            /// outside the form.
            #[must_use]
            pub const fn item(self) -> Option<&'static str> {
                match self {
                    $(Self::$name => $item),+
                }
            }

            /// Where the rule comes from.
            #[must_use]
            pub const fn source(self) -> &'static str {
                match self {
                    $(Self::$name => $source),+
                }
            }

            /// For how many days after its 基準日 a fact counts for it; `None`: for ever.
            #[must_use]
            pub const fn fresh_days(self) -> Option<i64> {
                match self {
                    $(Self::$name => $days),+
                }
            }
        }
    };
}

/// A configuration counts for a year. Our choice: guideline 6.0 asks for regular checks and names no interval.
const CONFIGURATION: Option<i64> = Some(365);
/// A list of accounts counts for half a year. Our choice.
const ACCOUNT_LIST: Option<i64> = Some(183);
const ACCOUNTS: Option<&str> = Some("server.unneeded-accounts");
const SOURCES: Option<&str> = Some("network.source-restriction");

rules! {
    /// Every way in lets only named sources near it.
    DoorSources = "door-sources", SOURCES, "R6 2(8) network; guideline 6.0 system 13", CONFIGURATION;
    /// Management from outside only from named sources.
    OutsideManagement = "outside-management", SOURCES, "R6 2(8) network; incident report Okayama 2025", CONFIGURATION;
    /// Each login of the device only from named sources.
    AdminSources = "admin-sources", SOURCES, "R6 2(8) network; maker's manual: trusted hosts", CONFIGURATION;
    /// SNMP only from named sources.
    SnmpSources = "snmp-sources", SOURCES, "R6 2(8) network", CONFIGURATION;
    /// No rule lets everything through.
    WidePolicy = "wide-policy", SOURCES, "R6 2(8) network", CONFIGURATION;
    /// No password in clear text on the network.
    ClearText = "clear-text", None, "guideline 6.0 system 13; RFC 854, RFC 9110", CONFIGURATION;
    /// No SNMP word that everybody knows.
    SnmpWord = "snmp-word", None, "CISA guidance on SNMP abuse", CONFIGURATION;
    /// No login under the name that the maker gave.
    DefaultAccount = "default-account", None, "incident report Okayama 2025", CONFIGURATION;
    /// Passwords in the configuration as hashes.
    PasswordKept = "password-kept", None, "maker's manuals", CONFIGURATION;
    /// Passwords long enough, and a lock after failed logins.
    PasswordRule = "password-rule", Some("all.password-strength"), "guideline 6.0 system 14; incident reports Handa 2022, Okayama 2025", CONFIGURATION;
    /// A second factor for who manages the device.
    TwoFactor = "two-factor", Some("all.two-factor"), "guideline 6.0 system 14", CONFIGURATION;
    /// No cipher in a VPN that counts as broken.
    VpnCipher = "vpn-cipher", None, "CRYPTREC; RFC 8247", CONFIGURATION;
    /// No account that nobody uses.
    UnusedAccount = "unused-account", ACCOUNTS, "R6 2(5) server; guideline 6.0 system 14", ACCOUNT_LIST;
    /// Passwords have to be changed some day, or are strong and known to be.
    PasswordExpires = "password-expires", None, "guideline 6.0 system 14", ACCOUNT_LIST;
    /// No account without a password.
    PasswordRequired = "password-required", Some("all.password-strength"), "guideline 6.0 system 14", ACCOUNT_LIST;
    /// No account that belongs to nobody.
    GenericName = "generic-name", None, "incident report Osaka 2023: one shared login", ACCOUNT_LIST;
    /// Administrators are those on the approved list.
    AdminMembers = "admin-members", Some("server.access-rights"), "R6 2(4) server; incident report Okayama 2025", ACCOUNT_LIST;
    /// Firmware that its maker still mends, and without a known hole in use.
    Firmware = "firmware", Some("network.patch"), "R6 2(7) network; incident report Handa 2022", Some(90);
}
