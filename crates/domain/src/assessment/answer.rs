//! What stands in the form for one item: three slots, one target date, one note.

use super::RoundNo;
use crate::{calendar::FiscalYear, catalog::ItemId, id::StaffId};
use serde::{Deserialize, Serialize};
use std::fmt;
use time::Date;

/// One printed slot of the form: an item in a round. 記入不要 is no slot: the edition decides it.
/// Source: FY2024 form, columns 1回目, 2回目.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Slot {
    /// Nothing entered.
    #[default]
    Blank,
    /// はい, confirmed on a day by a person.
    Yes {
        /// 確認日.
        on: Date,
        /// 確認者.
        by: StaffId,
    },
    /// いいえ, confirmed on a day by a person.
    No {
        /// 確認日.
        on: Date,
        /// 確認者.
        by: StaffId,
    },
}

impl Slot {
    /// Stable code: `blank`, `yes`, `no`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Yes { .. } => "yes",
            Self::No { .. } => "no",
        }
    }

    /// Whether nothing is entered.
    #[must_use]
    pub const fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }

    /// Whether it says いいえ.
    #[must_use]
    pub const fn is_no(&self) -> bool {
        matches!(self, Self::No { .. })
    }

    /// Whether it says はい.
    #[must_use]
    pub const fn is_yes(&self) -> bool {
        matches!(self, Self::Yes { .. })
    }

    /// 確認日, if answered.
    #[must_use]
    pub const fn on(&self) -> Option<Date> {
        match self {
            Self::Blank => None,
            Self::Yes { on, .. } | Self::No { on, .. } => Some(*on),
        }
    }

    /// 確認者, if answered.
    #[must_use]
    pub const fn by(&self) -> Option<StaffId> {
        match self {
            Self::Blank => None,
            Self::Yes { by, .. } | Self::No { by, .. } => Some(*by),
        }
    }
}

/// 目標日, one per item. Made only by [`TargetDate::new`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TargetDate(Date);

/// A target date outside the form's fiscal year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("target date {day} is outside the fiscal year {}", .year.year())]
pub struct TargetDateError {
    /// Day given.
    pub day: Date,
    /// Fiscal year of the form.
    pub year: FiscalYear,
}

impl TargetDate {
    /// # Errors
    /// When the day lies outside 1 April – 31 March of the form's year. Source: notes of the form.
    pub fn new(day: Date, year: FiscalYear) -> Result<Self, TargetDateError> {
        if year.contains(day) { Ok(Self(day)) } else { Err(TargetDateError { day, year }) }
    }

    /// The day.
    #[must_use]
    pub const fn day(self) -> Date {
        self.0
    }
}

/// Free words of a person to one item, at most 4,000 characters. Line breaks are kept as `\n`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Note(String);

/// The note is too long; nothing of it is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the note has {found} characters, at most {max} fit")]
pub struct NoteError {
    /// Characters given.
    pub found: usize,
    /// Characters that fit.
    pub max: usize,
}

impl Note {
    /// Longest note, in characters. Our choice: one printed page.
    pub const MAX: usize = 4_000;

    /// # Errors
    /// [`NoteError`].
    pub fn parse(text: &str) -> Result<Self, NoteError> {
        let kept: String = text
            .replace("\r\n", "\n")
            .trim_end()
            .chars()
            .filter(|c| *c == '\n' || *c == '\t' || !c.is_control())
            .collect();
        let found = kept.chars().count();
        if found > Self::MAX { Err(NoteError { found, max: Self::MAX }) } else { Ok(Self(kept)) }
    }

    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Everything that people entered for one item.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ItemState {
    /// The three rounds.
    pub slots: [Slot; 3],
    /// 目標日.
    pub target_date: Option<TargetDate>,
    /// Note.
    pub note: Note,
}

impl ItemState {
    /// The slot of a round.
    #[must_use]
    pub const fn slot(&self, round: RoundNo) -> &Slot {
        &self.slots[round.index()]
    }

    /// The last answered slot: what stands today.
    #[must_use]
    pub fn current(&self) -> &Slot {
        self.slots.iter().rev().find(|slot| !slot.is_blank()).unwrap_or(&Slot::Blank)
    }

    /// The last answer given before this round: what the round asks about.
    #[must_use]
    pub fn before(&self, round: RoundNo) -> &Slot {
        self.slots[..round.index()].iter().rev().find(|slot| !slot.is_blank()).unwrap_or(&Slot::Blank)
    }
}

/// An answer that may be signed: no blank, no 「いいえ」 without 目標日.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// はい.
    Yes {
        /// 確認日.
        on: Date,
        /// 確認者.
        by: StaffId,
    },
    /// いいえ, with the day by which it becomes はい.
    No {
        /// 確認日.
        on: Date,
        /// 確認者.
        by: StaffId,
        /// 目標日.
        target_date: TargetDate,
    },
}

/// What is still open on an item. It never blocks saving; it blocks signing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum OpenPoint {
    /// No answer in the round.
    Unanswered(ItemId),
    /// いいえ without 目標日.
    TargetDateMissing(ItemId),
}

impl OpenPoint {
    /// The item that is open.
    #[must_use]
    pub const fn item(&self) -> &ItemId {
        match self {
            Self::Unanswered(item) | Self::TargetDateMissing(item) => item,
        }
    }
}

impl ItemState {
    /// The answer of a round, if it may be signed.
    ///
    /// # Errors
    /// What is still open.
    pub fn answer(&self, item: &ItemId, round: RoundNo) -> Result<Answer, OpenPoint> {
        match (self.slot(round), self.target_date) {
            (Slot::Blank, _) => Err(OpenPoint::Unanswered(item.clone())),
            (&Slot::Yes { on, by }, _) => Ok(Answer::Yes { on, by }),
            (Slot::No { .. }, None) => Err(OpenPoint::TargetDateMissing(item.clone())),
            (&Slot::No { on, by }, Some(target_date)) => Ok(Answer::No { on, by, target_date }),
        }
    }
}
