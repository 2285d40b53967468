//! The program itself, run as its operator runs it: what it prints, and how it ends.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a panic in a test is a failed test")]

mod backup;
mod backup_bomb;
mod catalog;
mod demo;
mod evidence;
mod folder;
mod golden;
mod import;
mod postgres;
mod program;
mod serve;
mod settings;
mod tls;
mod verify;
