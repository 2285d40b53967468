//! Kinds of exports and configurations that facts are read out of.

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal),+ $(,)?) => {
        /// What an export is, told by what stands in it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum ExportKind {
            $($(#[$doc])* #[serde(rename = $code)] $name),+
        }
        impl ExportKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Stable code, the end of its message key.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code),+
                }
            }
        }
    };
}

kinds! {
    /// FortiGate: `show`, or a backup.
    FortigateConfig = "fortigate-config",
    /// FortiGate: `get system status`.
    FortigateStatus = "fortigate-status",
    /// Cisco IOS or IOS-XE: `show running-config`.
    CiscoIosConfig = "cisco-ios-config",
    /// Cisco IOS or IOS-XE: `show version`.
    CiscoIosVersion = "cisco-ios-version",
    /// Cisco ASA: `show running-config`.
    CiscoAsaConfig = "cisco-asa-config",
    /// Cisco ASA: `show version`.
    CiscoAsaVersion = "cisco-asa-version",
    /// Juniper Junos: configuration, in braces or as `set` lines.
    JuniperConfig = "juniper-config",
    /// Juniper Junos: `show version`.
    JuniperVersion = "juniper-version",
    /// Palo Alto PAN-OS: configuration, as `set` lines, in braces or as XML.
    PaloAltoConfig = "palo-alto-config",
    /// Palo Alto PAN-OS: `show system info`.
    PaloAltoStatus = "palo-alto-status",
    /// YAMAHA RTX: `show config`.
    YamahaConfig = "yamaha-config",
    /// Answer of a network device to `show logging`, or lines of its log.
    DeviceLog = "device-log",
    /// Accounts as CSV: `Get-ADUser`, `Get-LocalUser`, `csvde`, `wmic`.
    AccountCsv = "account-csv",
    /// Records of a directory: LDIF.
    Ldif = "ldif",
    /// Answers of Windows commands about accounts.
    WindowsAccounts = "windows-accounts",
    /// `/etc/passwd`.
    UnixPasswd = "unix-passwd",
    /// `/etc/shadow`.
    UnixShadow = "unix-shadow",
    /// `/etc/group`.
    UnixGroup = "unix-group",
    /// Accounts by osquery.
    OsqueryAccounts = "osquery-accounts",
}
