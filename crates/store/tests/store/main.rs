//! The store on both engines. Every test ends with the journal replayed and compared.
#![expect(clippy::unwrap_used, reason = "a panic in a test is a failed test")]

mod blob;
mod journal;
mod schema;
mod staff;
