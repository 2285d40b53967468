//! The duties that are split, and between whom.

use serde::{Deserialize, Serialize};

/// A duty of running a system. The list is ours; the ministry's 確認表 of contract roles (2024) asks about the same ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// Security updates of the operating system and middleware.
    OsPatch,
    /// Security updates of the application.
    ApplicationPatch,
    /// Firmware of network devices.
    NetworkPatch,
    /// Accounts: adding, removing, rights.
    Accounts,
    /// Looking through access logs.
    LogReview,
    /// Taking backups.
    Backup,
    /// Restoring, and rehearsing it.
    Restore,
    /// The ways in of remote maintenance.
    RemoteAccess,
    /// Telling of vulnerabilities.
    VulnerabilityNotice,
    /// Being reached in an incident.
    IncidentContact,
    /// Erasing and disposing of devices and media.
    Disposal,
}

impl Duty {
    /// Every duty, in the order shown.
    pub const ALL: [Self; 11] = [
        Self::OsPatch,
        Self::ApplicationPatch,
        Self::NetworkPatch,
        Self::Accounts,
        Self::LogReview,
        Self::Backup,
        Self::Restore,
        Self::RemoteAccess,
        Self::VulnerabilityNotice,
        Self::IncidentContact,
        Self::Disposal,
    ];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OsPatch => "os_patch",
            Self::ApplicationPatch => "application_patch",
            Self::NetworkPatch => "network_patch",
            Self::Accounts => "accounts",
            Self::LogReview => "log_review",
            Self::Backup => "backup",
            Self::Restore => "restore",
            Self::RemoteAccess => "remote_access",
            Self::VulnerabilityNotice => "vulnerability_notice",
            Self::IncidentContact => "incident_contact",
            Self::Disposal => "disposal",
        }
    }
}

/// Who does a duty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DoneBy {
    /// The institution.
    Hospital,
    /// The vendor.
    Vendor,
    /// Both together.
    Both,
    /// It is agreed, or known, that nobody does.
    Nobody,
    /// Nobody has said.
    #[default]
    Unknown,
}

impl DoneBy {
    /// Every answer, in the order shown.
    pub const ALL: [Self; 5] = [Self::Hospital, Self::Vendor, Self::Both, Self::Nobody, Self::Unknown];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hospital => "hospital",
            Self::Vendor => "vendor",
            Self::Both => "both",
            Self::Nobody => "nobody",
            Self::Unknown => "unknown",
        }
    }

    /// The answer with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.code() == code)
    }
}
