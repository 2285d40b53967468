//! Reads tables of a pack key by key, and notes every fault instead of stopping at the first.

use super::{
    CatalogError, Problem,
    yaml::{self, At, Node, Value},
};
use crate::calendar::FiscalYear;
use std::collections::BTreeMap;

/// Faults listed at most. Our choice: more than a person mends in one go.
const MAX_FAULTS: usize = 100;

/// Words that YAML 1.1 readers take for something else than text.
const BARE_WORDS: [&str; 10] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~"];

/// Faults of one file, as they are found.
pub(super) struct Faults {
    file: String,
    found: Vec<CatalogError>,
    left_out: usize,
}

impl Faults {
    pub(super) fn new(file: &str) -> Self {
        Self { file: file.chars().take(200).collect(), found: Vec::new(), left_out: 0 }
    }

    pub(super) fn add(&mut self, at: At, problem: Problem) {
        if self.found.len() >= MAX_FAULTS {
            self.left_out += 1;
            return;
        }
        self.found.push(CatalogError { file: self.file.clone(), line: at.line, column: at.column, problem });
    }

    /// The value if nothing was wrong, otherwise the faults in the order of the lines.
    pub(super) fn finish<T>(mut self, value: Option<T>) -> Result<T, Vec<CatalogError>> {
        match value {
            Some(value) if self.found.is_empty() => Ok(value),
            _ => {
                self.found.sort_by_key(|fault| (fault.line, fault.column));
                if let (count @ 1.., Some(last)) = (self.left_out, self.found.last().cloned()) {
                    self.found.push(CatalogError { problem: Problem::More { count }, ..last });
                }
                Err(self.found)
            }
        }
    }

    /// The root table of a file.
    pub(super) fn root(&mut self, bytes: &[u8]) -> Option<Node> {
        yaml::parse(bytes).map_err(|(at, problem)| self.add(at, problem)).ok()
    }
}

/// A table with the keys that may stand in it.
pub(super) struct Table<'a> {
    pub at: At,
    what: &'static str,
    entries: &'a [(yaml::Key, Node)],
}

impl<'a> Table<'a> {
    /// Notes unknown and repeated keys at once.
    pub(super) fn of(node: &'a Node, what: &'static str, keys: &[&'static str], faults: &mut Faults) -> Option<Self> {
        let Value::Table(entries) = &node.value else {
            faults.add(node.at, Problem::WrongKind { found: kind(node), expected: "keys and values" });
            return None;
        };
        let mut seen = BTreeMap::new();
        for (key, _) in entries {
            if !keys.contains(&key.text.as_str()) {
                faults.add(key.at, Problem::UnknownKey { found: cut(&key.text), expected: keys.to_vec() });
            }
            let first = *seen.entry(key.text.as_str()).or_insert(key.at);
            if first != key.at {
                faults.add(key.at, Problem::DuplicateKey { found: cut(&key.text), first_line: first.line });
            }
        }
        Some(Self { at: node.at, what, entries })
    }

    /// The place of a key's value; of the table if the key is absent.
    pub(super) fn place(&self, key: &'static str) -> At {
        self.find(key).map_or(self.at, |node| node.at)
    }

    /// The node under a key, if there is one.
    pub(super) fn find(&self, key: &'static str) -> Option<&'a Node> {
        self.entries.iter().find(|(found, _)| found.text == key).map(|(_, node)| node)
    }

    pub(super) fn need(&self, key: &'static str, faults: &mut Faults) -> Option<&'a Node> {
        let node = self.find(key);
        if node.is_none() {
            faults.add(self.at, Problem::MissingKey { in_what: self.what, expected: key });
        }
        node
    }

    pub(super) fn text(&self, key: &'static str, faults: &mut Faults) -> Option<String> {
        text(self.need(key, faults)?, key, faults).map(str::to_owned)
    }

    /// `Some(None)` if the key is absent, `None` if its value is wrong.
    pub(super) fn optional_text(&self, key: &'static str, faults: &mut Faults) -> Option<Option<String>> {
        self.find(key).map_or(Some(None), |node| text(node, key, faults).map(|text| Some(text.to_owned())))
    }

    /// A text that `parse` turns into a value; `expected` says what it should be.
    pub(super) fn parsed<T>(
        &self,
        key: &'static str,
        expected: &'static str,
        parse: impl Fn(&str) -> Option<T>,
        faults: &mut Faults,
    ) -> Option<T> {
        parsed(self.need(key, faults)?, key, expected, parse, faults)
    }

    /// A word that names one of `all`.
    pub(super) fn word<T: Copy>(
        &self,
        key: &'static str,
        all: &[T],
        code: impl Fn(T) -> &'static str,
        faults: &mut Faults,
    ) -> Option<T> {
        word(self.need(key, faults)?, key, all, code, faults)
    }

    pub(super) fn optional_word<T: Copy>(
        &self,
        key: &'static str,
        all: &[T],
        code: impl Fn(T) -> &'static str,
        faults: &mut Faults,
    ) -> Option<Option<T>> {
        self.find(key).map_or(Some(None), |node| word(node, key, all, code, faults).map(Some))
    }

    /// True or false; false if absent.
    pub(super) fn flag(&self, key: &'static str, faults: &mut Faults) -> Option<bool> {
        let Some(node) = self.find(key) else {
            return Some(false);
        };
        match &node.value {
            Value::Text { text, plain: true } if text == "true" => Some(true),
            Value::Text { text, plain: true } if text == "false" => Some(false),
            _ => {
                faults.add(node.at, Problem::WrongKind { found: kind(node), expected: "true or false" });
                None
            }
        }
    }

    pub(super) fn number(&self, key: &'static str, first: i64, last: i64, faults: &mut Faults) -> Option<i64> {
        let node = self.need(key, faults)?;
        let digits = match &node.value {
            Value::Text { text, plain: true } => text.parse::<i64>().ok(),
            _ => None,
        };
        let Some(found) = digits else {
            faults.add(node.at, Problem::WrongKind { found: kind(node), expected: "a whole number" });
            return None;
        };
        if (first..=last).contains(&found) {
            Some(found)
        } else {
            faults.add(node.at, Problem::OutOfRange { found, first, last });
            None
        }
    }

    pub(super) fn year(&self, key: &'static str, first: i32, last: i32, faults: &mut Faults) -> Option<FiscalYear> {
        let found = self.number(key, i64::from(first), i64::from(last), faults)?;
        i32::try_from(found).ok().and_then(|year| FiscalYear::new(year).ok())
    }

    /// The nodes of a list that has to be there.
    pub(super) fn list(&self, key: &'static str, faults: &mut Faults) -> Option<&'a [Node]> {
        list(self.need(key, faults)?, faults)
    }

    /// The nodes of a list; none if absent.
    pub(super) fn optional_list(&self, key: &'static str, faults: &mut Faults) -> Option<&'a [Node]> {
        self.find(key).map_or(Some(&[]), |node| list(node, faults))
    }

    /// The texts of a list; none if absent.
    pub(super) fn optional_texts(&self, key: &'static str, faults: &mut Faults) -> Option<Vec<String>> {
        let nodes = self.optional_list(key, faults)?;
        all(nodes.iter().map(|node| text(node, key, faults).map(str::to_owned)))
    }

    /// Notes a key that another value excludes.
    pub(super) fn exclude(&self, key: &'static str, because: &str, faults: &mut Faults) {
        if let Some(node) = self.find(key) {
            faults.add(node.at, Problem::Excludes { because: because.to_owned(), found: key });
        }
    }
}

/// All values, or nothing if one is missing. Every part is read in either case, so that every fault is noted.
pub(super) fn all<T>(parts: impl Iterator<Item = Option<T>>) -> Option<Vec<T>> {
    let mut whole = true;
    let values = parts
        .filter_map(|part| {
            whole &= part.is_some();
            part
        })
        .collect();
    whole.then_some(values)
}

pub(super) fn text<'a>(node: &'a Node, key: &'static str, faults: &mut Faults) -> Option<&'a str> {
    let problem = match &node.value {
        Value::Text { text, plain: true } if BARE_WORDS.contains(&text.to_lowercase().as_str()) => {
            Problem::BareWord { found: text.clone() }
        }
        Value::Text { text, .. } if text.trim().is_empty() => Problem::EmptyText { key },
        Value::Text { text, .. } => return Some(text),
        _ => Problem::WrongKind { found: kind(node), expected: "text" },
    };
    faults.add(node.at, problem);
    None
}

pub(super) fn parsed<T>(
    node: &Node,
    key: &'static str,
    expected: &'static str,
    parse: impl Fn(&str) -> Option<T>,
    faults: &mut Faults,
) -> Option<T> {
    let found = text(node, key, faults)?;
    let value = parse(found);
    if value.is_none() {
        faults.add(node.at, Problem::BadValue { found: cut(found), expected });
    }
    value
}

pub(super) fn word<T: Copy>(
    node: &Node,
    key: &'static str,
    all: &[T],
    code: impl Fn(T) -> &'static str,
    faults: &mut Faults,
) -> Option<T> {
    let found = text(node, key, faults)?;
    let value = all.iter().copied().find(|&one| code(one) == found);
    if value.is_none() {
        let expected = all.iter().map(|&one| code(one)).collect();
        faults.add(node.at, Problem::UnknownWord { found: cut(found), expected });
    }
    value
}

fn list<'a>(node: &'a Node, faults: &mut Faults) -> Option<&'a [Node]> {
    if let Value::List(nodes) = &node.value {
        return Some(nodes);
    }
    faults.add(node.at, Problem::WrongKind { found: kind(node), expected: "a list" });
    None
}

fn kind(node: &Node) -> String {
    match &node.value {
        Value::Text { text, .. } if text.is_empty() => "nothing".to_owned(),
        Value::Text { text, .. } => format!("{:?}", cut(text)),
        Value::List(_) => "a list".to_owned(),
        Value::Table(_) => "keys and values".to_owned(),
    }
}

/// Texts in messages are cut: a pack may hold anything.
pub(super) fn cut(text: &str) -> String {
    if text.chars().count() <= 60 { text.to_owned() } else { text.chars().take(60).chain("…".chars()).collect() }
}

/// Notes every id that stands a second time.
pub(super) fn no_repeats<'a>(ids: impl Iterator<Item = (&'a str, At)>, faults: &mut Faults) {
    let mut seen = BTreeMap::new();
    for (id, at) in ids {
        let first: At = *seen.entry(id).or_insert(at);
        if first != at {
            faults.add(at, Problem::DuplicateId { found: cut(id), first_line: first.line });
        }
    }
}
