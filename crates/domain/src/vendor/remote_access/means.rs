//! By what a vendor comes in.

use serde::{Deserialize, Serialize};

/// A kind of connection or tool. Products and everything else are written beside it in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// A VPN over the internet.
    Vpn,
    /// A leased line or a carrier's closed network (専用線・閉域網).
    ClosedLine,
    /// A line of the vendor's own in the house: a mobile router, a second internet line.
    OwnLine,
    /// A telephone line.
    DialUp,
    /// Remote desktop (RDP).
    Rdp,
    /// VNC.
    Vnc,
    /// SSH.
    Ssh,
    /// A support tool that goes through its maker's servers: TeamViewer, AnyDesk and the like.
    SupportTool,
    /// Something else, in words.
    Other,
}

impl Means {
    /// Every kind, in the order shown.
    pub const ALL: [Self; 9] = [
        Self::Vpn,
        Self::ClosedLine,
        Self::OwnLine,
        Self::DialUp,
        Self::Rdp,
        Self::Vnc,
        Self::Ssh,
        Self::SupportTool,
        Self::Other,
    ];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vpn => "vpn",
            Self::ClosedLine => "closed_line",
            Self::OwnLine => "own_line",
            Self::DialUp => "dial_up",
            Self::Rdp => "rdp",
            Self::Vnc => "vnc",
            Self::Ssh => "ssh",
            Self::SupportTool => "support_tool",
            Self::Other => "other",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|means| means.code() == code)
    }

    /// Whether it is a screen or a shell of the machine itself.
    #[must_use]
    pub const fn reaches_the_machine(self) -> bool {
        matches!(self, Self::Rdp | Self::Vnc | Self::Ssh)
    }

    /// Whether it is a way to the house that a screen or a shell can lie inside of.
    #[must_use]
    pub const fn is_a_line(self) -> bool {
        matches!(self, Self::Vpn | Self::ClosedLine | Self::OwnLine | Self::DialUp)
    }
}
