//! What leaves the program, checked from outside.

#![expect(clippy::unwrap_used, reason = "a panic here is a failed test")]

mod bytes;
mod sample;
mod tamper;
mod vendors;
