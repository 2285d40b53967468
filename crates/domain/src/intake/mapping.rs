//! Columns of a foreign list → fields of a record: proposed by the names of the columns, corrected by a person, kept as a profile.
//! Knows no room: whoever takes in a list names its fields.

use crate::{id::ProfileId, journal::Seq, vendor::Line};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization as _;

/// A field that a list can fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Stable code, as in message keys.
    pub code: &'static str,
    /// Whether a row without it is nothing.
    pub required: bool,
    /// Names that columns with this meaning bear, the likeliest first.
    pub names: &'static [&'static str],
}

/// Field code → name of the column, as it stands in the heading. A field that is not there has no column.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping(BTreeMap<String, String>);

/// Why a mapping can't be used on a list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// A field that is needed has no column.
    #[error("no column for {0}")]
    Missing(&'static str),
    /// Two fields stand on one column.
    #[error("the column {0:?} stands for two fields")]
    Twice(String),
    /// The heading has no such column.
    #[error("there is no column {0:?}")]
    NoColumn(String),
}

/// A mapping that a person settled, for the next list of the same kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Stable identifier.
    pub id: ProfileId,
    /// Kind of list: `vendors`, `devices`.
    pub kind: String,
    /// What the person calls it.
    pub name: Line,
    /// The columns.
    pub mapping: Mapping,
    /// Journal entry of the last change.
    pub version: Seq,
}

impl Profile {
    /// Whether every column that it names is in a heading.
    #[must_use]
    pub fn fits(&self, heading: &[String]) -> bool {
        self.mapping.0.values().all(|column| heading.iter().any(|name| same(name, column)))
    }
}

/// How names of columns are compared: NFKC, small letters, without spaces and signs.
fn plain(name: &str) -> String {
    name.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

pub(super) fn same(left: &str, right: &str) -> bool {
    plain(left) == plain(right)
}

impl Mapping {
    /// Proposes a column for each field: one of the same name, else one that has a name in it. A column is given away once, the
    /// exact names first.
    #[must_use]
    pub fn propose(fields: &[Field], heading: &[String]) -> Self {
        let mut mapping = Self::default();
        let exact = |name: &str, column: &str| plain(name) == column;
        let within = |name: &str, column: &str| plain(name).chars().count() > 1 && column.contains(&plain(name));
        for exactly in [true, false] {
            let rule = |name: &str, column: &str| if exactly { exact(name, column) } else { within(name, column) };
            for field in fields.iter().filter(|field| !field.names.is_empty()) {
                if mapping.0.contains_key(field.code) {
                    continue;
                }
                let free = |column: &&String| !column.is_empty() && !mapping.0.values().any(|taken| taken == *column);
                let fits = |name: &&str| heading.iter().filter(free).find(|column| rule(name, &plain(column))).cloned();
                if let Some(column) = field.names.iter().find_map(fits) {
                    mapping.0.insert(field.code.to_owned(), column);
                }
            }
        }
        mapping
    }

    /// With a column for a field; an empty name takes it away.
    #[must_use]
    pub fn with(mut self, field: &str, column: &str) -> Self {
        if column.is_empty() {
            self.0.remove(field);
        } else {
            self.0.insert(field.to_owned(), column.to_owned());
        }
        self
    }

    /// Every field with its column.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, column)| (field.as_str(), column.as_str()))
    }

    /// The column of a field.
    #[must_use]
    pub fn column(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(String::as_str)
    }

    /// Where each mapped field stands in a heading.
    ///
    /// # Errors
    /// [`MappingError`].
    pub fn places(&self, fields: &[Field], heading: &[String]) -> Result<BTreeMap<&'static str, usize>, MappingError> {
        let mut places: BTreeMap<&'static str, usize> = BTreeMap::new();
        for field in fields {
            let Some(column) = self.column(field.code) else {
                if field.required {
                    return Err(MappingError::Missing(field.code));
                }
                continue;
            };
            let at = heading.iter().position(|name| same(name, column));
            let at = at.ok_or_else(|| MappingError::NoColumn(column.to_owned()))?;
            if places.values().any(|taken| *taken == at) {
                return Err(MappingError::Twice(column.to_owned()));
            }
            places.insert(field.code, at);
        }
        Ok(places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FIELDS: [Field; 3] = [
        Field { code: "name", required: true, names: &["事業者名", "会社名", "名称"] },
        Field { code: "phone", required: false, names: &["電話番号", "電話", "TEL"] },
        Field { code: "night", required: false, names: &["夜間電話"] },
    ];

    fn heading(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn proposed(names: &[&str]) -> String {
        let mapping = Mapping::propose(&FIELDS, &heading(names));
        let shown = FIELDS.iter().map(|field| mapping.column(field.code).unwrap_or("-"));
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn columns_are_known_by_their_names_whatever_their_width() {
        assert_eq!(proposed(&["会社名", "ＴＥＬ"]), "会社名 ＴＥＬ -");
        assert_eq!(proposed(&["No.", "会社名（正式）", "夜間 電話", "電話"]), "会社名（正式） 電話 夜間 電話");
        assert_eq!(proposed(&["番号", "備考"]), "- - -");
    }

    #[test]
    fn a_mapping_stands_on_the_columns_that_are_there() {
        let names = heading(&["会社名", "電話"]);
        let mapping = Mapping::propose(&FIELDS, &names);
        assert_eq!(mapping.places(&FIELDS, &names), Ok(BTreeMap::from([("name", 0), ("phone", 1)])));
        let moved = heading(&["備考", "電話", "会社名"]);
        assert_eq!(mapping.places(&FIELDS, &moved), Ok(BTreeMap::from([("name", 2), ("phone", 1)])));
        let without = mapping.clone().with("name", "");
        assert_eq!(without.places(&FIELDS, &names), Err(MappingError::Missing("name")));
        let twice = mapping.clone().with("night", "電話");
        assert_eq!(twice.places(&FIELDS, &names), Err(MappingError::Twice("電話".to_owned())));
        let gone = mapping.with("night", "夜間");
        assert_eq!(gone.places(&FIELDS, &names), Err(MappingError::NoColumn("夜間".to_owned())));
    }

    proptest! {
        #[test]
        fn what_is_proposed_can_be_used(names in proptest::collection::vec("[事業者名電話TEL夜間a-c ]{0,6}", 0..8)) {
            let mapping = Mapping::propose(&FIELDS, &names);
            let places = mapping.places(&FIELDS, &names);
            prop_assert!(!matches!(places, Err(MappingError::NoColumn(_))), "{places:?}");
        }
    }
}
