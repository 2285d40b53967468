//! A device as the network is drawn from it, and which device words name.

use crate::{
    id::DeviceId,
    ledger::{DeviceKind, name_key},
};
use std::{net::IpAddr, ops::AddAssign};

/// What the network needs of a device of the ledger. Texts are empty where nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NetDevice {
    /// Stable identifier.
    pub id: Option<DeviceId>,
    /// What it is called.
    pub name: String,
    /// Host name.
    pub host: String,
    /// 資産番号.
    pub asset: String,
    /// What it is.
    pub kind: Option<DeviceKind>,
    /// Its addresses.
    pub addresses: Vec<IpAddr>,
    /// Whether it reaches the internet; `None` while nobody said.
    pub internet: Option<bool>,
    /// Its connection to the outside in words; `None` while nobody said, and empty where somebody said that there is none.
    pub line: Option<String>,
    /// Building, floor, room.
    pub place: String,
    /// Department.
    pub department: String,
    /// Who answers for it.
    pub owner: String,
    /// 医療情報システム, in words.
    pub system: String,
    /// Vendor, in words.
    pub vendor: String,
    /// Whether a list names it.
    pub listed: bool,
}

impl NetDevice {
    /// Whether it has a connection to the outside, as far as anybody said.
    #[must_use]
    pub fn is_outside(&self) -> bool {
        self.internet == Some(true) || self.has_line()
    }

    /// Whether a connection to the outside is named.
    #[must_use]
    pub fn has_line(&self) -> bool {
        self.line.as_ref().is_some_and(|line| !line.is_empty())
    }
}

/// Parts of words that may each be a name: 「VPN装置（サーバ室）」 has two.
#[must_use]
pub fn parts_of(words: &str) -> Vec<String> {
    let cut = |c: char| "（）()「」『』[]【】、。，．,;；:：/／・\n".contains(c);
    let mut parts: Vec<String> = words.split(cut).map(name_key).filter(|part| !part.is_empty()).collect();
    let whole = name_key(words);
    if !whole.is_empty() && !parts.contains(&whole) {
        parts.insert(0, whole);
    }
    parts
}

/// Whether words name a device: one of their parts is its name, its host name or its asset number.
#[must_use]
pub fn names(words: &str, device: &NetDevice) -> bool {
    let own = [&device.name, &device.host, &device.asset].map(|text| name_key(text));
    parts_of(words).iter().any(|part| own.contains(part))
}

/// Devices by kind: server, terminal, network device, medical device, other, and without a kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct KindCounts(pub [usize; 6]);

impl KindCounts {
    /// One more of a kind.
    pub fn add(&mut self, kind: Option<DeviceKind>) {
        let at = kind.and_then(|kind| DeviceKind::ALL.iter().position(|one| *one == kind)).unwrap_or(5);
        if let Some(count) = self.0.get_mut(at) {
            *count += 1;
        }
    }

    /// How many in all.
    #[must_use]
    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }

    /// Kinds that there are, with their number; `None` is without a kind.
    pub fn by_kind(&self) -> impl Iterator<Item = (Option<DeviceKind>, usize)> {
        let kinds = DeviceKind::ALL.iter().copied().map(Some).chain([None]);
        kinds.zip(self.0).filter(|(_, count)| *count > 0)
    }
}

impl AddAssign for KindCounts {
    fn add_assign(&mut self, other: Self) {
        for (mine, more) in self.0.iter_mut().zip(other.0) {
            *mine += more;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_a_device_by_one_of_their_parts() {
        let device = NetDevice { name: "ＶＰＮ装置".to_owned(), host: "vpn01".to_owned(), ..NetDevice::default() };
        for words in
            ["VPN装置", "vpn 装置（サーバ室）", "サーバ室、VPN01", "VPN装置（サーバ室）。TeamViewerは、ほかのとき"]
        {
            assert!(names(words, &device), "{words}");
        }
        for words in ["", "VPN装置2", "VPN", "新VPN装置"] {
            assert!(!names(words, &device), "{words}");
        }
        assert!(!names("", &NetDevice::default()), "nothing names nothing");
    }
}
