//! The clock, injected: the system's, or one that a test or the sample sets.

use domain::calendar::Instant;
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};
use time::Date;

/// Where the time comes from.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that stands until it is set. Shared by its clones.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at this instant.
    #[must_use]
    pub fn at(instant: Instant) -> Self {
        Self::Set(Arc::new(AtomicI64::new(instant.millis())))
    }

    /// A clock that stands at 9:00 in Japan on this day.
    #[must_use]
    pub fn morning_of(day: Date) -> Self {
        Self::at(Instant::start_of_day_jst(day).plus_millis(9 * 3_600_000))
    }

    /// Moves a set clock. The system's clock can't be moved.
    pub fn set(&self, instant: Instant) {
        if let Self::Set(millis) = self {
            millis.store(instant.millis(), Ordering::SeqCst);
        }
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Instant {
        match self {
            Self::System => {
                #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                Instant::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
            }
            Self::Set(millis) => Instant::from_millis(millis.load(Ordering::SeqCst)),
        }
    }
}
