//! The envelope of an event: who, when, what; and its bytes.

use super::Event;
use crate::{access::ActorNote, calendar::Instant};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Position in a facility's journal, from 1; the version of a record is the position of its last change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seq(i64);

impl Seq {
    /// Before the first entry; also the version of a record that was never written.
    pub const ZERO: Self = Self(0);

    /// From a stored number.
    #[must_use]
    pub const fn new(seq: i64) -> Self {
        Self(seq)
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// The position after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}
impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One entry of the journal. `at` is for people; the order is that of the positions, never of the clock.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// When it was recorded.
    pub at: Instant,
    /// Who acted.
    pub by: ActorNote,
    /// What happened.
    pub event: Event,
}

/// A body that this program cannot read: newer, or damaged.
#[derive(Debug, thiserror::Error)]
#[error("journal entry is not readable: {0}")]
pub struct EntryError(#[from] serde_json::Error);

impl Entry {
    /// The bytes that are hashed and stored. Written once, never re-serialised.
    ///
    /// # Errors
    /// Only if a value can't be put in JSON, which no event's value does.
    pub fn to_body(&self) -> Result<Vec<u8>, EntryError> {
        Ok(serde_json::to_vec(self)?)
    }

    /// Reads a stored body.
    ///
    /// # Errors
    /// [`EntryError`].
    pub fn from_body(body: &[u8]) -> Result<Self, EntryError> {
        Ok(serde_json::from_slice(body)?)
    }
}
