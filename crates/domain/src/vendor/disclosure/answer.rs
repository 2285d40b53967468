//! Answers of a disclosure, item by item, as the vendor gave them.

use crate::{assessment::Note, catalog::TopicId, digest::Digest, evidence::FileName, vendor::Line};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// はい / いいえ / 対象外, or nothing readable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisclosureAnswer {
    /// はい.
    Yes,
    /// いいえ: to be done by operation.
    No,
    /// 対象外.
    NotApplicable,
    /// Nothing, or nothing readable.
    Blank,
}

impl DisclosureAnswer {
    /// Every answer, in the order shown.
    pub const ALL: [Self; 4] = [Self::Yes, Self::No, Self::NotApplicable, Self::Blank];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotApplicable => "not_applicable",
            Self::Blank => "blank",
        }
    }

    /// The answer with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.code() == code)
    }
}

/// What tells an item from the others of its disclosure: the number that the vendor's file prints, or its place there, or our topic
/// where it was typed from paper.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ItemKey(String);

impl ItemKey {
    /// The longest key, in characters.
    const MAX: usize = 80;

    /// From the words that tell it apart; only letters and digits of them, so that it fits in an address.
    #[must_use]
    pub fn of(words: &str) -> Self {
        let kept = |c: char| if c.is_alphanumeric() || "._-".contains(c) { c } else { '-' };
        Self(words.trim().chars().map(kept).take(Self::MAX).collect())
    }

    /// The key.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl fmt::Display for ItemKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One item with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisclosureItem {
    /// What tells it from the others.
    pub key: ItemKey,
    /// Number as the vendor's file prints it. Never invented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Line>,
    /// The question as the vendor's file prints it; empty where it was typed by topic.
    #[serde(default, skip_serializing_if = "Note::is_empty")]
    pub question: Note,
    /// Our topic, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<TopicId>,
    /// The answer.
    pub answer: DisclosureAnswer,
    /// 備考.
    #[serde(default, skip_serializing_if = "Note::is_empty")]
    pub remark: Note,
}

/// Whence the answers came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "source", rename_all = "snake_case")]
pub enum DisclosureSource {
    /// From the vendor's workbook, kept as it came.
    File {
        /// SHA-256.
        digest: Digest,
        /// Name under which it came.
        name: FileName,
        /// Profile that found the answers.
        profile: TopicId,
    },
    /// From the vendor's answer file, kept as it came.
    AnswerFile {
        /// SHA-256.
        digest: Digest,
    },
    /// Typed from paper.
    Typed,
}

/// All answers of a disclosure at one time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisclosureAnswers {
    /// Whence.
    #[serde(flatten)]
    pub source: DisclosureSource,
    /// Items in the order of the form.
    pub items: Vec<DisclosureItem>,
}

/// Why a set of items is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ItemsError {
    /// None.
    #[error("no item")]
    Empty,
    /// More than [`DisclosureAnswers::MAX`].
    #[error("{0} items, at most {max} fit", max = DisclosureAnswers::MAX)]
    TooMany(usize),
    /// Two with one key.
    #[error("two items are {0}")]
    Twice(ItemKey),
}

impl DisclosureAnswers {
    /// The most items that are taken. Our choice: the largest form known has about a hundred.
    pub const MAX: usize = 2_000;

    /// # Errors
    /// See [`ItemsError`].
    pub fn new(source: DisclosureSource, items: Vec<DisclosureItem>) -> Result<Self, ItemsError> {
        match items.len() {
            0 => return Err(ItemsError::Empty),
            count if count > Self::MAX => return Err(ItemsError::TooMany(count)),
            _ => {}
        }
        let mut seen = BTreeSet::new();
        match items.iter().find(|item| !seen.insert(&item.key)) {
            Some(twice) => Err(ItemsError::Twice(twice.key.clone())),
            None => Ok(Self { source, items }),
        }
    }

    /// How many items have each answer.
    #[must_use]
    pub fn count(&self, answer: DisclosureAnswer) -> usize {
        self.items.iter().filter(|item| item.answer == answer).count()
    }

    /// The answer to a topic: いいえ if any of its items is いいえ. `None` if no item speaks to it.
    #[must_use]
    pub fn of_topic(&self, topic: &TopicId) -> Option<&DisclosureItem> {
        let of = self.items.iter().filter(|item| item.topic.as_ref() == Some(topic));
        of.min_by_key(|item| match item.answer {
            DisclosureAnswer::No => 0,
            DisclosureAnswer::Blank => 1,
            DisclosureAnswer::Yes => 2,
            DisclosureAnswer::NotApplicable => 3,
        })
    }
}

/// Gives every item a key of its own: its number where that is its alone, else what `place` says of it.
#[must_use]
pub fn keyed(mut items: Vec<DisclosureItem>, place: impl Fn(usize) -> String) -> Vec<DisclosureItem> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for item in items.iter().filter_map(|item| item.number.as_ref()) {
        *count.entry(item.to_string()).or_default() += 1;
    }
    for (at, item) in items.iter_mut().enumerate() {
        let alone = item.number.as_ref().filter(|number| count.get(number.as_str()) == Some(&1));
        item.key = alone.map_or_else(|| ItemKey::of(&place(at)), |number| ItemKey::of(number.as_str()));
    }
    items
}
