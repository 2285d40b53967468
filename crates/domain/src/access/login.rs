//! Logins: the name typed, the rules for a password. The password's hash is kept elsewhere and never enters the journal.

use crate::{
    id::{StaffId, UserId},
    journal::Seq,
};
use serde::{Deserialize, Serialize};
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// The name typed at login: 3–32 of a–z, 0–9, `.`, `_`, `-`; compared in lower case, full-width letters are folded.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LoginName(String);

/// The text is no login name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a login name has 3 to 32 of a-z, 0-9, dot, underscore and hyphen")]
pub struct LoginNameError;

impl LoginName {
    /// # Errors
    /// [`LoginNameError`].
    pub fn parse(text: &str) -> Result<Self, LoginNameError> {
        let name = text.trim().nfkc().collect::<String>().to_lowercase();
        let fits = (3..=32).contains(&name.len());
        let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'));
        if fits && plain { Ok(Self(name)) } else { Err(LoginNameError) }
    }

    /// The name as compared and stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl TryFrom<String> for LoginName {
    type Error = LoginNameError;
    fn try_from(text: String) -> Result<Self, LoginNameError> {
        Self::parse(&text)
    }
}
impl From<LoginName> for String {
    fn from(name: LoginName) -> Self {
        name.0
    }
}

/// A password as typed. It prints nothing, is not cloned, and leaves this type only to be hashed.
pub struct Password(String);

/// Why a new password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Fewer than [`Password::MIN`] characters.
    #[error("the password is too short")]
    TooShort,
    /// More than 200 characters.
    #[error("the password is too long")]
    TooLong,
    /// Contains the login name, or is one character repeated, or a well-known word with digits.
    #[error("the password is easy to guess")]
    Guessable,
    /// The two entries differ.
    #[error("the two passwords differ")]
    Differ,
}

impl Password {
    /// Shortest new password, in characters. Source: 安全管理ガイドライン 6.0 システム運用編 14 (13 characters need no periodic change).
    pub const MIN: usize = 13;
    const MAX: usize = 200;

    /// A password typed at login: taken as it is.
    #[must_use]
    pub fn typed(text: String) -> Self {
        Self(text)
    }

    /// A new password for this login.
    ///
    /// # Errors
    /// See [`PasswordError`].
    pub fn new(text: String, again: &str, login: &LoginName) -> Result<Self, PasswordError> {
        if text != again {
            return Err(PasswordError::Differ);
        }
        let length = text.chars().count();
        if length < Self::MIN {
            return Err(PasswordError::TooShort);
        }
        if length > Self::MAX {
            return Err(PasswordError::TooLong);
        }
        if is_guessable(&text.to_lowercase(), login.as_str()) {
            return Err(PasswordError::Guessable);
        }
        Ok(Self(text))
    }

    /// The bytes to hash.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(..)")
    }
}

/// Our rule: the login name inside it, fewer than five different characters, or a well-known start followed by digits only.
fn is_guessable(password: &str, login: &str) -> bool {
    let mut kinds: Vec<char> = password.chars().collect();
    kinds.sort_unstable();
    kinds.dedup();
    let common = ["password", "passw0rd", "sakimori", "hospital", "qwerty", "byouin", "kanri", "admin"];
    let padded = common.iter().any(|word| {
        password.strip_prefix(word).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || c == '!'))
    });
    password.contains(login) || kinds.len() < 5 || padded
}

/// A login as recorded: who may enter, never with what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// Stable identifier.
    pub id: UserId,
    /// The person of the roster it belongs to.
    pub staff: StaffId,
    /// The name typed.
    pub login: LoginName,
    /// Closed logins can't enter; the record stays.
    pub closed: bool,
    /// Journal entry of the last change.
    pub version: Seq,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(text: &str) -> Result<(), PasswordError> {
        let login = LoginName::parse("tanaka").map_err(|_| PasswordError::Differ)?;
        Password::new(text.to_owned(), text, &login).map(drop)
    }

    #[test]
    fn weak_passwords_are_refused_by_name() {
        assert_eq!(new("short"), Err(PasswordError::TooShort));
        assert_eq!(new("password12345"), Err(PasswordError::Guessable));
        assert_eq!(new("1111111111111"), Err(PasswordError::Guessable));
        assert_eq!(new("my-Tanaka-2024-word"), Err(PasswordError::Guessable));
        assert_eq!(new(&"xyzab".repeat(41)), Err(PasswordError::TooLong));
        assert_eq!(new("青い空と白い雲を見て歩く朝"), Ok(()));
    }

    #[test]
    fn login_names_fold_width_and_case() {
        assert_eq!(LoginName::parse(" Ｔanaka ").map(String::from), Ok("tanaka".to_owned()));
        assert_eq!(LoginName::parse("田中"), Err(LoginNameError));
        assert_eq!(LoginName::parse("ab"), Err(LoginNameError));
    }

    #[test]
    fn a_password_prints_nothing() {
        assert_eq!(format!("{:?}", Password::typed("secret".into())), "Password(..)");
    }
}
