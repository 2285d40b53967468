//! Rounds of the form: 1回目, 2回目, 3回目.

use serde::{Deserialize, Serialize};

/// One of the three printed rounds. Source: columns of the FY2024 form (`catalog/r6.yaml`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundNo {
    /// 1回目.
    First,
    /// 2回目.
    Second,
    /// 3回目.
    Third,
}

impl RoundNo {
    /// Every round in order.
    pub const ALL: [Self; 3] = [Self::First, Self::Second, Self::Third];

    /// 1, 2 or 3, as printed and as in URLs.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::First => 1,
            Self::Second => 2,
            Self::Third => 3,
        }
    }

    /// The round with this number.
    #[must_use]
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::First),
            2 => Some(Self::Second),
            3 => Some(Self::Third),
            _ => None,
        }
    }

    /// The rounds before this one, in order.
    #[must_use]
    pub fn earlier(self) -> &'static [Self] {
        &Self::ALL[..self.index()]
    }

    /// The rounds after this one, in order.
    #[must_use]
    pub fn later(self) -> &'static [Self] {
        &Self::ALL[self.index() + 1..]
    }

    /// Position in an array of three.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }
}
