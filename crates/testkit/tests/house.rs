//! The house test: what ARCHITECTURE.md says about crates, rooms, names and messages, kept true.
//!
//! Each rule is a pure function from what was found to the list of what is wrong, so each has a test that it can fail.

#![expect(clippy::expect_used, reason = "a rule that cannot read the workspace has failed")]

mod house {
    mod arrows;
    mod links;
    mod messages;
    mod modules;
    mod neutrality;
    mod rooms;
    mod size;
    mod source;
    mod sql;
}
