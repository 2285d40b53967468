//! How one line to the outside is cut, in the words of a person who knows.

use crate::{
    id::{DeviceId, IdError, RemoteAccessId},
    vendor::Line,
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A line to the outside: that of a device of the ledger, or a registered way in of a vendor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutsideKey {
    /// That of a device.
    Device(DeviceId),
    /// A registered way in.
    Access(RemoteAccessId),
}

impl fmt::Display for OutsideKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Device(id) => write!(f, "device-{id}"),
            Self::Access(id) => write!(f, "access-{id}"),
        }
    }
}

impl FromStr for OutsideKey {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        match text.strip_prefix("access-") {
            Some(id) => id.parse().map(Self::Access),
            None => text.strip_prefix("device-").unwrap_or(text).parse().map(Self::Device),
        }
    }
}

/// How a line is cut; `None` takes an earlier word back, so that nobody knows again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CutNote {
    /// Which line.
    pub line: OutsideKey,
    /// What to pull or switch off, and where.
    pub how: Option<Line>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_one_writing() {
        let id = "01900000-0000-7000-8000-000000000001";
        for text in [format!("device-{id}"), format!("access-{id}")] {
            assert_eq!(text.parse::<OutsideKey>().map(|key| key.to_string()), Ok(text));
        }
        assert!("access-1".parse::<OutsideKey>().is_err());
    }
}
