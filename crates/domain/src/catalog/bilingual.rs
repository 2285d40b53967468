//! Our own words in both languages of the program.

use super::{
    read::{Faults, Table},
    yaml::Node,
};

/// One text of ours in Japanese and English. Never the ministry's: those are [`super::OfficialText`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bilingual {
    /// Plain Japanese (やさしい日本語).
    pub ja: String,
    /// English.
    pub en: String,
}

impl Bilingual {
    pub(super) fn read(node: &Node, what: &'static str, faults: &mut Faults) -> Option<Self> {
        let table = Table::of(node, what, &["ja", "en"], faults)?;
        let ja = table.text("ja", faults);
        let en = table.text("en", faults);
        Some(Self { ja: ja?, en: en? })
    }

    /// The text under a key that has to be there.
    pub(super) fn under(table: &Table<'_>, key: &'static str, faults: &mut Faults) -> Option<Self> {
        Self::read(table.need(key, faults)?, key, faults)
    }

    /// The text under a key that may be absent.
    pub(super) fn maybe_under(table: &Table<'_>, key: &'static str, faults: &mut Faults) -> Option<Option<Self>> {
        table.find(key).map_or(Some(None), |node| Self::read(node, key, faults).map(Some))
    }
}
