//! What the configuration of a network device says.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use time::Date;

/// The device that a file is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Its name on the network.
    pub name: Option<String>,
    /// Its maker.
    pub maker: Option<String>,
    /// Its model.
    pub model: Option<String>,
    /// Its serial number.
    pub serial: Option<String>,
}

/// Operating software of a device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Firmware {
    /// `FortiOS`, `IOS`, `IOS XE`, `ASA`, `Junos`, `PAN-OS`, `RTX`.
    pub product: String,
    /// Its version as written.
    pub version: String,
    /// The build, if written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub build: Option<String>,
}

/// Towards whom a connection looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Towards the internet or another organisation.
    Outside,
    /// Towards the house.
    Inside,
    /// A connection that serves management alone.
    Management,
    /// The file does not tell.
    Unknown,
}

/// One network connection of a device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interface {
    /// Its name.
    pub name: String,
    /// The virtual device (VDOM, context, vsys) that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    /// Zone, alias or description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Addresses as written.
    pub addresses: Vec<String>,
    /// Towards whom it looks.
    pub side: Side,
    /// Whether it is switched on.
    pub up: bool,
}

/// What a door is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Changing the device.
    Management,
    /// Watching it.
    Monitoring,
    /// Coming into the house.
    Vpn,
}

/// A service behind a door, by its usual name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServiceName {
    /// Web, encrypted.
    Https,
    /// Web in clear text.
    Http,
    /// Command line, encrypted.
    Ssh,
    /// Command line in clear text.
    Telnet,
    /// Files in clear text: FTP or TFTP.
    Ftp,
    /// Configuration by program: NETCONF, REST.
    Api,
    /// SNMP.
    Snmp,
    /// Management by the maker's central console.
    CentralConsole,
    /// VPN in the browser or over TLS.
    SslVpn,
    /// VPN by IPsec.
    Ipsec,
    /// VPN by L2TP.
    L2tp,
    /// VPN by PPTP.
    Pptp,
}

impl ServiceName {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Https => "https",
            Self::Http => "http",
            Self::Ssh => "ssh",
            Self::Telnet => "telnet",
            Self::Ftp => "ftp",
            Self::Api => "api",
            Self::Snmp => "snmp",
            Self::CentralConsole => "central_console",
            Self::SslVpn => "ssl_vpn",
            Self::Ipsec => "ipsec",
            Self::L2tp => "l2tp",
            Self::Pptp => "pptp",
        }
    }

    /// What it is for.
    #[must_use]
    pub const fn purpose(self) -> Purpose {
        match self {
            Self::Snmp => Purpose::Monitoring,
            Self::SslVpn | Self::Ipsec | Self::L2tp | Self::Pptp => Purpose::Vpn,
            _ => Purpose::Management,
        }
    }

    /// Whether passwords cross the network in clear text, or under a cipher that counts for nothing (PPTP).
    #[must_use]
    pub const fn is_clear_text(self) -> bool {
        matches!(self, Self::Http | Self::Telnet | Self::Ftp | Self::Pptp)
    }
}

/// From where a door can be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum Sources {
    /// From every address.
    Any,
    /// From these alone: addresses, ranges or names of them as written.
    Only {
        /// Sorted.
        addresses: BTreeSet<String>,
    },
    /// The file does not hold what decides it.
    Unknown {
        /// What is missing.
        missing: String,
    },
    /// From nowhere.
    Nobody,
}

impl Sources {
    /// These addresses; an address that means everybody makes it [`Sources::Any`], none at all [`Sources::Nobody`].
    #[must_use]
    pub fn of(addresses: impl IntoIterator<Item = String>) -> Self {
        let addresses: BTreeSet<String> = addresses.into_iter().collect();
        if addresses.iter().any(|address| is_everybody(address)) {
            return Self::Any;
        }
        if addresses.is_empty() { Self::Nobody } else { Self::Only { addresses } }
    }

    /// Let in by both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nobody, _) | (_, Self::Nobody) => Self::Nobody,
            (Self::Any, other) | (other, Self::Any) => other,
            // Two lists, one after the other: who passes both is in the second. What only one of them names is left in, so
            // that nobody who may pass is left out.
            (Self::Only { .. }, Self::Only { addresses }) => Self::Only { addresses },
            (only @ Self::Only { .. }, Self::Unknown { .. }) | (Self::Unknown { .. }, only) => only,
        }
    }

    /// Let in by one of the two.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nobody, other) | (other, Self::Nobody) => other,
            (Self::Any, _) | (_, Self::Any) => Self::Any,
            (unknown @ Self::Unknown { .. }, _) | (_, unknown @ Self::Unknown { .. }) => unknown,
            (Self::Only { mut addresses }, Self::Only { addresses: more }) => {
                addresses.extend(more);
                Self::Only { addresses }
            }
        }
    }
}

/// Whether an address stands for every address. Two halves that together are everything do not count as such.
#[must_use]
pub fn is_everybody(address: &str) -> bool {
    const EVERYBODY: [&str; 8] =
        ["any", "any4", "any6", "all", "0.0.0.0/0", "0.0.0.0 0.0.0.0", "::/0", "0.0.0.0-255.255.255.255"];
    EVERYBODY.iter().any(|every| address.eq_ignore_ascii_case(every))
}

/// A way in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Door {
    /// The service.
    pub service: ServiceName,
    /// What it is for.
    pub purpose: Purpose,
    /// Where it listens: an interface, a zone, a terminal line.
    pub at: String,
    /// The virtual device (VDOM, context, vsys).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    /// Towards whom that looks.
    pub side: Side,
    /// Its port, if another than usual is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// Who is let near it.
    #[serde(flatten)]
    pub sources: Sources,
    /// Whether it stands open at all.
    pub opened: Opened,
}

/// Whether a door stands open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opened {
    /// Written, or known as the maker's default.
    Open,
    /// Switched off in so many words.
    SwitchedOff,
    /// Its interface is switched off.
    InterfaceDown,
}

/// Somebody who may log in to the device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admin {
    /// Login name.
    pub name: String,
    /// The virtual device (VDOM) that the login is bound to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    /// Whether it may change everything; `None`: not told.
    pub full_rights: Option<bool>,
    /// From where it may log in, where the device binds that to the login.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sources: Option<Sources>,
    /// Whether a second factor is asked for, where the device tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub two_factor: Option<bool>,
    /// How the password is kept in the file.
    pub password: Secret,
}

/// How a secret is kept in a file. The secret itself is never part of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Secret {
    /// As a hash, or encrypted by the device.
    Hashed,
    /// In a form that anybody can turn back.
    Reversible,
    /// As it is.
    Plain,
    /// No password at all.
    Missing,
    /// Kept elsewhere, or the file does not show it.
    NotShown,
}

/// An SNMP community. Only names that everybody knows are repeated here; others are as good as passwords.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Community {
    /// The name, if it is one that everybody knows (`public`, `private`, …).
    pub well_known: Option<String>,
    /// Whether it may change the device.
    pub may_write: bool,
    /// Who may use it.
    #[serde(flatten)]
    pub sources: Sources,
}

/// A rule of a firewall that lets everything through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// Its number or name.
    pub name: String,
    /// The virtual device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    /// From which interfaces or zones.
    pub from_places: Vec<String>,
    /// To which interfaces or zones.
    pub to_places: Vec<String>,
    /// Towards whom the first of them looks.
    pub from_side: Side,
    /// Whether it takes effect.
    pub enabled: bool,
}

/// An IPsec tunnel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tunnel {
    /// Its name.
    pub name: String,
    /// The interface that it ends on; `None`: none, so it takes no effect.
    pub at: Option<String>,
    /// The other end.
    #[serde(flatten)]
    pub sources: Sources,
    /// Version of IKE, if known.
    pub ike: Option<u8>,
    /// What is weak about it, as written: `des`, `md5`, `group 2`.
    pub weak: Vec<String>,
}

/// Something that is written and takes no effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unbound {
    /// What it is, in the device's own words.
    pub block: String,
    /// Its name.
    pub name: String,
}

/// A rule on passwords or on failed logins, in the device's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordRule {
    /// Whose passwords.
    pub scope: String,
    /// Fewest characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u32>,
    /// Failed logins until it locks; 0 never locks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lockout_after: Option<u32>,
    /// Days until a password has to be changed; 0 never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_age_days: Option<u32>,
}

/// Where the device sends its log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogTarget {
    /// Address or name.
    pub host: String,
}

/// A piece of a log: that it is kept, and for which days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogExcerpt {
    /// How many records.
    pub records: u64,
    /// Day of the first, if the records say it.
    pub from_on: Option<Date>,
    /// Day of the last.
    pub until_on: Option<Date>,
}
