//! Column → field: what a person said of the columns of a list in which several columns may stand for one field, and in which a
//! column that is left out on purpose is named too. Kept as a [`Mapping`], so that every profile is of one form.

use super::mapping::{Mapping, same};

/// Code of a column that is left out on purpose.
const LEFT_OUT: &str = "unused";

/// What columns of a list stand for, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meanings(Vec<(String, Option<String>)>);

impl Meanings {
    /// With one more column: its heading, and the code of its field; none for one that is left out. An empty heading names nothing.
    #[must_use]
    pub fn with(mut self, heading: &str, field: Option<&str>) -> Self {
        if !heading.trim().is_empty() && self.of(heading).is_none() {
            self.0.push((heading.to_owned(), field.map(str::to_owned)));
        }
        self
    }

    /// Each column with its field.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.0.iter().map(|(heading, field)| (heading.as_str(), field.as_deref()))
    }

    /// Whether nothing is said.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is said of a column: its field, or that it is left out. `None` when nothing is said of it.
    #[must_use]
    pub fn of(&self, heading: &str) -> Option<Option<&str>> {
        self.iter().find(|(known, _)| same(known, heading)).map(|(_, field)| field)
    }

    /// Whether it was said of such a heading: every column of which something is said stands there, or something is said of every
    /// column that stands there, as for one sheet of a workbook with several. A heading has at least two columns.
    #[must_use]
    pub fn fits<'a>(&self, heading: impl IntoIterator<Item = &'a str>) -> bool {
        let names: Vec<&str> = heading.into_iter().filter(|name| !name.trim().is_empty()).collect();
        let stands = |known: &str| names.iter().any(|column| same(known, column));
        let is_said = |column: &&str| self.of(column).is_some();
        !self.is_empty()
            && names.len() > 1
            && (self.0.iter().all(|(known, _)| stands(known)) || names.iter().all(is_said))
    }

    /// As a profile keeps it: the second column of a field is `field:2`.
    #[must_use]
    pub fn to_mapping(&self) -> Mapping {
        let mut mapping = Mapping::default();
        for (heading, field) in self.iter() {
            let code = field.unwrap_or(LEFT_OUT);
            let numbered = (2..).map(|number| format!("{code}:{number}"));
            let free = std::iter::once(code.to_owned()).chain(numbered).find(|code| mapping.column(code).is_none());
            mapping = mapping.with(&free.unwrap_or_default(), heading);
        }
        mapping
    }

    /// What a profile says.
    #[must_use]
    pub fn of_mapping(mapping: &Mapping) -> Self {
        mapping.iter().fold(Self::default(), |all, (code, heading)| {
            let code = code.split(':').next().unwrap_or_default();
            all.with(heading, (code != LEFT_OUT).then_some(code))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn meanings(pairs: &[(&str, Option<&str>)]) -> Meanings {
        pairs.iter().fold(Meanings::default(), |all, (heading, field)| all.with(heading, *field))
    }

    #[test]
    fn columns_are_known_by_their_names_whatever_their_width() {
        let said = meanings(&[("番号", Some("asset_number")), ("IP 1", Some("addresses")), ("メモ", None)]);
        assert_eq!(said.of("ＩＰ１"), Some(Some("addresses")));
        assert_eq!((said.of("メモ"), said.of("備考")), (Some(None), None));
        assert!(
            said.fits(["メモ", "番号", "ＩＰ１", "別"]) && said.fits(["番号", "", "IP1"]) && !said.fits(["番号", "別"])
        );
        assert!(!Meanings::default().fits(["番号", "名前"]) && !said.fits(["番号"]));
    }

    #[test]
    fn a_profile_keeps_several_columns_of_one_field() {
        let said = meanings(&[("IP1", Some("addresses")), ("IP2", Some("addresses")), ("a", None), ("b", None)]);
        let mapping = said.to_mapping();
        assert_eq!((mapping.column("addresses:2"), mapping.column("unused:2")), (Some("IP2"), Some("b")));
        assert_eq!(Meanings::of_mapping(&mapping), said);
    }

    proptest! {
        #[test]
        fn what_is_kept_is_said_again(said in proptest::collection::vec(("[a-z番号]{1,6}", proptest::option::of("[a-c]_name")), 0..12)) {
            let said = said.iter().fold(Meanings::default(), |all, (heading, field)| all.with(heading, field.as_deref()));
            let again = Meanings::of_mapping(&said.to_mapping());
            let sorted = |all: &Meanings| { let mut all: Vec<_> = all.0.clone(); all.sort(); all };
            prop_assert_eq!(sorted(&again), sorted(&said));
        }
    }
}
