//! The short name of an installation's key, as people compare it from paper.

use domain::digest::Digest;
use ed25519_dalek::VerifyingKey;
use std::{fmt, str::FromStr};

/// The first 16 bytes of the SHA-256 of an ed25519 public key; written as 8 groups of 4 hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 16]);

/// A text that is no fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a fingerprint of 32 hex digits: {0:?}")]
pub struct FingerprintError(String);

impl Fingerprint {
    /// The fingerprint of a public key.
    #[must_use]
    pub fn of(key: &VerifyingKey) -> Self {
        let digest = Digest::of(key.as_bytes());
        let mut short = [0; 16];
        short.copy_from_slice(&digest.as_bytes()[..16]);
        Self(short)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, pair) in self.0.chunks(2).enumerate() {
            let gap = if at == 0 { "" } else { " " };
            write!(f, "{gap}{}", hex::encode(pair))?;
        }
        Ok(())
    }
}

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    /// Reads what a person types from paper: any case, with or without spaces, colons or hyphens.
    fn from_str(text: &str) -> Result<Self, FingerprintError> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, ':' | '-')).collect();
        let mut short = [0; 16];
        hex::decode_to_slice(&digits, &mut short).map_err(|_| FingerprintError(text.chars().take(80).collect()))?;
        Ok(Self(short))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::SigningKey;

    fn of(secret: u8) -> Fingerprint {
        Fingerprint::of(&SigningKey::from_bytes(&[secret; 32]).verifying_key())
    }

    #[test]
    fn a_fingerprint_is_eight_groups_of_four() {
        insta::assert_snapshot!(of(7), @"fe81 2c12 f3ab 4ce6 ac5d b69a c352 f906");
    }

    #[test]
    fn typed_from_paper_it_is_the_same() {
        let printed = of(7).to_string();
        for typed in [printed.clone(), printed.to_uppercase(), printed.replace(' ', ""), printed.replace(' ', "-")] {
            assert_eq!(typed.parse(), Ok(of(7)), "{typed}");
        }
    }

    #[test]
    fn a_part_of_it_is_refused() {
        let printed = of(7).to_string();
        for typed in ["", "abcd", &printed[1..], &format!("{printed} 00"), "ｆｆｆｆ"] {
            assert!(typed.parse::<Fingerprint>().is_err(), "{typed}");
        }
    }
}
