//! The record of the institution.

use super::FacilityKind;
use crate::{
    id::FacilityId,
    journal::Seq,
    staff::{Name, NameError},
};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// 医療機関コード: 7 digits, or 10 with prefecture and fee table in front. No check digit is tested: local numbering differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct InstitutionCode(String);

/// Whether the institution has a contract with a vendor. The form leaves items blank without one; unknown stays unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VendorContract {
    /// At least one contract.
    Exists,
    /// No contract with any vendor.
    None,
    /// Nobody has said yet. The items stay asked.
    Unknown,
}

impl VendorContract {
    /// Every value, in the order shown.
    pub const ALL: [Self; 3] = [Self::Exists, Self::None, Self::Unknown];

    /// Stable code for storage and message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Exists => "exists",
            Self::None => "none",
            Self::Unknown => "unknown",
        }
    }

    /// The value with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.code() == code)
    }
}

/// What a person states about the institution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacilityDraft {
    /// Kind of institution.
    pub kind: FacilityKind,
    /// Official name.
    pub name: Name,
    /// 医療機関コード, if entered.
    pub code: Option<InstitutionCode>,
    /// Licensed beds, if entered.
    pub beds: Option<u32>,
    /// Whether a vendor contract exists.
    pub vendor_contract: VendorContract,
}

/// One institution as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facility {
    /// Stable identifier.
    pub id: FacilityId,
    /// What was stated about it.
    #[serde(flatten)]
    pub stated: FacilityDraft,
    /// Whether this is the sample hospital: marked on every output, removable as a whole.
    pub sample: bool,
    /// Journal entry of the last change.
    pub version: Seq,
}

/// Why a statement about the institution is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FacilityError {
    /// The name is no name.
    #[error("name: {0}")]
    Name(#[from] NameError),
    /// The code has other characters than digits, or another length than 7 or 10.
    #[error("the institution code needs 7 or 10 digits")]
    Code,
    /// The number of beds is no number, or above 5,000 (the largest hospital has about 1,400).
    #[error("the number of beds is not between 0 and 5000")]
    Beds,
}

impl InstitutionCode {
    /// Full-width digits, spaces and hyphens are taken; an empty text is no code.
    ///
    /// # Errors
    /// [`FacilityError::Code`].
    pub fn parse(text: &str) -> Result<Option<Self>, FacilityError> {
        let code: String = text.nfkc().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '−' | ',')).collect();
        match code.len() {
            0 => Ok(None),
            7 | 10 if code.bytes().all(|b| b.is_ascii_digit()) => Ok(Some(Self(code))),
            _ => Err(FacilityError::Code),
        }
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FacilityDraft {
    /// Parses what a page or file says.
    ///
    /// # Errors
    /// The first statement that cannot be taken.
    pub fn parse(
        kind: FacilityKind,
        name: &str,
        code: &str,
        beds: &str,
        vendor_contract: VendorContract,
    ) -> Result<Self, FacilityError> {
        Ok(Self {
            kind,
            name: Name::parse(name)?,
            code: InstitutionCode::parse(code)?,
            beds: parse_beds(beds)?,
            vendor_contract,
        })
    }
}

fn parse_beds(text: &str) -> Result<Option<u32>, FacilityError> {
    let digits: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    if digits.is_empty() {
        return Ok(None);
    }
    match digits.parse::<u32>() {
        Ok(beds) if beds <= 5_000 => Ok(Some(beds)),
        _ => Err(FacilityError::Beds),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Result<Option<String>, FacilityError> {
        InstitutionCode::parse(text).map(|code| code.map(|c| c.as_str().to_owned()))
    }

    #[test]
    fn codes_are_taken_in_full_width_and_with_hyphens() {
        assert_eq!(code("３６-１-０１２３４５６"), Ok(Some("3610123456".to_owned())));
        assert_eq!(code(" "), Ok(None));
        assert_eq!(code("12345"), Err(FacilityError::Code));
        assert_eq!(code("12345６a"), Err(FacilityError::Code));
    }

    #[test]
    fn beds_are_a_number_or_nothing() {
        assert_eq!(parse_beds("１２０"), Ok(Some(120)));
        assert_eq!(parse_beds(""), Ok(None));
        assert_eq!(parse_beds("-3"), Err(FacilityError::Beds));
        assert_eq!(parse_beds("99999"), Err(FacilityError::Beds));
    }
}
