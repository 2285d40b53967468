//! The paper as a reader finds it: pages, words, marks; and the frames between child and parent.

#![expect(clippy::unwrap_used, reason = "a panic here is a failed test")]

mod frames;
mod improvement_plan;
mod letter;
mod paper;
mod reader;
mod vendors;
mod words;
