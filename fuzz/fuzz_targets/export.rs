//! Any bytes as evidence: facts that stand on a line or a record, or a refusal; never a panic.
//! `./test fuzz`; `corpus/export/` begins with configurations, answers of devices and lists of accounts.
#![no_main]

use evidence::{Given, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(Given::Export(reading)) = read(bytes) {
        assert!(!reading.facts.is_empty(), "an export that says nothing");
        for fact in &reading.facts {
            assert!(!fact.lines.is_empty() || fact.record.is_some(), "a fact that stands on nothing: {fact:?}");
            assert!(fact.lines.iter().all(|line| *line >= 1));
        }
    }
});
