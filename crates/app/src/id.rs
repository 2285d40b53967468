//! The source of identifiers, injected: random in use, counted in tests that compare bytes.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use uuid::Uuid;

/// Where identifiers come from.
#[derive(Debug, Clone)]
pub enum Ids {
    /// UUIDv7: in order of time, with 74 random bits.
    Random,
    /// 1, 2, 3, … in the shape of a UUIDv7.
    Counted(Arc<AtomicU64>),
}

impl Ids {
    /// Counted from 1.
    #[must_use]
    pub fn counted() -> Self {
        Self::Counted(Arc::new(AtomicU64::new(0)))
    }

    /// The next identifier, of the type that the caller needs.
    #[must_use]
    pub fn next<T: From<Uuid>>(&self) -> T {
        T::from(match self {
            #[expect(clippy::disallowed_methods, reason = "the one place that makes random identifiers")]
            Self::Random => Uuid::now_v7(),
            Self::Counted(count) => {
                let number = count.fetch_add(1, Ordering::SeqCst) + 1;
                uuid::Builder::from_unix_timestamp_millis(0, &number_bytes(number)).into_uuid()
            }
        })
    }
}

fn number_bytes(number: u64) -> [u8; 10] {
    let mut bytes = [0; 10];
    bytes[2..].copy_from_slice(&number.to_be_bytes());
    bytes
}
