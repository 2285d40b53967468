//! Records held against a query; what is found is kept as it will be shown.

use super::{Kind, Place};
use domain::search::{Folded, Met, Piece, Query, excerpt};
use std::collections::BTreeMap;

/// Hits of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Kind.
    pub kind: Kind,
    /// The first hits.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: usize,
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where.
    pub place: Place,
    /// What it is called.
    pub title: Vec<Piece>,
    /// Where it stands, in words; may be empty.
    pub about: String,
    /// Its other texts in which something was found.
    pub lines: Vec<HitLine>,
    /// The same on other sheets, as far as they are named: place and words.
    pub also: Vec<(Place, String)>,
    /// On how many more sheets it stands.
    pub more: usize,
}

/// A text in which something was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HitLine {
    /// What the text is.
    pub label: String,
    /// The text.
    pub pieces: Vec<Piece>,
    /// For official words their mark: code (`reconstructed`, `draft`, `verified` or empty) and explanation.
    pub official: Option<(&'static str, String)>,
}

/// Letters of a text that are shown.
const SHOWN: usize = 90;
/// Texts of a hit that are shown beside its title.
const LINES: usize = 3;
/// Other sheets that are named with a hit.
const ALSO: usize = 3;

/// A text with its folded form.
#[derive(Debug, Clone)]
pub(super) struct Text {
    shown: String,
    folded: Folded,
}

impl Text {
    pub(super) fn new(text: impl Into<String>) -> Self {
        let shown = text.into();
        Self { folded: Folded::new(&shown), shown }
    }

    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    pub(super) const fn folded(&self) -> &Folded {
        &self.folded
    }
}

/// One of a record's texts.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) label: String,
    pub(super) text: Text,
    pub(super) official: Option<(&'static str, String)>,
}

impl Line {
    pub(super) fn new(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self { label: label.into(), text: Text::new(text), official: None }
    }
}

/// A record with its own texts.
#[derive(Debug, Clone)]
pub(super) struct Record {
    pub(super) title: Text,
    pub(super) lines: Vec<Line>,
}

/// Collects what is found.
pub(super) struct Finder<'a> {
    query: &'a Query,
    only: Option<Kind>,
    most: usize,
    found: BTreeMap<Kind, Group>,
}

impl<'a> Finder<'a> {
    pub(super) const fn new(query: &'a Query, only: Option<Kind>, most: usize) -> Self {
        Self { query, only, most, found: BTreeMap::new() }
    }

    pub(super) fn wants(&self, kind: Kind) -> bool {
        self.only.is_none_or(|only| only == kind)
    }

    pub(super) const fn query(&self) -> &'a Query {
        self.query
    }

    /// The words of the query that stand in a record's own texts.
    pub(super) fn met(&self, record: &Record) -> Met {
        record
            .lines
            .iter()
            .fold(self.query.met(&record.title.folded), |met, line| met | self.query.met(&line.text.folded))
    }

    /// Takes a record if every word is met in it or `around` it.
    pub(super) fn offer(&mut self, kind: Kind, record: &Record, around: Met, place: Place, about: &str) {
        if self.wants(kind) && self.query.matches(self.met(record), around) {
            self.keep(kind, record, vec![(place, about.to_owned())]);
        }
    }

    /// Keeps a record that was found at these places; the first is where it leads.
    pub(super) fn keep(&mut self, kind: Kind, record: &Record, places: Vec<(Place, String)>) {
        let group = self.found.entry(kind).or_insert_with(|| Group { kind, hits: Vec::new(), total: 0 });
        let count = places.len();
        let mut places = places.into_iter();
        let Some((place, about)) = places.next() else { return };
        group.total += 1;
        if group.hits.len() >= self.most {
            return;
        }
        let also: Vec<_> = places.take(ALSO).collect();
        group.hits.push(Hit {
            place,
            about,
            title: pieces(self.query, &record.title),
            lines: lines(self.query, record),
            more: (count - 1).saturating_sub(also.len()),
            also,
        });
    }

    /// Counts what was found and is not shown.
    pub(super) fn and_more(&mut self, kind: Kind, count: usize) {
        if let Some(group) = self.found.get_mut(&kind) {
            group.total += count;
        }
    }

    pub(super) fn groups(self) -> Vec<Group> {
        self.found.into_values().collect()
    }
}

fn pieces(query: &Query, text: &Text) -> Vec<Piece> {
    excerpt(&text.shown, &query.marks(&text.folded), SHOWN)
}

fn lines(query: &Query, record: &Record) -> Vec<HitLine> {
    let touched = record.lines.iter().filter(|line| query.met(&line.text.folded).any());
    let shown = |line: &Line| HitLine {
        label: line.label.clone(),
        pieces: pieces(query, &line.text),
        official: line.official.clone(),
    };
    touched.take(LINES).map(shown).collect()
}
