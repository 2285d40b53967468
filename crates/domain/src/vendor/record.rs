//! The record of one vendor.

use crate::{
    id::VendorId,
    journal::Seq,
    staff::{Name, NameError},
};
use serde::{Deserialize, Serialize};
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// One line of free text, as on a business card: trimmed, not empty, at most 200 characters, no control characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Line(String);

/// Why a text is not accepted as a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// More than [`Line::MAX`] characters.
    #[error("the line is longer than {} characters", Line::MAX)]
    TooLong,
    /// A line break, tab or another control character.
    #[error("the line has a control character")]
    Control,
    /// Nothing but spaces.
    #[error("the line is empty")]
    Empty,
}

impl Line {
    /// The longest line that is taken, in characters. Our choice.
    pub const MAX: usize = 200;

    /// # Errors
    /// See [`LineError`].
    pub fn parse(text: &str) -> Result<Self, LineError> {
        let text: String = text.trim().nfc().collect();
        if text.is_empty() {
            return Err(LineError::Empty);
        }
        if text.chars().any(char::is_control) {
            return Err(LineError::Control);
        }
        if text.chars().count() > Self::MAX {
            return Err(LineError::TooLong);
        }
        Ok(Self(text))
    }

    /// An optional field: nothing typed is nothing.
    ///
    /// # Errors
    /// See [`LineError`].
    pub fn maybe(text: &str) -> Result<Option<Self>, LineError> {
        if text.trim().is_empty() { Ok(None) } else { Self::parse(text).map(Some) }
    }

    /// The line as it is shown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Line {
    type Error = LineError;
    fn try_from(text: String) -> Result<Self, LineError> {
        Self::parse(&text)
    }
}
impl From<Line> for String {
    fn from(line: Line) -> Self {
        line.0
    }
}
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a person states about a vendor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VendorDraft {
    /// 事業者名.
    pub name: Name,
    /// 担当者, if known.
    pub contact: Option<Name>,
    /// Telephone as written, if known.
    pub phone: Option<Line>,
    /// Mail address as written, if known.
    pub mail: Option<Line>,
    /// Whether a contract is in force. 事業者確認用 is asked of vendors with one only: a subcontractor without a direct
    /// contract hands in none.
    pub contract: bool,
}

/// One vendor as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vendor {
    /// Stable identifier.
    pub id: VendorId,
    /// What was stated about it.
    #[serde(flatten)]
    pub stated: VendorDraft,
    /// Journal entry of the last change.
    pub version: Seq,
}

/// Why a statement about a vendor is refused, and in which field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VendorError {
    /// 事業者名.
    #[error("name: {0}")]
    Name(NameError),
    /// 担当者.
    #[error("contact: {0}")]
    Contact(NameError),
    /// Telephone.
    #[error("phone: {0}")]
    Phone(LineError),
    /// Mail address.
    #[error("mail: {0}")]
    Mail(LineError),
}

impl VendorDraft {
    /// Reads what was typed.
    ///
    /// # Errors
    /// The first field that can't be taken.
    pub fn parse(name: &str, contact: &str, phone: &str, mail: &str, contract: bool) -> Result<Self, VendorError> {
        let contact = match contact.trim() {
            "" => None,
            text => Some(Name::parse(text).map_err(VendorError::Contact)?),
        };
        Ok(Self {
            name: Name::parse(name).map_err(VendorError::Name)?,
            contact,
            phone: Line::maybe(phone).map_err(VendorError::Phone)?,
            mail: Line::maybe(mail).map_err(VendorError::Mail)?,
            contract,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(name: &str, contact: &str, phone: &str, mail: &str) -> String {
        VendorDraft::parse(name, contact, phone, mail, true).map_or_else(|e| e.to_string(), |_| "taken".to_owned())
    }

    #[test]
    fn each_field_is_refused_by_its_name() {
        assert_eq!(refused("電子カルテ株式会社", "", "", ""), "taken");
        assert_eq!(refused("", "", "", ""), "name: the name is empty");
        assert_eq!(refused("甲社", "山\n田", "", ""), "contact: the name has a control character");
        assert_eq!(refused("甲社", "", &"1".repeat(201), ""), "phone: the line is longer than 200 characters");
        assert_eq!(refused("甲社", "", "", "a\tb"), "mail: the line has a control character");
    }

    #[test]
    fn what_was_not_typed_is_nothing() {
        let draft = VendorDraft::parse("甲社", " ", "　", "", false);
        assert!(draft.is_ok_and(|d| d.contact.is_none() && d.phone.is_none() && d.mail.is_none() && !d.contract));
    }
}
