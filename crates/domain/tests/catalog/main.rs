//! The catalogue from outside: the packs that come with the program, and what the reader says about bad ones.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at what it did not expect")]

mod built_in;
mod carry_over;
mod crosswalk;
mod extra;
mod faults;
mod guidance;
mod robust;
mod verification;
