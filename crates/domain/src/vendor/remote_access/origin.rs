//! From where a way in is used: addresses, anywhere, or not known.

use ipnet::{IpNet, IpSubnets, Ipv4Subnets, Ipv6Subnets};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt, net::IpAddr};
use unicode_normalization::UnicodeNormalization;

/// From where a vendor may come in. Unknown stays unknown: it is never taken for a restriction.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", content = "addresses", rename_all = "snake_case")]
pub enum Origin {
    /// Nobody has said.
    #[default]
    Unknown,
    /// From any address: there is no 接続元制限.
    Anywhere,
    /// From these addresses only.
    Addresses(Sources),
}

impl Origin {
    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Anywhere => "anywhere",
            Self::Addresses(_) => "addresses",
        }
    }

    /// The addresses in their order, as text; empty for the other two.
    #[must_use]
    pub fn addresses(&self) -> String {
        match self {
            Self::Addresses(sources) => sources.to_string(),
            Self::Unknown | Self::Anywhere => String::new(),
        }
    }
}

/// Addresses and networks, at least one, at most [`Sources::MAX`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeSet<IpNet>", into = "BTreeSet<IpNet>")]
pub struct Sources(BTreeSet<IpNet>);

/// Why addresses are not accepted; the part that is wrong is in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OriginError {
    /// Nothing was typed.
    #[error("no address")]
    Empty,
    /// Neither an address, a network nor a range.
    #[error("no address: {0:?}")]
    Unreadable(String),
    /// A network whose address lies inside it: `192.0.2.5/24` may mean the one or the whole.
    #[error("{0} is an address inside {1}")]
    HostBits(String, IpNet),
    /// `0.0.0.0/0`: that is anywhere, and is said so.
    #[error("{0:?} is every address")]
    Everything(String),
    /// A range whose ends are exchanged or of two kinds.
    #[error("no range: {0:?}")]
    Range(String),
    /// More than [`Sources::MAX`] networks.
    #[error("more than {} networks", Sources::MAX)]
    TooMany,
}

impl Sources {
    /// The most networks that are taken. Our choice: a maintenance centre has a handful.
    pub const MAX: usize = 64;

    /// Reads addresses (`192.0.2.5`), networks (`192.0.2.0/24`) and ranges (`192.0.2.1-192.0.2.8`), of both versions, between
    /// spaces, commas or line breaks. Full-width digits and signs are read as the narrow ones.
    ///
    /// # Errors
    /// See [`OriginError`].
    pub fn parse(text: &str) -> Result<Self, OriginError> {
        let narrow: String = text.nfkc().map(|c| if "〜~–ー−".contains(c) { '-' } else { c }).collect();
        let parts = narrow.split(|c: char| c.is_whitespace() || ",、;".contains(c)).filter(|part| !part.is_empty());
        let mut found = BTreeSet::new();
        for part in parts {
            found.extend(read(part)?);
            if found.len() > Self::MAX {
                return Err(OriginError::TooMany);
            }
        }
        Self::try_from(found)
    }

    /// The networks, in order.
    pub fn iter(&self) -> impl Iterator<Item = &IpNet> {
        self.0.iter()
    }

    /// Whether an address lies in one of them.
    #[must_use]
    pub fn contain(&self, address: IpAddr) -> bool {
        self.0.iter().any(|net| net.contains(&address))
    }
}

impl TryFrom<BTreeSet<IpNet>> for Sources {
    type Error = OriginError;
    fn try_from(found: BTreeSet<IpNet>) -> Result<Self, OriginError> {
        match found.len() {
            0 => Err(OriginError::Empty),
            count if count > Self::MAX => Err(OriginError::TooMany),
            _ => match found.iter().find(|net| net.prefix_len() == 0) {
                Some(all) => Err(OriginError::Everything(all.to_string())),
                None => Ok(Self(found)),
            },
        }
    }
}
impl From<Sources> for BTreeSet<IpNet> {
    fn from(sources: Sources) -> Self {
        sources.0
    }
}
impl fmt::Display for Sources {
    /// `192.0.2.5, 198.51.100.0/24`: a single address without its length.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, net) in self.0.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            if net.prefix_len() == net.max_prefix_len() {
                write!(f, "{comma}{}", net.addr())?;
            } else {
                write!(f, "{comma}{net}")?;
            }
        }
        Ok(())
    }
}

fn read(part: &str) -> Result<Vec<IpNet>, OriginError> {
    if let Some((first, last)) = part.split_once('-') {
        return range(part, first, last);
    }
    if let Ok(address) = part.parse::<IpAddr>() {
        return Ok(vec![IpNet::from(address)]);
    }
    let net: IpNet = part.parse().map_err(|_| OriginError::Unreadable(part.chars().take(60).collect()))?;
    match net {
        net if net.prefix_len() == 0 => Err(OriginError::Everything(part.to_owned())),
        net if net.trunc() != net => Err(OriginError::HostBits(part.to_owned(), net.trunc())),
        net => Ok(vec![net]),
    }
}

fn range(part: &str, first: &str, last: &str) -> Result<Vec<IpNet>, OriginError> {
    let wrong = || OriginError::Range(part.chars().take(120).collect());
    let nets = match (first.parse().map_err(|_| wrong())?, last.parse().map_err(|_| wrong())?) {
        (IpAddr::V4(first), IpAddr::V4(last)) if first <= last => IpSubnets::V4(Ipv4Subnets::new(first, last, 0)),
        (IpAddr::V6(first), IpAddr::V6(last)) if first <= last => IpSubnets::V6(Ipv6Subnets::new(first, last, 0)),
        _ => return Err(wrong()),
    };
    Ok(nets.take(Sources::MAX + 1).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;
    use proptest::prelude::*;

    fn shown(text: &str) -> String {
        Sources::parse(text).map_or_else(|error| error.to_string(), |sources| sources.to_string())
    }

    #[test]
    fn addresses_are_read_as_they_stand_on_paper() {
        assert_snapshot!(shown("203.0.113.7"), @"203.0.113.7");
        assert_snapshot!(shown("203.0.113.7、198.51.100.0/24\n2001:db8::/32"), @"198.51.100.0/24, 203.0.113.7, 2001:db8::/32");
        assert_snapshot!(shown("２０３．０．１１３．７"), @"203.0.113.7");
        assert_snapshot!(shown("203.0.113.8〜203.0.113.11"), @"203.0.113.8/30");
        assert_snapshot!(shown("2001:db8::1-2001:db8::2"), @"2001:db8::1, 2001:db8::2");
    }

    #[test]
    fn what_is_no_address_is_refused_by_its_part() {
        assert_snapshot!(shown(""), @"no address");
        assert_snapshot!(shown("203.0.113.7 本社"), @r#"no address: "本社""#);
        assert_snapshot!(shown("203.0.113.7/24"), @"203.0.113.7/24 is an address inside 203.0.113.0/24");
        assert_snapshot!(shown("0.0.0.0/0"), @r#""0.0.0.0/0" is every address"#);
        assert_snapshot!(shown("0.0.0.0-255.255.255.255"), @r#""0.0.0.0/0" is every address"#);
        assert_snapshot!(shown("203.0.113.9-203.0.113.7"), @r#"no range: "203.0.113.9-203.0.113.7""#);
        assert_snapshot!(shown("203.0.113.9-2001:db8::1"), @r#"no range: "203.0.113.9-2001:db8::1""#);
        assert_snapshot!(shown("0.0.0.1-255.255.255.254 ::1-ffff::"), @"more than 64 networks");
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back_the_same(text in "[0-9a-f.:/, -]{0,60}") {
            if let Ok(sources) = Sources::parse(&text) {
                prop_assert_eq!(Sources::parse(&sources.to_string()), Ok(sources));
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,200}") {
            let _ = Sources::parse(&text);
        }
    }
}
