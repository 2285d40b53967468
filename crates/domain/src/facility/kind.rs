//! Kinds of institution that the ordinance names.

use crate::catalog::FormKind;
use serde::{Deserialize, Serialize};

/// Kind of institution. Source: 医療法 1条の5, 2条; 薬機法 2条12項.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FacilityKind {
    /// 病院: 20 beds and more.
    Hospital,
    /// 診療所: up to 19 beds.
    Clinic,
    /// 歯科診療所.
    DentalClinic,
    /// 助産所.
    MaternityHome,
    /// 薬局.
    Pharmacy,
}

impl FacilityKind {
    /// Every kind, in the order shown.
    pub const ALL: [Self; 5] = [Self::Hospital, Self::Clinic, Self::DentalClinic, Self::MaternityHome, Self::Pharmacy];

    /// Stable code for storage and message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hospital => "hospital",
            Self::Clinic => "clinic",
            Self::DentalClinic => "dental_clinic",
            Self::MaternityHome => "maternity_home",
            Self::Pharmacy => "pharmacy",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The form that an institution of this kind fills: pharmacies have their own.
    #[must_use]
    pub const fn form(self) -> FormKind {
        match self {
            Self::Pharmacy => FormKind::Pharmacy,
            _ => FormKind::Hospital,
        }
    }
}
