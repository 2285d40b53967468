//! Inventories as bytes: the files that nobody here wrote, lists in every writing, and what a hostile file does.

#![expect(clippy::expect_used, reason = "a panic in a test is a failed test")]

mod golden;
mod hostile;
mod lists;
mod told;
