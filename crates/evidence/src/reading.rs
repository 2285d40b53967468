//! What came of reading an export: its facts, and what could not be read, with the places.

use domain::evidence::{ExportKind, fact::Fact};
use std::collections::BTreeMap;
use time::Date;

/// What was read out of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What it is.
    pub kind: ExportKind,
    /// How it is written.
    pub encoding: &'static str,
    /// 基準日: the day whose state it shows, if it tells.
    pub effective_on: Option<Date>,
    /// The facts, in the order of the file.
    pub facts: Vec<Fact>,
    /// The lines that facts stand on, without secrets.
    pub quotes: BTreeMap<u64, String>,
    /// What could not be read.
    pub unread: Unread,
}

impl Reading {
    /// Nothing read yet.
    #[must_use]
    pub fn of(kind: ExportKind) -> Self {
        Self {
            kind,
            encoding: "UTF-8",
            effective_on: None,
            facts: Vec::new(),
            quotes: BTreeMap::new(),
            unread: Unread::default(),
        }
    }

    /// Every fact bears the day of the file unless it has one of its own.
    #[must_use]
    pub fn dated(mut self) -> Self {
        for fact in &mut self.facts {
            fact.effective_on = fact.effective_on.or(self.effective_on);
        }
        self
    }
}

/// So many places are kept; the count goes on.
const PLACES: usize = 100;

/// What could not be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unread {
    /// How many lines or records.
    pub count: u64,
    /// The first of them.
    pub places: Vec<UnreadPlace>,
}

impl Unread {
    /// One more.
    pub fn push(&mut self, line: u64, why: UnreadWhy) {
        self.count += 1;
        if self.places.len() < PLACES {
            self.places.push(UnreadPlace { line, why });
        }
    }
}

/// A line or record that could not be read. Its words are not repeated: they may hold a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnreadPlace {
    /// Line or record, from 1.
    pub line: u64,
    /// Why.
    pub why: UnreadWhy,
}

/// Why a line or record could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnreadWhy {
    /// Bytes that mean nothing in the encoding.
    NotDecodable,
    /// Longer than is looked into.
    TooLong,
    /// The file ends inside a block or a quotation.
    Unfinished,
    /// An end without its beginning.
    Unbalanced,
    /// Not written as files of this kind are.
    NotUnderstood,
    /// A value that is none.
    BadValue,
    /// Blocks inside blocks, deeper than any real file.
    TooDeep,
}

impl UnreadWhy {
    /// Every reason.
    pub const ALL: [Self; 7] = [
        Self::NotDecodable,
        Self::TooLong,
        Self::Unfinished,
        Self::Unbalanced,
        Self::NotUnderstood,
        Self::BadValue,
        Self::TooDeep,
    ];

    /// Stable code, the end of its message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotDecodable => "not-decodable",
            Self::TooLong => "too-long",
            Self::Unfinished => "unfinished",
            Self::Unbalanced => "unbalanced",
            Self::NotUnderstood => "not-understood",
            Self::BadValue => "bad-value",
            Self::TooDeep => "too-deep",
        }
    }
}

/// Why a whole file is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No bytes.
    #[error("the file is empty")]
    Empty,
    /// A program.
    #[error("a program is not taken as evidence")]
    Program,
    /// Nothing in it is known.
    #[error("nothing in the file is known")]
    Unknown,
    /// Larger than is taken.
    #[error("the file is larger than {most} bytes")]
    TooLarge {
        /// The most that is taken.
        most: u64,
    },
    /// It begins as a known kind and can't be read through.
    #[error("{line}:{column}: {why}")]
    Damaged {
        /// Line, from 1.
        line: u64,
        /// Column, from 1; 0 if it is not known.
        column: u64,
        /// What the reader says.
        why: String,
    },
    /// It was read, and holds nothing that a fact could stand on.
    #[error("the file holds no facts")]
    NoFacts,
}

impl Refused {
    /// Stable code, the end of its message key.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Program => "program",
            Self::Unknown => "unknown",
            Self::TooLarge { .. } => "too-large",
            Self::Damaged { .. } => "damaged",
            Self::NoFacts => "no-facts",
        }
    }
}
