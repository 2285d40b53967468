//! A person of the roster.

use crate::{id::StaffId, journal::Seq};
use serde::{Deserialize, Serialize};
use std::fmt;
use time::Date;
use unicode_normalization::UnicodeNormalization;

/// A name of a person or an institution: trimmed, not empty, at most 100 characters, no control characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Name(String);

/// Why a text is not accepted as a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing but spaces.
    #[error("the name is empty")]
    Empty,
    /// More than [`Name::MAX`] characters.
    #[error("the name is longer than {} characters", Name::MAX)]
    TooLong,
    /// A line break, tab or another control character.
    #[error("the name has a control character")]
    Control,
}

impl Name {
    /// The longest name that is taken, in characters. Our choice: the longest registered hospital names have about 60.
    pub const MAX: usize = 100;

    /// # Errors
    /// See [`NameError`].
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(NameError::Empty);
        }
        if text.chars().any(char::is_control) {
            return Err(NameError::Control);
        }
        if text.chars().count() > Self::MAX {
            return Err(NameError::TooLong);
        }
        Ok(Self(text.nfc().collect()))
    }

    /// The name as it is shown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Name {
    type Error = NameError;
    fn try_from(text: String) -> Result<Self, NameError> {
        Self::parse(&text)
    }
}
impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.0
    }
}
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// One person of the institution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffMember {
    /// Stable identifier.
    pub id: StaffId,
    /// Name as written.
    pub name: Name,
    /// Reading in kana, if known.
    pub kana: Option<Name>,
    /// Department, if known.
    pub department: Option<Name>,
    /// Last day of work. `None` while the person works here.
    pub left_on: Option<Date>,
    /// Journal entry of the last change.
    pub version: Seq,
}

impl StaffMember {
    /// Whether the person works here on that day. The last day of work still counts.
    #[must_use]
    pub fn works_on(&self, day: Date) -> bool {
        self.left_on.is_none_or(|left| day <= left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_trimmed_and_composed() {
        let name = Name::parse(" 山田　か\u{3099}く ").map(String::from);
        assert_eq!(name.as_deref(), Ok("山田　がく"));
    }

    #[test]
    fn a_name_that_is_no_name_is_refused() {
        assert_eq!(Name::parse(" 　 "), Err(NameError::Empty));
        assert_eq!(Name::parse("山田\n太郎"), Err(NameError::Control));
        assert_eq!(Name::parse(&"あ".repeat(101)), Err(NameError::TooLong));
    }
}
