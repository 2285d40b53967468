//! What lists and filters of the ledger need of a device, from what it shows.

use super::{
    field::FieldKey,
    state::SupportEnd,
    statement::{Shown, SourceKind, Statement},
};
use crate::search::Folded;
use time::Date;

/// What is known of the end of the maker's support.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SupportKnown {
    /// A day is known.
    Day,
    /// Supported; no end is announced.
    NotAnnounced,
    /// Somebody looked and could not tell.
    Unknown,
    /// Nobody said anything.
    Unsaid,
}

impl SupportKnown {
    /// Stable code for storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::NotAnnounced => "not_announced",
            Self::Unknown => "unknown",
            Self::Unsaid => "",
        }
    }
}

/// A device in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Whether a person's list, a directory or a person names it. What was only seen on the network is not in the ledger.
    pub listed: bool,
    /// The last day on which something saw it working.
    pub seen_on: Option<Date>,
    /// Of the end of support.
    pub support: SupportKnown,
    /// Its day, if it is known.
    pub support_on: Option<Date>,
    /// Whether it reaches the internet or has a connection to the outside.
    pub outside: bool,
    /// Its fields as they are searched, folded, a line each.
    pub search_key: String,
    /// By which lists are ordered: kind of thing first by name, numbers by their value.
    pub sort_key: String,
}

/// Fields by which a device is found.
const SEARCHED: &[FieldKey] = &[
    FieldKey::AssetNumber,
    FieldKey::Name,
    FieldKey::HostName,
    FieldKey::Macs,
    FieldKey::Addresses,
    FieldKey::Maker,
    FieldKey::Model,
    FieldKey::Serial,
    FieldKey::Os,
    FieldKey::Building,
    FieldKey::Floor,
    FieldKey::Room,
    FieldKey::Department,
    FieldKey::Owner,
    FieldKey::System,
    FieldKey::Vendor,
    FieldKey::Note,
];

/// The fields that name a device in a list, the best first.
pub const NAMED_BY: [FieldKey; 6] =
    [FieldKey::Name, FieldKey::HostName, FieldKey::AssetNumber, FieldKey::Serial, FieldKey::Macs, FieldKey::Addresses];

/// What a device is called: the best of the fields that name it.
#[must_use]
pub fn device_name(shown: &Shown) -> &str {
    NAMED_BY.iter().find_map(|key| shown.text(*key)).unwrap_or_default()
}

/// Whether a source saw the device working, and did not only write of it.
const fn sees(source: SourceKind) -> bool {
    matches!(source, SourceKind::Agent | SourceKind::Command | SourceKind::Scan | SourceKind::Neighbours)
}

/// Summarises a device about which all this was said.
#[must_use]
pub fn summary(statements: &[Statement<'_>], shown: &Shown) -> Summary {
    let seen = statements.iter().filter(|one| sees(one.source)).map(|one| one.on).max();
    let said = shown.fields.get(&FieldKey::SeenOn).and_then(|stated| stated.value.day());
    let support = shown.fields.get(&FieldKey::SupportEnd).and_then(|stated| stated.value.support_end());
    let (support, support_on) = match support {
        Some(SupportEnd::On(day)) => (SupportKnown::Day, Some(day)),
        Some(SupportEnd::NotAnnounced) => (SupportKnown::NotAnnounced, None),
        Some(SupportEnd::Unknown) => (SupportKnown::Unknown, None),
        None => (SupportKnown::Unsaid, None),
    };
    let keys: Vec<String> = SEARCHED.iter().filter_map(|key| shown.text(*key)).map(Folded::key_of).collect();
    Summary {
        listed: statements.iter().any(|one| one.source.one_each()),
        seen_on: seen.max(said),
        support,
        support_on,
        outside: shown.text(FieldKey::Internet) == Some("yes")
            || shown.text(FieldKey::OutsideConnection).is_some_and(|text| !says_none(text)),
        search_key: keys.join("\n"),
        sort_key: order_key(device_name(shown)),
    }
}

/// 「なし」 in a field of words: there is no connection to the outside.
#[must_use]
pub fn says_none(text: &str) -> bool {
    matches!(super::state::folded(text).as_str(), "なし" | "無し" | "無" | "no" | "none" | "×")
}

/// By which names are ordered, and found exactly: folded, each run of digits filled up, so that PC-2 stands before PC-10.
#[must_use]
pub fn order_key(name: &str) -> String {
    /// Digits to which a number is filled up.
    const DIGITS: usize = 10;
    let (folded, mut key, mut digits) = (Folded::key_of(name), String::new(), String::new());
    let flush = |digits: &mut String, key: &mut String| {
        if !digits.is_empty() {
            key.push_str(&format!("{digits:0>DIGITS$}"));
            digits.clear();
        }
    };
    for letter in folded.chars() {
        if letter.is_ascii_digit() {
            digits.push(letter);
        } else {
            flush(&mut digits, &mut key);
            key.push(letter);
        }
    }
    flush(&mut digits, &mut key);
    key
}

#[cfg(test)]
mod tests {
    use super::super::{Fields, Value, shown};
    use super::*;
    use time::macros::date;

    /// A source, the day of its data, and what it says.
    type Said<'a> = (SourceKind, Date, &'a [(FieldKey, &'a str)]);

    fn of(said: &[Said<'_>]) -> Summary {
        let fields: Vec<Fields> = said
            .iter()
            .map(|(.., pairs)| {
                pairs.iter().filter_map(|(key, text)| Some((*key, Value::parse(*key, text).ok()??))).collect()
            })
            .collect();
        let statements: Vec<Statement<'_>> =
            said.iter().zip(&fields).map(|((source, on, _), fields)| Statement::new(*source, *on, fields)).collect();
        summary(&statements, &shown(&statements))
    }

    #[test]
    fn what_only_the_network_saw_is_not_in_the_ledger() {
        let (june, july) = (date!(2024 - 06 - 10), date!(2024 - 07 - 01));
        let scan: &[(FieldKey, &str)] = &[(FieldKey::HostName, "pc1")];
        let only = of(&[(SourceKind::Scan, june, scan)]);
        assert_eq!((only.listed, only.seen_on), (false, Some(june)));
        let list: &[(FieldKey, &str)] = &[(FieldKey::HostName, "PC1"), (FieldKey::OutsideConnection, "なし")];
        let both = of(&[(SourceKind::Scan, june, scan), (SourceKind::List, july, list)]);
        assert_eq!((both.listed, both.seen_on, both.outside), (true, Some(june), false));
        let never = of(&[(SourceKind::List, july, list)]);
        assert_eq!((never.listed, never.seen_on), (true, None));
    }

    #[test]
    fn numbers_are_ordered_by_their_value() {
        let mut names = ["PC-10", "ＰＣ-2", "pc-1"].map(order_key);
        names.sort();
        assert_eq!(names, ["PC-1", "PC-2", "PC-10"].map(order_key));
    }

    #[test]
    fn support_is_known_unannounced_unknown_or_unsaid() {
        let day = date!(2024 - 06 - 10);
        let support = |text: &str| {
            let found = of(&[(SourceKind::List, day, &[(FieldKey::SupportEnd, text)])]);
            (found.support.code(), found.support_on)
        };
        assert_eq!(support("2025-10-14"), ("day", Some(date!(2025 - 10 - 14))));
        assert_eq!(
            [support("未定"), support("不明"), support("")],
            [("not_announced", None), ("unknown", None), ("", None)]
        );
    }
}
