//! Roles: what a person is to the institution, from a day to a day, in person or as deputy (代行者).

use crate::id::{RoleId, StaffId};
use serde::{Deserialize, Serialize};
use time::Date;

/// What a person is to the institution in matters of this checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 管理者: the duty-holder (院長, 管理薬剤師). Source: 医療法施行規則 14条2項.
    Administrator,
    /// 医療情報システム安全管理責任者.
    SafetyOfficer,
    /// 担当者: fills in answers.
    Contributor,
    /// 閲覧: reads only.
    Viewer,
}

impl Role {
    /// Every role, highest duty first.
    pub const ALL: [Self; 4] = [Self::Administrator, Self::SafetyOfficer, Self::Contributor, Self::Viewer];

    /// Stable code for storage, URLs and message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::SafetyOfficer => "safety_officer",
            Self::Contributor => "contributor",
            Self::Viewer => "viewer",
        }
    }

    /// The role with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// One role that one person holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleAssignment {
    /// Stable identifier.
    pub id: RoleId,
    /// Who holds it.
    pub staff: StaffId,
    /// Which role.
    pub role: Role,
    /// Whether the person stands in for the holder (代行者).
    pub deputy: bool,
    /// First day.
    pub from_on: Date,
    /// Last day included; open while `None`.
    pub until_on: Option<Date>,
}

/// A role that would end before it began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the role would end on {until_on}, before it begins on {from_on}")]
pub struct RolePeriodError {
    /// First day given.
    pub from_on: Date,
    /// Last day given.
    pub until_on: Date,
}

impl RoleAssignment {
    /// Whether the role is held on that day.
    #[must_use]
    pub fn in_force(&self, day: Date) -> bool {
        self.from_on <= day && self.until_on.is_none_or(|until| day <= until)
    }

    /// The same assignment with a last day.
    ///
    /// # Errors
    /// When the last day lies before the first.
    pub fn ended(&self, until_on: Date) -> Result<Self, RolePeriodError> {
        if until_on < self.from_on {
            return Err(RolePeriodError { from_on: self.from_on, until_on });
        }
        Ok(Self { until_on: Some(until_on), ..self.clone() })
    }
}
