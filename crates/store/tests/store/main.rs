//! The store on both engines. Every test ends with the journal replayed and compared.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a panic in a test is a failed test")]

mod access;
mod assessment;
mod journal;
mod schema;
mod staff;
