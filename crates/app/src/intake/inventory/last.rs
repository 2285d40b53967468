//! The file that was read last: kept from its preview until it is taken in, so that it is not read twice.

use domain::{digest::Digest, intake::Meanings};
use evidence::inventory::Reading;
use std::sync::{Arc, Mutex, PoisonError};

/// Larger files are read again: what was read of a file needs about three times its size.
const MOST_BYTES: usize = 4 << 20;

/// What a reading stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ReadAs {
    pub(super) file: Digest,
    pub(super) said: Option<Meanings>,
    pub(super) kept: Vec<Meanings>,
}

/// The last file of this process; none after it was taken in.
#[derive(Debug, Clone, Default)]
pub struct LastRead(Arc<Mutex<Option<(ReadAs, Reading)>>>);

impl LastRead {
    fn last(&self) -> std::sync::MutexGuard<'_, Option<(ReadAs, Reading)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The file, if it is the one that was read last.
    pub(super) fn get(&self, read_as: &ReadAs) -> Option<Reading> {
        self.last().as_ref().filter(|(known, _)| known == read_as).map(|(_, reading)| reading.clone())
    }

    /// Keeps a file of so many bytes, unless it is large.
    pub(super) fn keep(&self, read_as: ReadAs, reading: &Reading, bytes: usize) {
        *self.last() = (bytes <= MOST_BYTES).then(|| (read_as, reading.clone()));
    }

    /// Lets go of it.
    pub(super) fn forget(&self) {
        *self.last() = None;
    }
}
