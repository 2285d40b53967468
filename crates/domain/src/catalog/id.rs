//! Names of editions, items and forms. They are for ever: records of many years refer to them.

use serde::{Deserialize, Serialize};
use std::{borrow::Borrow, fmt, str::FromStr};

/// A text that cannot name an edition or an item.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier ({expected}): {found:?}")]
pub struct CatalogIdError {
    /// What was given, cut to 80 characters.
    pub found: String,
    /// The pattern in words.
    pub expected: &'static str,
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $valid:path, $expected:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The pattern that every one follows, in words.
            pub const PATTERN: &'static str = $expected;

            /// # Errors
            /// [`CatalogIdError`] if the text does not follow the pattern.
            pub fn parse(text: &str) -> Result<Self, CatalogIdError> {
                if text.len() <= MAX_LEN && $valid(text) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(CatalogIdError { found: text.chars().take(80).collect(), expected: $expected })
                }
            }

            /// As text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
        impl FromStr for $name {
            type Err = CatalogIdError;
            fn from_str(text: &str) -> Result<Self, CatalogIdError> {
                Self::parse(text)
            }
        }
        impl TryFrom<String> for $name {
            type Error = CatalogIdError;
            fn try_from(text: String) -> Result<Self, CatalogIdError> {
                Self::parse(&text)
            }
        }
        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }
        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

text_id! {
    /// An edition (年度版): `r6` for 令和6年度版.
    EditionId, is_kebab, "lower-case letters, digits and single hyphens, beginning with a letter, like r6"
}
text_id! {
    /// A line of the checklist, the same in every edition that asks it: `server.access-log`.
    /// Printed numbers repeat and change; this never does.
    ItemId, is_dotted_kebab, "two or more kebab-case words joined by dots, like server.access-log"
}

text_id! {
    /// A topic or a profile of 医療情報セキュリティ開示書. Ours and provisional; never the number that the form prints.
    TopicId, is_kebab, "lower-case letters, digits and single hyphens, beginning with a letter, like p15"
}

/// Longest identifier in bytes. Our choice: it is a database key and part of file names.
const MAX_LEN: usize = 64;

fn is_kebab(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

fn is_dotted_kebab(text: &str) -> bool {
    text.contains('.') && text.split('.').all(is_kebab)
}

/// Which of the three forms (様式).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormKind {
    /// 医療機関確認用: hospitals, clinics and 助産所.
    Hospital,
    /// 薬局確認用.
    Pharmacy,
    /// 事業者確認用: one per vendor.
    Vendor,
}

impl FormKind {
    /// Every form, in the order shown.
    pub const ALL: [Self; 3] = [Self::Hospital, Self::Pharmacy, Self::Vendor];

    /// Stable code for storage, packs and message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hospital => "hospital",
            Self::Pharmacy => "pharmacy",
            Self::Vendor => "vendor",
        }
    }

    /// The form with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

impl fmt::Display for FormKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn item_ids_are_dotted_kebab() {
        for good in ["gate.system-in-use", "all.mds-sds", "a.b.c2"] {
            assert_eq!(ItemId::parse(good).unwrap().as_str(), good);
        }
        for bad in
            ["", "gate", "Gate.x", "a..b", ".a", "a.", "a.b-", "a.-b", "a.b--c", "a.b c", "a.2b", "全般.台帳", "2(4)"]
        {
            assert!(ItemId::parse(bad).is_err(), "{bad}");
        }
        assert!(ItemId::parse(&format!("a.{}", "b".repeat(63))).is_err());
    }

    #[test]
    fn edition_ids_are_kebab() {
        assert!(EditionId::parse("r6").is_ok() && EditionId::parse("r6-draft").is_ok());
        for bad in ["", "6", "R6", "r6.1", "../r6", "r6/"] {
            assert!(EditionId::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn json_refuses_what_parsing_refuses() {
        assert_eq!(serde_json::from_str::<ItemId>("\"server.patch\"").unwrap().to_string(), "server.patch");
        assert!(serde_json::from_str::<ItemId>("\"server\"").is_err());
        assert_eq!(serde_json::to_string(&FormKind::Vendor).unwrap(), "\"vendor\"");
    }

    #[test]
    fn every_form_has_its_own_code() {
        for kind in FormKind::ALL {
            assert_eq!(FormKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(FormKind::from_code("clinic"), None);
    }
}
