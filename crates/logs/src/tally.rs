//! What came of reading: how much was read, kept as it was, and lost, with the reasons and the first place of each.

use std::collections::BTreeMap;

/// Why a record could not be read as what its log is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A line that has none of the known forms.
    UnknownForm,
    /// Longer than a line may be; its beginning is kept.
    TooLong,
    /// Bytes that are no text in any encoding that is read; unreadable ones are kept as U+FFFD.
    Encoding,
    /// No JSON, or JSON that is no event.
    Json,
    /// XML that breaks off, or is no event.
    Xml,
    /// A row of a table with more or fewer cells than its heading.
    Cells,
    /// A date or time that does not exist or is not written as the log writes it.
    Time,
    /// A record of a Windows event log that is damaged.
    Record,
    /// A block of a Windows event log that is damaged.
    Block,
    /// The file ends inside a record.
    CutOff,
    /// An archive in an archive.
    Nested,
    /// A file in an archive that is no log.
    NoLog,
}

impl Reason {
    /// Every reason, for lists.
    pub const ALL: [Self; 12] = [
        Self::UnknownForm,
        Self::TooLong,
        Self::Encoding,
        Self::Json,
        Self::Xml,
        Self::Cells,
        Self::Time,
        Self::Record,
        Self::Block,
        Self::CutOff,
        Self::Nested,
        Self::NoLog,
    ];

    /// Stable code, as in messages and in the column `raw_reason`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnknownForm => "unknown_form",
            Self::TooLong => "too_long",
            Self::Encoding => "encoding",
            Self::Json => "json",
            Self::Xml => "xml",
            Self::Cells => "cells",
            Self::Time => "time",
            Self::Record => "record",
            Self::Block => "block",
            Self::CutOff => "cut_off",
            Self::Nested => "nested",
            Self::NoLog => "no_log",
        }
    }
}

/// How often a reason came up, and where first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// How many records.
    pub count: u64,
    /// Where the first one is: `line 12`, `byte 4096`.
    pub first: Place,
    /// What a parser said of the first one, in its own words. For logs, not for people.
    pub detail: String,
}

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A line, or a row of a table; counts from 1.
    Line(u64),
    /// A byte; counts from 0.
    Byte(u64),
}

/// What came of reading one file. `read + raw` events were handed on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Records that were read.
    pub read: u64,
    /// Records that were kept as they were, by reason.
    pub raw: BTreeMap<Reason, Seen>,
    /// Records that could not be kept, by reason. A damaged block counts as the records that its head names, at least 1.
    pub lost: BTreeMap<Reason, Seen>,
    /// Events whose zone was assumed.
    pub zone_assumed: u64,
    /// Events whose year was assumed.
    pub year_assumed: u64,
    /// Events without a readable time.
    pub timeless: u64,
}

impl Tally {
    /// How many records were kept as they were.
    #[must_use]
    pub fn raw_count(&self) -> u64 {
        self.raw.values().map(|seen| seen.count).sum()
    }

    /// How many records were lost.
    #[must_use]
    pub fn lost_count(&self) -> u64 {
        self.lost.values().map(|seen| seen.count).sum()
    }

    /// Nothing at all came of the file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.read == 0 && self.raw.is_empty() && self.lost.is_empty()
    }

    /// Notes records that are lost.
    pub fn lose(&mut self, reason: Reason, count: u64, first: Place, detail: impl ToString) {
        note(&mut self.lost, reason, count, first, detail);
    }

    /// Notes a record that is kept as it was.
    pub fn keep_raw(&mut self, reason: Reason, first: Place, detail: impl ToString) {
        note(&mut self.raw, reason, 1, first, detail);
    }

    /// Adds what came of another file.
    pub fn add(&mut self, other: &Self) {
        self.read += other.read;
        self.zone_assumed += other.zone_assumed;
        self.year_assumed += other.year_assumed;
        self.timeless += other.timeless;
        for (into, from) in [(&mut self.raw, &other.raw), (&mut self.lost, &other.lost)] {
            for (reason, seen) in from {
                note(into, *reason, seen.count, seen.first, &seen.detail);
            }
        }
    }
}

fn note(all: &mut BTreeMap<Reason, Seen>, reason: Reason, count: u64, first: Place, detail: impl ToString) {
    all.entry(reason).and_modify(|seen| seen.count += count).or_insert_with(|| Seen {
        count,
        first,
        detail: detail.to_string(),
    });
}
