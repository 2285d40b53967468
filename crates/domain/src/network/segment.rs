//! Segments that a person named: which addresses, which VLAN, what for.

use crate::vendor::{Line, LineError};
use core::net::IpAddr;
use ipnet::IpNet;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

/// One segment as a person named it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Its addresses.
    pub net: IpNet,
    /// What people call it.
    pub name: Line,
    /// VLAN number, 1 to 4094, if there is one and it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vlan: Option<u16>,
    /// What for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Line>,
    /// Whether backups lie in it: in an emergency it is cut first.
    #[serde(default)]
    pub backup: bool,
}

/// One line of the form as typed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SegmentText<'a> {
    /// Addresses in CIDR.
    pub net: &'a str,
    /// Name.
    pub name: &'a str,
    /// VLAN number.
    pub vlan: &'a str,
    /// Purpose.
    pub purpose: &'a str,
    /// Whether backups lie in it.
    pub backup: bool,
}

/// Why a line is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SegmentError {
    /// The addresses are no CIDR.
    #[error("no network: {0:?}")]
    Net(String),
    /// An address inside a network, not the network.
    #[error("an address inside {0}")]
    HostBits(IpNet),
    /// The name.
    #[error("name: {0}")]
    Name(LineError),
    /// The VLAN number.
    #[error("no VLAN number from 1 to 4094")]
    Vlan,
    /// The purpose.
    #[error("purpose: {0}")]
    Purpose(LineError),
    /// Two lines of the same addresses.
    #[error("twice: {0}")]
    Twice(IpNet),
    /// More than [`Segments::MOST`].
    #[error("more than {} segments", Segments::MOST)]
    TooMany,
}

impl SegmentError {
    /// End of its message key.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Net(_) => "net",
            Self::HostBits(_) => "host-bits",
            Self::Name(_) => "name",
            Self::Vlan => "vlan",
            Self::Purpose(_) => "purpose",
            Self::Twice(_) => "twice",
            Self::TooMany => "too-many",
        }
    }
}

impl Segment {
    /// Reads a line.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(text: &SegmentText<'_>) -> Result<Self, SegmentError> {
        let plain: String = text.net.nfkc().filter(|c| !c.is_whitespace()).collect();
        let net: IpNet = plain.parse().map_err(|_| SegmentError::Net(plain.chars().take(60).collect()))?;
        if net.trunc() != net {
            return Err(SegmentError::HostBits(net.trunc()));
        }
        if net.prefix_len() == 0 {
            return Err(SegmentError::Net(plain));
        }
        let vlan: String = text.vlan.nfkc().filter(|c| !c.is_whitespace()).collect();
        let vlan = match vlan.as_str() {
            "" => None,
            text => {
                let number = text.parse().ok().filter(|number| (1..=4094).contains(number));
                Some(number.ok_or(SegmentError::Vlan)?)
            }
        };
        Ok(Self {
            net,
            name: Line::parse(text.name).map_err(SegmentError::Name)?,
            vlan,
            purpose: Line::maybe(text.purpose).map_err(SegmentError::Purpose)?,
            backup: text.backup,
        })
    }
}

/// Every segment that a person named, in the order of addresses, none twice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Segments(Vec<Segment>);

impl Segments {
    /// Segments that are kept at most. Our choice: more than a picture can show.
    pub const MOST: usize = 500;

    /// Puts lines together. A line without addresses and without a name is none.
    ///
    /// # Errors
    /// The number of the first line that can't be taken, from 0, with why.
    pub fn parse(lines: &[SegmentText<'_>]) -> Result<Self, (usize, SegmentError)> {
        let mut found: Vec<Segment> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            if line.net.trim().is_empty() && line.name.trim().is_empty() {
                continue;
            }
            let segment = Segment::parse(line).map_err(|error| (at, error))?;
            if found.iter().any(|one| one.net == segment.net) {
                return Err((at, SegmentError::Twice(segment.net)));
            }
            if found.len() == Self::MOST {
                return Err((at, SegmentError::TooMany));
            }
            found.push(segment);
        }
        found.sort_by_key(|one| one.net);
        Ok(Self(found))
    }

    /// The segments.
    #[must_use]
    pub fn all(&self) -> &[Segment] {
        &self.0
    }

    /// The narrowest segment that has an address, by its place in [`Segments::all`].
    #[must_use]
    pub fn of(&self, address: IpAddr) -> Option<usize> {
        let having = self.0.iter().enumerate().filter(|(_, one)| one.net.contains(&address));
        having.max_by_key(|(_, one)| one.net.prefix_len()).map(|(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line<'a>(net: &'a str, name: &'a str, vlan: &'a str) -> SegmentText<'a> {
        SegmentText { net, name, vlan, ..SegmentText::default() }
    }

    #[test]
    fn a_line_is_read_or_refused_by_its_field() {
        let said = |net, name, vlan| Segment::parse(&line(net, name, vlan)).map_or_else(|e| e.code(), |_| "taken");
        assert_eq!(said("１０.20.1.0／24", "サーバ", "１０"), "taken");
        assert_eq!(said("10.20.1.0/24", "サーバ", ""), "taken");
        assert_eq!(said("10.20.1.5/24", "サーバ", ""), "host-bits");
        assert_eq!(said("サーバ室", "サーバ", ""), "net");
        assert_eq!(said("0.0.0.0/0", "すべて", ""), "net");
        assert_eq!(said("10.20.1.0/24", "", ""), "name");
        assert_eq!(said("10.20.1.0/24", "サーバ", "4095"), "vlan");
        assert_eq!(said("fd00:1::/64", "新しい網", "20"), "taken");
    }

    #[test]
    fn the_narrowest_segment_has_an_address() {
        let lines = [line("10.0.0.0/8", "全体", ""), line("10.20.1.0/24", "サーバ", ""), SegmentText::default()];
        let segments = Segments::parse(&lines).unwrap_or_default();
        let of = |text: &str| {
            let at = text.parse().ok().and_then(|address| segments.of(address));
            at.and_then(|at| segments.all().get(at)).map(|one| one.name.as_str().to_owned())
        };
        assert_eq!(of("10.20.1.9").as_deref(), Some("サーバ"));
        assert_eq!(of("10.20.2.9").as_deref(), Some("全体"));
        assert_eq!(of("192.168.0.1"), None);
        let twice = [line("10.0.0.0/8", "全体", ""), line("10.0.0.0/8", "また", "")];
        assert_eq!(Segments::parse(&twice).map_err(|(at, error)| (at, error.code())), Err((1, "twice")));
    }
}
